"""A spaCy Doc enters, the same Doc leaves with its facts: `nlp.add_pipe("alliance_facts")` in a pipeline of yours.

The pipeline must parse (tagger or morphologizer, lemmatizer, parser); entities help. `doc._.facts` are `Fact` rows as
in facts.csv, with offsets in `doc.text`; `doc._.entities` are the actors by id.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.extract import Extractor
from graph_builder.graph.facts import make_facts
from graph_builder.model import Article
from graph_builder.nlp.pipeline import parsed_doc
from graph_builder.resolve import resolve
from graph_builder.vocabulary import load_vocabulary

NAME = "alliance_facts"


class AllianceFacts:
    """The component; made by spaCy.

    Lemmas that the lexicon knows better and attachments that names prove wrong are mended in the Doc.
    """

    def __init__(self, published: str = "") -> None:
        self._published = published
        self._vocabulary = load_vocabulary()
        self._extractor = Extractor(self._vocabulary)
        for name in ("facts", "entities"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        article = Article("doc", doc.text, published=self._published)
        extraction = self._extractor.extract(parsed_doc(article, doc))
        resolution = resolve([extraction], self._vocabulary)
        doc._.facts = make_facts(
            [article], extraction.statements, resolution.entities, resolution.links, self._vocabulary
        )
        doc._.entities = resolution.entities
        return doc


@Language.factory(NAME, assigns=["doc._.facts", "doc._.entities"], requires=["token.dep", "token.lemma"])
def make_alliance_facts(nlp: Language, name: str, published: str = "") -> AllianceFacts:
    """Make the component; `published` is the ISO date from which "ayer" counts."""
    return AllianceFacts(published)
