"""Markdown notes, one an actor, linked to each other: a vault for Obsidian, or a folder for any editor of Markdown.

Each note has the actor's codes as YAML and its facts, newest first, with the quotation and its article. The words are
those of the interface (`ontology/lang/es/interface.toml`).
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rdflib import Dataset

from graph_builder.export.explorer.page_data import LANGUAGES, interface_names
from graph_builder.export.explorer.view import web_url
from graph_builder.export.participants import participants
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Polarity, Status

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that ZIP knows: the same input gives the same bytes
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')  # in names of files, or in Obsidian's links
_MARKS = re.compile(r"([\\`*_\[\]<>#|$~!])")
_LONGEST = 80  # characters of a file's name


def to_notes(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return a ZIP of one Markdown file an actor that takes part in a fact; deterministic.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    names = interface_names()[LANGUAGES[0]]
    articles = {article.id: article for article in graph.articles}
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(graph.facts):
        for end in dict.fromkeys(filter(None, (fact.subject_id, fact.object_id))):
            facts[end].append(fact)
    actors = [entity for entity in participants(graph) if entity.id in facts]
    titles = _titles(actors)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for actor in actors:
            told = sorted(facts[actor.id], key=lambda fact: fact.date, reverse=True)
            lines = [*_properties(actor), f"# {_plain(actor.label or actor.id)}", ""]
            for fact in told:
                lines += _told(fact, titles, names, articles.get(fact.article) or Article(fact.article, ""))
            entry = zipfile.ZipInfo(f"{titles[actor.id]}.md", _EPOCH)
            archive.writestr(entry, "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _titles(actors: Iterable[Entity]) -> dict[str, str]:
    """A name for each actor's file: its label, with its id where another has the same (file systems know no case)."""
    taken: set[str] = set()
    titles: dict[str, str] = {}
    for actor in actors:
        label = " ".join(_FORBIDDEN.sub(" ", actor.label).split())[:_LONGEST].strip(". ")
        own = label and label.casefold() not in taken
        titles[actor.id] = label if own else f"{label} ({_FORBIDDEN.sub(' ', actor.id)})".strip()
        taken.add(titles[actor.id].casefold())
    return titles


def _properties(actor: Entity) -> Iterator[str]:
    """The head of a note: JSON is YAML, so that no label breaks it."""
    values = {"id": actor.id, "kind": actor.kind.value, "state": actor.state, "wikidata": actor.wikidata}
    yield "---"
    yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value)
    aliases = sorted({*actor.aliases, actor.label_en, actor.label} - {""})
    yield f"aliases: {json.dumps(aliases, ensure_ascii=False)}"
    yield "---"
    yield ""


def _told(fact: Fact, titles: Mapping[str, str], names: Mapping[str, Any], article: Article) -> Iterator[str]:
    """A fact as a line of a list, with its quotation and where it stands below it."""
    relation = names["relations"].get(fact.relation, {}).get("label") or _plain(fact.relation)
    ends = [_link(titles.get(end, ""), words) for end, words in _ends(fact)]
    limits = [names["polarities"][fact.polarity.value]] if fact.polarity is Polarity.NEG else []
    limits += [names["statuses"][fact.status.value]] if fact.status is not Status.FACT else []
    said = " ".join(filter(None, (ends[0], relation, ends[1])))
    yield f"- {' · '.join(filter(None, (_plain(fact.date), said, *limits, _plain(fact.attributed_to))))}"
    source = " · ".join(
        filter(None, (_plain(article.title or article.id), _plain(article.publisher), _plain(article.published)))
    )
    address = web_url(article.url)
    yield f"  > {_plain(fact.evidence)}\\"
    yield f"  > — {f'[{source}](<{address}>)' if address else source}"


def _ends(fact: Fact) -> tuple[tuple[str, str], tuple[str, str]]:
    return (fact.subject_id, fact.subject), (fact.object_id, fact.object)


def _link(title: str, words: str) -> str:
    return f"[[{title}]]" if title else _plain(words)


def _plain(text: str) -> str:
    """Words of a text with no meaning in Markdown, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
