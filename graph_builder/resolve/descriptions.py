"""Descriptions, pronouns and null subjects of an article enter in reading order; what they refer to leaves.

Every rule gives a score and the words that decided; what no rule reaches stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind
from graph_builder.resolve.names import entity_id, state_of_hint
from graph_builder.vocabulary import Vocabulary

_PAIR = 2
_INERT = {EntityKind.AGREEMENT, EntityKind.GATHERING}
_REACH = 2  # sentences that a pronoun or null subject may go back


@dataclass
class Discourse:
    """What was linked so far, in reading order."""

    linked: list[Link] = field(default_factory=list)

    def recent(self, mention: Mention, reach: int = _REACH) -> Iterable[Link]:
        """Links before a mention, the nearest first, not farther back than `reach` sentences."""
        for link in reversed(self.linked):
            if link.mention.span.start < mention.span.start and mention.sentence - link.mention.sentence <= reach:
                yield link


class Describer:
    """Links the mentions of one article that are no names."""

    def __init__(self, vocabulary: Vocabulary, entities: dict[str, Entity], context: Counter[str]) -> None:
        self._vocabulary = vocabulary
        self._entities = entities  # grows by groups
        self._context = context
        self._offices: dict[tuple[str, str], str] = {}  # (title lemma, state) -> person

    def note_office(self, title: str, person: str) -> None:
        """Remember who holds which office, for "la canciller norcoreana" later on."""
        self._offices.setdefault((title, self._entities[person].state), person)

    def link(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Link one mention, or None."""
        match mention.kind:
            case MentionKind.DEMONYM:
                state = self._state(mention)
                return Link(mention, (state,), "demonym", 0.9, mention.text) if state else None
            case MentionKind.NOMINAL:
                return self._nominal(mention, discourse)
            case MentionKind.NULL if mention.head:
                return self._implied(mention)
            case MentionKind.PRONOUN | MentionKind.NULL:
                return self._anaphor(mention, discourse)
        return None

    def _state(self, mention: Mention) -> str:
        gazetteer = self._vocabulary.gazetteer
        return next(filter(None, (state_of_hint(h, gazetteer, self._context) for h in mention.modifiers)), "")

    def _states(self, mention: Mention) -> tuple[str, ...]:
        """All states of "los presidentes de Kenia y Uganda"."""
        gazetteer = self._vocabulary.gazetteer
        found = (state_of_hint(hint, gazetteer, self._context) for hint in mention.modifiers)
        return tuple(dict.fromkeys(filter(None, found)))

    def _owner(self, mention: Mention) -> str:
        """The organisation that a description names ("misión de la ONU")."""
        gazetteer = self._vocabulary.gazetteer
        for hint in mention.modifiers:
            names = gazetteer.named(hint)
            if len(names) == 1 and not gazetteer.needs_context(hint):
                return names[0].entity
        return ""

    def _nominal(self, mention: Mention, discourse: Discourse) -> Link | None:
        lexicon = self._vocabulary.lexicon
        state = self._state(mention)
        if not state:
            owner = self._owner(mention)
            if owner:
                return Link(mention, (owner,), "description of an organisation", 0.7, " ".join(mention.modifiers))
            return self._bare(mention, discourse)
        reason = " ".join(mention.modifiers)
        several = self._states(mention) if mention.plural else ()
        if len(several) > 1:
            return Link(mention, several, "several states", 0.9, reason)
        if lexicon.is_a(mention.head, "office"):
            return self._role(mention, state, discourse)
        if lexicon.is_a(mention.head, "organ", "polity", "troops"):
            return Link(mention, (state,), "organ of a state", 0.9, reason)
        if lexicon.is_a(mention.head, "person", "source") or mention.head in self._vocabulary.gazetteer.demonyms:
            return self._group(mention, state)
        return Link(mention, (state,), "thing of a state", 0.6, reason)

    def _group(self, mention: Mention, state: str) -> Link:
        """People by their description, of a state or of none: "soldados norcoreanos", "los extremistas"."""
        group = Entity(entity_id(EntityKind.GROUP, mention.text), EntityKind.GROUP, mention.text, state=state)
        self._entities.setdefault(group.id, group)
        return Link(mention, (group.id,), "group of a state" if state else "group of no state", 0.8, mention.text)

    def _implied(self, mention: Mention) -> Link:
        """People whom nobody names, by what the event makes of them: "manifestantes"."""
        group = Entity(entity_id(EntityKind.GROUP, mention.head), EntityKind.GROUP, mention.head)
        self._entities.setdefault(group.id, group)
        return Link(mention, (group.id,), "implied by the event", 0.5, mention.head)

    def _role(self, mention: Mention, state: str, discourse: Discourse) -> Link:
        """ "La canciller norcoreana": its holder, else the last person of that state, else the state."""
        holder = self._offices.get((mention.head, state))
        if holder and not mention.plural:
            return Link(mention, (holder,), "office", 0.9, mention.head)
        if mention.plural:
            return self._group(mention, state)
        for link in discourse.recent(mention, reach=4):
            entity = self._entities.get(link.entities[0])
            if entity and entity.kind is EntityKind.PERSON and entity.state == state and len(link.entities) == 1:
                return Link(mention, (entity.id,), "last person of the state", 0.7, link.mention.text)
        return Link(mention, (state,), "office of a state", 0.7, mention.head)

    def _bare(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Descriptions without a name: "ambos países", "el gobierno", "el presidente"."""
        profile, lexicon = self._vocabulary.profile, self._vocabulary.lexicon
        if mention.plural and mention.head in profile.both_heads:
            return self._both(mention, discourse)
        if (
            mention.plural
            and lexicon.is_a(mention.head, "crowd", "person")
            and not lexicon.is_a(mention.head, "office")
        ):
            return self._group(mention, "")
        if mention.plural or not lexicon.is_a(mention.head, "office", "polity", "organ"):
            return None
        office = lexicon.is_a(mention.head, "office")
        found: list[Link] = []
        for link in discourse.recent(mention, reach=1):
            entity = self._entities.get(link.entities[0])
            wanted = EntityKind.PERSON if office else EntityKind.COUNTRY
            if entity and entity.kind is wanted and len(link.entities) == 1:
                found.append(link)
        ids = {link.entities[0] for link in found}
        if len(ids) != 1:
            return None
        return Link(mention, found[0].entities, "only candidate nearby", 0.6, found[0].mention.text)

    def _both(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Two states spoken of nearby: of several, the two that the article has named most so far."""
        nearby: list[str] = []
        for link in discourse.recent(mention, reach=3):
            nearby += [state for state in self._states_of(link) if state not in nearby]
        if len(nearby) < _PAIR:
            return None
        named = Counter(state for link in discourse.linked for state in self._states_of(link))
        chosen = sorted(nearby, key=lambda state: (-named[state], nearby.index(state)))[:_PAIR]
        return Link(mention, tuple(sorted(chosen)), "the two states spoken of most", 0.8, " ".join(chosen))

    def _states_of(self, link: Link) -> tuple[str, ...]:
        states = (self._entities[identifier].state for identifier in link.entities if identifier in self._entities)
        return tuple(dict.fromkeys(state for state in states if state in self._entities))

    def _anaphor(self, mention: Mention, discourse: Discourse) -> Link | None:
        """The last subject that agrees in number; a possessive takes the last subject of its own sentence first."""
        for link in discourse.recent(mention):
            several = len(link.entities) > 1 or link.mention.plural
            if link.mention.topic and (several or not mention.plural) and self._acts(link):
                rule = "discourse subject" if mention.kind is MentionKind.NULL else "last subject"
                return Link(mention, link.entities, rule, 0.7, link.mention.text)
        return None

    def _acts(self, link: Link) -> bool:
        """A treaty, a gathering or the name of a thing is no subject to be taken up without a word."""
        entity = self._entities.get(link.entities[0])
        return entity is not None and entity.kind not in _INERT and link.mention.label != "MISC"
