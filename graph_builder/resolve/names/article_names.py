"""The named mentions of one article, and what is known of them before and while they are linked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_builder.model import Entity, EntityKind, Mention, MentionKind
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.names.abbreviations import find_abbreviations
from graph_builder.resolve.names.adjacent_states import AdjacentStates
from graph_builder.resolve.names.labels import PERSON, PLACE, agreed_labels
from graph_builder.resolve.rules import Decision, Rule, decide
from graph_builder.resolve.spelling import slug
from graph_builder.vocabulary.gazetteer import Name

Person = tuple[Mention, tuple[str, ...]]  # a person's name, and its words

_EDGES = re.compile(r"^\W+|\W+$")
_FAMILY_NAME = "family name"  # kind of a surface form: "Medvedev"


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A name to be linked."""

    mention: Mention
    text: str  # without the punctuation and the small words that it may have caught at its end
    label: str  # the kind of name that it is in its article
    listed: tuple[Name, ...]  # what the gazetteer says that it may mean

    @property
    def only_family(self) -> bool:
        """Whether the gazetteer knows it as the family name of a person alone."""
        return bool(self.listed) and all(name.kind == _FAMILY_NAME for name in self.listed)


class ArticleNames:
    """The names of one article; `entities` grows by the actors that no list holds.

    Args:
        context: the article.
        rules: by the label of a name, the table that decides who it is; under "" that of all other labels.
    """

    def __init__(self, context: ArticleContext, rules: Mapping[str, Sequence[NameRule]]) -> None:
        self.context, self._rules = context, rules
        self.vocabulary, self.spelling, self.meanings = context.vocabulary, context.spelling, context.meanings
        self.gazetteer = gazetteer = context.vocabulary.gazetteer
        self.mentions = tuple(m for m in context.mentions if m.kind is MentionKind.NAME)
        self.longer: dict[str, list[Mention]] = defaultdict(list)  # names of several words, by the first
        for mention in self.mentions:
            first, space, _ = mention.text.partition(" ")
            if space:
                self.longer[first].append(mention)
        listed = frozenset(m.text for m in self.mentions if gazetteer.readings(m.text))
        joining = context.vocabulary.profile.list_words
        self.labels = agreed_labels(self.mentions, context.wording.text, joining, listed, context.spelling)
        self.abbreviations = find_abbreviations(
            self.mentions, self.labels, context.wording, context.meanings, context.spelling, gazetteer
        )
        self.adjacent = AdjacentStates(self.mentions, context.wording, context.meanings, context.vocabulary)
        self.participants = _participants(context)
        self.persons = tuple(
            (m, self.words(m.text)) for m in self.mentions if self.labels[m] == PERSON or self.is_known_person(m.text)
        )  # with the words of their names
        self._persons_by_word: dict[str, list[Person]] = defaultdict(list)
        for person in self.persons:
            for word in dict.fromkeys(person[1]):
                self._persons_by_word[word].append(person)
        self.entities: dict[str, Entity] = {}
        self._new_persons: dict[str, str] = {}  # key of the label -> id of the first
        self._decisions: dict[Mention, Decision | None] = {}

    def decide(self, mention: Mention) -> Decision | None:
        """Return who a named mention is; a rule that goes back to another name asks so too."""
        if mention in self._decisions:
            return self._decisions[mention]
        self._decisions[mention] = None  # what goes back to itself is nobody
        name = self._named(mention)
        found = decide(mention, self._rules.get(name.label, self._rules[""]), name, self)
        if found is not None and found.new is not None:
            self.entities[found.new.id] = found.new
            if found.new.kind is EntityKind.PERSON:
                self._new_persons.setdefault(self.spelling.key(found.new.label), found.new.id)
        self._decisions[mention] = found
        return found

    def persons_with(self, word: str) -> Sequence[Person]:
        """Return the persons that have a word in their name, in reading order."""
        return self._persons_by_word.get(word, ())

    def new_person(self, text: str) -> str:
        """Return the id of the article's own person whose name this spells, or ""."""
        return self._new_persons.get(self.spelling.key(text), "")

    def votes(self) -> Counter[tuple[str, str]]:
        """Return how often each name that no list holds has which label; a city's where it stands as one."""
        unlisted = (mention for mention in self.mentions if not self.gazetteer.readings(mention.text))
        votes: Counter[tuple[str, str]] = Counter()
        for (text, label), times in Counter((mention.text, self._vote(mention)) for mention in unlisted).items():
            votes[slug(text), label] += times
        return votes

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words of a name, their spellings made equal."""
        return tuple(self.spelling.key(text).split("-"))

    def is_known_person(self, text: str) -> bool:
        """Return whether a surface form may mean a person of the gazetteer."""
        return any(self.context.is_person(name.entity) for name in self.gazetteer.named(text))

    def trimmed(self, text: str) -> str:
        """Return a name without the punctuation and the small words that it may have caught at its end."""
        words = _EDGES.sub("", text).split()
        while words and words[-1] in self.vocabulary.profile.trailing_words:
            words.pop()
        return _EDGES.sub("", " ".join(words))

    def _named(self, mention: Mention) -> NamedMention:
        own = mention.text in self.abbreviations.namesakes
        listed = () if own else self.gazetteer.readings(mention.text)
        return NamedMention(mention, self.trimmed(mention.text), self.labels[mention], listed)

    def _vote(self, mention: Mention) -> str:
        label = self.labels[mention]
        return PLACE if label == PERSON and self.meanings.is_city(mention) else label


NameRule = Rule[NamedMention, ArticleNames]


def _participants(context: ArticleContext) -> frozenset[Mention]:
    """Mentions that take part in an event or say that it happened."""
    speakers = (s.attribution.mention for s in context.statements if s.attribution is not None)
    acting = {mention for s in context.statements for mention in s.subjects + s.objects}
    return frozenset(acting | {mention for mention in speakers if mention is not None})
