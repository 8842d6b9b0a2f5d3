"""The nouns of the project: what passes between its floors. No I/O, no spaCy, no rdflib.

Offsets are Unicode code points into `Article.text`, half open. Article -> Extraction -> Resolution -> Fact -> graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Polarity(StrEnum):
    """Whether the text affirms or denies the event (GRaSP's polarity)."""

    POS = "pos"
    NEG = "neg"


class Status(StrEnum):
    """How sure the text is (GRaSP's certainty and temporality in one column of the facts table)."""

    FACT = "fact"
    HEDGED = "hedged"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class MentionKind(StrEnum):
    """How an actor is referred to."""

    NAME = "name"  # "Corea del Norte", "Medvedev"
    DEMONYM = "demonym"  # the adjective in "tropas rusas"
    NOMINAL = "nominal"  # "la canciller norcoreana", "ambos países"
    PRONOUN = "pronoun"  # "quien", "ellos"
    NULL = "null"  # the null subject of "agradeció"; an empty span before the verb
    IMPLICIT = "implicit"  # a participant that the event implies, see `ImplicitReason`; an empty span


class ImplicitReason(StrEnum):
    """Why a participant that no word names takes part (Gerber and Chai 2010), in the order in which it is found."""

    SAME_EVENT = "same-event"  # "la guerra contra Y": who wages it, as other sentences say or the article is about
    HOME_STATE = "home-state"  # "la visita de X": to the state that the article is about
    TAKEN_UP = "taken-up"  # "participaron los ministros": in the gathering that was named last
    SPEAKER = "speaker"  # a sentence in quotation marks is said by whoever spoke before
    OTHER_STATE = "other-state"  # "rechazó la propuesta": of the other state that is spoken of
    ACCUSER = "accuser"  # "negó los cargos": to whoever accused the denier


_REASONS = tuple(ImplicitReason)


class Implied(StrEnum):
    """Which participants of a fact no word of its sentence names: they are null subjects or follow from the event."""

    NEITHER = ""
    SUBJECT = "subject"
    OBJECT = "object"
    BOTH = "both"


class EntityKind(StrEnum):
    """What an actor is; the values are the class names of the ontology in lower case."""

    COUNTRY = "country"
    ORGANIZATION = "organization"
    PERSON = "person"
    GROUP = "group"  # a population, "soldados norcoreanos", "fuentes de inteligencia"
    AGREEMENT = "agreement"
    GATHERING = "gathering"  # a conference, summit, operation or mission that one takes part in


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place of an article that has no id of its own: its file names it, and a store knows it again by this."""

    folder: str  # absolute, "/" between its parts
    stem: str
    suffix: str  # with its dot: ".txt"
    line: int = 0  # in a file of many articles, from 1; 0 where the file is the article


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, cleaned; everything downstream points into `text`."""

    id: str  # the id that the input gives, else the input file's stem, with folders where stems clash
    text: str  # NFC, page furniture and all; the only text that offsets refer to
    title: str = ""
    language: str = "es"
    published: str = ""  # ISO 8601 with the precision known; empty where unknown
    publisher: str = ""
    url: str = ""
    source: str = field(default="", compare=False)  # where it was read from, for messages; never part of the graph
    origin: Origin | None = field(default=None, compare=False)  # None where the input gives the id

    @property
    def sha256(self) -> str:
        """Hex digest of the UTF-8 bytes of `text`."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in an article where an actor is referred to, before anyone decides which actor it is."""

    article: str
    span: Span
    text: str
    kind: MentionKind
    sentence: int  # index of the sentence in the article, from 0
    label: str = ""  # the NER label (PER, LOC, ORG, MISC) or ""
    head: str = ""  # lemma of the head noun of a nominal: "canciller", "país"
    modifiers: tuple[str, ...] = ()  # lower-case adjectives and "de X" names that restrict a nominal
    plural: bool = False
    feminine: bool = False
    topic: bool = False  # the subject of its clause, what a later unexpressed subject goes back to
    embedded: bool = False  # of a clause inside another, or of a quotation: taken up less readily
    reason: ImplicitReason | None = None  # of an implicit participant
    trigger: Span | None = None  # of the event that an implicit participant takes part in: of no other

    def __hash__(self) -> int:
        """By the place alone, which few mentions share: mentions are looked up often, and have many fields."""
        return hash((self.span.start, self.span.end, self.sentence))

    @property
    def reading_order(self) -> tuple[Span, MentionKind, int]:
        """A key that sorts mentions by their place; of those at one place, by what they are."""
        return self.span, self.kind, _REASONS.index(self.reason) if self.reason is not None else -1

    @property
    def is_expressed(self) -> bool:
        """Whether a word refers to the actor; a null subject and what an event implies have none."""
        return self.span.start < self.span.end

    @property
    def id(self) -> str:
        """Deterministic local name, e.g. `m-seed0-412-418`."""
        return f"m-{self.article}-{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened, only as precisely as the text says (ISO 8601 prefix)."""

    value: str  # "2024", "2024-06" or "2024-06-19"
    cue: str  # the words it was read from: "este jueves"

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.value)]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the article says it from: the speaker's mention when it may be an actor, and the words."""

    text: str  # "fuentes de inteligencia surcoreanas"
    mention: Mention | None = None
    hedges: bool = False  # only the verb that the words are said with makes them less than certain: "aseguró"


