"""Raw paragraphs and trained parsers in, Docs with the trees that the parsers vote for out.

The parsers differ in direction, seed and features, so that what they agree on is mostly right. The first one gives
tokens, sentences, tags and lemmas. Every parser votes for its arcs, and the tree with the most votes is the maximum
spanning arborescence (Sagae and Lavie 2006); of a tie the first parser's arc is taken. Sentences count on whose arcs
nearly all agree.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path

import networkx as nx
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from graph_builder.training.reversal import reverse

# The share of votes from which a tree is trusted, the shortest sentence in tokens, and how many make a Doc.
LEAST_AGREEMENT = 0.9
SHORTEST = 5
SENTENCES_PER_DOC = 8
_TIE = 0.01  # what the first parser's vote counts more
_ROOT = -1
_AT_A_TIME = 1000

Arc = tuple[int, str]  # the head's index in the sentence, or _ROOT, and the relation
Tree = list[Arc]  # an arc for each token


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained parser; a backward one reads reversed text."""

    pipeline: Path
    backward: bool = False


def sample(paragraphs: Iterable[str], words: int, seed: int) -> list[str]:
    """Paragraphs of 12 to 200 words in random order until there are so many words."""
    pool = [text for text in paragraphs if 12 <= text.count(" ") + 1 <= 200]
    random.Random(seed).shuffle(pool)
    chosen: list[str] = []
    total = 0
    for text in pool:
        if total >= words:
            break
        chosen.append(text)
        total += text.count(" ") + 1
    return chosen


def vote_on_syntax(teachers: Sequence[Teacher], texts: Iterable[str], file: Path) -> str:
    """Write Docs of the sentences that the teachers nearly agree on; a line for the log."""
    sentences = kept = 0
    binary = DocBin()
    group: list[Doc] = []
    for spans in _parse(teachers, texts):
        sentences += 1
        tree, agreement = elect([tree_of(span) for span in spans])
        if len(spans[0]) < SHORTEST or agreement < LEAST_AGREEMENT or sum(head == _ROOT for head, _ in tree) != 1:
            continue
        kept += 1
        group.append(_with_tree(spans[0], tree))
        if len(group) == SENTENCES_PER_DOC:
            binary.add(Doc.from_docs(group, ensure_whitespace=True))
            group = []
    file.parent.mkdir(parents=True, exist_ok=True)
    binary.to_disk(file)
    return f"{kept:,} of {sentences:,} sentences kept, on which the parsers agree"


def elect(trees: Sequence[Tree]) -> tuple[Tree, float]:
    """The tree with the most votes, and the share of the votes that its arcs have, relations included."""
    votes: dict[tuple[int, int], dict[str, float]] = {}
    for i, tree in enumerate(trees):
        for child, (head, relation) in enumerate(tree):
            relations = votes.setdefault((head, child), {})
            relations[relation] = relations.get(relation, 0) + 1 + _TIE * (i == 0)
    graph = nx.DiGraph()
    graph.add_node(_ROOT)
    graph.add_weighted_edges_from((head, child, sum(relations.values())) for (head, child), relations in votes.items())
    heads = {child: head for head, child in nx.maximum_spanning_arborescence(graph).edges}
    elected = [(heads[i], max(votes[heads[i], i].items(), key=itemgetter(1))[0]) for i in range(len(trees[0]))]
    agreeing = sum(arc == chosen for tree in trees for arc, chosen in zip(tree, elected, strict=True))
    return elected, agreeing / (len(trees) * len(elected))


def tree_of(sentence: Span) -> Tree:
    """The arcs of a parsed sentence; a head outside it counts as the root."""
    inside = range(sentence.start, sentence.end)
    return [
        (_ROOT if token.head.i == token.i or token.head.i not in inside else token.head.i - sentence.start, token.dep_)
        for token in sentence
    ]


def _with_tree(sentence: Span, tree: Tree) -> Doc:
    return Doc(
        sentence.vocab,
        words=[token.text for token in sentence],
        spaces=[bool(token.whitespace_) for token in sentence],
        pos=[token.pos_ for token in sentence],
        morphs=[str(token.morph) for token in sentence],
        lemmas=[token.lemma_ for token in sentence],
        heads=[i if head == _ROOT else head for i, (head, _) in enumerate(tree)],
        deps=[relation for _, relation in tree],
    )


def _parse(teachers: Sequence[Teacher], texts: Iterable[str]) -> Iterator[list[Span]]:
    """Each sentence that the first teacher finds, as every teacher parses it."""
    first, *others = ((teacher, spacy.load(teacher.pipeline)) for teacher in teachers)
    stream = iter(texts)
    while batch := list(islice(stream, _AT_A_TIME)):
        docs = list(first[1].pipe(batch))
        columns = [docs, *(list(_parse_again(nlp, teacher, docs)) for teacher, nlp in others)]
        for parses in zip(*columns, strict=True):
            for span in parses[0].sents:
                yield [doc[span.start : span.end] for doc in parses]


def _parse_again(nlp: Language, teacher: Teacher, docs: Iterable[Doc]) -> Iterator[Doc]:
    """The same words and sentences, parsed by another teacher; in reading order, whatever its direction."""
    bare = (
        Doc(
            nlp.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            sent_starts=[bool(token.is_sent_start) for token in doc],
        )
        for doc in docs
    )
    if teacher.backward:
        return (reverse(doc) for doc in nlp.pipe(reverse(doc) for doc in bare))
    return nlp.pipe(bare)
