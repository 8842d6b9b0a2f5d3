"""The tables of `docs/resolution.md`, as the code has them: `python tests/rules_page.py` writes the page anew."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

from graph_builder.model import ImplicitReason
from graph_builder.resolve.anaphora import ANAPHORA_RULES
from graph_builder.resolve.descriptions import DEMONYM_RULES, DESCRIPTION_RULES
from graph_builder.resolve.implicit import IMPLICIT_RULES, LATE_IMPLICIT_RULES
from graph_builder.resolve.named_things import THING_RULES
from graph_builder.resolve.names import NAME_RULES, ORGANISATION_NAME_RULES, PERSON_NAME_RULES, UNLISTED_NAME_RULES
from graph_builder.resolve.rules import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "resolution.md"
BEGIN, END = "<!-- rules -->", "<!-- end of rules -->"
TABLES: dict[str, tuple[Rule, ...]] = {
    "All names": NAME_RULES,
    "Names that the gazetteer does not hold": UNLISTED_NAME_RULES,
    "... of persons": PERSON_NAME_RULES,
    "... of organisations": ORGANISATION_NAME_RULES,
    "Treaties and gatherings": THING_RULES,
    "Demonyms": DEMONYM_RULES,
    **{
        f"Descriptions: {form.name.lower().replace('_', ' ')}": rules for form, rules in DESCRIPTION_RULES.items()
    },
    "Pronouns, possessives, null subjects": ANAPHORA_RULES,
    **{
        f"Implicit participants: {reason}": rules
        for reason, rules in IMPLICIT_RULES.items()
        if rules and reason is not ImplicitReason.SPEAKER  # those of anaphora
    },
    **{f"Implicit participants that are still open: {reason}": rules for reason, rules in LATE_IMPLICIT_RULES.items()},
}  # fmt: skip


def page() -> str:
    """The page with its tables made anew; what stands around them is written by hand."""
    text = PAGE.read_text(encoding="utf-8")
    tables = "\n".join(_table(title, rules) for title, rules in TABLES.items())
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{tables}\n{END}", text, flags=re.S)


def _table(title: str, rules: Iterable[Rule]) -> str:
    rows = "\n".join(f"| {rule.name or 'nobody'} | {rule.score or ''} | {_sentence(rule)} |" for rule in rules)
    return f"### {title}\n\n| rule | score | who is meant |\n|---|---|---|\n{rows}\n"


def _sentence(rule: Rule) -> str:
    return " ".join((inspect.getdoc(rule.find) or "").strip().partition("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
