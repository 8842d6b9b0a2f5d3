"""What fails in one article is kept to that article: it is told with its trace, and the others go on."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph_builder.errors import GraphBuilderError
from graph_builder.model import Article

T = TypeVar("T")
R = TypeVar("R")

_FRAMES = 6  # of a trace: where it happened, not the whole way there
_LONGEST = 300  # characters of an error in one line


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that the run goes on without."""

    article: Article
    error: str  # on one line
    trace: str  # the innermost frames

    @property
    def line(self) -> str:
        """One line for the reader of a terminal."""
        where = f"{self.article.source}: " if self.article.source else ""
        return f"{where}article '{self.article.id}' failed ({self.error}); report it with the trace in report.json"


def failure_of(article: Article, error: Exception) -> Failure:
    """Return what is told about an article and the exception that it led to."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    trace = "".join(traceback.format_list(frames)) + "".join(traceback.format_exception_only(error))
    message = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    return Failure(article, _text(message), _text(trace))


def _text(value: str) -> str:
    return value.encode("utf-8", "backslashreplace").decode()


def each_article(
    articles: Sequence[Article], process: Callable[[Sequence[Article]], Iterator[R]]
) -> Iterator[R | Failure]:
    """Process articles in one stream, and go on behind one that raises an exception.

    Args:
        articles: what is processed.
        process: gives one result for each article, in their order; it is called again with what is left after an
            article that fails, and with one article at a time to find out which one that is.

    Yields:
        A result or a failure for each article, in their order.

    Raises:
        GraphBuilderError: raised by `process`; it concerns the run, not an article.
    """
    rest = list(articles)
    alone = False
    while rest:
        batch = rest[:1] if alone else rest
        done = 0
        try:
            for result in process(batch):
                yield result
                done += 1
        except GraphBuilderError:
            raise
        except Exception as error:
            rest = rest[done:]
            if alone:
                yield failure_of(rest.pop(0), error)
            alone = not alone
        else:
            rest = rest[len(batch) :]


def without_failing(
    items: Sequence[T], make: Callable[[Sequence[T]], R], article_of: Callable[[T], Article]
) -> tuple[R, tuple[Failure, ...]]:
    """Make one thing of all items, and leave out those with which that raises an exception.

    Args:
        items: one an article.
        make: what is done with them together; it must work without any.
        article_of: the article of an item.

    Returns:
        What was made, and a failure for each item left out. The failing item is found by halving: the last one of the
        shortest beginning that fails.

    Raises:
        GraphBuilderError: raised by `make`; it concerns the run, not an article.
    """
    kept = list(items)
    failures: list[Failure] = []
    while True:
        try:
            return make(kept), tuple(failures)
        except GraphBuilderError:
            raise
        except Exception as error:
            if not kept:
                raise
            failing = kept.pop(_first_failing(kept, make))
            failures.append(failure_of(article_of(failing), error))


def _first_failing(items: Sequence[T], make: Callable[[Sequence[T]], object]) -> int:
    """The place of the last item of the shortest beginning with which `make` fails; all items together do."""
    good, bad = 0, len(items)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            make(items[:middle])
        except Exception:
            bad = middle
        else:
            good = middle
    return bad - 1
