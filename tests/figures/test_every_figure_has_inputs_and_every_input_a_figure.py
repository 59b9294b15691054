"""What a model counts becomes a figure, and no figure stands without the rows it was counted from."""

from __future__ import annotations

from dashboard.warehouse.build import Build


def test_no_input_is_left_without_its_figure(published_build: Build) -> None:
    left = published_build.rows(
        "select distinct figure_id from out_figure_inputs anti join out_figures using (figure_id) order by figure_id"
    )
    assert [row["figure_id"] for row in left] == [], "name them in the list of out_figures: etl/models/60_figures.sql"


def test_no_figure_is_without_inputs(published_build: Build) -> None:
    bare = published_build.rows(
        "select figure_id from out_figures anti join out_figure_inputs using (figure_id) order by figure_id"
    )
    assert [row["figure_id"] for row in bare] == []
