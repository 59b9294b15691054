"""The frame of the dashboard around two invented pages."""

from dashboard.screen import shell
from tests.sample.page_one import page_one
from tests.sample.page_two import page_two

PAGES = (shell.Page("/", lambda t: t("Overview"), page_one), shell.Page("/second", lambda t: t("Method"), page_two))


if __name__ == "__main__":
    shell.run(PAGES)
