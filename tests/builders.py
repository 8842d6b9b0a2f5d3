"""Hand-built parses: extraction units do not depend on a trained pipeline."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from graph_builder.extract.names import NameFinder
from graph_builder.extract.phrases import Phrases
from graph_builder.model import Article
from graph_builder.nlp.pipeline import ParsedArticle, Sentence

_VOCAB = spacy.blank("es").vocab


def doc_of(conllu: str) -> Doc:
    """A Doc from lines `form lemma UPOS feats head deprel` (head counts from 1, 0 is the root)."""
    rows = [line.split() for line in conllu.strip().splitlines()]
    words = [row[0].replace("_", " ") for row in rows]
    spaces = [i + 1 < len(words) and words[i + 1] not in {",", ".", "”", ")"} for i in range(len(words))]
    return Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        lemmas=[row[1].replace("_", " ") for row in rows],
        pos=[row[2] for row in rows],
        morphs=["" if row[3] == "_" else row[3] for row in rows],
        heads=[int(row[4]) - 1 if row[4] != "0" else index for index, row in enumerate(rows)],
        deps=["ROOT" if row[5] == "root" else row[5] for row in rows],
    )


def parsed_of(conllu: str, published: str = "") -> ParsedArticle:
    """One-sentence article of a hand-built parse."""
    doc = doc_of(conllu)
    article = Article("hand", doc.text, published=published)
    return ParsedArticle(article, (Sentence(0, doc[:], 0),))


def phrases_of(conllu: str, vocabulary) -> Phrases:
    """Phrases of a hand-built sentence, with gazetteer names found."""
    parsed = parsed_of(conllu)
    [sentence] = parsed.sentences
    found = NameFinder(vocabulary).find(sentence.tokens.doc, sentence.tokens.doc.text)
    names = {i: named for named in found for i in range(named.start, named.end)}
    return Phrases("hand", sentence, names, vocabulary)
