"""Grammar words of one language: its closed classes, by function (`profile.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_keys import TomlKeys


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Grammar words of one language."""

    contractions: dict[str, str]  # "del" -> "de"
    passive_auxiliaries: frozenset[str]
    passive_agent: str
    genitive: str  # the preposition of an owner: "tropas de X"
    comitative: str  # of who is there too: "reunión con X"
    dative: str  # of to whom it is done, and of persons as direct objects: "ayudó a X"
    locative: str  # of where it is: "tropas en X"
    companions: tuple[str, ...]  # of with whom somebody acts: "X condenó, junto a Y, el ataque"
    adversative: str  # of at whom it is: "ataque contra X"
    reflexive: str
    obligation: tuple[str, str]  # a verb and a word that make an auxiliary of duty: "tiene que retirar"
    subjunctive: dict[str, tuple[str, ...]]  # ending of an infinitive -> endings of its present subjunctive alone
    relative_pronouns: frozenset[str]
    compounds: dict[str, str]  # the first part of a compound demonym -> the demonym: "sino" -> "chino"
    coordination: frozenset[str]
    between: str  # the preposition of two sides
    list_words: frozenset[str]  # what joins the last member of a list
    example_words: tuple[str, ...]  # what comes before examples: "como", "entre ellos"
    former_prefixes: tuple[str, ...]
    former_words: frozenset[str]
    both_determiners: frozenset[str]
    both_heads: frozenset[str]
    possessives: frozenset[str]  # "su": whose a description is, the text has said before
    owning: frozenset[str]  # prepositions of an actor that a thing belongs to
    doing: frozenset[str]  # of an actor who does it
    agent: str  # of nobody but who does it: "por parte de"
    answered_deed: frozenset[str]  # prepositions of the deed, "" for none: "agradeció su apoyo"
    answered_party: frozenset[str]  # and of who is answered
    demonstratives: frozenset[str]  # "ese": what a description points at was named last
    trailing_words: frozenset[str]  # words that end no name
    name_words: frozenset[str]  # small words inside names: "Ministerio de la Defensa"
    name_separators: frozenset[str]  # what stands between two names, in none
    place_given_names: frozenset[str]  # names of places that persons bear as their first: "Francia Márquez"
    locatives: frozenset[str]  # prepositions before the name of a place
    occasions: frozenset[str]  # prepositions before a meeting at which the clause happens
    temporals: frozenset[str]  # prepositions before what happened at or before the time of the clause
    restrictives: frozenset[str]  # after a negator: "no solo" denies nothing
    question: tuple[str, str]  # the marks of a question
    until: str  # before a time, after a negator: "no X hasta 2022" tells when
    connectives: frozenset[tuple[str, ...]]  # that begin with a negator and deny nothing: "sin embargo"
    open_quotes: frozenset[str]
    close_quotes: frozenset[str]
    brackets: dict[str, str]  # opening -> closing
    enclitics: tuple[str, ...]  # pronouns written together with a verb form, the longest first


def read_profile(folder: Path) -> Profile:
    """Read `profile.toml` of a language.

    Raises:
        VocabularyError: a table or key that is missing, unknown or of a wrong type, all of them with file and line.
    """
    problems = Problems()
    keys = TomlKeys.of(folder / "profile.toml", problems)
    profile = Profile(
        contractions=keys.table("contractions"),
        passive_auxiliaries=frozenset(keys.words("passive", "auxiliaries")),
        passive_agent=keys.text("passive", "agent"),
        genitive=keys.text("prepositions", "genitive"),
        comitative=keys.text("prepositions", "comitative"),
        dative=keys.text("prepositions", "dative"),
        locative=keys.text("prepositions", "locative"),
        companions=keys.words("prepositions", "companions"),
        adversative=keys.text("prepositions", "adversative"),
        reflexive=keys.text("reflexive", "pronoun"),
        obligation=(keys.text("obligation", "verb"), keys.text("obligation", "word")),
        subjunctive={ending: keys.words("subjunctive", ending) for ending in keys.names("subjunctive")},
        relative_pronouns=frozenset(keys.words("relative", "pronouns")),
        compounds=keys.table("compounds"),
        coordination=frozenset(keys.words("coordination", "words")),
        between=keys.text("coordination", "between"),
        list_words=frozenset(keys.words("coordination", "last")),
        example_words=keys.words("coordination", "examples"),
        former_prefixes=keys.words("former", "prefixes"),
        former_words=frozenset(keys.words("former", "words")),
        both_determiners=frozenset(keys.words("both", "determiners")),
        both_heads=frozenset(keys.words("both", "heads")),
        possessives=frozenset(keys.words("possessive", "words")),
        owning=frozenset(keys.words("owner", "prepositions")),
        doing=frozenset(keys.words("doer", "prepositions")),
        agent=keys.text("doer", "only"),
        answered_deed=frozenset(keys.words("answer", "deed")),
        answered_party=frozenset(keys.words("answer", "party")),
        demonstratives=frozenset(keys.words("demonstrative", "words")),
        trailing_words=frozenset(keys.words("names", "trailing")),
        name_words=frozenset(keys.words("names", "inside")),
        name_separators=frozenset(keys.words("names", "separators")),
        place_given_names=frozenset(keys.words("names", "given")),
        locatives=frozenset(keys.words("names", "locative")),
        occasions=frozenset(keys.words("time", "occasions")),
        temporals=frozenset(keys.words("time", "prepositions")),
        restrictives=frozenset(keys.words("negation", "restrictives")),
        question=(keys.text("question", "open"), keys.text("question", "close")),
        until=keys.text("negation", "until"),
        connectives=frozenset(tuple(phrase.split()) for phrase in keys.words("negation", "connectives")),
        open_quotes=frozenset(keys.words("quotes", "open")),
        close_quotes=frozenset(keys.words("quotes", "close")),
        brackets=keys.table("brackets"),
        enclitics=tuple(sorted(keys.words("enclitics", "pronouns"), key=lambda word: (-len(word), word))),
    )
    keys.finish()
    problems.raise_all()
    return profile
