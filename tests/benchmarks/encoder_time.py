"""CPU time of an encoder that nobody trained, in whole bytes on one core, beside the parse of the same articles.

What an encoder takes depends on its size, not on its weights: they are random. Needs the extra `training`.

    taskset -c 0 python tests/benchmarks/encoder_time.py ARTICLES --articles 40 --layers 4 --width 256
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from graph_builder.extract import Extractor  # noqa: E402
from graph_builder.nlp.prepare import Preparer  # noqa: E402
from graph_builder.reader.looking import Looker  # noqa: E402
from graph_builder.reader.marked import PIECES  # noqa: E402
from graph_builder.reader.pair_encoder import (  # noqa: E402
    NETWORK,
    About,
    PairEncoder,
    asked_about,
    load_pair_encoder,
    write_about,
)
from graph_builder.reader.weights import read_weights  # noqa: E402
from graph_builder.sources import Metadata, read_articles  # noqa: E402
from graph_builder.tools import load_tools  # noqa: E402
from graph_builder.training.encoder.exporting import write_onnx  # noqa: E402
from graph_builder.training.encoder.fine_tuning import PairNetwork  # noqa: E402
from graph_builder.training.encoder.network import Encoder, Shape  # noqa: E402
from graph_builder.training.encoder.subwords import fit_subwords  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def encoder_of(shape: Shape, relations: tuple[str, ...], text: list[str]) -> PairEncoder:
    """Return an encoder of a shape, with subwords of the articles themselves."""
    network = PairNetwork(Encoder(shape), shape.width, len(relations), 0)
    with tempfile.TemporaryDirectory() as folder:
        write_onnx(network, Path(folder) / NETWORK)
        fit_subwords(text, shape.vocabulary).save(str(Path(folder) / PIECES))
        write_about(About(relations, shape.length, ""), Path(folder))
        print(f"{(Path(folder) / NETWORK).stat().st_size / 2**20:.1f} MiB in whole bytes")
        return load_pair_encoder("", Path(folder))[0]


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(ROOT / "seeds")], help="files or folders of articles")
    parser.add_argument("--articles", type=int, default=40, help="the first so many")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--heads", type=int, default=4)
    options = parser.parse_args()
    articles = read_articles(tuple(options.inputs), Metadata(), ()).articles[: options.articles]
    tools, (weights, _) = load_tools(), read_weights()
    shape = Shape(12_000, options.layers, options.width, options.heads)
    encoder = encoder_of(shape, weights.relations, [article.text for article in articles])
    preparer, extractor = Preparer(tools.vocabulary), Extractor(tools.vocabulary)
    looker = Looker(tools.vocabulary, weights.relations, tools.pipeline.nlp.vocab)
    preparer.prepare(articles[0], tools.pipeline)  # warms what is loaded at first use
    parse = encode = 0.0
    sentences = read = pairs = 0
    for article in articles:
        began = time.process_time()
        docs = preparer.parse(article, tools.pipeline)
        parse += time.process_time() - began
        parsed = preparer.finish(article, docs)
        contexts = extractor.contexts(parsed)
        extraction = extractor.extract(parsed, contexts)
        candidates = looker.look(contexts, extraction, weights.triggers.probabilities).candidates
        began = time.process_time()
        encoder.odds(candidates, contexts)
        encode += time.process_time() - began
        found = asked_about(candidates, contexts, encoder._marker)
        sentences, pairs = sentences + len(contexts), pairs + sum(len(one.pairs) for one in found)
        read += len(found)
    print(f"{len(articles)} articles, {sentences} sentences, {read} of them read, {pairs} pairs")
    print(f"parse:   {1000 * parse / sentences:6.2f} ms a sentence")
    print(f"encoder: {1000 * encode / sentences:6.2f} ms a sentence, {encode / parse:.0%} of the parse;")
    print(f"         {1000 * encode / max(read, 1):6.2f} ms one that is read")


if __name__ == "__main__":
    main()
