"""Descriptions, pronouns and null subjects of an article enter in reading order; what they refer to leaves.

Every rule gives a score and the words that decided; what no rule reaches stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind
from graph_builder.resolve.coordination import joined_subjects
from graph_builder.resolve.discourse import Discourse
from graph_builder.resolve.offices import Offices
from graph_builder.resolve.organs import Organs
from graph_builder.resolve.pairs import Pairs
from graph_builder.resolve.readings import Readings
from graph_builder.resolve.spelling import entity_id
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.reference import STATE, Description

IMPLIED = "implied by the event"  # the rule of who takes part where nobody is named
_INERT = {EntityKind.AGREEMENT, EntityKind.GATHERING}
_OFFICE_REACH = 4  # sentences that an office with its state may go back
_NEARBY = 1  # sentences that a description that fits many may go back
_FITTING = 3  # sentences that a description that fits few may go back


class Describer:
    """Links the mentions of one article that are no names."""

    def __init__(
        self, text: str, vocabulary: Vocabulary, entities: dict[str, Entity], readings: Readings, offices: Offices
    ) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._entities = entities  # grows by groups
        self._readings = readings
        self._offices = offices
        self._pairs = Pairs(vocabulary, entities, readings, offices)
        self._organs = Organs(vocabulary, entities, readings)

    def link(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Link one mention, or None."""
        match mention.kind:
            case MentionKind.DEMONYM:
                state = next(iter(self._states(mention)), "")
                return Link(mention, (state,), "demonym", 0.9, mention.text) if state else None
            case MentionKind.NOMINAL:
                link = self._nominal(self._headed(mention), discourse) or self._in_words(mention)
                return replace(link, mention=mention) if link is not None else None
            case MentionKind.NULL if self._vocabulary.lexicon.is_a(mention.head, "polity"):
                return self._here(mention, discourse)
            case MentionKind.NULL if mention.head:
                return (self._anaphor(mention, discourse) if mention.topic else None) or self._implied(mention)
            case MentionKind.PRONOUN | MentionKind.NULL:
                return self._anaphor(mention, discourse)
        return None

    def _states(self, mention: Mention) -> tuple[str, ...]:
        """All states that a description names: "los presidentes de Kenia y Uganda"."""
        of_state = self._vocabulary.lexicon.is_a(mention.head, "organ", "polity", "office")
        found = (self._readings.state_in(mention, hint, of_state=of_state) for hint in mention.modifiers)
        return tuple(dict.fromkeys(filter(None, found)))

    def _owner(self, mention: Mention) -> str:
        """The organisation that a description names ("misión de la ONU")."""
        names = (self._readings.within(mention, hint).name for hint in mention.modifiers)
        return next((name.entity for name in names if name is not None), "")

    def _headed(self, mention: Mention) -> Mention:
        """A description that the parser headed by its demonym ("homólogo chino") by the noun that it begins with."""
        first = mention.text.split(maxsplit=1)[0].lower() if mention.text else ""
        adjective = mention.head in self._vocabulary.gazetteer.demonyms and first != mention.head
        noun = self._vocabulary.lexicon.is_a(first, "office", "organ", "polity")
        return replace(mention, head=first) if adjective and noun else mention

    def _nominal(self, mention: Mention, discourse: Discourse) -> Link | None:
        lexicon = self._vocabulary.lexicon
        office = lexicon.is_a(mention.head, "office") and not lexicon.is_a(mention.head, "state_organ")
        states = self._states(mention)
        if not states:
            owner = self._owner(mention)
            if owner:
                holder = self._holder(mention, owner, discourse) if office and not mention.plural else None
                return holder or Link(
                    mention, (owner,), "description of an organisation", 0.7, " ".join(mention.modifiers)
                )
            return self._bare(mention, discourse)
        reason = " ".join(mention.modifiers)
        if mention.plural and len(states) > 1:
            return Link(mention, states, "several states", 0.9, reason)
        if office:
            return self._role(mention, states[0], discourse)
        if lexicon.is_a(mention.head, "organ", "polity", "troops"):
            return Link(mention, states[:1], "organ of a state", 0.9, reason)
        if mention.head in self._vocabulary.gazetteer.demonyms:
            return self._person_of(mention, states[0], discourse) or self._group(mention, states[0])
        if lexicon.is_a(mention.head, "person", "source"):
            return self._group(mention, states[0])
        if (owner := self._owner(mention)) and owner not in states:
            return Link(mention, (owner,), "thing of an actor", 0.6, reason)
        return Link(mention, states[:1], "thing of a state", 0.6, reason)

    def _group(self, mention: Mention, state: str) -> Link:
        """People by their description, of a state or of none: "soldados norcoreanos", "los extremistas"."""
        own = mention.text if state else f"{mention.text} {mention.article}"
        group = Entity(entity_id(EntityKind.GROUP, own), EntityKind.GROUP, mention.text, state=state)
        self._entities.setdefault(group.id, group)
        return Link(mention, (group.id,), "group of a state" if state else "group of no state", 0.8, mention.text)

    def _person_of(self, mention: Mention, state: str, discourse: Discourse) -> Link | None:
        """ "El estadunidense": the last person of that state."""
        articles = self._vocabulary.profile.name_words | self._vocabulary.profile.contractions.keys()
        if mention.plural or self._readings.word_before(mention) not in articles:
            return None
        for link in discourse.recent(mention, reach=_OFFICE_REACH):
            person = self._entities.get(link.entities[0])
            if person is not None and person.kind is EntityKind.PERSON and person.state == state:
                return Link(mention, (person.id,), "last person of the state", 0.6, link.mention.text)
        return None

    def _in_words(self, mention: Mention) -> Link | None:
        """ "El gobierno", "los dirigentes": known by these words alone, where the article is about no one state."""
        acts = self._vocabulary.lexicon.is_a(mention.head, "organ", "office", "person", "crowd")
        whose = mention.modifiers or self._is_possessed(mention) or self._readings.main_state()
        return self._group(mention, "") if acts and not whose else None

    def _implied(self, mention: Mention) -> Link:
        """People whom nobody names, by what the event makes of them: "manifestantes"."""
        own = f"{mention.head} {mention.article}"
        group = Entity(entity_id(EntityKind.GROUP, own), EntityKind.GROUP, mention.head)
        self._entities.setdefault(group.id, group)
        return Link(mention, (group.id,), IMPLIED, 0.5, mention.head)

    def _here(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Where someone is without a word: the state that the article is about, but not the one's own."""
        actor = next(iter(discourse.recent(mention, reach=0)), None)
        own = self._pairs.states_of(actor) if actor is not None else ()
        state = self._readings.main_state(but=frozenset(own))
        return Link(mention, (state,), "state that the article is about", 0.5, mention.head) if state else None

    def _role(self, mention: Mention, state: str, discourse: Discourse) -> Link:
        """ "La canciller norcoreana": its holder, else the last person of that state, else the state."""
        if mention.plural:
            return self._group(mention, state)
        return self._holder(mention, state, discourse) or Link(
            mention, (state,), "office of a state", 0.7, mention.head
        )

    def _holder(self, mention: Mention, owner: str, discourse: Discourse) -> Link | None:
        """Who holds an office of a state or organisation: whom the article says, else its person spoken of last."""
        holder = self._offices.holder(mention, owner)
        if holder:
            return Link(mention, (holder,), "office", 0.9, mention.head)
        if self._vocabulary.lexicon.is_a(mention.head, "one_of_many"):
            return None  # "el senador": nobody is it for being of that state
        for link in discourse.recent(mention, reach=_OFFICE_REACH):
            person = link.entities[0]
            if len(link.entities) == 1 and self._offices.may_hold(mention, person, owner):
                return Link(mention, (person,), "last person of the state", 0.7, link.mention.text)
        return None

    def _bare(self, mention: Mention, discourse: Discourse) -> Link | None:
        """Descriptions without a name: "ambos países", "el gobierno", "el presidente"."""
        profile, lexicon = self._vocabulary.profile, self._vocabulary.lexicon
        office = lexicon.is_a(mention.head, "office")
        people = lexicon.is_a(mention.head, "crowd", "person", "troops")
        if mention.plural:
            heads = mention.head in profile.both_heads
            both = (
                self._pairs.both(mention, discourse, office)
                if heads and not self._pairs.is_told_apart(mention)
                else None
            )
            group = people or (heads and " " in mention.text and self._pairs.is_told_apart(mention))
            return both or self._organs.of_article(mention) or (self._group(mention, "") if group else None)
        if self._is_possessed(mention):
            return self._possessed(mention, discourse)
        if office and mention.head not in self._vocabulary.reference.descriptions:
            return (
                self._titled(mention, discourse)
                or self._only(mention, discourse, self._untitled(mention), _NEARBY)
                or self._at_home(mention, discourse)
            )
        before = list(discourse.recent(mention, reach=mention.sentence))
        return (
            self._organs.named_before(mention, before)
            or self._organs.pointed_at(mention, before)
            or self._ours(mention, discourse)
            or self._taken_up(mention, discourse)
            or self._organs.of_article(mention)
            or (self._group(mention, "") if people else None)
        )

    def _ours(self, mention: Mention, discourse: Discourse) -> Link | None:
        """ "El país" in what somebody says or does: the state of the first subject of the sentence."""
        country = mention.head in self._vocabulary.profile.both_heads
        if not country or " " in mention.text or not self._vocabulary.lexicon.is_a(mention.head, "polity"):
            return None
        subjects = [
            link for link in discourse.recent(mention, reach=0) if link.mention.topic and not link.mention.embedded
        ]
        states = self._pairs.states_of(subjects[-1]) if subjects else ()
        if len(states) != 1:
            return None
        return Link(mention, states, "state of the sentence's subject", 0.6, subjects[-1].mention.text)

    def _titled(self, mention: Mention, discourse: Discourse) -> Link | None:
        """ "El mandatario": whom the article gives that office; of several the one spoken of last."""
        if not self._offices.is_title(mention):
            return None
        found = [
            link
            for link in discourse.recent(mention, reach=mention.sentence)
            if len(link.entities) == 1 and self._offices.holds(mention, link.entities[0])
        ]
        if len({link.entities[0] for link in found}) == 1:
            return Link(mention, found[0].entities, "only holder of the office", 0.8, found[0].mention.text)
        subjects = [link for link in found if link.mention.topic and link.mention.sentence < mention.sentence]
        for link in subjects[:1]:
            return Link(mention, link.entities, "last holder of the office", 0.6, link.mention.text)
        return None

    def _untitled(self, mention: Mention) -> Callable[[str], bool]:
        """Whether an actor is a person of no other office than the one that a description names."""
        return lambda key: self._is_person(key) and not self._offices.holds_other(mention, key)

    def _at_home(self, mention: Mention, discourse: Discourse) -> Link | None:
        """An office whose holder is not near: of the state that the article is about."""
        state = self._readings.main_state()
        if not state or not self._vocabulary.lexicon.is_a(mention.head, "portfolio", "public_office"):
            return None
        return self._holder(mention, state, discourse) or Link(
            mention, (state,), "office of the state that the article is about", 0.5, mention.head
        )

    def _is_person(self, identifier: str) -> bool:
        entity = self._entities.get(identifier)
        return entity is not None and entity.kind is EntityKind.PERSON

    def _taken_up(self, mention: Mention, discourse: Discourse) -> Link | None:
        """ "El régimen", "la nación africana", "la isla", "la alianza": the actor nearby that it can mean."""
        words = frozenset(mention.text.lower().split())
        described = self._described(mention, words)
        if described is None:
            return None
        if len(described.states) == 1:
            return Link(mention, tuple(described.states), "description of one state", 0.8, mention.text)
        narrow = bool(described.states) or STATE not in described.kinds
        head = mention.head

        def fits(identifier: str) -> bool:
            entity = self._entities.get(identifier)
            if entity is None:
                return False
            if entity.kind is EntityKind.COUNTRY:
                return STATE in described.kinds and (not described.states or entity.state in described.states)
            if entity.kind is not EntityKind.ORGANIZATION:
                return False
            kind = self._vocabulary.gazetteer.organization_kinds.get(identifier)
            return kind in described.kinds or (kind is None and head in entity.label.lower().split())

        return self._only(mention, discourse, fits, _FITTING if narrow else _NEARBY)

    def _described(self, mention: Mention, words: frozenset[str]) -> Description | None:
        """What a description can mean; an adjective of a region leaves the region's states only."""
        reference = self._vocabulary.reference
        rows = reference.descriptions.get(mention.head, ())
        row = next((row for row in rows if not row.words or row.words & words), None)
        if row is None:
            lexicon = self._vocabulary.lexicon
            bare_organ = lexicon.is_a(mention.head, "organ") and len(words) == 1
            if not bare_organ and not lexicon.is_a(mention.head, "polity"):
                return None
            row = Description(frozenset(), frozenset({STATE}), frozenset())
        regions = [reference.regions[word] for word in sorted(words & reference.regions.keys())]
        if not regions or row.words:
            return row
        states = frozenset.intersection(*regions)
        return Description(frozenset(), row.kinds, states & row.states if row.states else states)

    def _only(self, mention: Mention, discourse: Discourse, fits: Callable[[str], bool], reach: int) -> Link | None:
        """The only actor nearby that fits; of several, the only one that the nearest sentence says something of."""
        found = [
            link
            for link in discourse.recent(mention, reach=reach)
            if len(link.entities) == 1 and fits(link.entities[0])
        ]
        if len({link.entities[0] for link in found}) == 1:
            return Link(mention, found[0].entities, "only candidate nearby", 0.6, found[0].mention.text)
        subjects = [link for link in found if link.mention.topic and link.mention.sentence < mention.sentence]
        nearest = [link for link in subjects if link.mention.sentence == subjects[0].mention.sentence]
        if len({link.entities[0] for link in nearest}) == 1:
            return Link(mention, nearest[0].entities, "last subject that fits", 0.5, nearest[0].mention.text)
        return None

    def _is_possessed(self, mention: Mention) -> bool:
        before = self._text[: mention.span.start].rstrip().rsplit(maxsplit=1)
        return bool(before) and before[-1].lower() in self._vocabulary.profile.possessives

    def _possessed(self, mention: Mention, discourse: Discourse) -> Link | None:
        """ "Su país", "su gobierno": the state of the last subject; "su homólogo": the other person nearby."""
        owner = next((link for link in discourse.recent(mention) if link.mention.topic and self._acts(link)), None)
        if owner is None:
            return None
        lexicon = self._vocabulary.lexicon
        if lexicon.is_a(mention.head, "counterpart"):
            return self._only(
                mention, discourse, lambda key: self._is_person(key) and key not in owner.entities, _NEARBY
            )
        states = self._pairs.states_of(owner)
        if len(states) != 1 or not lexicon.is_a(mention.head, "polity", "organ"):
            return None
        return Link(mention, states, "state of the last subject", 0.7, owner.mention.text)

    def _anaphor(self, mention: Mention, discourse: Discourse) -> Link | None:
        """The last subject that agrees in number: for a possessive the nearest, else that of the main clause before."""
        unsaid = mention.kind is MentionKind.NULL
        after = discourse.subject_after(mention) if self._opens_sentence(mention) else None
        if after is not None and self._acts(after):
            return Link(mention, after.entities, "subject of the sentence", 0.7, after.mention.text)
        topics = (link for link in discourse.recent(mention) if link.mention.topic and self._acts(link))
        if mention.plural and (several := joined_subjects(topics, self._text, self._vocabulary.profile.list_words)):
            return Link(mention, several, "discourse subjects", 0.6)
        found = [link for link in discourse.recent(mention) if self._agrees(link, mention) and self._acts(link)]
        nearest = [link for link in found if link.mention.sentence == found[0].mention.sentence]
        rule = "discourse subject" if unsaid else "last subject"
        for link in sorted(nearest, key=lambda link: unsaid and link.mention.embedded)[:1]:
            return Link(mention, link.entities, rule, 0.7, link.mention.text)
        return self._only(mention, discourse, self._is_person, _NEARBY) if mention in discourse.acting else None

    def _opens_sentence(self, mention: Mention) -> bool:
        """ "En su visita", "tras su llegada": what stands before the subject of the sentence."""
        profile = self._vocabulary.profile
        before = self._readings.word_before(mention)
        return mention.head in profile.possessives and before in profile.temporals | profile.locatives

    def _agrees(self, link: Link, mention: Mention) -> bool:
        """Whether a subject can be taken up: "su" is of one or of several, an unexpressed subject tells its number."""
        several = len(link.entities) > 1 or link.mention.plural
        counted = mention.plural or mention.kind is MentionKind.NULL
        return link.mention.topic and (several == mention.plural or not counted)

    def _acts(self, link: Link) -> bool:
        """A treaty, a gathering or the name of a thing is no subject to be taken up without a word."""
        entity = self._entities.get(link.entities[0])
        return entity is not None and entity.kind not in _INERT and link.mention.label != "MISC"
