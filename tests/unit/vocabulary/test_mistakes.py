"""Mistakes in the tables of a language are refused, each with file, line and what to write instead."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_builder.errors import VocabularyError
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.lexicon import read_lexicon
from graph_builder.vocabulary.matching import read_matching
from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.profile import read_profile
from graph_builder.vocabulary.relations import read_relation_parts
from graph_builder.vocabulary.scoring import read_scoring_rules
from graph_builder.vocabulary.tables import Problems


@dataclass(frozen=True)
class Mistake:
    """One edit of one file, and what reading the file then says."""

    name: str
    file: str
    old: str  # "" appends a line
    new: str
    says: str
    at: str | None = None  # what stands at the line that is told, "" for none; by default the edit itself


AGREEMENT = """[agreement]
means = "agreements between states or organisations, and texts that bind like one"
words = ["""

MISTAKES = (
    # frames
    Mistake(
        "unknown function",
        "frames.toml",
        'noun.subject = ["bearer", "por parte de",',
        'noun.subject = ["barer", "por parte de",',
        "function 'barer' is unknown; use one of docs/engine.md, or declare the preposition in prepositions.tsv",
    ),
    Mistake(
        "unknown preposition",
        "frames.toml",
        'verb.object = ["con", "junto a"]',
        'verb.object = ["con", "junto al lado de"]',
        "function 'junto al lado de' is unknown",
    ),
    Mistake(
        "governor of no preposition",
        "frames.toml",
        '"adj", "governor en"',
        '"adj", "governor enn"',
        "'governor enn' is unknown",
    ),
    Mistake("unknown key", "frames.toml", "enacted = true", "enact = true", "unknown key 'enact'; a key is one"),
    Mistake(
        "unknown slot", "frames.toml", 'verb.theme = ["direct"]', 'verb.topic = ["direct"]', "unknown key 'verb.topic'"
    ),
    Mistake(
        "required of no slot",
        "frames.toml",
        'required = ["subject", "object"]',
        'required = ["subjct", "object"]',
        "required.0 = \"subjct\": input should be 'subject', 'object' or 'theme'",
    ),
    Mistake(
        "required a string",
        "frames.toml",
        'required = ["subject"]',
        'required = "subject"',
        'required = "subject": input should be a valid list',
    ),
    Mistake(
        "required missing", "frames.toml", 'required = ["subject"]\n', "", "key 'required' is missing", at="[withdraw]"
    ),
    Mistake(
        "required, never filled",
        "frames.toml",
        'verb.subject = ["place"]\n',
        "",
        "slot 'subject' is required, and no function may fill it: add verb.subject",
        at='required = ["subject", "object"]\nverb.object',
    ),
    Mistake(
        "mutual a word",
        "frames.toml",
        "mutual = true",
        'mutual = "no"',
        'mutual = "no": input should be a valid boolean',
    ),
    Mistake("unknown frame", "frames.toml", 'also = "allege"', 'also = "alege"', "frame 'alege' is not in frames.toml"),
    Mistake(
        "unknown reason of an implicit filler",
        "frames.toml",
        '"implicit:taken-up"',
        '"implicit:takenup"',
        "'implicit:takenup': reason 'takenup' is unknown; write one of accuser, home-state,",
    ),
    Mistake(
        "implicit filler of the wrong slot",
        "frames.toml",
        'verb.subject = ["subject", "place", "implicit:same-event"]',
        'verb.subject = ["subject", "place", "implicit:accuser"]',
        "'implicit:accuser' cannot fill the subject; it fills the object",
    ),
    Mistake(
        "implicit theme",
        "frames.toml",
        'verb.theme = ["con", "de", "en"]',
        'verb.theme = ["con", "de", "implicit:taken-up"]',
        "'implicit:taken-up' cannot fill the theme; it fills the object",
    ),
    Mistake(
        "a function after an implicit filler",
        "frames.toml",
        'verb.subject = ["subject", "place", "implicit:same-event"]',
        'verb.subject = ["subject", "implicit:same-event", "place"]',
        "'place' stands after 'implicit:same-event' and would never be tried; implicit fillers come last",
    ),
    Mistake(
        "unknown content", "frames.toml", 'content = "hedged"', 'content = "doubtful"', 'content = "doubtful": input'
    ),
    Mistake(
        "unknown type of a frame",
        "frames.toml",
        'refused = "refusal"',
        'refused = "refusel"',
        "event type 'refusel' is not in event-types.ttl",
    ),
    Mistake(
        "unknown class of a stance", "frames.toml", 'words = ["credit"]', 'words = ["kredit"]', "class 'kredit' is"
    ),
    Mistake("a frame twice", "frames.toml", "[kill]", "[fight]", "Cannot declare ('fight',) twice; correct the TOML"),
    Mistake(
        "frame that nobody uses",
        "frames.toml",
        "",
        '[idle]\nexample = "X"\nrequired = ["subject"]\nverb.subject = ["subject"]',
        "frame 'idle' is used by no trigger and no other frame; delete it",
    ),
    Mistake(
        "neither verb nor noun",
        "frames.toml",
        'noun.subject = ["speaker"]\nnoun.object = ["implicit:other-state"]\n',
        "",
        "neither verb nor noun says how its slots are filled",
        at="[speak_ill]",
    ),
    # triggers
    Mistake(
        "condition on no slot",
        "triggers.tsv",
        "theme:weapon",
        "them:weapon",
        "condition 'them:weapon': function 'them'",
    ),
    Mistake("condition without test", "triggers.tsv", "theme:weapon", "theme", "condition 'theme' must read slot:test"),
    Mistake(
        "unknown class",
        "triggers.tsv",
        "theme:weapon",
        "theme:wepon",
        "'wepon' is no class of classes.toml, and none of actor, party, organisation, several, none",
    ),
    Mistake(
        "unknown feature",
        "triggers.tsv",
        "form:=Tense=Fut",
        "form:=Tensee=",
        "has no feature 'Tensee'; write one such as",
    ),
    Mistake(
        "unknown value of a feature",
        "triggers.tsv",
        "form:=Tense=Fut",
        "form:=Tense=Future",
        "the feature Tense has no value 'Future'; write one of Fut, Imp, Past, Pqp, Pres",
    ),
    Mistake("a form that is no feature", "triggers.tsv", "form:=Tense=Fut", "form:weapon", "must name a feature"),
    Mistake("several objects", "triggers.tsv", "subject:several", "object:several", "only a subject can be several"),
    Mistake("part of speech", "triggers.tsv", "@fund\tVERB", "@fund\tVRB", "pos 'VRB' must be one of VERB, NOUN, ADJ"),
    Mistake(
        "unknown event type",
        "triggers.tsv",
        "arms-transfer",
        "arm-transfer",
        "event type 'arm-transfer' is not in event",
    ),
    Mistake(
        "frame of no table",
        "triggers.tsv",
        "\tvisit_here\t",
        "\tvisit_her\t",
        "frame 'visit_her' is not in frames.toml",
    ),
    Mistake(
        "frame of nouns at a verb",
        "triggers.tsv",
        "",
        "asilar\tVERB\tasylum\trefuge_noun\ta:actor\t",
        "frame 'refuge_noun' does not say how its slots are filled around a verb",
    ),
    Mistake(
        "theme of a frame without",
        "triggers.tsv",
        "",
        "visitar\tVERB\tvisit\tvisit\ttheme:weapon\t",
        "a condition on the theme never holds: frame 'visit' has no verb.theme",
    ),
    Mistake("a row twice", "triggers.tsv", "", "visitar\tVERB\tvisit\tvisit\t\t", "never used for 'visitar'"),
    Mistake(
        "a row after its like",
        "triggers.tsv",
        "",
        "visitar\tVERB\tmeeting\tvisit\t\t",
        "never used for 'visitar'",
    ),
    # groups
    Mistake("unknown group", "triggers.tsv", "@fund\t", "@found\t", "group '@found' is not in groups.toml"),
    Mistake("a word of its group", "triggers.tsv", "@fund\t", "@fund, girar\t", "word 'girar' is named twice"),
    Mistake("no word", "triggers.tsv", "@fund\t", "@fund,\t", "a word is missing between commas"),
    Mistake(
        "group that no row names", "groups.toml", "[fund]", "[idle]", "group 'idle' is named by no row of triggers.tsv"
    ),
    Mistake(
        "group of no words", "groups.toml", "words = [", "words = []\nmore = [", "words = []: list should have at least"
    ),
    Mistake(
        "key of a group",
        "groups.toml",
        "example = ",
        "exemple = ",
        "unknown key 'exemple'; a key is one of example, words",
    ),
    Mistake(
        "a word twice",
        "groups.toml",
        '"condonar"',
        '"asignar"',
        "word 'asignar' is named twice",
        at='[fund]\nexample = "X otorgó un préstamo a Y"\nwords = [',
    ),
    # the other tables
    Mistake("a preposition twice", "prepositions.tsv", "", "con\t", "the same preposition as line"),
    Mistake(
        "a class that Python asks for",
        "classes.toml",
        "[common_organs]",
        "[common_organss]",
        "class 'common_organs', which Python asks for, is missing",
        at="",
    ),
    Mistake(
        "class that nothing uses",
        "classes.toml",
        "[common_organs]",
        "[common_organss]",
        "class 'common_organss' is used by no trigger, frame or Python; delete it",
    ),
    Mistake("class without definition", "classes.toml", "means = ", "# ", "key 'means' is missing", at="[agreement]"),
    Mistake(
        "class of no words",
        "classes.toml",
        "words = [",
        "words = []\nmore = [",
        "words = []: list should have at least",
    ),
    Mistake("a capital", "classes.toml", '"tratado"', '"Tratado"', "word 'Tratado' must be in lower case", AGREEMENT),
    Mistake(
        "a word in its class twice",
        "classes.toml",
        '"convenio"',
        '"tratado"',
        "word 'tratado' is named twice",
        AGREEMENT,
    ),
    Mistake("inverse", "light_verbs.tsv", "recibir\t\tyes", "recibir\t\tyse", "inverse 'yse' must be yes or empty"),
    Mistake(
        "status of a light verb", "light_verbs.tsv", "\tplanned", "\tplaned", "'planed' must be one of fact, hedged"
    ),
    Mistake("class of a light verb", "light_verbs.tsv", "\thostile_noun", "\thostil_noun", "'hostil_noun' is not"),
    Mistake("unknown particle", "light_verbs.tsv", "llevar\tcabo", "llevar\tcabbo", "particle 'cabbo' is no word of"),
    Mistake(
        "kind of a cue", "factuality.tsv", "no\tnegator", "no\tnegater", "kind 'negater' must be one of negator, gov"
    ),
    Mistake("feature of a cue", "factuality.tsv", "Mood=Cnd\tmorph", "Mod=Cnd\tmorph", "has no feature 'Mod'"),
    Mistake("polarity", "factuality.tsv", "nunca\tnegator\tneg", "nunca\tnegator\tno", "'no' must be one of pos, neg"),
    Mistake(
        "cue of nothing", "factuality.tsv", "nunca\tnegator\tneg", "nunca\tnegator\t", "must change polarity or status"
    ),
    Mistake("kind of saying", "speech.tsv", "decir\tverb", "decir\tvrb", "kind 'vrb' must be one of verb, marker"),
    # files of single keys
    Mistake(
        "key missing",
        "profile.toml",
        'between = "entre"\n',
        "",
        "key 'coordination.between' is missing; it is a",
        "[coordination]",
    ),
    Mistake(
        "table missing",
        "profile.toml",
        '[reflexive]\npronoun = "se"\n',
        "",
        "key 'reflexive.pronoun' is missing; it is a",
        "",
    ),
    Mistake(
        "key unknown",
        "profile.toml",
        "[reflexive]\n",
        '[reflexive]\nword = "me"\n',
        "unknown key 'reflexive.word'",
        "[reflexive]\n",
    ),
    Mistake(
        "a string for a list",
        "profile.toml",
        'auxiliaries = ["ser"]',
        'auxiliaries = "ser"',
        "auxiliaries must be a list",
    ),
    Mistake("a list for a string", "profile.toml", 'agent = "por"', 'agent = ["por"]', "agent must be a string"),
    Mistake(
        "a number as a word",
        "profile.toml",
        'del = "de"',
        "del = 1",
        "contractions must be a table of strings",
        "[contractions]",
    ),
    Mistake("unknown relation", "relations.toml", '"ACCUSE"  ', '"ACUSE"  ', "relation 'ACUSE' is not in alliance.ttl"),
    Mistake(
        "unknown kind", "relations.toml", '"agreement"', '"agreemnt"', "kind 'agreemnt' must be one of country, org"
    ),
    Mistake("relation of scoring", "scoring.toml", '"AGREE"', '"AGRE"', "relation 'AGRE' is not in alliance.ttl"),
    Mistake("no number", "resolution.toml", "same = 0.80", 'same = "0.80"', "same must be a number"),
    Mistake("half a bearer", "resolution.toml", "bearers = 1", "bearers = 1.5", "bearers must be a whole number"),
    Mistake(
        "weights",
        "resolution.toml",
        "name = 0.55",
        "name = 0.65",
        "the weights add up to 1.1; they must add up to 1",
        "[weights]",
    ),
    Mistake("status of saying", "speech.tsv", "decir\tverb\tfact", "decir\tverb\t", "empty: status"),
)


def read(folder: Path, file: str, vocabulary: Vocabulary) -> None:
    """Read the tables of a language, or one file of single keys."""
    match file:
        case "profile.toml":
            read_profile(folder)
        case "relations.toml":
            read_relation_parts(folder / file, vocabulary.schema)
        case "scoring.toml":
            read_scoring_rules(folder / file, vocabulary.schema)
        case "resolution.toml":
            read_matching(folder / file)
        case _:
            read_lexicon(folder, vocabulary.schema)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of all tables in one folder."""
    shutil.copytree(ontology_root() / "lang" / "es", tmp_path / "es")
    for name in ("relations.toml", "resolution.toml", "scoring.toml"):
        shutil.copy(ontology_root() / name, tmp_path / "es")
    return tmp_path / "es"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_file_and_line(mistake: Mistake, folder: Path, vocabulary: Vocabulary) -> None:
    path = folder / mistake.file
    line = edited(path, mistake)
    with pytest.raises(VocabularyError) as caught:
        read(folder, mistake.file, vocabulary)
    where = f"{path}:{line}: " if line else f"{path}: "
    assert [problem for problem in caught.value.problems if problem.startswith(where) and mistake.says in problem]


def edited(path: Path, mistake: Mistake) -> int:
    """Make a mistake in a file; the line that is to be told, 0 where the whole file is."""
    text = path.read_text("utf-8")
    assert mistake.old in text, "the table was changed: choose another edit"
    start = text.index(mistake.old) if mistake.old else len(text)
    text = f"{text[:start]}{mistake.new}{text[start + len(mistake.old) :]}"
    path.write_text(text, "utf-8")
    if mistake.at is None:
        return text[:start].count("\n") + 1
    return text[: text.index(mistake.at) + len(mistake.at)].count("\n") + 1 if mistake.at else 0


def test_the_mistakes_of_all_tables_are_told_at_once(folder: Path, vocabulary: Vocabulary) -> None:
    made = {mistake.file: mistake for mistake in reversed(MISTAKES)}
    problems = Problems()
    for mistake in made.values():
        edited(folder / mistake.file, mistake)
    for file in ("triggers.tsv", "profile.toml", "relations.toml", "resolution.toml", "scoring.toml"):
        with problems.gather():
            read(folder, file, vocabulary)
    told = "\n".join(problems.found)
    assert [mistake.name for mistake in made.values() if mistake.says not in told] == []
