"""A panel's body travels as an attribute: whatever it holds, a browser reads the same body back."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import translator
from dashboard.render.html.panels import popover


class Bodies(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "data-body"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&'\"=;#")))
def test_read_back_as_written(body: str) -> None:
    parser = Bodies()
    parser.feed(popover("panel-a", "A 'title' & more", body, translator("fr")))
    parser.close()
    assert parser.found == [body]
