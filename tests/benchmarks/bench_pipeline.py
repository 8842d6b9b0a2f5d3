"""Words per second of the bundled pipeline against es_core_news_sm's architecture, built here untrained.

The reference has the components of es_core_news_sm 3.8 (tok2vec of width 96 and depth 4 without vectors,
morphologizer, parser with 64 hidden units, attribute ruler, lookup lemmatizer, NER with a tok2vec of its own)
and the bundled pipeline's labels. Both run over the same texts, in turn, on one core; the ratio is the median
over rounds.

    taskset -c 0 python tests/benchmarks/bench_pipeline.py --rounds 7
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import time
import warnings
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.lookups import Lookups  # noqa: E402
from spacy.training import Example  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "graph_builder" / "nlp" / "es_alliance_news"
SHARED = """
[nlp]
lang = "es"
pipeline = ["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"]
batch_size = 1000

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3

[components.morphologizer]
factory = "morphologizer"

[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"

[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96

[components.attribute_ruler]
factory = "attribute_ruler"

[components.lemmatizer]
factory = "lemmatizer"
mode = "lookup"

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""


def build_reference(model: Language, texts: list[str]) -> Language:
    """The reference with the labels that the bundled pipeline gives to these texts."""
    config = spacy.util.Config().from_str(SHARED)
    reference = spacy.util.load_model_from_config(config, auto_fill=True)
    lookups = Lookups()
    docs = list(model.pipe(texts))
    lookups.add_table("lemma_lookup", {token.lower_: token.lemma_ for doc in docs for token in doc})
    examples = [Example(reference.make_doc(doc.text), doc) for doc in docs]
    reference.get_pipe("lemmatizer").initialize(lookups=lookups)
    rest = [name for name in reference.pipe_names if name != "lemmatizer"]
    with reference.select_pipes(enable=rest):
        reference.initialize(lambda: examples)
    return reference


def words_per_second(nlp: Language, texts: list[str]) -> float:
    """Tokens parsed a second, process time, in batches."""
    began = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    return tokens / (time.process_time() - began)


def read_texts(paths: list[Path], words: int) -> list[str]:
    """Read paragraphs of the files (`.gz` too): the first so many words, or all repeated until they suffice.

    Repeated text flatters a pipeline with word vectors, which looks each word of a batch up once.
    """
    texts: list[str] = []
    total = 0
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                if line.strip() and total < words:
                    texts.append(line.strip())
                    total += len(line.split())
    if not texts:
        raise SystemExit("no text: name files with --texts")
    return texts * max(1, round(words / total))


def main() -> None:
    """Print words a second of both pipelines and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL, help="pipeline folder to measure")
    parser.add_argument("--texts", type=Path, nargs="*", default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--words", type=int, default=20_000, help="words a round")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    texts = read_texts(options.texts, options.words)
    model = spacy.load(options.model)
    reference = build_reference(model, texts)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(options.rounds + 1):
        ours.append(words_per_second(model, texts))
        theirs.append(words_per_second(reference, texts))
    ratios = [our / their for our, their in zip(ours[1:], theirs[1:], strict=True)]
    print(f"bundled pipeline  {statistics.median(ours[1:]):8,.0f} words/s")
    print(f"reference         {statistics.median(theirs[1:]):8,.0f} words/s")
    print(f"ratio             {statistics.median(ratios):8.2f}  (median of {options.rounds} rounds)")


if __name__ == "__main__":
    main()
