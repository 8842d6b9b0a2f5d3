"""What articles say enters; which entity each mention is leaves, with the rule, a score and the reason.

Statements are never edited here: links are applied once, in `graph.facts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph_builder.model import Entity, EntityKind, Extraction, Link, Mention, MentionKind, Resolution, Statement
from graph_builder.resolve.across import United, unite
from graph_builder.resolve.descriptions import Describer
from graph_builder.resolve.discourse import Discourse, acting_on
from graph_builder.resolve.doers import Parts
from graph_builder.resolve.names import link_names
from graph_builder.resolve.offices import Offices
from graph_builder.resolve.officials import guess_states, officials, settle_states
from graph_builder.resolve.others import Others
from graph_builder.resolve.readings import Readings
from graph_builder.resolve.run import ArticleActors, read_together
from graph_builder.resolve.spelling import Spelling, entity_id
from graph_builder.vocabulary import Vocabulary

__all__ = ["resolve"]

_TITLE_WORDS = 3  # a gathering's name says in its first words what it is; an anaphor is shorter


def resolve(extractions: Iterable[Extraction], vocabulary: Vocabulary) -> Resolution:
    """Link the mentions of all articles.

    Returns:
        Only entities that some mention is linked to.
    """
    spelling = Spelling(vocabulary)
    own = (_article(extraction, spelling, vocabulary) for extraction in extractions)
    articles = read_together(own, vocabulary.gazetteer.entities, spelling)
    sightings = (sighting for article in articles for sighting in article.sightings())
    united = unite(sightings, spelling, vocabulary.matching, vocabulary.forbidden)
    entities = dict(vocabulary.gazetteer.entities)
    links: dict[Mention, Link] = {}
    for article in articles:
        for mention, link in article.links.items():
            found = [united.get((mention.article, identifier)) for identifier in link.entities]
            entities.update({one.entity.id: one.entity for one in found if one is not None})
            links[mention] = _settled(link, found)
    used = {identifier for link in links.values() for identifier in link.entities}
    used |= {entities[identifier].state for identifier in used if entities[identifier].state in entities}
    return Resolution({key: entities[key] for key in sorted(used)}, links)


def _settled(link: Link, found: list[United | None]) -> Link:
    """A link with the entities that its actors turned out to be across articles, and why."""
    ids = tuple(
        one.entity.id if one is not None else own for one, own in zip(found, link.entities, strict=True)
    )  # fmt: skip
    why = [one.reason for one in found if one is not None and one.reason]
    return replace(link, entities=ids, reason="; ".join(filter(None, (link.reason, *why))))


def _article(extraction: Extraction, spelling: Spelling, vocabulary: Vocabulary) -> ArticleActors:
    known = vocabulary.gazetteer.entities
    entities = dict(known)
    mentions = list(extraction.mentions)
    things = _things(extraction.statements, vocabulary)
    named = [m for m in mentions if m.kind is MentionKind.NAME]
    readings = Readings(extraction.text, mentions, vocabulary)
    found = link_names(named, _acting(extraction.statements), readings, spelling, vocabulary)
    entities.update(found.new)
    settle_states(extraction.statements, found.links, entities, readings, vocabulary)
    offices = Offices(vocabulary, entities)
    _note_offices(extraction.statements, found.links, offices, vocabulary)
    describer = Describer(extraction.text, vocabulary, entities, readings, offices)
    acting = acting_on(extraction.statements, vocabulary.profile.possessives)
    discourse = Discourse(tuple(found.links.values()), acting=acting)
    links: dict[Mention, Link] = {}
    others = Others(extraction.statements, links, entities, vocabulary.relations)
    for mention in sorted((*mentions, *extraction.topics), key=lambda m: (m.span, m.kind)):
        link = found.links.get(mention)
        relation = things.get(mention) or _gathering_itself(mention, vocabulary)
        if relation and (link is None or link.rule == "new name"):
            link = _taken_up(mention, relation, discourse, entities, vocabulary) or _thing(
                mention, relation, entities, vocabulary
            )
        elif others.knows(mention):
            link = others.find(mention)
        elif not relation:
            link = link or describer.link(mention, discourse)
        if link is not None:
            links[mention] = link
            if mention.kind is not MentionKind.OTHER:
                discourse.linked.append(link)
    links = {mention: links[mention] for mention in mentions if mention in links}
    parts = Parts(extraction.statements, links, entities, readings.main_state)
    links.update({link.mention: link for link in list(parts.open())})
    settle_states(extraction.statements, links, entities, readings, vocabulary)
    guess_states(extraction.statements, links, entities, readings, vocabulary)
    new = {key: entity for key, entity in entities.items() if key not in known}
    held = {key: offices.of(key) for key in new}
    explained = {short: entities[key] for short, key in found.introduced.items()}
    return ArticleActors(links, new, held, explained, found.votes)


def _acting(statements: Iterable[Statement]) -> set[Mention]:
    """Mentions that take part in an event or say that it happened."""
    speakers = (s.attribution.mention for s in statements if s.attribution is not None)
    return {m for s in statements for m in s.subjects + s.objects} | {m for m in speakers if m is not None}


def _things(statements: Iterable[Statement], vocabulary: Vocabulary) -> dict[Mention, str]:
    """Objects that are treaties, gatherings or organisations -> their relation."""
    kinds = vocabulary.relations.object_kind
    return {
        mention: statement.relation
        for statement in statements
        if statement.relation in kinds
        for mention in statement.objects
        if statement.object_text or mention.kind is MentionKind.NULL
    }


def _gathering_itself(mention: Mention, vocabulary: Vocabulary) -> str:
    """The relation of taking part, where a mention says that it is a gathering: "III Conferencia ..."."""
    first = mention.text.split()[:_TITLE_WORDS] if mention.kind is MentionKind.NAME and mention.label != "PER" else ()
    lexicon = vocabulary.lexicon
    words = (mention.head,) if mention.kind is MentionKind.NOMINAL else first
    gathers = next((word for word in words if lexicon.is_a(word, "event_gathering")), "")
    if not gathers or (
        mention.kind is MentionKind.NAME and lexicon.is_a(gathers, "organ") and _is_assembly(mention.text, vocabulary)
    ):
        return ""
    return vocabulary.relations.gathering


def _is_assembly(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a gathering's name is an organ's: "Congreso de la Unión", "Asamblea Nacional", "Congreso peruano"."""
    small = vocabulary.profile.trailing_words
    words = [word for word in name.split()[1:] if word.lower() not in small]
    gazetteer = vocabulary.gazetteer
    return all(
        vocabulary.lexicon.is_a(word, "assembly_of") or word.lower() in gazetteer.demonyms or gazetteer.readings(word)
        for word in words
    )


