"""Sources in, the corpora that spaCy trains on out: `.spacy` files and one file of tokenised raw text."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from graph_builder.training.augmentation import vary
from graph_builder.training.entities import make_docs, read_sentences, tag_of
from graph_builder.training.sources import RawText, Sources
from graph_builder.training.treebank import read_treebank


@dataclass(frozen=True, slots=True)
class Corpora:
    """Where the converted corpora of a work folder lie."""

    folder: Path

    @property
    def syntax_train(self) -> Path:
        return self.folder / "syntax" / "gold.spacy"

    @property
    def syntax_dev(self) -> Path:
        return self.folder / "syntax-dev.spacy"

    @property
    def ner_train(self) -> Path:
        return self.folder / "ner" / "gold.spacy"

    @property
    def ner_dev(self) -> Path:
        return self.folder / "ner-dev.spacy"

    @property
    def raw(self) -> Path:
        return self.folder / "raw.txt"


def convert(sources: Sources, corpora: Corpora, nlp: Language, seed: int) -> str:
    """Write all corpora; returns a line that says how many tokens each has."""
    rng = random.Random(seed)
    train: list[Doc] = []
    dev: list[Doc] = []
    for treebank in sources.treebanks:
        for file in treebank.files:
            gold, kept = read_treebank(file, treebank.development)
            dev.extend(kept)
            train.extend(_repeat(gold, treebank.repeat, nlp, rng))
    entities: list[Doc] = []
    entities_dev: list[Doc] = []
    for corpus in sources.entities:
        for file in corpus.files:
            docs = list(make_docs(read_sentences(file, corpus.format), nlp.vocab))
            if corpus.use == "development":
                entities_dev.extend(_without_spacing(doc) for doc in docs)
            else:
                entities.extend(docs * corpus.repeat)
    counts = (
        _write(train, corpora.syntax_train),
        _write(dev, corpora.syntax_dev),
        _write(entities, corpora.ner_train),
        _write(entities_dev, corpora.ner_dev),
        _write_raw(sources, corpora.raw, nlp),
    )
    return "syntax {} + {} dev, entities {} + {} dev, raw {} tokens".format(*(f"{n:,}" for n in counts))


def _repeat(docs: list[Doc], repeat: int, nlp: Language, rng: random.Random) -> Iterator[Doc]:
    """Each Doc as it is and as a variant, `repeat` times."""
    for doc in docs:
        for _ in range(repeat):
            yield doc
            yield vary(doc, nlp.vocab, rng)


def _without_spacing(doc: Doc) -> Doc:
    """Keep the words alone, as `spacy convert` does: a measurement then keeps the corpus's own tokens."""
    tags = [tag_of(token) for token in doc]
    starts: list[bool | int | None] = [bool(token.is_sent_start) for token in doc]
    return Doc(doc.vocab, words=[token.text for token in doc], ents=tags, sent_starts=starts)


def _write(docs: list[Doc], file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(file)
    return sum(len(doc) for doc in docs)


def paragraphs(raw: Iterable[RawText]) -> Iterator[str]:
    """Every paragraph of the raw text, without those of fewer than four words."""
    for source in raw:
        for file in source.files:
            opener = gzip.open if file.suffix == ".gz" else open
            with opener(file, "rt", encoding="utf-8") as stream:
                yield from (line.strip() for line in stream if line.count(" ") > 2)


def _write_raw(sources: Sources, file: Path, nlp: Language) -> int:
    """Lower-cased tokens of the raw text and of the training corpora, a paragraph a line."""
    tokens = 0
    seen: dict[str, str] = {}
    with file.open("w", encoding="utf-8") as stream:
        for text in (*paragraphs(sources.raw), *_texts(sources)):
            for chunk in text.split():
                if chunk not in seen:
                    seen[chunk] = " ".join(token.lower_.replace(" ", "") for token in nlp.make_doc(chunk))
            line = " ".join(seen[chunk] for chunk in text.split())
            stream.write(line + "\n")
            tokens += line.count(" ") + 1
    return tokens


def _texts(sources: Sources) -> Iterator[str]:
    for treebank in sources.treebanks:
        for file in treebank.files:
            with file.open(encoding="utf-8") as stream:
                yield from (line.removeprefix("# text = ").strip() for line in stream if line.startswith("# text"))
    for corpus in sources.entities:
        if corpus.use == "train":
            for file in corpus.files:
                for sentence in read_sentences(file, corpus.format):
                    yield " ".join(tagged.word for tagged in sentence)
