"""The frame of the dashboard around two invented pages."""

from pathlib import Path

from dashboard.screen import shell

HERE = Path(__file__).parent
PAGES = (shell.Page(HERE / "page_one.py", "/", "Overview"), shell.Page(HERE / "page_two.py", "/second", "Method"))


if __name__ == "__main__":
    shell.run(PAGES)
