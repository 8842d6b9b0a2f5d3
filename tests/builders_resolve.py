"""Hand-made extractions: units of resolution need neither a trained pipeline nor a parse.

>>> text = "Dmitri Medvedev visitó Cuba. Medvedev elogió a su anfitrión."
>>> extraction(text, name("Dmitri Medvedev", "PER"), name("Cuba", "LOC"), name("Medvedev", "PER")).mentions[2].sentence
1
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph_builder.model import (
    Attribution,
    Extraction,
    ImplicitReason,
    Link,
    Mention,
    MentionKind,
    Resolution,
    Span,
    Statement,
)
from graph_builder.resolve import resolve
from graph_builder.vocabulary import Vocabulary

Spec = Callable[[str, str, int], Mention]  # text, article, where to look from -> mention


def _at(words: str, kind: MentionKind, *, empty: bool = False, **fields) -> Spec:
    def place(text: str, article: str, after: int) -> Mention:
        start = text.index(words, after)
        span = Span(start, start if empty else start + len(words))
        sentence = text.count(". ", 0, start) + text.count("\n", 0, start)
        return Mention(article, span, span.of(text), kind, sentence, **fields)

    return place


def name(words: str, label: str = "", **fields) -> Spec:
    """The next place of a name, with its NER label."""
    return _at(words, MentionKind.NAME, label=label, **fields)


def nominal(words: str, *modifiers: str, head: str = "", **fields) -> Spec:
    """The next place of a description; its head is its first word unless told."""
    return _at(words, MentionKind.NOMINAL, head=head or words.split()[0].lower(), modifiers=modifiers, **fields)


def demonym(word: str, **fields) -> Spec:
    return _at(word, MentionKind.DEMONYM, modifiers=(word,), **fields)


def pronoun(word: str, **fields) -> Spec:
    return _at(word, MentionKind.PRONOUN, head=word.lower(), **fields)


def null(before: str, **fields) -> Spec:
    """An unexpressed subject before a word."""
    return _at(before, MentionKind.NULL, empty=True, topic=True, **fields)


def implicit(after: str, reason: ImplicitReason, **fields) -> Spec:
    """A participant that no word names, in front of a word."""
    return _at(after, MentionKind.IMPLICIT, empty=True, reason=reason, **fields)


@dataclass(frozen=True)
class Said:
    """A statement by the numbers of its participants among the mentions."""

    relation: str
    subjects: tuple[int, ...]
    objects: tuple[int, ...] = ()
    theme: str = ""
    object_text: str = ""
    speaker: int | None = None


def extraction(text: str, *specs: Spec, said: tuple[Said, ...] = (), article: str = "a") -> Extraction:
    """An article by its text and its mentions in reading order; each is looked for after the end of the one before."""
    mentions: list[Mention] = []
    for spec in specs:
        mentions.append(spec(text, article, mentions[-1].span.end if mentions else 0))
    return Extraction(tuple(mentions), tuple(_statement(one, mentions, text) for one in said), text)


def _statement(said: Said, mentions: list[Mention], text: str) -> Statement:
    subjects = tuple(mentions[n] for n in said.subjects)
    speaker = mentions[said.speaker] if said.speaker is not None else None
    return Statement(
        article=subjects[0].article,
        sentence=subjects[0].sentence,
        sentence_span=Span(0, len(text)),
        evidence=subjects[0].span,
        trigger=subjects[0].span,
        relation=said.relation,
        event_type="",
        subjects=subjects,
        objects=tuple(mentions[n] for n in said.objects),
        theme=said.theme,
        object_text=said.object_text,
        attribution=Attribution(speaker.text, speaker) if speaker is not None else None,
    )


def resolved(vocabulary: Vocabulary, text: str, *specs: Spec, said: tuple[Said, ...] = ()) -> list[Link | None]:
    """The link of each mention of one article, in the order of the mentions."""
    return links_of(resolve([extracted := extraction(text, *specs, said=said)], vocabulary), extracted)


def links_of(resolution: Resolution, extracted: Extraction) -> list[Link | None]:
    return [resolution.links.get(mention) for mention in extracted.mentions]


def told(link: Link | None) -> tuple[str, str, float] | None:
    """What a test compares of a link: its entities, its rule, its score."""
    return (" ".join(link.entities), link.rule, link.score) if link is not None else None
