"""The page of changes tells each change that was accepted: when, why, who decided and how many figures moved."""

from __future__ import annotations

from pathlib import Path

from dashboard.chapters.evidence.chapter import EvidenceChoices, build_chapter
from dashboard.content.values import LANGS, Section, Table
from dashboard.warehouse.build import Build, open_warehouse
from dashboard.warehouse.reading import Reading
from etl.build import build

LOG = """change_id,changed_on,table,rows_added,rows_changed,rows_removed,why,decided_by,figures_moved,figures,came_from,recorded_on
2026-11-29-aaaaaaaa,2026-11-29,fx,1,0,0,Taux de 2031,L’équipe,0,,f.xlsx,2026-11-29
2026-11-30-bbbbbbbb,2026-11-30,sites,0,2,1,Two loads were read wrong,A. B.,1,sites.count_operational,g.csv,2026-11-30
"""


def log_of(built: Build, lang: str) -> Section:
    chapter = build_chapter(Reading.of(built, lang), EvidenceChoices(part="changes"))  # type: ignore[arg-type]
    return next(section for section in chapter.sections if section.section_id == "log")


def test_newest_first_in_three_languages(evidence_copy: Path, tmp_path: Path) -> None:
    (evidence_copy / "evidence" / "changes.csv").write_text(LOG, encoding="utf-8")
    build(evidence_copy, tmp_path / "warehouse", lambda *_: None)
    built = open_warehouse(tmp_path / "warehouse").current()
    for lang in LANGS:
        table = next(block for block in log_of(built, lang).blocks if isinstance(block, Table))
        assert [row[0].value for row in table.rows] == ["2026-11-30", "2026-11-29"]
        assert [row[3].value for row in table.rows] == ["Two loads were read wrong", "Taux de 2031"]
        assert [row[5].value for row in table.rows] == [1, 0]
        assert table.rows[0][5].link


def test_without_any_it_says_so(published_build: Build) -> None:
    for lang in LANGS:
        section = log_of(published_build, lang)
        assert section.lead
        assert section.blocks == ()
