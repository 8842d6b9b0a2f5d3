"""The encoder learns, goes on where it was interrupted, reads pairs, and is the same in onnxruntime."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from builders import parsed_of
from builders_encoder import pair_network, seed_text, subwords
from builders_reader import RELATIONS, weights

torch = pytest.importorskip("torch", reason="of the extra `training`")
pytest.importorskip("tokenizers", reason="of the extra `training`")

from graph_builder.errors import ConfigurationError  # noqa: E402 -- what follows needs PyTorch
from graph_builder.evaluate.matching import Comparison  # noqa: E402
from graph_builder.evaluate.tables import ScoredFact  # noqa: E402
from graph_builder.extract import Extractor  # noqa: E402
from graph_builder.model import Span  # noqa: E402
from graph_builder.reader.looking import Looker  # noqa: E402
from graph_builder.reader.marked import Marked, Marker  # noqa: E402
from graph_builder.reader.pair_encoder import GIVEN, Asked, batch_of  # noqa: E402
from graph_builder.training.encoder.checkpoint import STATE, WEIGHTS, load, read_encoder  # noqa: E402
from graph_builder.training.encoder.exporting import write_onnx  # noqa: E402
from graph_builder.training.encoder.fine_tuning import Tuning, fine_tune  # noqa: E402
from graph_builder.training.encoder.network import Encoder, ReplacedTokens, Shape, loss_of  # noqa: E402
from graph_builder.training.encoder.packing import read_rows  # noqa: E402
from graph_builder.training.encoder.pair_examples import PairExamples, pair_examples  # noqa: E402
from graph_builder.training.encoder.preparation import prepare  # noqa: E402
from graph_builder.training.encoder.pretraining import LOG, Plan, Pretraining, pretrain  # noqa: E402
from graph_builder.training.reader.examples import AnnotatedArticle  # noqa: E402
from graph_builder.training.reader.examples import examples as read_examples  # noqa: E402
from graph_builder.vocabulary.scoring import load_scoring_rules  # noqa: E402

SHAPE = Shape(500, layers=2, width=32, heads=2, length=32)
PLAN = Plan(steps=30, batch=16, rate=3e-3)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    text = tmp_path_factory.mktemp("text")
    (text / "a.txt").write_text("\n".join(seed_text()), "utf-8")
    out = tmp_path_factory.mktemp("rows")
    prepare([text], out, SHAPE.vocabulary, SHAPE.length)
    return out


@pytest.fixture
def folder(rows, tmp_path):
    for path in rows.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_the_loss_falls(folder):
    training = Pretraining(folder, SHAPE, PLAN)
    training.networks.train()
    losses = []
    while training.step < PLAN.steps:
        losses.append(training._learn().tolist()[0])
        training.step += 1
    assert np.mean(losses[-5:]) < np.mean(losses[:5]) - 0.3


def test_who_stands_beside_whom_is_learned():
    """Each row counts: only neighbours tell what a hidden place holds. With a table of places it was not learned."""
    torch.manual_seed(0)
    networks = ReplacedTokens(Shape(64, layers=1, width=64, heads=2, length=16), 3)
    optimizer, order = torch.optim.AdamW(networks.parameters(), lr=5e-3), np.random.default_rng(0)
    found = []
    for _ in range(300):
        ids = 5 + (order.integers(0, 20, 32)[:, None] + np.arange(16)) % 20
        ids[:, 0] = 1
        losses = networks(torch.from_numpy(ids))
        optimizer.zero_grad()
        torch.autograd.backward(loss_of(*losses))
        optimizer.step()
        found.append([loss.item() for loss in losses])
    generator, detector = np.mean(found[-20:], axis=0)
    assert generator < 2.0 < np.log(20)
    assert detector < 0.3


def test_in_half_precision_as_on_a_gpu_the_losses_are_about_the_same():
    torch.manual_seed(0)
    networks = ReplacedTokens(Shape(64, layers=2, width=64, heads=2, length=16), 3).eval()
    ids = torch.randint(5, 64, (8, 16))
    found = []
    for half in (False, True):
        torch.manual_seed(1)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            found.append(loss_of(*networks(ids)))
        torch.autograd.backward(found[-1])
    assert found[1].item() == pytest.approx(found[0].item(), rel=0.03)
    assert all(torch.isfinite(value.grad).all() for value in networks.parameters() if value.grad is not None)


def test_a_run_that_is_interrupted_ends_as_one_that_is_not(folder, rows, tmp_path_factory):
    assert pretrain(folder, SHAPE, PLAN).startswith("30 steps in ")
    other = tmp_path_factory.mktemp("interrupted")
    for path in rows.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    for _ in range(3):  # each run stops after its first step; the last goes on to the end
        resume = (other / STATE).exists()
        assert pretrain(other, SHAPE, PLAN, resume=resume, pause=0).endswith("of the training; go on with --resume")
    assert not (other / WEIGHTS).exists()
    assert pretrain(other, SHAPE, PLAN, resume=True).startswith("30 steps in ")
    one, two = load(folder / STATE, ""), load(other / STATE, "")
    assert one["step"] == two["step"] == 30
    for name, value in one["networks"].items():
        assert torch.equal(value, two["networks"][name]), name
    assert torch.equal(read_encoder(folder)[0].pieces.weight, read_encoder(other)[0].pieces.weight)


def test_the_time_that_is_given_is_kept_and_the_rate_ends_at_0(folder):
    training = Pretraining(folder, SHAPE, Plan(minutes=7 / 60, batch=16))  # two seconds and the margin
    assert training.run()
    assert 1.5 < training.seconds < 5
    assert training.optimizer.param_groups[0]["lr"] < 1e-4
    lines = [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]
    assert lines[-1]["step"] == training.step
    assert all(line["tokens"] == line["step"] * 16 * 32 and line["rate"] <= 1e-3 for line in lines)


def test_a_state_is_neither_lost_nor_taken_for_another(folder):
    pretrain(folder, SHAPE, PLAN, pause=0)
    with pytest.raises(ConfigurationError, match="a training left it; go on with --resume, or remove it"):
        pretrain(folder, SHAPE, PLAN)
    with pytest.raises(ConfigurationError, match="give the same options, or remove it"):
        pretrain(folder, SHAPE, Plan(steps=30, batch=8, rate=3e-3), resume=True)
    (folder / STATE).write_bytes(b"broken")
    with pytest.raises(ConfigurationError, match=r"cannot be read .*; leave --resume out to begin anew"):
        pretrain(folder, SHAPE, PLAN, resume=True)


def test_too_little_text_is_refused(folder):
    with pytest.raises(ConfigurationError, match="are fewer than a step's 100000; give more text"):
        pretrain(folder, SHAPE, Plan(steps=1, batch=100_000))
    assert len(read_rows(folder)[0]) < 100_000


def test_a_device_needs_neither_spacy_nor_rdflib():
    """A lent machine has PyTorch, NumPy and typer only: what runs there imports no more."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('spacy', 'rdflib', 'thinc', 'pyoxigraph', 'lxml')));"
        "import graph_builder.training.encoder.__main__, graph_builder.training.encoder.pretraining"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


