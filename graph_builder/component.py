"""The facts of a Doc as a component of a spaCy pipeline of yours: `nlp.add_pipe("alliance_facts")`.

The pipeline must parse (tagger or morphologizer, lemmatizer, parser); entities help. `doc._.facts` are `Fact` rows as
in facts.csv, with offsets in `doc.text`; `doc._.entities` are the actors by id. Nothing else of the Doc changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.extract import Extractor
from graph_builder.graph.facts import make_facts
from graph_builder.judge import load_judge, shown_from
from graph_builder.model import Article, KnowledgeGraph, Run
from graph_builder.nlp.pipeline import Pipeline, known_words
from graph_builder.nlp.prepare import Preparer
from graph_builder.reader import load_reader
from graph_builder.resolve import Resolver
from graph_builder.sources import Passage, passages
from graph_builder.version import VERSION
from graph_builder.vocabulary import load_vocabulary

NAME = "alliance_facts"
_RUN = Run(VERSION, "", "", "")  # a Doc does not tell what parsed it


class AllianceFacts:
    """The component; made by spaCy.

    It reads a text as `build` does, paragraph by paragraph, and gives the same facts. A Doc of one paragraph that has
    nothing to be read over (`sources/passages.py`) is taken as it was parsed, a copy of it that is: what is mended is
    mended there. Else the paragraphs are parsed again one by one by the components that stand before this one, as a
    parser reads a sentence otherwise when it sees its neighbours.
    """

    def __init__(self, nlp: Language, name: str, published: str = "", min_confidence: float | None = None) -> None:
        self._nlp = nlp
        self._name = name
        self._published = published
        self._words = known_words(nlp)
        self._vocabulary = load_vocabulary()
        self._preparer = Preparer(self._vocabulary)
        self._extractor = Extractor(self._vocabulary)
        self._resolver = Resolver(self._vocabulary)
        self._reader = load_reader(self._vocabulary, nlp.vocab, adds=False)
        self._judge = load_judge()
        self._least = self._judge.threshold if min_confidence is None else min_confidence
        for extension in ("facts", "entities"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = Article("doc", doc.text, published=self._published)
        parsed = self._preparer.finish(article, self._paragraphs(doc, article))
        contexts = self._extractor.contexts(parsed)
        extraction = self._reader.read(contexts, self._extractor.extract(parsed, contexts), self._published)
        resolution = self._resolver.resolve([extraction])
        entities, links = resolution.entities, resolution.links
        found = make_facts([article], extraction.statements, entities, links, self._vocabulary)
        graph = KnowledgeGraph((article,), tuple(entities.values()), tuple(links.values()), found, _RUN)
        doc._.facts = shown_from(self._judge.of_graph(graph), self._least).facts
        doc._.entities = resolution.entities
        return doc

    def _paragraphs(self, doc: Doc, article: Article) -> list[tuple[Passage, Doc]]:
        """Return a Doc for each paragraph, with the passage that it is the parse of."""
        pipeline = self._pipeline()
        if (only := passages(doc.text)) == (Passage(doc.text),):
            return [(*only, self._preparer.reread(doc.copy(), pipeline))]
        return self._preparer.parse(article, pipeline)

    def _pipeline(self) -> Pipeline:
        """Return the components before this one, which may have been added since it was made."""
        names = self._nlp.pipe_names
        after = names[names.index(self._name) :] if self._name in names else ()
        return Pipeline(self._nlp, self._name, (), self._words, tuple(after))

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write nothing: all that the component knows is in the package."""

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> AllianceFacts:
        """Note the words of a pipeline that has been read from disk by now."""
        self._words = known_words(self._nlp)
        self._reader = load_reader(self._vocabulary, self._nlp.vocab, adds=False)
        return self


@Language.factory(NAME, assigns=["doc._.facts", "doc._.entities"], requires=["token.dep", "token.lemma"])
def make_alliance_facts(
    nlp: Language, name: str, published: str = "", min_confidence: float | None = None
) -> AllianceFacts:
    """Make the component; `published` is the ISO date from which "ayer" counts, `min_confidence` as of `build`."""
    return AllianceFacts(nlp, name, published, min_confidence)
