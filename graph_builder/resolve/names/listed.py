"""Rules on names that the gazetteer holds, and on words that are no names."""

from __future__ import annotations

from graph_builder.resolve.names.article_names import ArticleNames, NamedMention
from graph_builder.resolve.names.labels import PERSON
from graph_builder.resolve.rules import NOBODY, Referent


def listed_name(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Rusia", "OTAN", "Moscú", "Medvedev": the actor that the name means in its article, or none.

    The link's rule is what the name is of its actor ("metonym"), its score how surely it means it there.
    A family name alone must be a person's.
    """
    if not name.listed or (name.only_family and name.label != PERSON):
        return None
    meaning = names.meanings.of(name.mention, name.mention in names.participants)
    if meaning.name is None:
        return NOBODY
    return Referent((meaning.name.entity,), meaning.reason, rule=meaning.name.kind, score=meaning.score)


def looks_like_no_name(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "aliados", "1": without a capital, or capitals alone that are too few or too many for an abbreviation."""
    text = name.text
    capital = text[:1].isupper() and any(c.islower() for c in text)
    return None if capital or (text.isupper() and 2 <= len(text) <= 12) else NOBODY


def listed_name_inside(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Rechaza Ecuador", "Defensa Pete Hegseth": a known actor's name that caught a word before it."""
    if name.mention.text in names.abbreviations.namesakes:
        return None
    lexicon = names.vocabulary.lexicon
    first, _, rest = name.text.partition(" ")
    caught = (first.lower(), "VERB") in lexicon.forms or lexicon.is_a(first, "portfolio_name")
    meant = (names.meanings.of_words(words).name for words in (name.text, rest if caught else ""))
    found = [one for one in meant if one is not None and (name.label == PERSON or one.kind != "family name")]
    return Referent((found[0].entity,), name.text) if found else None