def examples(count: int = 300) -> list[PairExamples]:
    """Sentences of chance with two pairs each: the subword after the first mark decides the relation, 40 tells it."""
    order = np.random.default_rng(0)
    found = []
    for _ in range(count):
        ids = order.integers(50, 90, 14).tolist()
        word = int(order.integers(8, 13))
        ids[0], ids[2], ids[5], ids[word] = 1, 4, 4, 40
        told, words = np.zeros((2, 2), np.float32), []
        for pair, mark in enumerate((2, 5)):
            relation = int(order.integers(0, 3))  # the third is none
            ids[mark + 1] = 30 + relation
            told[pair, relation : relation + 1] = 1
            words.append((word,) if relation < 2 else ())
        marked = Marked(tuple(ids), ((0, 0),) * 14, ((2,), (5,)))
        asked = Asked(0, marked, ((2, 5), (5, 2)), ((0,), (1,)))
        found.append(PairExamples(asked, told, np.ones_like(told), tuple(words)))
    return found


@pytest.fixture(scope="module")
def tuned():
    torch.manual_seed(0)
    shape = Shape(500, layers=2, width=32, heads=2, length=64)
    return fine_tune(Encoder(shape), shape, examples(), 0, Tuning(epochs=25, batch=32, rate=3e-3))


def test_pairs_and_their_words_are_learned(tuned):
    network, losses = tuned
    assert losses[-1] < losses[0] / 3
    some = examples()[:50]
    with torch.no_grad():
        relations, words = network(*map(torch.from_numpy, batch_of([one.asked for one in some], 0)))
    told = np.concatenate([one.told for one in some]).astype(bool)
    assert ((relations.numpy() > 0) == told).mean() > 0.95
    places = [places for one in some for places in one.words]
    assert np.mean([int(row.argmax()) in some for row, some in zip(words, places, strict=True) if some]) > 0.9


