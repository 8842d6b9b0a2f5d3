"""The reader on hand-built parses, with weights that were never learned: what becomes of candidates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import parsed_of
from builders_reader import weights

from graph_builder.extract import Extractor
from graph_builder.graph.facts import make_facts
from graph_builder.judge import Judge
from graph_builder.judge.weights import Weights
from graph_builder.model import Implied, KnowledgeGraph, Run
from graph_builder.reader import Reader
from graph_builder.reader.actors import Cast
from graph_builder.reader.candidates import COLUMNS, HABITS
from graph_builder.reader.learned import is_learned
from graph_builder.reader.looking import Looker
from graph_builder.resolve import resolve

# "Rusia ninguneó a Siria." No table knows the verb.
UNKNOWN = """
Rusia     Rusia      PROPN  _                                                2  nsubj  B-LOC
ninguneó  ningunear  VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
a         a          ADP    _                                                4  case
Siria     Siria      PROPN  _                                                2  obj  B-LOC
.         .          PUNCT  _                                                2  punct
"""
# "Rusia acusó a Siria." The rules find it.
KNOWN = UNKNOWN.replace("ninguneó  ningunear", "acusó  acusar")
# "Rusia ninguneó a Siria. Protestó ayer."
TWO = (
    UNKNOWN
    + """
