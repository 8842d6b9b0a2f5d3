"""What ambiguous names, metonyms and demonyms mean in an article, and which state the article is about."""

from __future__ import annotations

import pytest
from builders_resolve import demonym, extraction, name, nominal, resolved, told

from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.spelling import Spelling


@pytest.fixture(scope="module")
def context_of(vocabulary):
    spelling = Spelling(vocabulary)
    return lambda text, *specs: ArticleContext(extraction(text, *specs), spelling, vocabulary)


def test_the_main_state_is_named_thrice_and_twice_more_than_the_next(context_of):
    chile, peru = name("Chile", "LOC"), name("Perú", "LOC")
    assert context_of("Chile, Chile y Chile.", chile, chile, chile).focus.main_state() == "CHL"
    assert context_of("Chile y Chile.", chile, chile).focus.main_state() == ""
    assert context_of("Chile, Chile, Chile; Perú, Perú.", *[chile] * 3, peru, peru).focus.main_state() == ""
    focus = context_of("Chile, Chile, Chile; Perú, Perú.", *[chile] * 3, peru, peru).focus
    assert focus.main_state(frozenset({"PER"})) == "CHL"


def test_demonyms_count_for_the_main_state(context_of):
    troops = nominal("tropas rusas", "rusas")
    assert (
        context_of("Las tropas rusas, tropas rusas, tropas rusas.", troops, troops, troops).focus.main_state() == "RUS"
    )


@pytest.mark.parametrize(
    ("text", "state"),
    [("Varsovia. La policía detuvo a uno.", "POL"), ("En Varsovia. La policía.", ""), ("Varsovia es bella.", "")],
)
def test_the_dateline_is_a_capital_that_opens_a_paragraph(context_of, text, state):
    assert context_of(text, name("Varsovia", "LOC")).focus.dateline_state() == state


def test_words_in_the_article_tell_what_a_name_means_and_words_beside_it_decide_first(vocabulary):
    link = resolved(vocabulary, "Tiflis habló por Georgia.", name("Georgia", "LOC"))[0]
    state = resolved(vocabulary, "Tiflis habló con el gobernador de Georgia.", name("Georgia", "LOC"))[0]
    assert told(link)[0] == "GEO"
    assert state is None


def test_a_demonym_of_several_peoples_is_of_the_one_that_the_article_speaks_of(vocabulary):
    [link] = resolved(vocabulary, "Las tropas guineanas.", demonym("guineanas"))
    assert told(link) == ("GIN", "demonym", 0.9)
    *_, link = resolved(
        vocabulary, "Guinea-Bisáu. Las tropas guineanas.", name("Guinea-Bisáu", "LOC"), demonym("guineanas")
    )
    assert told(link)[0] == "GNB"


def test_a_demonym_that_needs_context_is_nobodys_without(vocabulary):
    assert resolved(vocabulary, "Los campesinos congoleses.", demonym("congoleses")) == [None]


def test_a_name_that_needs_context_is_nobody_without(context_of, vocabulary):
    doubtful = sorted(surface for surface, actor in vocabulary.gazetteer.preferred.items() if actor == "")
    assert doubtful, "the gazetteer has names that only context decides"
    for surface in doubtful[:20]:
        context = context_of(f"Vio a {surface} ayer.", name(surface, "LOC"))
        assert context.meanings.of_words(surface).name is None, surface
