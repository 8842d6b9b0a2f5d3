"""Docs of a corpus in, the same Docs with the typography of the press out.

AnCora and CoNLL-2002 know one quotation mark, one dash, no line break and few headlines. News has « » and
“ ”, em-dashes without spaces, line breaks, headlines without a full stop or in capitals, and three ways to
write EEUU.
The copies keep every annotation; nothing is added that a word's own row does not say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph_builder.training.entities import tag_of

_QUOTES = (("«", "»"), ("“", "”"), ("‘", "’"), ("'", "'"))
_DASHES = ("—", "–", "-")
_BREAKS = ("\n", "\n\n", "\n")
_UNITED_STATES = ("EE.UU.", "EE. UU.", "EE.UU.", "EEUU")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A token and its annotations; `head` is the row that it depends on, itself at a root."""

    text: str
    space: bool
    pos: str
    tag: str
    morph: str
    lemma: str
    dep: str
    head: int
    entity: str
    starts: bool


Rows = list[Row]


def read_rows(doc: Doc) -> Rows:
    """Turn the Doc into rows; `head` is an index into them."""
    return [
        Row(
            token.text,
            bool(token.whitespace_),
            token.pos_,
            token.tag_,
            str(token.morph),
            token.lemma_,
            token.dep_,
            token.head.i,
            tag_of(token),
            bool(token.is_sent_start),
        )
        for token in doc
    ]


def make_doc(rows: Rows, like: Doc, vocab: Vocab) -> Doc:
    """Build a Doc of the rows with those layers of annotation that `like` has."""
    return Doc(
        vocab,
        words=[row.text for row in rows],
        spaces=[row.space for row in rows],
        pos=[row.pos for row in rows] if like.has_annotation("POS") else None,
        tags=[row.tag for row in rows] if like.has_annotation("TAG") else None,
        morphs=[row.morph for row in rows] if like.has_annotation("MORPH") else None,
        lemmas=[row.lemma for row in rows] if like.has_annotation("LEMMA") else None,
        heads=[row.head for row in rows] if like.has_annotation("DEP") else None,
        deps=[row.dep for row in rows] if like.has_annotation("DEP") else None,
        ents=[row.entity for row in rows] if like.has_annotation("ENT_IOB") else None,
        sent_starts=None if like.has_annotation("DEP") else [row.starts for row in rows],
    )


def change_quotes(rows: Rows, rng: random.Random) -> Rows:
    """Straight quotation marks become one of the pairs of the press."""
    opening, closing = rng.choice(_QUOTES)
    is_open = False
    changed: Rows = []
    for row in rows:
        if row.text == '"':
            is_open = not is_open
            row = replace(row, text=opening if is_open else closing)
        changed.append(row)
    return changed


def change_dashes(rows: Rows, rng: random.Random) -> Rows:
    """Spaced hyphens become dashes that cling to what they enclose: "el ministro —según EFE— dijo"."""
    dash = rng.choice(_DASHES)
    changed = list(rows)
    is_open = False
    for index, row in enumerate(changed):
        if row.starts:
            is_open = False
        if row.text == "-" and row.space and index and changed[index - 1].space:
            is_open = not is_open
            changed[index] = replace(row, text=dash, space=row.space and not is_open)
            if not is_open:
                changed[index - 1] = replace(changed[index - 1], space=False)
    return changed


def change_united_states(rows: Rows, rng: random.Random) -> Rows:
    """EEUU becomes EE.UU. or EE. UU., which our tokenizer keeps whole."""
    return [replace(row, text=rng.choice(_UNITED_STATES)) if row.text == "EEUU" else row for row in rows]


def shout(rows: Rows, rng: random.Random) -> Rows:
    """Put a short sentence now and then in capitals, as headlines are."""
    changed: Rows = []
    for sentence in _sentences(rows):
        if len(sentence) <= 18 and rng.random() < 0.25:
            sentence = [replace(row, text=row.text.upper()) for row in sentence]
        changed.extend(sentence)
    return changed


def break_lines(rows: Rows, rng: random.Random) -> Rows:
    """Break the line after some sentences; most of those lose their full stop, as headlines do."""
    leaves = {row.head for index, row in enumerate(rows) if row.head != index}
    changed: Rows = []
    positions: list[int] = []
    for start, sentence in _numbered_sentences(rows):
        kept = list(range(start, start + len(sentence)))
        if rng.random() < 0.3:
            last = kept[-1]
            if sentence[-1].text == "." and len(sentence) > 1 and last not in leaves and rng.random() < 0.6:
                kept.pop()
            positions.extend(kept)
            changed.extend(rows[index] for index in kept)
            changed[-1] = replace(changed[-1], space=False)
            anchor = kept[-1]
            changed.append(Row(rng.choice(_BREAKS), False, "SPACE", "_SP", "", "\n", "dep", anchor, "O", False))
            positions.append(-1)
        else:
            positions.extend(kept)
            changed.extend(rows[index] for index in kept)
    return _renumber(changed, positions)


def _sentences(rows: Rows) -> list[Rows]:
    return [sentence for _, sentence in _numbered_sentences(rows)]


def _numbered_sentences(rows: Rows) -> list[tuple[int, Rows]]:
    starts = [index for index, row in enumerate(rows) if row.starts or index == 0]
    ends = [*starts[1:], len(rows)]
    return [(start, rows[start:end]) for start, end in zip(starts, ends, strict=True)]


def _renumber(rows: Rows, positions: list[int]) -> Rows:
    """Heads as indices into the new rows; `positions` are the old indices of the rows, -1 for new ones."""
    new = {old: index for index, old in enumerate(positions) if old >= 0}
    return [replace(row, head=new[row.head]) for row in rows]


# Each change with the share of Docs that it is tried on, in this order.
CHANGES: tuple[tuple[Callable[[Rows, random.Random], Rows], float], ...] = (
    (change_quotes, 0.5),
    (change_dashes, 0.5),
    (change_united_states, 0.8),
    (shout, 0.25),
    (break_lines, 0.35),
)


def vary(doc: Doc, vocab: Vocab, rng: random.Random) -> Doc:
    """Make a variant of the Doc; the same seed gives the same variant."""
    rows = read_rows(doc)
    for change, share in CHANGES:
        if rng.random() < share:
            rows = change(rows, rng)
    return make_doc(rows, doc, vocab)