def _taken_up(
    mention: Mention, relation: str, discourse: Discourse, entities: dict[str, Entity], vocabulary: Vocabulary
) -> Link | None:
    """ "En la reunión", "participaron ...": the gathering that the article named last."""
    kind = vocabulary.relations.object_kind[relation]
    short = mention.kind is MentionKind.NULL or (
        mention.kind is MentionKind.NOMINAL and len(mention.text.split()) < _TITLE_WORDS and not mention.plural
    )
    if not short or kind is not EntityKind.GATHERING:
        return None
    gatherings = [
        link
        for link in reversed(discourse.linked)
        if link.mention.text and link.entities[0] in entities and entities[link.entities[0]].kind is kind
    ]
    alike = [link for link in gatherings if mention.head and mention.head in link.mention.text.lower().split()]
    named = [link for link in gatherings if link.mention.kind is MentionKind.NAME]
    for link in (*alike, *named, *(gatherings if mention.kind is MentionKind.NULL else ()))[:1]:
        return Link(mention, link.entities, "gathering named last", 0.7, link.mention.text)
    return None


def _thing(mention: Mention, relation: str, entities: dict[str, Entity], vocabulary: Vocabulary) -> Link | None:
    """A treaty or gathering: by its name, or by its description within its article."""
    kind = vocabulary.relations.object_kind[relation]
    words = mention.text.split()
    named = mention.kind is MentionKind.NAME or any(not word.islower() for word in words[1:])  # "la operación Barkhane"
    told = named or mention.modifiers or len(words) > _TITLE_WORDS
    if mention.kind is MentionKind.NULL or (not told and kind is EntityKind.GATHERING):
        return None  # "la reunión", "ejercicios militares": too little to be one thing
    telling = mention.kind is MentionKind.NAME and len(mention.text.split()) >= _TITLE_WORDS
    own = mention.text if telling or kind is EntityKind.ORGANIZATION else f"{mention.text} {mention.article}"
    entity = Entity(entity_id(kind, own), kind, mention.text)
    entities.setdefault(entity.id, entity)
    return Link(mention, (entity.id,), "named thing" if mention.kind is MentionKind.NAME else "described thing", 0.8)


def _note_offices(
    statements: Iterable[Statement], links: dict[Mention, Link], offices: Offices, vocabulary: Vocabulary
) -> None:
    for statement in officials(statements, vocabulary):
        person = links.get(statement.subjects[0])
        owner = links.get(statement.objects[0]) if person is not None else None
        if person is not None:
            offices.note(statement.theme, person.entities[0], owner.entities[0] if owner is not None else "")
