"""What articles tell, as rows: one for each actor that no list holds, with all that the passes ask of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.clusters import identity_of, is_compared
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.summary import ArticleSummary, Sighting
from graph_builder.resolve.out_of_core.database import FLAG, NUMBER, TEXT, Row
from graph_builder.resolve.spelling import slug

_BETWEEN = "\x1f"  # the unit separator: no id, name or office has it

COLUMNS = {
    "part": NUMBER, "number": NUMBER, "position": NUMBER, "article": TEXT, "published": TEXT, "company": TEXT,
    "linked": FLAG, "offices": TEXT, "entity": TEXT, "id": TEXT, "kind": TEXT, "label": TEXT, "state": TEXT,
    "slug": TEXT, "key": TEXT, "compared": FLAG,
    "own_state": TEXT, "own_article": TEXT, "own": TEXT, "period": TEXT,
}  # fmt: skip


def rows_of(part: int, number: int, summary: ArticleSummary, knowledge: Knowledge) -> Iterator[Row]:
    """Return the rows of an article, of which its part's number and its own are given."""
    company = joined(summary.linked - summary.new.keys())
    period = knowledge.period(summary.published)
    for position, (identifier, entity) in enumerate(summary.new.items()):
        identity = identity_of(Sighting(summary.article, entity, period=period), knowledge)
        yield (
            part, number, position, summary.article, summary.published, company,
            identifier in summary.linked, joined(summary.offices.get(identifier, ())),
            to_text(entity), identifier, entity.kind.value, entity.label, entity.state,
            slug(entity.label), knowledge.spelling.key(entity.label), is_compared(entity),
            identity.state, identity.article, identity.own, identity.period,
        )  # fmt: skip


def summary_of(rows: Sequence[Row]) -> tuple[int, ArticleSummary]:
    """Return part and summary of an article.

    Args:
        rows: its part, id, date, company, and of each actor (there is one) whether it is linked, its offices, the
            actor and its id.
    """
    part, article, published, company = rows[0][:4]
    new = {identifier: to_entity(entity) for *_, entity, identifier in rows}
    linked = {identifier for *_, is_linked, _, _, identifier in rows if is_linked}
    offices = {identifier: split(held) for *_, held, _, identifier in rows if held}
    return part, ArticleSummary(article, new, split(company) | linked, offices, published=published)


def joined(some: Iterable[str]) -> str:
    """Return a set as one text."""
    return _BETWEEN.join(sorted(some))


def split(text: str) -> frozenset[str]:
    """Return the set that `joined` made a text of."""
    return frozenset(text.split(_BETWEEN)) if text else frozenset()


def to_text(entity: Entity) -> str:
    """Return an entity as JSON."""
    values = [entity.id, entity.kind.value, entity.label, entity.state, list(entity.aliases)]
    values += [entity.label_en, entity.wikidata, entity.abbreviation]
    return json.dumps(values, ensure_ascii=False)


def to_entity(text: str) -> Entity:
    """Return the entity that `to_text` wrote."""
    identifier, kind, label, state, aliases, label_en, wikidata, abbreviation = json.loads(text)
    return Entity(identifier, EntityKind(kind), label, label_en, state, tuple(aliases), wikidata, abbreviation)
