"""Abbreviations that one article explains: "la Universidad Autónoma de Zacatecas (UAZ)"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.model import Mention
from graph_builder.resolve.article.meaning import Meanings
from graph_builder.resolve.article.wording import Wording
from graph_builder.resolve.names.labels import PERSON
from graph_builder.resolve.spelling import Spelling, slug
from graph_builder.vocabulary import Gazetteer


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Full names and the abbreviations beside them, in one article."""

    pairs: tuple[tuple[Mention, Mention], ...]  # full name, abbreviation
    full: Mapping[str, Mention]  # text of an abbreviation -> the full name
    short: Mapping[str, Mention]  # text of a full name -> the abbreviation
    namesakes: frozenset[str]  # abbreviations that mean somebody else here than they do elsewhere


def find_abbreviations(
    mentions: Sequence[Mention],
    labels: Mapping[Mention, str],
    wording: Wording,
    meanings: Meanings,
    spelling: Spelling,
    gazetteer: Gazetteer,
) -> Abbreviations:
    """Return the abbreviations that an article explains.

    Args:
        mentions: the named ones, in reading order.
        labels: the kind of each name; a person has no abbreviation.
        wording: the article's text.
        meanings: what its names mean.
        spelling: compares names.
        gazetteer: what an abbreviation means elsewhere.
    """
    pairs = tuple(
        (full, short)
        for full, short in pairwise(mentions)
        if abbreviates(short, full, wording) and labels[full] != PERSON
    )
    return Abbreviations(
        pairs=pairs,
        full={short.text: full for full, short in pairs},
        short={full.text: short for full, short in pairs},
        namesakes=frozenset(
            short.text for full, short in pairs if _is_namesake(full.text, short.text, meanings, spelling, gazetteer)
        ),
    )


def abbreviates(short: Mention, full: Mention, wording: Wording) -> bool:
    """Return whether a name stands in parentheses after a longer one and is made of its letters, in order."""
    if wording.between(full, short) != "(" or wording.text[short.span.end : short.span.end + 1] != ")":
        return False
    letters, long = slug(short.text).replace("-", ""), iter(slug(full.text))
    shorter = " " in full.text and len(letters) < len(full.text)
    return shorter and all(letter in long for letter in letters)


def _is_namesake(full: str, short: str, meanings: Meanings, spelling: Spelling, gazetteer: Gazetteer) -> bool:
    """Whether a full name has no word in common with what its abbreviation means elsewhere."""
    if gazetteer.readings(full) or spelling.organisation(full) is not None:
        return False
    name = meanings.of_words(short).name
    entity = gazetteer.entities.get(name.entity) if name is not None else None
    if entity is None:
        return False
    elsewhere = [spelling.telling_words(known) for known in (entity.label, entity.label_en, *entity.aliases)]
    return not any(spelling.telling_words(full) & words for words in elsewhere)
