"""The JSON that the explorer's page carries, and the tables of names and drawing styles that it is made with."""

from __future__ import annotations

import base64
import json
import tomllib
import zlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from graph_builder.errors import VocabularyError
from graph_builder.export.explorer.part import Part
from graph_builder.export.explorer.states import StateLevel
from graph_builder.export.explorer.view import ArticleView, FactView, NodeView, PageView, QuoteView
from graph_builder.export.explorer.world_map import MapLevel
from graph_builder.export.tables.facts_table import COLUMNS
from graph_builder.model import Polarity
from graph_builder.vocabulary.paths import ontology_file

LANGUAGES = ("es", "en")  # the first is the page's default
PLAIN_LIMIT = 500_000  # longer data travel compressed, so that 5,000 nodes stay below 4 MB
_TABLES = ("relations", "classes", "statuses", "polarities", "kinds")


def interface_names() -> dict[str, dict[str, Any]]:
    """What relations, classes, statuses and kinds are called, by language.

    Read from `ontology/lang/<language>/interface.toml`. Raises VocabularyError (all problems at once)
    where a table or a label is missing or the languages disagree on a relation's class.
    """
    names: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for language in LANGUAGES:
        path = ontology_file(f"lang/{language}/interface.toml")
        names[language] = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in _TABLES:
            if table not in names[language]:
                problems.append(f"{path}: table [{table}] is missing; add it")
        for relation, row in names[language].get("relations", {}).items():
            if not row.get("label"):
                problems.append(f"{path}: [relations.{relation}] has no label; add one")
            if row.get("class") not in names[language].get("classes", {}):
                problems.append(f"{path}: [relations.{relation}] has a class that [classes] lacks; add it")
    first, *others = LANGUAGES
    shape = _relation_shape(names[first])
    for language in others:
        if _relation_shape(names[language]) != shape:
            problems.append(
                f"lang/{language}/interface.toml: relations, classes or symmetry differ from"
                f" lang/{first}/interface.toml; make them equal"
            )
    if problems:
        raise VocabularyError(tuple(problems))
    return names


def _relation_shape(names: Mapping[str, Any]) -> list[tuple[str, object, object]]:
    return sorted(
        (relation, row.get("class"), row.get("symmetric", False))
        for relation, row in names.get("relations", {}).items()
    )


def symmetric_relations(names: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The relations that have no direction."""
    relations = names[LANGUAGES[0]]["relations"]
    return frozenset(relation for relation, row in relations.items() if row.get("symmetric", False))


def interface_texts() -> dict[str, dict[str, str]]:
    """The words on buttons and headings, by language."""
    folder = files("graph_builder.export.explorer") / "texts"
    return {
        language: tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES
    }


def drawing_style() -> dict[str, Any]:
    """Colours, shapes and line patterns, from `explorer/style.toml`."""
    text = (files("graph_builder.export.explorer") / "style.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def page_json(value: object) -> str:
    """JSON that may stand inside a script element: no `<`, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def packed_json(value: object) -> str:
    """JSON for a script element; a long one is deflated, and the page inflates it with DecompressionStream."""
    text = page_json(value)
    if len(text) <= PLAIN_LIMIT:
        return text
    packed = zlib.compress(text.encode("utf-8", "replace"), 9)
    return page_json({"packed": base64.b64encode(packed).decode()})


def node_data(node: NodeView) -> dict[str, object]:
    """What the page knows of a node besides its place; empty values are left out."""
    return _filled(
        key=node.id,
        en=node.label_en,
        abbr=node.abbreviation,
        state=node.state,
        aliases=list(node.aliases),
        names=list(node.names),
        wikidata=node.wikidata,
        facts=node.facts,
        articles=node.articles,
        importance=node.importance,
    )


def fact_table(
    view: PageView, event_names: Mapping[str, Mapping[str, str]], states: object, part: Part
) -> dict[str, object]:
    """Facts, sentences, articles and the state level; `event_names` holds the titles of event types by language."""
    return {
        "part": None if part.is_whole else _part_data(part),
        "states": states,
        "columns": list(COLUMNS),
        "facts": [_fact_data(fact) for fact in view.facts],
        "sentences": list(view.sentences),
        "articles": [_article_data(article) for article in view.articles],
        "eventTypes": event_names,
    }


def _part_data(part: Part) -> dict[str, object]:
    return _filled(
        of=part.whole, around=part.around, found=part.found, matches=part.matches, served=1 if part.served else 0
    )


def _fact_data(view: FactView) -> dict[str, object]:
    fact = view.fact
    return _filled(
        id=fact.id,
        s=view.subject,
        sw=fact.subject if view.subject < 0 else "",
        r=fact.relation,
        o=view.object if view.object >= 0 else None,
        ow=fact.object if view.object < 0 else "",
        type=fact.event_type,
        neg=1 if fact.polarity is Polarity.NEG else 0,
        st=fact.status.value,
        by=fact.attributed_to,
        byNode=view.speaker if view.speaker >= 0 else None,
        date=fact.date,
        place=fact.place,
        theme=fact.theme,
        cue=fact.cue,
        conf=round(fact.confidence, 2),
        a=view.article,
        q=_quote_data(view.quote),
        again=[_quote_data(quote) for quote in view.repeated],
        at=[fact.sentence, fact.start, fact.end],
        dis=1 if view.disputed else 0,
        imp=fact.implied,
        rule=fact.rule,
    )


def _quote_data(quote: QuoteView) -> list[int]:
    return [quote.sentence, quote.start, quote.end]


def _article_data(article: ArticleView) -> dict[str, object]:
    return _filled(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )


def _filled(**values: object) -> dict[str, object]:
    zero_is_a_value = {"s", "o", "byNode", "a"}
    return {
        key: value
        for key, value in values.items()
        if value is not None and (key in zero_is_a_value or value not in ("", 0, [], ()))
    }


def state_data(
    level: StateLevel, places: Mapping[int, tuple[int, int]], sizes: Mapping[int, int], world: MapLevel
) -> dict[str, object]:
    """The state level: what each node counts for, with place, size and strength of each state and bloc, and the map."""
    strength = level.strength
    return {
        "rolled": list(level.rolled),
        "members": [[node, *places[node], sizes[node], strength[node]] for node in level.members],
        "map": {"outlines": world.outlines, "places": [[node, *place] for node, place in world.places.items()]},
        "communities": [{"of": list(one.members), "name": list(one.named_after)} for one in level.communities],
    }


def relations_of(side: str, names: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The relations that speak for cooperation or for conflict between two states, by `explorer/style.toml`."""
    row = drawing_style()["sides"][side]
    classes = {name: line["class"] for name, line in names[LANGUAGES[0]]["relations"].items()}
    return frozenset(row["relations"]) | {name for name, its_class in classes.items() if its_class in row["classes"]}


def size_of(nodes: Iterable[NodeView]) -> list[int]:
    """Radius in pixels by importance: area grows with evidence."""
    return [round(min(32.0, 8 + 2.6 * node.importance**0.5)) for node in nodes]
