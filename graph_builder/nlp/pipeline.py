"""A pipeline's name or path enters, a checked spaCy pipeline leaves, and articles leave it parsed.

The only place that loads spaCy pipelines.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.errors import ConfigurationError
from graph_builder.model import Article, Span
from graph_builder.nlp import boundaries, entity_tagger, known_forms, word_clusters  # noqa: F401  (registers them)
from graph_builder.nlp.capitals import reread_capitals
from graph_builder.nlp.headlines import reread_headline
from graph_builder.sources import paragraphs

BUNDLED = Path(__file__).resolve().parent / "es_alliance_news"


@dataclass(frozen=True)
class Pipeline:
    """A loaded pipeline and what the run record says about it."""

    nlp: Language
    name: str
    missing: tuple[str, ...]  # what it cannot do, in words: "no named entities (the gazetteer alone finds actors)"
    words: frozenset[str] = frozenset()  # that it knew when it was loaded

    @cached_property
    def sha256(self) -> str:
        """Hex digest over the pipeline's files, so that a graph says exactly which weights made it."""
        digest = hashlib.sha256()
        root = Path(str(self.nlp.path)) if self.nlp.path else None
        for path in sorted(root.rglob("*")) if root else ():
            if path.is_file():
                digest.update(path.relative_to(str(root)).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph."""

    index: int  # in the article, from 0
    tokens: Tokens
    offset: int  # of the paragraph in the article

    @property
    def span(self) -> Span:
        return Span(self.offset + self.tokens.start_char, self.offset + self.tokens.end_char)

    def span_of(self, first: Token, last: Token) -> Span:
        """The article's span from one token to another, both included."""
        return Span(self.offset + first.idx, self.offset + last.idx + len(last))


@dataclass(frozen=True)
class ParsedArticle:
    """An article and its sentences in reading order; no sentence spans two paragraphs."""

    article: Article
    sentences: tuple[Sentence, ...]


def load_pipeline(model: str = "") -> Pipeline:
    """Load the bundled Spanish pipeline, or any other spaCy pipeline for Spanish, with our sentence boundaries.

    Args:
        model: name of an installed pipeline (`es_core_news_sm`), or a path; empty is the bundled one.

    Raises:
        ConfigurationError: it is not there, cannot be loaded, or lacks a dependency parser.
    """
    target = model or str(BUNDLED)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with another 3.8.x: fine
            nlp = spacy.load(target)
    except (OSError, ValueError, ImportError, KeyError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ConfigurationError(
            f"pipeline '{model or 'bundled'}' cannot be loaded ({reason}); "
            "name an installed spaCy pipeline or a folder, or leave --model out for the bundled one"
        ) from error
    words = frozenset(nlp.vocab.strings)  # before it reads any text, which would add to them
    missing = _check_labels(nlp, model)
    if boundaries.NAME not in nlp.pipe_names:
        nlp.add_pipe(boundaries.NAME, before="parser")
    return Pipeline(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", missing, words)


def _check_labels(nlp: Language, model: str) -> tuple[str, ...]:
    """Say what a pipeline lacks; without a parser with Universal Dependencies labels it is refused."""
    if nlp.lang != "es":
        raise ConfigurationError(f"pipeline '{model}' is for language '{nlp.lang}'; a Spanish one (es) is needed")
    deps = set(getattr(nlp.get_pipe("parser"), "labels", ())) if "parser" in nlp.pipe_names else set()
    if not {"nsubj", "obj", "obl", "case"} <= deps:
        raise ConfigurationError(
            f"pipeline '{model}' has no dependency parser with Universal Dependencies labels; "
            "roles cannot be found without one: choose another pipeline"
        )
    missing = []
    if "ner" not in nlp.pipe_names and "beam_ner" not in nlp.pipe_names:
        missing.append("no named entities: the gazetteer alone finds actors")
    if not {"morphologizer", "tagger"} & set(nlp.pipe_names):
        missing.append("no parts of speech or morphology: mood, tense and person are unknown")
    if not {"lemmatizer", "trainable_lemmatizer"} & set(nlp.pipe_names):
        missing.append("no lemmas: triggers are found only in their base form")
    return tuple(missing)


def parse(articles: Iterable[Article], pipeline: Pipeline, jobs: int = 1) -> Iterator[ParsedArticle]:
    """Parse articles paragraph by paragraph.

    Args:
        articles: cleaned articles.
        pipeline: from `load_pipeline`.
        jobs: processes; the result does not depend on it.

    Yields:
        One parsed article for each article, in the same order.
    """
    blocks = ((span.of(article.text), (article, span)) for article in articles for span in _spans(article))
    current: Article | None = None
    docs: list[tuple[int, Doc]] = []
    for doc, (article, span) in pipeline.nlp.pipe(blocks, as_tuples=True, n_process=jobs, batch_size=64):
        if current is not None and article is not current and article.id != current.id:
            yield _parsed(current, docs)
            docs = []
        current = article
        docs.append((span.start, _reread(doc, pipeline)))
    if current is not None:
        yield _parsed(current, docs)


def _reread(doc: Doc, pipeline: Pipeline) -> Doc:
    return reread_headline(reread_capitals(doc, pipeline.nlp, pipeline.words), pipeline.nlp)


def parsed_doc(article: Article, doc: Doc) -> ParsedArticle:
    """Take a Doc of the whole text as the parse of an article."""
    return _parsed(article, [(0, doc)])


def _spans(article: Article) -> tuple[Span, ...]:
    """Paragraphs; an article of nothing but furniture still gives one, so that it is not lost."""
    return paragraphs(article.text, article.language) or (Span(0, len(article.text)),)


def _parsed(article: Article, docs: list[tuple[int, Doc]]) -> ParsedArticle:
    sentences = [(tokens, offset) for offset, doc in docs for tokens in doc.sents if tokens.text.strip()]
    return ParsedArticle(
        article, tuple(Sentence(index, tokens, offset) for index, (tokens, offset) in enumerate(sentences))
    )
