"""Whom pronouns, possessives and null subjects take up: a subject spoken of last."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph_builder.model import Link, Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.nearby import acts, last_fitting_subject, only_fitting
from graph_builder.resolve.rules import Referent, Rule

_SEVERAL = 2


def subject_of_sentence(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "En su visita a México, Barack Obama ...", "tras su llegada, ...": what stands before the sentence's subject."""
    profile = context.vocabulary.profile
    before = context.wording.word_before(mention)
    if mention.head not in profile.possessives or before not in profile.temporals | profile.locatives:
        return None
    subject = context.discourse.subject_after(mention)
    if subject is None or not acts(subject, context):
        return None
    return Referent(subject.entities, subject.mention.text)


def joined_subjects(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Francia y Malí firmaron ... Acusan a ...": the coordinated subjects, where the mention is of several."""
    if not mention.plural:
        return None
    topics = (link for link in context.discourse.recent(mention) if link.mention.topic and acts(link, context))
    several = coordinated(topics, context.wording.text, context.vocabulary.profile.list_words)
    return Referent(several) if several else None


def subject_before_null(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Obama visitó Cuba. Agradeció ...": of the nearest sentence with such subjects, that of the main clause."""
    if mention.is_expressed:
        return None
    nearest = sorted(_nearest_subjects(mention, context), key=lambda link: link.mention.embedded)
    return _first(nearest)


def subject_before_pronoun(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Obama visitó Cuba ... su visita", "... quien dijo": the nearest subject of the same number."""
    return _first(_nearest_subjects(mention, context)) if mention.is_expressed else None


def only_person(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Pidió a Castro que ... y le ofreció asilo": of an object, the only person nearby, whether a subject or not."""
    if mention not in context.discourse.subjects_beside:
        return None
    return only_fitting(mention, context, context.is_person)


def last_person(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Le ofreció asilo", where several persons are near: the one who was a subject last."""
    if mention not in context.discourse.subjects_beside:
        return None
    return last_fitting_subject(mention, context, context.is_person)


ANAPHORA_RULES: tuple[Rule[Mention, ArticleContext], ...] = (
    Rule("subject of the sentence", 0.7, subject_of_sentence),
    Rule("discourse subjects", 0.6, joined_subjects),
    Rule("discourse subject", 0.7, subject_before_null),
    Rule("last subject", 0.7, subject_before_pronoun),
    Rule("only candidate nearby", 0.6, only_person),
    Rule("last subject that fits", 0.5, last_person),
)


def coordinated(subjects: Iterable[Link], text: str, joining: Collection[str]) -> tuple[str, ...]:
    """Return the entities of the last subjects with nothing but joining words between them; () where it is one.

    Args:
        subjects: links of subjects, the nearest first.
        text: the article's.
        joining: words such as "y"; commas are always.
    """
    found: list[Link] = []
    for link in subjects:
        between = text[link.mention.span.end : found[-1].mention.span.start] if found else ""
        if not all(word in joining for word in between.replace(",", " ").split()):
            break
        found.append(link)
    entities = tuple(dict.fromkeys(key for link in reversed(found) for key in link.entities))
    return entities if len(entities) >= _SEVERAL else ()


def _nearest_subjects(mention: Mention, context: ArticleContext) -> list[Link]:
    recent = context.discourse.recent(mention)
    found = [link for link in recent if _agrees(link, mention) and acts(link, context)]
    return [link for link in found if link.mention.sentence == found[0].mention.sentence]


def _agrees(link: Link, mention: Mention) -> bool:
    """Whether a subject can be taken up: "su" is of one or of several, an unexpressed subject tells its number."""
    several = len(link.entities) > 1 or link.mention.plural
    counted = mention.plural or not mention.is_expressed
    return link.mention.topic and (several == mention.plural or not counted)


def _first(links: list[Link]) -> Referent | None:
    return Referent(links[0].entities, links[0].mention.text) if links else None
