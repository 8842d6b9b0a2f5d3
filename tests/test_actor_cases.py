"""Who is meant: every case of tests/cases/es/actors/*.toml is one test (a mention in its context, the actor)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from graph_builder.model import Article, Link, MentionKind, Resolution, Span
from graph_builder.resolve import resolve
from graph_builder.resolve.spelling import slug

CASES = Path(__file__).parent / "cases" / "es" / "actors"
KNOWN_KEYS = {"text", "title", "elsewhere", "expected", "state", "why", "xfail"}
MARKED = re.compile(r"\[(.*?)\]")
LEAST = {"metonyms": 50, "ambiguous": 50, "coreference": 50, "variants": 50}


def load_cases():
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], start=1):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if case.get("xfail") else []
            yield pytest.param(case, id=f"{path.stem}-{number}", marks=marks)


def unmark(text: str) -> tuple[str, Span]:
    """The text without its brackets, and where the bracketed mention stands in it."""
    [marked] = MARKED.finditer(text)
    plain = text[: marked.start()] + marked.group(1) + text[marked.end() :]
    return plain, Span(marked.start(), marked.start() + len(marked.group(1)))


def link_at(resolution: Resolution, span: Span) -> Link | None:
    """The link of the longest mention that begins, else ends, with the span; empty: an unexpressed subject."""
    here = [(m, link) for m, link in resolution.links.items() if m.article == "case"]
    links = [link for m, link in here if (m.kind is MentionKind.NULL) == (span.start == span.end)]
    found = [link for link in links if link.mention.span.start == span.start]
    found = found or [link for link in links if link.mention.span.end == span.end]
    return max(found, key=lambda link: link.mention.span.end - link.mention.span.start, default=None)


@pytest.mark.parametrize("case", list(load_cases()))
def test_actor_case(case, vocabulary, pipeline, preparer, extractor):
    assert case.keys() <= KNOWN_KEYS, "unknown key in the case"
    text, span = unmark(case["text"])
    article = Article("case", text, case.get("title", ""))
    others = [Article(f"case-{n}", other) for n, other in enumerate(case.get("elsewhere", ()), start=1)]
    read = [extractor.extract(preparer.prepare(one, pipeline)) for one in (article, *others)]
    resolution = resolve(read, vocabulary)
    shown = "\n".join(
        f"{m.text!r} ({m.kind}, {m.label}) -> {', '.join(link.entities)} [{link.rule} {link.score}: {link.reason}]"
        for m, link in resolution.links.items()
    )
    expected = case["expected"]
    if expected == "":
        known = vocabulary.gazetteer.entities
        wrong = [
            link
            for mention, link in resolution.links.items()
            if mention.article == "case"
            and mention.span.start < span.end
            and span.start < mention.span.end
            and known.keys() & set(link.entities)
        ]
        assert wrong == [], f"{case['why']}\n{shown}"
        return
    link = link_at(resolution, span)
    wanted = [expected] if isinstance(expected, str) else sorted(expected)
    assert link is not None, f"{case['why']}\nno link\n{shown}"
    assert sorted(link.entities) == wanted, f"{case['why']}\n{shown}"
    if "state" in case:
        assert resolution.entities[wanted[0]].state == case["state"], f"{case['why']}\n{shown}"


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_there_are_enough_cases_and_nine_of_ten_are_right(name, least):
    cases = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    assert len(cases) >= least
    assert sum("xfail" in case for case in cases) <= len(cases) // 10


def test_every_expected_actor_is_known_or_new(vocabulary):
    """A wrong id in a case would look like a wrong link."""
    for parameter in load_cases():
        case = parameter.values[0]
        for wanted in filter(None, [case["expected"]] if isinstance(case["expected"], str) else case["expected"]):
            texts = " ".join(map(slug, [case["text"], *case.get("elsewhere", ())]))
            told = (
                wanted.startswith("per-")
                or wanted.removeprefix("grp-").removeprefix("org-").removesuffix("-case") in texts
            )
            assert wanted in vocabulary.gazetteer.entities or told, case["text"]
