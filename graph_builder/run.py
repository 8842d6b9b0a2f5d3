"""What every run begins with, however it goes on: its options checked, its articles read, what persons have judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.export import exporters
from graph_builder.faults import Failure
from graph_builder.files import check_writable
from graph_builder.records.plan import Changes, place_of
from graph_builder.review import FILE_NAME as REVIEWS
from graph_builder.review import Judgement, read_judgements
from graph_builder.selection import check_selection, name_of_selection
from graph_builder.settings import EXECUTORS, RAY, READERS, RESOLVE_WITHIN, Settings
from graph_builder.sources import (
    Given,
    Level,
    Metadata,
    Reading,
    check_columns,
    check_inputs,
    iso_date,
    read_articles,
)
from graph_builder.tools import Tools, load_tools

_SHOWN = 20  # lines about what could not be read, in one error


def tools_for(settings: Settings) -> Tools:
    """Load what a run reads its articles with.

    Raises:
        ConfigurationError: the pipeline, the judge or the user's files cannot be used.
        VocabularyError: data files under ontology/, or the user's, are wrong.
    """
    only_with = name_of_selection(settings)
    tools = load_tools(
        settings.model, settings.aliases, settings.min_confidence, reader=settings.reader, only_with=only_with
    )
    return replace(tools, judgements=judgements_of(settings), within=settings.resolve_within)


def check_settings(settings: Settings, given: Sequence[Given]) -> None:
    """Find what is wrong with the options before anything is read.

    Raises:
        ConfigurationError: an option cannot be used, or is none.
    """
    exporters(settings.formats)
    if settings.inputs or not given:
        check_inputs(settings.inputs, settings.fetch)
    check_columns(settings.columns)
    if settings.published and not any(character.isdigit() for character in settings.published):
        raise ConfigurationError(f"--published: '{settings.published}' is no date; write YYYY-MM-DD")
    if settings.reader not in READERS:
        raise ConfigurationError(f"--reader: '{settings.reader}' must be one of {', '.join(READERS)}")
    if settings.resolve_within and settings.resolve_within not in RESOLVE_WITHIN:
        raise ConfigurationError(f"--resolve-within: '{settings.resolve_within}' must be {' or '.join(RESOLVE_WITHIN)}")
    if settings.resolve_within and settings.store is not None:
        raise ConfigurationError("--resolve-within: a store compares the actors of all its articles; leave one out")
    check_selection(settings)
    _check_shards(settings)
    if settings.jobs < 1:
        raise ConfigurationError(f"--jobs: {settings.jobs} is less than 1")
    if settings.min_confidence is not None and not 0 <= settings.min_confidence <= 1:
        raise ConfigurationError(f"--min-confidence: {settings.min_confidence} is no probability; give 0 to 1")
    if not settings.dry_run:
        check_writable(settings.out, "--out")


def _check_shards(settings: Settings) -> None:
    """Find what is wrong with the options of a run in shards."""
    if settings.executor not in EXECUTORS:
        raise ConfigurationError(f"--executor: '{settings.executor}' must be one of {', '.join(EXECUTORS)}")
    if settings.shard_size < 1:
        raise ConfigurationError(f"--shard-size: {settings.shard_size} is less than 1")
    if settings.work and (settings.store is not None or settings.dry_run):
        other = "--store" if settings.store is not None else "--dry-run"
        raise ConfigurationError(f"--work: does not go with {other}; leave one out")
    if not settings.work:
        given = {"--part": settings.part, "--address": settings.address, "--executor": settings.executor == RAY}
        for option in (name for name, value in given.items() if value):
            raise ConfigurationError(f"{option}: is for a run in shards; add --work FOLDER")


def read_inputs(settings: Settings, given: Sequence[Given]) -> Reading:
    """Read all articles that a run is given.

    Raises:
        ConfigurationError: there is none.
    """
    defaults = Metadata(published=iso_date(settings.published), publisher=settings.publisher)
    work = Path(settings.work) if settings.work and "://" not in settings.work else None
    results = [folder for folder in (settings.out, settings.store, work) if folder is not None]
    results = [] if settings.dry_run else results
    reading = read_articles(settings.inputs, defaults, results, settings.columns, given, settings.fetch)
    check_something_was_read(reading)
    return reading


def check_something_was_read(reading: Reading, failed: Sequence[Failure] = ()) -> None:
    """Stop a run that has nothing to write, so that what an earlier run wrote stays.

    Raises:
        ConfigurationError: there is no article, or each of them failed.
    """
    lost = {place_of(failure.article) for failure in failed}
    if any(place_of(article) not in lost for article in reading.articles):
        return
    lines = (*reading.lines(Level.SKIPPED), *(failure.line for failure in failed))
    more = (f"and {len(lines) - _SHOWN} more",) if len(lines) > _SHOWN else ()
    raise ConfigurationError("\n".join(("no article could be read; nothing was written", *lines[:_SHOWN], *more)))


def published_warning(settings: Settings) -> tuple[str, ...]:
    """What is said where the date that an option gives is on no calendar: it is as good as none."""
    if not settings.published or iso_date(settings.published):
        return ()
    return (f"--published: '{settings.published}' is no date; articles without one stay so, write YYYY-MM-DD",)


def lines_about_copies(changes: Changes) -> tuple[str, ...]:
    """Return a line about each file that says what another says."""
    return tuple(f"{copy}: says what article '{one}' says; read once" for copy, one in changes.copies)


def counts(values: Iterable[str]) -> dict[str, int]:
    """Return how often each value occurs, the most frequent first."""
    return by_count(Counter(values))


def by_count(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return numbers by name, the greatest first."""
    return dict(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))


def judgements_of(settings: Settings) -> tuple[Judgement, ...]:
    """What persons have said of facts: in the file that is named, or in those beside the results and in the store."""
    if not settings.reviewed:
        return ()
    if settings.reviews is not None:
        return read_judgements(settings.reviews)
    folders = [settings.store] if settings.store is not None else []
    if not (settings.dry_run and settings.out == Path()):  # of the library, which writes nowhere
        folders.append(settings.out)
    return tuple(judgement for folder in folders for judgement in kept_judgements(folder / REVIEWS))


def kept_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file; none where it is missing."""
    return read_judgements(path) if path.is_file() else ()
