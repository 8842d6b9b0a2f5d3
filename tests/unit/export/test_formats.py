"""Every format is opened by a reader that is not written here, and `docs/formats.md` says by which."""

from __future__ import annotations

import pytest
from format_checks import CHECKS, DATASET
from formats_page import PAGE, page

from graph_builder.export import EXPORTERS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.format}-{check.tool}")
def test_a_reader_opens_the_format(check, tmp_path) -> None:
    check.run(EXPORTERS[check.format].export(check.graph, DATASET), tmp_path)


def test_every_format_is_opened_by_something() -> None:
    assert {check.format for check in CHECKS} == set(EXPORTERS)


def test_the_page_is_what_the_tests_check() -> None:
    assert all(check.checked for check in CHECKS)
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tests/formats_page.py"
