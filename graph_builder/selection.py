"""Which of the articles that were found are read at all: those that name a foreign state, where that is asked for."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.errors import ConfigurationError
from graph_builder.settings import ONLY_WITH, Settings
from graph_builder.sources import Reading
from graph_builder.vocabulary import Vocabulary, load_vocabulary
from graph_builder.vocabulary.foreign_states import ForeignStates


def check_selection(settings: Settings) -> None:
    """Check the options before anything is read.

    Raises:
        ConfigurationError: one is unknown, or stands without the other.
    """
    if settings.only_with and settings.only_with not in ONLY_WITH:
        raise ConfigurationError(f"--only-with: '{settings.only_with}' must be {' or '.join(ONLY_WITH)}")
    if settings.home and not settings.only_with:
        raise ConfigurationError(f"--home: tells what is not foreign; add --only-with {ONLY_WITH[0]}")
    known = load_vocabulary().gazetteer.entities if settings.home else {}
    for state in settings.home:
        if state not in known or known[state].state != state:
            raise ConfigurationError(f"--home: '{state}' is no state; give its ISO 3166-1 alpha-3 code, such as MEX")


def name_of_selection(settings: Settings) -> str:
    """Return what a graph says of its run: "foreign-states but MEX"; "" where all articles are read."""
    if not settings.only_with:
        return ""
    return " but ".join(filter(None, (settings.only_with, " ".join(settings.home))))


def selected(settings: Settings, reading: Reading, vocabulary: Vocabulary) -> tuple[Reading, tuple[str, ...]]:
    """Return what was found without the articles that are not asked for, and a line that says how many these are.

    Raises:
        ConfigurationError: there is no other article.
    """
    if not settings.only_with:
        return reading, ()
    foreign = ForeignStates(vocabulary.gazetteer, settings.home)
    kept = tuple(one for one in reading.articles if foreign.are_named_in(f"{one.title}\n{one.text}"))
    count = len(reading.articles) - len(kept)
    line = f"{count} of {len(reading.articles)} articles name no foreign state and were not read"
    if not kept:
        raise ConfigurationError(f"{line}; leave --only-with out to read them")
    return replace(reading, articles=kept), (line,) if count else ()
