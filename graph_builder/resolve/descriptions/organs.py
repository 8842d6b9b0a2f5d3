"""Rules on organs and states that are described without a name.

"El régimen" after "el régimen de Corea del Norte", "ese país" after Singapur, "el país" of whom the sentence is about,
and, where nothing nearer is found, "la policía" of the state that the article is about or is written from.
"""

from __future__ import annotations

from graph_builder.model import EntityKind, Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.rules import Referent
from graph_builder.vocabulary import WordClass

_AT_HAND = 1  # sentences that "ese país" may go back
ORGAN_OF_STATE = "organ of a state"  # the rule of "el ministerio de Exteriores norcoreano"


def organ_named_before(described: Described, context: ArticleContext) -> Referent | None:
    """ "El ministerio", after "el ministerio de Exteriores norcoreano": the organ of that kind named last."""
    mention = described.mention
    for link in context.discourse.recent(mention, reach=mention.sentence) if _is_bare_organ(mention, context) else ():
        if link.mention.head == mention.head and link.rule == ORGAN_OF_STATE:
            return Referent(link.entities, link.mention.text)
    return None


def state_pointed_at(described: Described, context: ArticleContext) -> Referent | None:
    """ "Ese país": the state named last that is not the subject of the same sentence."""
    mention = described.mention
    pointing = context.wording.word_before(mention) in context.vocabulary.profile.demonstratives
    if not pointing or not _is_bare_polity(mention, context):
        return None
    for link in context.discourse.recent(mention, reach=_AT_HAND):
        entity = context.entities.get(link.entities[0]) if len(link.entities) == 1 else None
        subject_here = link.mention.topic and link.mention.sentence == mention.sentence
        if entity is not None and entity.kind is EntityKind.COUNTRY and not subject_here:
            return Referent(link.entities, link.mention.text)
    return None


def state_of_sentence_subject(described: Described, context: ArticleContext) -> Referent | None:
    """ "El país" in what somebody says or does: the state of the first subject of the sentence."""
    mention = described.mention
    country = mention.head in context.vocabulary.profile.both_heads
    if not country or not _is_bare_polity(mention, context):
        return None
    here = context.discourse.recent(mention, reach=0)
    subjects = [link for link in here if link.mention.topic and not link.mention.embedded]
    states = context.states_of(subjects[-1]) if subjects else ()
    return Referent(states, subjects[-1].mention.text) if len(states) == 1 else None


def common_organ_of_main_state(described: Described, context: ArticleContext) -> Referent | None:
    """ "Las autoridades", "la policía", "el Ejército": of the state that the article is about."""
    state = context.focus.main_state() if _is_common_organ(described.mention, context) else ""
    return Referent((state,), state) if state else None


def common_organ_of_dateline(described: Described, context: ArticleContext) -> Referent | None:
    """ "VARSOVIA.- ... La policía": of the state that the article is written from."""
    state = context.focus.dateline_state() if _is_common_organ(described.mention, context) else ""
    return Referent((state,), state) if state else None


def _is_common_organ(mention: Mention, context: ArticleContext) -> bool:
    organs: WordClass = "common_organs" if mention.plural else "common_organ"
    return _is_bare_organ(mention, context) and context.is_a(mention.head, organs)


def _is_bare_organ(mention: Mention, context: ArticleContext) -> bool:
    return " " not in mention.text and context.is_a(mention.head, "organ")


def _is_bare_polity(mention: Mention, context: ArticleContext) -> bool:
    return " " not in mention.text and context.is_a(mention.head, "polity")