Perú      Perú       PROPN  _                                                2  nsubj  B-LOC
gritó     gritar     VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
.         .          PUNCT  _                                                2  punct
"""
)


def read(vocabulary, text, *, adds=True, **given):
    extractor, parsed = Extractor(vocabulary), parsed_of(text)
    contexts = extractor.contexts(parsed)
    found = extractor.extract(parsed, contexts)
    reader = Reader(vocabulary, weights(**given), "0" * 64, parsed.sentences[0].tokens.vocab, adds=adds)
    return parsed, found, reader.read(contexts, found, "")


def facts(vocabulary, parsed, extraction):
    resolution = resolve([extraction], vocabulary)
    made = make_facts([parsed.article], extraction.statements, resolution.entities, resolution.links, vocabulary)
    return made, resolution


def test_what_no_rule_finds_is_found_with_span_pair_path_and_reasons(vocabulary):
    parsed, before, after = read(vocabulary, UNKNOWN)
    assert before.statements == ()
    made, _ = facts(vocabulary, parsed, after)
    fact = next(fact for fact in made if fact.subject_id == "RUS")
    assert (fact.relation, fact.object_id, fact.rule) == ("ACCUSE", "SYR", "reader:ACCUSE")
    assert fact.evidence == "Rusia ninguneó a Siria"
    assert (fact.subject_path, fact.object_path) == ("nsubj", "obj")
    assert fact.confidence == pytest.approx(0.7)
    assert is_learned(fact.rule)


def test_what_is_not_probable_enough_is_left(vocabulary):
    assert read(vocabulary, UNKNOWN, threshold=0.8)[2].statements == ()


def test_a_sentence_without_a_telling_word_has_no_candidates(vocabulary):
    _, before, after = read(vocabulary, UNKNOWN, telling=-9.0)
    assert after == before


def test_what_a_rule_found_is_not_found_again(vocabulary):
    _, before, after = read(vocabulary, KNOWN)
    pairs = [(s.subjects[0].text, s.objects[0].text, s.rule) for s in after.statements]
    assert [rule for one, other, rule in pairs if (one, other) == ("Rusia", "Siria")] == [before.statements[0].rule]


def test_a_participant_of_another_sentence_is_implied(vocabulary):
    parsed, _, after = read(vocabulary, TWO)
    made, _ = facts(vocabulary, parsed, after)
    found = {(f.subject_id, f.object_id): f.implied for f in made if f.sentence == 0}
    assert found["RUS", "SYR"] is Implied.NEITHER
    assert found["RUS", "PER"] is Implied.OBJECT  # the article names Peru most, and the sentence does not
    assert found["PER", "SYR"] is Implied.SUBJECT


def test_the_judge_judges_what_the_reader_found(vocabulary):
    parsed, _, after = read(vocabulary, UNKNOWN, odds=2.0)
    made, resolution = facts(vocabulary, parsed, after)
    graph = KnowledgeGraph(
        (parsed.article,), tuple(resolution.entities.values()), tuple(resolution.links.values()), made,
        Run("", "", "", ""),
    )  # fmt: skip
    assert [fact.reading for fact in made] == [2.0, 2.0]
    weights = Weights(0.0, {"read": {"at least 80 %": 1.0}}, {}, 0.5)
    assert {fact.confidence for fact in Judge(weights, "0" * 64).of_graph(graph).facts} == {0.73}


@pytest.mark.parametrize("adds", [True, False])
def test_the_reader_says_how_sure_it_is_of_what_rules_found(vocabulary, adds):
    parsed, before, after = read(vocabulary, KNOWN, adds=adds, odds=1.5)
    by_rule = next(fact for fact in facts(vocabulary, parsed, after)[0] if fact.rule.startswith("verb:"))
    assert (by_rule.subject_id, by_rule.object_id, by_rule.reading) == ("RUS", "SYR", 1.5)
    assert facts(vocabulary, parsed, before)[0][0].reading is None


def test_a_reader_that_does_not_add_leaves_the_statements_as_they_are(vocabulary):
    _, before, after = read(vocabulary, TWO + KNOWN, adds=False)
    assert [replace(statement, readings=()) for statement in after.statements] == list(before.statements)
    assert (after.mentions, after.topics) == (before.mentions, before.topics)


def test_reading_twice_gives_the_same(vocabulary):
    assert read(vocabulary, TWO)[2] == read(vocabulary, TWO)[2]


def test_candidates_are_of_two_states_one_of_them_in_the_sentence(vocabulary):
    extractor, parsed = Extractor(vocabulary), parsed_of(TWO)
    contexts = extractor.contexts(parsed)
    looker = Looker(vocabulary, weights().relations, parsed.sentences[0].tokens.vocab)
    seen = looker.look(contexts, extractor.extract(parsed, contexts), weights().triggers.probabilities)
    second = [c for c in seen.candidates if c.sentence == 1 and c.object is not None]
    assert second
    assert all(not c.subject.distance or not c.object.distance for c in second)
    assert all(c.subject.key != c.object.key for c in seen.candidates if c.object is not None)
    assert not [c for c in seen.candidates if c.object is None and c.relation == 0]  # one that needs an object


def test_the_actors_of_a_sentence_are_its_own_and_those_before(vocabulary):
    extractor, parsed = Extractor(vocabulary), parsed_of(TWO)
    contexts = extractor.contexts(parsed)
    resolution = resolve([extractor.extract(parsed, contexts)], vocabulary)
    cast = Cast(resolution.links.values(), resolution.entities)
    first = [(a.entity.id, a.distance) for a in cast.actors(contexts[0])]
    assert first == [("RUS", 0), ("SYR", 0), ("PER", 3)]  # the last as one of the two states named most
    assert [(a.entity.id, a.distance) for a in cast.actors(contexts[1])] == [("PER", 0), ("RUS", 1), ("SYR", 1)]


def test_a_pair_that_stands_twice_is_told_once_by_its_best_candidate(vocabulary):
    twice = UNKNOWN + "\n" + UNKNOWN.strip() + "\n"
    _, _, after = read(vocabulary, twice)
    told = [(s.relation, s.subjects[0].text, s.objects[0].text) for s in after.statements]
    assert len(told) == len(set(told)) == 2  # each way


def test_reasons_name_what_weighed(vocabulary):
    known = weights()
    forest = replace(
        known.forest, column=np.array([0, 0, 0], np.int32), threshold=np.array([0.5, 0, 0], np.float32),
        left=np.array([1, 1, 2], np.int32), right=np.array([2, 1, 2], np.int32),
        value=np.array([0, -1, 1], np.float32), depth=1,
    )  # fmt: skip
    extractor, parsed = Extractor(vocabulary), parsed_of(UNKNOWN)
    contexts = extractor.contexts(parsed)
    reader = Reader(vocabulary, replace(known, forest=forest), "0" * 64, parsed.sentences[0].tokens.vocab)
    after = reader.read(contexts, extractor.extract(parsed, contexts), "")
    assert {s.reasons for s in after.statements} == {("word tells of it: 0.73",)}


def test_habits_are_told_in_words(vocabulary):
    extractor, parsed = Extractor(vocabulary), parsed_of(UNKNOWN)
    contexts = extractor.contexts(parsed)
    looker = Looker(vocabulary, weights().relations, parsed.sentences[0].tokens.vocab)
    seen = looker.look(contexts, extractor.extract(parsed, contexts), weights().triggers.probabilities)
    first = next(c for c in seen.candidates if c.object is not None and c.subject.key == "RUS")
    told = {name: first.looks(COLUMNS.index(name)) for name in HABITS}
    assert told["relation"] == "usual"
    assert told["word"] == "ningunear"
    assert told["path to the object"] == "obj/a"
    assert told["kind of subject"] == "country of a state, by name, here"
    assert told["both kinds"] == "country of a state|country of a state"
