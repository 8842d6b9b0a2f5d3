"""What a store will hold after a run: its articles, those given and those to be removed, as one set.

The result depends on the set of articles alone, so a store that grew in ten runs is the store of one run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from graph_builder.model import Article, Origin
from graph_builder.sources import content, plain_id, set_copies_aside, settle_ids

Place = Origin | str  # by which an article is known again: its file, or the id that its record gives


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run did to a store: ids of articles."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()  # the text or what is told of it is another
    unchanged: tuple[str, ...] = ()  # given again as they are
    renamed: tuple[tuple[str, str], ...] = ()  # from, to: another article of the same stem came, or went
    removed: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()  # a file that says what another one says, and that one's id

    def lines(self) -> tuple[str, ...]:
        """Return a line about each article that is no longer what it was."""
        return (
            *(f"replaced: {one}" for one in self.replaced),
            *(f"renamed: {old} is now called {new}" for old, new in self.renamed),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles that a store will hold."""

    articles: tuple[Article, ...]  # with their ids, sorted by these
    copies: tuple[Article, ...]  # places of the same articles: one counts again when the other is replaced
    changes: Changes


def make_plan(
    held: Iterable[Article],
    given: Iterable[Article],
    gone: Collection[str] = (),
    exists: Callable[[Origin], bool] = lambda origin: Path(origin.folder, origin.stem + origin.suffix).exists(),
) -> Plan:
    """Plan a run.

    Args:
        held: what the store holds, copies included.
        given: what the run has read.
        gone: ids of articles that are to be removed, with their copies.
        exists: whether the file of an article is still where it was: one that moved is the same article.
    """
    before = {place_of(article): article for article in held}
    after = {place: article for place, article in before.items() if article.id not in gone}
    incoming = {place_of(article): article for article in given}
    former = _Former(after, incoming, exists)
    for place, article in incoming.items():
        earlier = former.of(article) if place not in after else None
        if earlier is not None:
            before[place] = after.pop(earlier)
    after.update(incoming)
    kept, copies = set_copies_aside(after.values())
    articles = sorted(settle_ids(kept), key=lambda article: article.id)
    changes = _changes(before, incoming, articles, copies, gone)
    ids = {place_of(article): article.id for article in articles}
    return Plan(tuple(articles), tuple(replace(copy, id=ids[place_of(one)]) for copy, one in copies), changes)


def place_of(article: Article) -> Place:
    """Return where an article is from: by this a run and a store know it again."""
    return article.origin or article.id


class _Former:
    """Where the store knows an article that comes from a place it does not know."""

    def __init__(
        self, held: dict[Place, Article], incoming: Collection[Place], exists: Callable[[Origin], bool]
    ) -> None:
        self._exists = exists
        self._placeless: dict[str, Place] = {}  # by id: the first edition kept no places
        self._movable: dict[tuple[str, ...], list[Origin]] = {}
        for place, article in held.items():
            if isinstance(place, Origin) and place not in incoming:
                if place.folder:
                    self._movable.setdefault(content(article), []).append(place)
                else:
                    self._placeless[place.stem] = place

    def of(self, article: Article) -> Place | None:
        """Return the place, at most once."""
        if article.id in self._placeless:
            return self._placeless.pop(article.id)
        if article.origin is None:
            return None
        line = f"-{article.origin.line}" if article.origin.line else ""
        if (stem := plain_id(article.origin.stem) + line) in self._placeless:
            return self._placeless.pop(stem)
        moved = [place for place in self._movable.get(content(article), ()) if not self._exists(place)]
        if moved:
            self._movable[content(article)].remove(moved[0])
        return moved[0] if moved else None


def _changes(
    before: dict[Place, Article],
    incoming: dict[Place, Article],
    articles: list[Article],
    copies: list[tuple[Article, Article]],
    gone: Collection[str],
) -> Changes:
    ids = {place_of(article): article.id for article in articles}
    given = [(place, ids[place]) for place in incoming if place in ids]
    known = [(place, name) for place, name in given if place in before]
    same = {name for place, name in known if content(before[place]) == content(incoming[place])}
    renamed = {(before[place].id, name) for place, name in ids.items() if place in before and before[place].id != name}
    return Changes(
        added=tuple(sorted(name for place, name in given if place not in before)),
        replaced=tuple(sorted(name for _, name in known if name not in same)),
        unchanged=tuple(sorted(same)),
        renamed=tuple(sorted(renamed)),
        removed=tuple(sorted(gone)),
        copies=tuple(
            sorted((copy.source or copy.id, ids[place_of(one)]) for copy, one in copies if place_of(copy) in incoming)
        ),
    )
