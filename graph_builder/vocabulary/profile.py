"""`profile.toml` of a language enters: its closed classes by function leave."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.tables import Problems


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Grammar words of one language."""

    contractions: dict[str, str]  # "del" -> "de"
    passive_auxiliaries: frozenset[str]
    passive_agent: str
    genitive: str  # the preposition of an owner: "tropas de X"
    comitative: str  # of who is there too: "reunión con X"
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
    locatives: frozenset[str]  # prepositions before the name of a place
    occasions: frozenset[str]  # prepositions before a meeting at which the clause happens
    temporals: frozenset[str]  # prepositions before what happened at or before the time of the clause
    restrictives: frozenset[str]  # after a negator: "no solo" denies nothing
    open_quotes: frozenset[str]
    close_quotes: frozenset[str]
    brackets: dict[str, str]  # opening -> closing
    enclitics: tuple[str, ...]  # pronouns written together with a verb form, the longest first


def read_profile(folder: Path) -> Profile:
    """Read the profile of a language.

    Raises:
        VocabularyError: a table or key that is missing, or a wrong row.
    """
    problems = Problems()
    path = folder / "profile.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        profile = Profile(
            contractions=dict(tables["contractions"]),
            passive_auxiliaries=frozenset(tables["passive"]["auxiliaries"]),
            passive_agent=tables["passive"]["agent"],
            genitive=tables["genitive"]["preposition"],
            comitative=tables["comitative"]["preposition"],
            reflexive=tables["reflexive"]["pronoun"],
            obligation=(tables["obligation"]["verb"], tables["obligation"]["word"]),
            subjunctive={key: tuple(endings) for key, endings in tables["subjunctive"].items()},
            relative_pronouns=frozenset(tables["relative"]["pronouns"]),
            compounds=dict(tables["compounds"]),
            coordination=frozenset(tables["coordination"]["words"]),
            between=tables["coordination"]["between"],
            list_words=frozenset(tables["coordination"]["last"]),
            example_words=tuple(tables["coordination"]["examples"]),
            former_prefixes=tuple(tables["former"]["prefixes"]),
            former_words=frozenset(tables["former"]["words"]),
            both_determiners=frozenset(tables["both"]["determiners"]),
            both_heads=frozenset(tables["both"]["heads"]),
            possessives=frozenset(tables["possessive"]["words"]),
            owning=frozenset(tables["owner"]["prepositions"]),
            doing=frozenset(tables["doer"]["prepositions"]),
            agent=tables["doer"]["only"],
            answered_deed=frozenset(tables["answer"]["deed"]),
            answered_party=frozenset(tables["answer"]["party"]),
            demonstratives=frozenset(tables["demonstrative"]["words"]),
            trailing_words=frozenset(tables["names"]["trailing"]),
            name_words=frozenset(tables["names"]["inside"]),
            name_separators=frozenset(tables["names"]["separators"]),
            locatives=frozenset(tables["names"]["locative"]),
            occasions=frozenset(tables["time"]["occasions"]),
            temporals=frozenset(tables["time"]["prepositions"]),
            restrictives=frozenset(tables["negation"]["restrictives"]),
            open_quotes=frozenset(tables["quotes"]["open"]),
            close_quotes=frozenset(tables["quotes"]["close"]),
            brackets=dict(tables["brackets"]),
            enclitics=tuple(sorted(tables["enclitics"]["pronouns"], key=lambda word: (-len(word), word))),
        )
    except tomllib.TOMLDecodeError as error:
        problems.add(str(path), f"{error}; correct the TOML")
    except KeyError as error:
        problems.add(str(path), f"table or key {error} is missing")
    problems.raise_all()
    return profile
