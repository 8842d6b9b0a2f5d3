"""Sentences are marked around two actors, and an encoder that nobody trained is asked beside the forest."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from builders import parsed_of
from builders_encoder import pair_network, subwords
from builders_reader import RELATIONS, weights

from graph_builder.errors import ConfigurationError
from graph_builder.extract import Extractor
from graph_builder.reader import Reader, load_reader, reader_named
from graph_builder.reader.looking import Looker
from graph_builder.reader.marked import PIECES, Marker, Named, Pieces
from graph_builder.reader.pair_encoder import (
    FOLDER,
    NETWORK,
    About,
    asked_about,
    large_sha256,
    load_pair_encoder,
    write_about,
)

pytest.importorskip("tokenizers", reason="of the extra `large`")

# "Rusia ninguneó a Siria. Perú gritó. El presidente ruso calló."
TEXT = """
Rusia     Rusia      PROPN  _                                                2  nsubj  B-LOC
ninguneó  ningunear  VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
a         a          ADP    _                                                4  case
Siria     Siria      PROPN  _                                                2  obj  B-LOC
.         .          PUNCT  _                                                2  punct

Perú      Perú       PROPN  _                                                2  nsubj  B-LOC
gritó     gritar     VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
.         .          PUNCT  _                                                2  punct
"""
ABOUT = About(RELATIONS, 64, "small", (0.5, 0.25, 2.0), ((-9.0, 0.1), (9.0, 0.9)), 0.2)


def shown(marked):
    pieces = subwords()
    return "".join(pieces.id_to_token(i) for i in marked.ids).replace("Ġ", "").replace("Ã³", "ó").replace("Ãº", "ú")


def mark(text, *named, length=64):
    marker = Marker(subwords(), length)
    return marker.mark(marker.pieces(text), named)


def test_every_mention_has_a_mark_before_it():
    found = mark("Corea visita Rusia y Corea", Named(((13, 18),), "Rusia"), Named(((0, 5), (21, 26)), "Corea"))
    assert shown(found) == "[CLS][SEP][A]Coreavisita[A]Rusiay[A]Corea[SEP]"
    assert [len(marks) for marks in found.marks] == [1, 2]
    assert {found.ids[i] for marks in found.marks for i in marks} == {subwords().token_to_id("[A]")}
    [russia], (first, second) = found.marks
    assert found.nearest(0, 1) == (russia, second if second - russia < russia - first else first)
    assert "".join(subwords().id_to_token(found.ids[i]) for i in found.over(6, 12)).strip("Ġ") == "visita"
    assert found.places[russia] == (0, 0)


def test_who_stands_outside_the_sentence_is_named_before_it():
    found = mark("Corea gritó", Named((), "Rusia"), Named(((0, 5),), "Corea"))
    assert shown(found) == "[CLS][A]Rusia[SEP][A]Coreagritó[SEP]"
    assert found.marks[0] == (1,)
    assert len(found.ids) == len(found.places)


def test_two_mentions_that_begin_alike_have_a_mark_each():
    found = mark("Rusia calló", Named(((0, 5),), ""), Named(((0, 11),), ""))
    assert shown(found) == "[CLS][SEP][A][A]Rusiacalló[SEP]"
    assert found.marks == ((2,), (3,))


def test_of_a_sentence_that_is_too_long_what_begins_with_the_first_mention_is_read():
    pieces = Pieces(tuple(range(20, 420)), tuple((i, i + 1) for i in range(400)))
    given = [Named(((100, 101),), "A"), Named(((110, 111),), "B"), Named(((300, 301),), "C")]
    found = Marker(subwords(), 32).mark(pieces, given)
    assert len(found.ids) == len(found.places) == 32
    assert found.ids[found.marks[0][0] + 1] == 120
    assert found.ids[found.marks[1][0] + 1] == 130
    assert found.marks[2] == ()
    assert found.nearest(0, 2) == (found.marks[0][0], 0)


def test_names_take_half_of_what_can_be_read_at_most():
    given = [Named((), f"Rusia {i}") for i in range(40)]
    found = mark("Corea gritó", *given, length=40)
    assert shown(found).endswith("[SEP]Coreagritó[SEP]")
    assert len(found.ids) <= 40
    assert found.marks[0]
    assert not found.marks[-1]


@pytest.fixture(scope="module")
def looked(vocabulary):
    extractor, parsed = Extractor(vocabulary), parsed_of(TEXT)
    contexts = extractor.contexts(parsed)
    extraction = extractor.extract(parsed, contexts)
    looker = Looker(vocabulary, RELATIONS, parsed.sentences[0].tokens.vocab)
    return parsed, contexts, extraction, looker.look(contexts, extraction, weights().triggers.probabilities).candidates


def test_a_sentence_is_read_once_for_all_its_pairs(looked):
    _, contexts, _, candidates = looked
    asked = asked_about(candidates, contexts, Marker(subwords(), 64))
    assert [one.sentence for one in asked] == [0, 1]
    assert sorted(i for one in asked for pair in one.members for i in pair) == list(range(len(candidates)))
    first, second = (shown(one.marked) for one in asked)
    assert first == "[CLS][A]Perú[SEP][A]Rusianinguneóa[A]Siria.[SEP]"
    assert second.startswith("[CLS][A]Rusia[A]Siria[SEP][A]Perúgritó")
    for one in asked:
        assert len(set(one.pairs)) == len(one.pairs)
        for pair, members in zip(one.pairs, one.members, strict=True):
            sides = {
                (candidates[i].subject.key, candidates[i].object.key if candidates[i].object else "") for i in members
            }
            assert len(sides) == 1
            assert (pair[1] == 0) == (next(iter(sides))[1] == "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    for name in ("torch", "onnxruntime", "onnxscript"):
        pytest.importorskip(name, reason="of the extra `training`")
    from graph_builder.training.encoder.exporting import write_onnx

    path = tmp_path_factory.mktemp("large")
    write_onnx(pair_network(len(RELATIONS)), path / NETWORK)
    subwords().save(str(path / PIECES))
    write_about(ABOUT, path)
    return path


def test_forest_and_encoder_are_asked_together(looked, folder):
    _, contexts, _, candidates = looked
    encoder, digest = load_pair_encoder("small", folder)
    assert encoder.about == ABOUT
    assert digest == large_sha256("small", folder) != large_sha256("another", folder)
    alone = encoder.odds(candidates, contexts)
    forest = np.linspace(-1, 1, len(candidates), dtype=np.float32)
    assert encoder.about.together(forest, alone) == pytest.approx(0.5 + 0.25 * forest + 2 * alone, abs=1e-5)
    assert np.array_equal(alone, encoder.odds(candidates, contexts))
    ways = {(c.sentence, c.subject.key, c.object.key if c.object else ""): x
            for c, x in zip(candidates, alone, strict=True)}  # fmt: skip
    assert len(set(ways.values())) == len(ways)  # the marks, and who is marked, make a difference


def test_of_two_words_for_one_relation_one_is_put_below(looked, folder):
    _, contexts, _, candidates = looked
    encoder, _ = load_pair_encoder("small", folder)
    one = next(c for c in candidates if c.object is not None)
    other = replace(one, trigger=contexts[0].sentence.tokens[3])
    alone = encoder.odds([one], contexts)[0]
    both = encoder.odds([one, other], contexts)
    assert both.max() == pytest.approx(alone, abs=1e-5)
    assert both.min() < both.max()


def test_a_reader_with_an_encoder_finds_what_both_find(vocabulary, looked, folder):
    parsed, contexts, extraction, _ = looked
    encoder, digest = load_pair_encoder("small", folder)
    vocab = parsed.sentences[0].tokens.vocab
    given = replace(weights(), calibration=((-99.0, 0.01), (99.0, 0.99)), threshold=0.2)
    found = Reader(vocabulary, given, digest, vocab, encoder=encoder).read(contexts, extraction, "")
    alone = Reader(vocabulary, given, digest, vocab).read(contexts, extraction, "")
    assert len({s.readings[0][2] for s in found.statements}) > 1
    assert {s.readings[0][2] for s in alone.statements} == {1.0}
    assert all(s.reasons[-1].startswith("the encoder alone: 0.") for s in found.statements)
    assert not [reason for s in alone.statements for reason in s.reasons if "encoder" in reason]


def test_what_lacks_for_the_large_reader_is_named_with_the_remedy(tmp_path, folder, monkeypatch, vocabulary, looked):
    with pytest.raises(ConfigurationError, match=r"lacks about\.json, .*; .*use --reader small"):
        load_pair_encoder("small", tmp_path)
    with pytest.raises(ConfigurationError, match="trained beside another small reader; train it again"):
        load_pair_encoder("another", folder)
    for name in (NETWORK, PIECES):
        (tmp_path / name).write_bytes(b"broken")
    write_about(ABOUT, tmp_path)
    with pytest.raises(ConfigurationError, match=r"cannot be read .*; train it again"):
        load_pair_encoder("small", tmp_path)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ConfigurationError, match=r"needs onnxruntime; install graph-builder\[large\]"):
        load_pair_encoder("small", folder)


def test_a_digest_tells_which_reader_read():
    assert reader_named("") == "off"
    assert reader_named("0" * 64) == "small"
    if large := large_sha256("", FOLDER):
        assert reader_named(large) == "small"  # of another small reader
    else:
        with pytest.raises(ConfigurationError, match="--reader large: "):
            load_reader(None, None, large=True)
