"""An article that raises costs itself alone, wherever in a stream or a set it stands."""

from __future__ import annotations

import pytest

from graph_builder.errors import ConfigurationError
from graph_builder.faults import Failure, each_article, failure_of, without_failing
from graph_builder.model import Article

ARTICLES = [Article(str(number), "Chile.", source=f"in.jsonl:{number}") for number in range(40)]


def streamed(bad, together):
    """A process that reads ahead by batches, as parsers do."""

    def process(articles):
        for start in range(0, len(articles), together):
            batch = articles[start : start + together]
            results = [read(article) for article in batch]
            yield from results

    def read(article):
        if article.id in bad:
            raise ValueError(f"no {article.id}")
        return article.id.upper()

    return process


@pytest.mark.parametrize("together", [1, 7, 40])
@pytest.mark.parametrize("bad", [set(), {"0"}, {"39"}, {"3", "4", "5"}, {"0", "20", "39"}, {a.id for a in ARTICLES}])
def test_a_stream_goes_on_behind_what_fails(bad, together):
    outcomes = list(each_article(ARTICLES, streamed(bad, together)))
    assert [one.article.id if isinstance(one, Failure) else one for one in outcomes] == [a.id for a in ARTICLES]
    assert {one.article.id for one in outcomes if isinstance(one, Failure)} == bad


def test_what_concerns_the_run_ends_it():
    def process(articles):
        raise ConfigurationError("no pipeline")
        yield

    with pytest.raises(ConfigurationError):
        list(each_article(ARTICLES, process))
    with pytest.raises(ConfigurationError):
        without_failing(ARTICLES, lambda some: next(process(some)), lambda one: one)


@pytest.mark.parametrize("bad", [set(), {"0"}, {"39"}, {"3", "4", "5"}, {a.id for a in ARTICLES}])
def test_a_set_is_made_of_what_does_not_fail(bad):
    def make(some):
        if any(article.id in bad for article in some):
            raise KeyError("x")
        return [article.id for article in some]

    made, failures = without_failing(ARTICLES, make, lambda one: one)
    assert made == [a.id for a in ARTICLES if a.id not in bad]
    assert {failure.article.id for failure in failures} == bad


def test_of_two_that_do_not_go_together_the_later_is_left_out():
    def make(some):
        if {"5", "20"} <= {article.id for article in some}:
            raise RecursionError
        return len(some)

    made, [failure] = without_failing(ARTICLES, make, lambda one: one)
    assert (made, failure.article.id) == (39, "20")


def test_what_fails_without_any_article_is_no_article_s_fault():
    with pytest.raises(ZeroDivisionError):
        without_failing(ARTICLES, lambda some: 1 // 0, lambda one: one)


def test_a_failure_is_one_line_and_a_short_trace():
    def deep(number):
        return deep(number - 1) if number else "\ud800".encode()

    try:
        deep(50)
    except UnicodeEncodeError as error:
        failure = failure_of(ARTICLES[7], error)
    assert failure.line.startswith("in.jsonl:7: article '7' failed (UnicodeEncodeError: ")
    assert "\n" not in failure.line
    assert failure.trace.count("\n") < 30
    assert "in deep" in failure.trace
    (failure.line + failure.trace).encode()
