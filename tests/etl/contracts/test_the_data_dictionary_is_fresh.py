"""The data dictionary says what the contracts say: run ``python -m etl.dictionary`` after changing one."""

import pytest

from etl.contracts.tables import TABLES, columns
from etl.dictionary import PAGE, dictionary


def test_the_page_is_what_the_contracts_give():
    assert PAGE.read_text(encoding="utf-8") == dictionary()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_meaning(table):
    for name in columns(table):
        assert table.model.model_fields[name].description, name
