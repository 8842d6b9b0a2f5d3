"""Hand-built parses: units of extraction are tested without a trained pipeline.

A sentence is written one word a line, columns apart by any white space, a blank line between sentences:

    FORM    LEMMA   UPOS   FEATS                              HEAD  DEPREL  [ENTITY]  [SpaceAfter=No]
    Rusia   Rusia   PROPN  _                                  2     nsubj   B-LOC
    atacó   atacar  VERB   Mood=Ind|Tense=Past|VerbForm=Fin   0     root
    Siria   Siria   PROPN  _                                  2     obj     B-LOC
    .       .       PUNCT  _                                  2     punct

HEAD counts from 1 within its sentence, 0 is the root. FEATS is `_` where there are none, an `_` inside a form or a
lemma is a space. ENTITY is an IOB tag (B-PER, I-PER). No space stands before closing punctuation or after opening one;
`SpaceAfter=No` says it elsewhere. Ten-column CoNLL-U lines, as treebanks hold them, are read as well, and lines that
begin with `#` and a space are left out.

`python tests/builders.py "Rusia atacó a Siria."` prints a sentence in these columns as the bundled pipeline reads it: a
start to correct by hand.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cache

import spacy
from spacy.tokens import Doc, Token

from graph_builder.extract.context import ContextReader, SentenceContext
from graph_builder.model import Article
from graph_builder.nlp.names.finder import NameFinder
from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.prepare import Preparer
from graph_builder.sources import Passage
from graph_builder.vocabulary import Vocabulary, load_vocabulary

_VOCAB = spacy.blank("es").vocab
_NO_SPACE_BEFORE = frozenset(",.;:!?)]”»%")
_NO_SPACE_AFTER = frozenset("([¿¡“«")
_NO_SPACE = "SpaceAfter=No"
_CONLLU_COLUMNS = 10


@dataclass(frozen=True)
class _Row:
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    entity: str = ""
    space: bool = True


def doc_of(text: str) -> Doc:
    """Return the Doc of a hand-built parse (see above for the columns).

    Raises:
        ValueError: a line lacks columns, a head is no word of its sentence, or a sentence has not exactly one root.
    """
    sentences = _sentences(text)
    rows = [row for sentence in sentences for row in sentence]
    heads, start = [], 0
    for sentence in sentences:
        heads += [start + row.head - 1 if row.head else start + index for index, row in enumerate(sentence)]
        start += len(sentence)
    return Doc(
        _VOCAB,
        words=[row.form for row in rows],
        spaces=_spaces(rows),
        lemmas=[row.lemma for row in rows],
        pos=[row.upos for row in rows],
        morphs=[row.feats for row in rows],
        heads=heads,
        deps=["ROOT" if row.deprel == "root" else row.deprel for row in rows],
        ents=[row.entity or "O" for row in rows] if any(row.entity for row in rows) else None,
    )


def parsed_of(text: str, published: str = "", title: str = "") -> ParsedArticle:
    """Return the article "hand", one paragraph, of hand-built sentences: mended and with its names, as in a build."""
    doc = doc_of(text)
    article = Article("hand", doc.text, title, published=published)
    return _preparer().finish(article, [(Passage(doc.text), doc)])


def context_of(text: str, vocabulary: Vocabulary) -> SentenceContext:
    """Return the context of one hand-built sentence, with the names that the gazetteer and the tags tell."""
    [context] = ContextReader(vocabulary).read(parsed_of(text))
    return context


def paragraph_of(text: str, vocabulary: Vocabulary) -> Paragraph:
    """Return a hand-built paragraph with its names, before any repair."""
    doc = doc_of(text)
    return Paragraph(doc, vocabulary, NameFinder(vocabulary).find(doc))


@cache
def _preparer() -> Preparer:
    return Preparer(load_vocabulary())


def columns_of(doc: Doc) -> str:
    """Return a parse in the columns that `doc_of` reads."""
    return "\n\n".join("\n".join(_aligned([_cells(word) for word in sentence])) for sentence in doc.sents)


def _sentences(text: str) -> list[list[_Row]]:
    sentences: list[list[_Row]] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            sentences.append([])
        elif not line.lstrip().startswith("# "):
            sentences[-1].append(_row(line, number))
    found = [sentence for sentence in sentences if sentence]
    for sentence in found:
        said = " ".join(row.form for row in sentence)
        wrong = [row.form for row in sentence if not 0 <= row.head <= len(sentence)]
        if wrong:
            raise ValueError(f"'{said}': the head of {', '.join(wrong)} is no word of the sentence")
        if sum(row.head == 0 for row in sentence) != 1:
            raise ValueError(f"'{said}': exactly one word has the head 0")
    return found


def _row(line: str, number: int) -> _Row:
    cells = line.split()
    if len(cells) == _CONLLU_COLUMNS and cells[0].isdigit():
        _, form, lemma, upos, _, feats, head, deprel, _, misc = cells
        extra = [_NO_SPACE] if _NO_SPACE in misc.split("|") else []
    elif len(cells) >= 6:
        form, lemma, upos, feats, head, deprel, *extra = cells
    else:
        raise ValueError(f"line {number}, '{line.strip()}': FORM LEMMA UPOS FEATS HEAD DEPREL are wanted")
    if not head.isdigit():
        raise ValueError(f"line {number}, '{line.strip()}': the head '{head}' is no number")
    row = _Row(
        form.replace("_", " "),
        lemma.replace("_", " "),
        upos,
        "" if feats == "_" else feats,
        int(head),
        deprel,
        space=_NO_SPACE not in extra,
    )
    tags = [cell for cell in extra if cell != _NO_SPACE]
    if len(tags) > 1 or any(not tag.startswith(("B-", "I-")) for tag in tags):
        raise ValueError(f"line {number}, '{line.strip()}': after DEPREL only an IOB tag and {_NO_SPACE} may stand")
    return replace(row, entity=tags[0]) if tags else row


def _spaces(rows: list[_Row]) -> list[bool]:
    followers = [row.form for row in rows[1:]]
    spaces = [
        row.space and row.form not in _NO_SPACE_AFTER and following not in _NO_SPACE_BEFORE
        for row, following in zip(rows, followers, strict=False)
    ]
    return [*spaces, False]


def _cells(word: Token) -> list[str]:
    sentence = word.sent
    head = 0 if word.head == word else word.head.i - sentence.start + 1
    form, lemma = (text.replace(" ", "_") for text in (word.text, word.lemma_ or word.text))
    cells = [form, lemma, word.pos_ or "X", str(word.morph) or "_", str(head)]
    cells.append("root" if word.dep_ == "ROOT" else word.dep_ or "dep")
    if word.ent_type_:
        cells.append(f"{word.ent_iob_}-{word.ent_type_}")
    last = word.i + 1 == sentence.end
    expected = last or _spaces([_plain(word.text), _plain(word.nbor().text)])[0]
    if expected and not last and not word.whitespace_:
        cells.append(_NO_SPACE)
    return cells


def _plain(form: str) -> _Row:
    return _Row(form, form, "X", "", 0, "root")


def _aligned(rows: list[list[str]]) -> list[str]:
    count = max(map(len, rows))
    widths = [max((len(row[i]) for row in rows if i < len(row)), default=0) for i in range(count)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]


if __name__ == "__main__":
    from graph_builder.nlp.pipeline import load_pipeline

    print(columns_of(load_pipeline().nlp(" ".join(sys.argv[1:]))))