@dataclass(frozen=True, slots=True)
class Statement:
    """One event or relation as one clause states it: the only thing that extraction returns."""

    article: str
    sentence: int
    sentence_span: Span
    evidence: Span
    trigger: Span
    relation: str  # a PLOVER type in capitals or a standing relation
    event_type: str  # local name of the narrower SKOS concept
    subjects: tuple[Mention, ...]
    objects: tuple[Mention, ...] = ()
    mutual: bool = False  # the subjects are one unordered set of participants, and there is no object
    polarity: Polarity = Polarity.POS
    status: Status = Status.FACT
    cue: str = ""  # the words that decided polarity and status
    attribution: Attribution | None = None
    date: EventDate | None = None
    place: str = ""
    theme: str = ""  # what is transferred or done: "más de 5 millones de proyectiles"
    object_text: str = ""  # the object's words where it is a thing with a name (a treaty, a conference)
    confidence: float = 1.0
    rule: str = ""  # trigger and frame: "verb:suministrar/transfer"
    paths: tuple[str, ...] = ()  # from the trigger to each of subjects and objects: "nsubj", "obl/nmod", "^acl"
    reasons: tuple[str, ...] = ()  # of a learned statement: what weighed most for it, in words
    readings: tuple[tuple[int, int, float], ...] = ()  # two of (*subjects, *objects), -1 is nobody: `Fact.reading`


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says, before any mention is resolved: all that resolution reads of it."""

    mentions: tuple[Mention, ...]  # every named actor and every participant, in reading order
    statements: tuple[Statement, ...]
    text: str  # the article's, for the words around a mention
    topics: tuple[Mention, ...] = ()  # subjects that take part in nothing, in reading order: what is spoken of


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, agreement or gathering with one identity across mentions and articles."""

    id: str  # flat local name: "RUS", "NATO", "per-dmitri-medvedev"
    kind: EntityKind
    label: str  # Spanish
    label_en: str = ""
    state: str = ""  # ISO 3166-1 alpha-3 of the state that it is, belongs to or speaks for
    aliases: tuple[str, ...] = ()
    wikidata: str = ""  # Q-number, only where the gazetteer holds it
    abbreviation: str = ""  # what texts call an organisation for short: "ONU"

    @property
    def name(self) -> str:
        """The label with the abbreviation, as texts introduce an organisation.

        >>> Entity("org-ue", EntityKind.ORGANIZATION, "Unión Europea", abbreviation="UE").name
        'Unión Europea (UE)'
        """
        return f"{self.label} ({self.abbreviation})" if self.abbreviation else self.label


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention is taken to be one entity (or several: "ambos países")."""

    mention: Mention
    entities: tuple[str, ...]  # ids of `Entity`
    rule: str  # "gazetteer name", "metonym", "partial name", "discourse subject" ...
    score: float  # 0..1
    reason: str = ""  # the words or the mention that decided


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by id, and links by mention: who the participants of a run's articles are."""

    entities: dict[str, Entity]
    links: Mapping[Mention, Link]


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words of an article that state a fact: `text[start:end] == evidence`."""

    start: int
    end: int
    evidence: str
    sentence: int  # index of the sentence in the article, from 0
    sentence_span: Span


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One row of facts.csv: one claim about one pair of participants."""

    article: str
    start: int
    end: int
    relation: str
    subject_id: str
    object_id: str
    polarity: Polarity
    status: Status
    id: str
    sentence: int
    evidence: str
    event_type: str
    subject: str
    subject_state: str
    object: str
    object_state: str
    attributed_to: str = ""
    attributed_to_id: str = ""
    date: str = ""
    date_precision: str = ""
    place: str = ""
    theme: str = ""
    cue: str = ""
    confidence: float = 1.0  # the calibrated probability that the row is right, once the judge has seen it
    rule: str = ""
    implied: Implied = Implied.NEITHER
    sentence_span: Span = field(default=Span(0, 0))
    subject_mention: str = ""  # ids of `Mention`; not in the table, they lead to the links
    object_mention: str = ""
    subject_path: str = ""  # from the trigger, see `Statement.paths`; not in the table either
    object_path: str = ""
    speaks_for: tuple[str, ...] = ()  # what weighed most in the judgement, in words; not in the table
    speaks_against: tuple[str, ...] = ()
    reading: float | None = None  # log odds that the learned reader gives it; None where it finds no word for it
    repeated: tuple[Quotation, ...] = ()  # where else the article states it with the same voice, status and polarity

    @property
    def times(self) -> int:
        """How often the article states the fact."""
        return 1 + len(self.repeated)

    @property
    def quotation(self) -> Quotation:
        """The clearest words that state the fact."""
        return Quotation(self.start, self.end, self.evidence, self.sentence, self.sentence_span)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All words that state the fact, the clearest first, then in reading order."""
        return (self.quotation, *self.repeated)


@dataclass(frozen=True, slots=True)
class Run:
    """What made the graph: enough to make it again. Holds no clock time, so that bytes repeat."""

    version: str
    pipeline: str  # spaCy pipeline name and version
    pipeline_sha256: str
    ontology_sha256: str
    judge_sha256: str = ""  # of the weights that gave each fact its probability; empty before facts are judged
    reader_sha256: str = ""  # of the weights of the learned reader; empty where it adds nothing to the rules
    only_with: str = field(default="", compare=False)  # what an article had to name; no record depends on it


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Everything that the exporters need; sorted, so that the same input gives the same bytes."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]  # all that anybody is shown
    run: Run
    held_back: tuple[Fact, ...] = ()  # less probable than `min_confidence`: kept for whoever asks for them later
    min_confidence: float = 0.0