def test_what_counts_nothing_is_not_learned():
    shape = Shape(500, layers=1, width=32, heads=2, length=64)
    without = [replace(one, weights=np.tile(np.array([1, 0], np.float32), (2, 1))) for one in examples(200)]
    torch.manual_seed(0)
    network, _ = fine_tune(Encoder(shape), shape, without, 0, Tuning(epochs=4, batch=32, rate=1e-2))
    assert network.relations.bias[1].item() == pytest.approx(-3.0, abs=0.01)  # as it began
    assert network.relations.bias[0].item() != pytest.approx(-3.0, abs=0.01)


def test_onnx_gives_what_torch_gives(tuned, tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime", reason="of the extra `training`")
    pytest.importorskip("onnxscript", reason="of the extra `training`")
    network = tuned[0]
    write_onnx(network, tmp_path / "as_it_is.onnx", whole=False)
    write_onnx(network, tmp_path / "whole.onnx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["as_it_is.onnx", "whole.onnx"]
    many = [one.asked for one in examples()[:20]]
    one = Asked(0, Marked(many[0].marked.ids[:9], ((0, 0),) * 9, ((2,), ())), ((2, 0),), ((0,),))
    for some in (many, [one], [one, *many[:3]]):
        given = batch_of(some, 0)
        with torch.no_grad():
            wanted = [part.numpy() for part in network(*map(torch.from_numpy, given))]
        for name, most in (("as_it_is", 1e-4), ("whole", 0.8)):
            session = onnxruntime.InferenceSession(str(tmp_path / f"{name}.onnx"), providers=["CPUExecutionProvider"])
            found = session.run(None, dict(zip(GIVEN, given, strict=True)))
            assert np.abs(found[0] - wanted[0]).max() < most
            assert np.abs(found[1] - wanted[1]).max() < most * 4
            assert ((found[0] > 0) == (wanted[0] > 0)).mean() > 0.95


def test_padding_changes_nothing():
    network, one = pair_network(), examples()[0].asked
    long = Asked(0, Marked((*one.marked.ids, *range(60, 80)), ((0, 0),) * 34, ((2,), (5,))), one.pairs, one.members)
    with torch.no_grad():
        alone = network(*map(torch.from_numpy, batch_of([one], 0)))
        beside = network(*map(torch.from_numpy, batch_of([long, one], 0)))
    assert torch.allclose(alone[0], beside[0][2:], atol=1e-5)
    assert torch.allclose(alone[1], beside[1][2:, :14], atol=1e-5)


# "Rusia acusó a Siria." It is annotated, as is that Peru accused Syria, which this sentence does not say.
TEXT = """
Rusia     Rusia      PROPN  _                                                2  nsubj  B-LOC
acusó     acusar     VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
a         a          ADP    _                                                4  case
Siria     Siria      PROPN  _                                                2  obj  B-LOC
.         .          PUNCT  _                                                2  punct

Perú      Perú       PROPN  _                                                2  nsubj  B-LOC
gritó     gritar     VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin  0  root
.         .          PUNCT  _                                                2  punct
"""


def test_annotated_articles_become_examples(vocabulary):
    extractor, parsed = Extractor(vocabulary), parsed_of(TEXT)
    contexts = extractor.contexts(parsed)
    extraction = extractor.extract(parsed, contexts)
    looker = Looker(vocabulary, RELATIONS, parsed.sentences[0].tokens.vocab)

    def fact(subject: str, state: str) -> ScoredFact:
        return ScoredFact("", "Rusia acusó a Siria", "ACCUSE", subject, state, "Siria", "SYR", "pos", "fact", "", "")

    gold = (fact("Rusia", "RUS"), fact("Perú", "PER"))
    places = ((0, Span(6, 11)), None)
    one = AnnotatedArticle(parsed.article, contexts, extraction, (), gold, places)
    comparison = Comparison(load_scoring_rules())
    found = read_examples(one, looker, weights().triggers.probabilities, RELATIONS, comparison)
    first, second = pair_examples(one, found, Marker(subwords(), 64), RELATIONS)
    row = {pair: n for n, pair in enumerate(first.asked.pairs)}
    russia, syria = (first.asked.marked.marks[n][0] for n in (0, 1))
    assert first.told[row[russia, syria]].tolist() == [1, 0]
    assert first.weights[row[russia, syria]].tolist() == [1, 0]  # no word may tell of the second relation
    assert first.told[row[syria, russia]].tolist() == [0, 0]
    assert first.words[row[russia, syria]] == tuple(first.asked.marked.over(6, 11))
    assert not first.words[row[syria, russia]]
    elsewhere = [(told.tolist(), weight.tolist()) for told, weight in zip(second.told, second.weights, strict=True)]
    assert ([1, 0], [pytest.approx(0.3), 0]) in elsewhere
