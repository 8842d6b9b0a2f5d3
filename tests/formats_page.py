"""The table of `docs/formats.md`, as the tests have it: `python tests/formats_page.py` writes the page anew."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from format_checks import CHECKS

from graph_builder.export import EXPORTERS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
BEGIN, END = "<!-- formats -->", "<!-- end of formats -->"


def page() -> str:
    """The page with its tables made anew; what stands around them is written by hand."""
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{_formats()}\n{_checks()}\n{END}", text, flags=re.S)


def _formats() -> str:
    rows = (f"| `{name}` | `{one.file_name}` | {_first_line(one.export)} |\n" for name, one in EXPORTERS.items())
    return "| format | file | what it is |\n|---|---|---|\n" + "".join(rows)


def _first_line(function: object) -> str:
    """What the exporter's module says in its first line."""
    module = inspect.getmodule(function)
    return (inspect.getdoc(module) or "").partition("\n")[0].rstrip(".") if module else ""


def _checks() -> str:
    rows = (f"| `{one.format}` | {one.tool} | {one.checked} |\n" for one in CHECKS)
    return "| format | opened by | checked |\n|---|---|---|\n" + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
