"""The state that the name of an organisation tells: by a state's name, a demonym, or who governs it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import EntityKind, Mention
from graph_builder.resolve.names.article_names import ArticleNames

_LONGEST_STATE = 5  # words of a state's name


def ending_state(words: Sequence[str], names: ArticleNames) -> str:
    """Return the state whose name or demonym ends a name, or "": "(Agencia de Inteligencia) de Corea del Sur"."""
    for size in range(min(len(words), _LONGEST_STATE), 0, -1):
        meant = names.meanings.of_words(" ".join(words[-size:])).name
        entity = names.gazetteer.entities.get(meant.entity) if meant is not None else None
        if entity is not None and entity.kind is EntityKind.COUNTRY:
            return entity.state
    return demonym_state(words[-1], names) if words else ""


def demonym_state(word: str, names: ArticleNames) -> str:
    """Return the one state whose demonym a word is, or ""."""
    peoples = names.gazetteer.demonyms.get(word.lower(), ())
    sure = len(peoples) == 1 and not names.gazetteer.needs_context(word.lower())
    return peoples[0].state if sure else ""


def organ_state(text: str, mention: Mention, names: ArticleNames) -> str:
    """Return the state whose government or army a name is, or "".

    "Gobierno de Colombia", "Ejército sirio", "Defensa" beside a state's name, "Administración Trump".
    """
    words = text.split()
    if not names.vocabulary.lexicon.is_a(words[0], "state_organ", "portfolio_name"):
        return ""
    hints = (names.meanings.state_of(hint) for hint in mention.modifiers if hint != mention.text)
    return ending_state(words[1:], names) or next(filter(None, hints), "") or _governed_state(words[1:], names)


def _governed_state(words: Sequence[str], names: ArticleNames) -> str:
    """The state of whom a government is named after: "(Gobierno) de Zapatero", "(Administración) Trump"."""
    small = words[:1] and words[0] in names.vocabulary.profile.contractions.values()
    person = " ".join(words[1:] if small else words)
    meant = names.meanings.of_words(person).name if person else None
    holder = names.gazetteer.entities.get(meant.entity) if meant is not None else None
    return holder.state if holder is not None and holder.kind is EntityKind.PERSON else ""
