"""Who the named mentions of one article are.

The gazetteer comes first; persons and organisations that no list holds become entities of their own, a short form going
to the full name of the same article ("Medvedev" -> "Dmitri Medvedev").
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.resolve.context import Additions, ArticleContext
from graph_builder.resolve.names.article_names import ArticleNames, NameRule
from graph_builder.resolve.names.labels import ORGANIZATION, OTHER, PERSON
from graph_builder.resolve.names.listed import listed_name, listed_name_inside, looks_like_no_name
from graph_builder.resolve.names.organisations import (
    abbreviation_explained,
    kind_of_longer_name,
    listed_but_for_small_words,
    listed_by_abbreviation,
    listed_with_its_state,
    names_no_actor,
    new_organisation,
    organ_of_home_state,
    organ_of_named_state,
)
from graph_builder.resolve.names.persons import (
    listed_person_spelt_otherwise,
    new_person,
    person_named_in_full,
    stands_as_place,
)
from graph_builder.resolve.rules import Rule

# Rule of the link, its score, the function. A row without a name decides that a name is no actor's.
NAME_RULES: tuple[NameRule, ...] = (
    Rule("partial name", 0.9, person_named_in_full),
    Rule("kind of name", 1.0, listed_name),  # rule and score are the name's own: `SCORES` in article/meaning.py
)
UNLISTED_NAME_RULES: tuple[NameRule, ...] = (
    Rule("", 0.0, looks_like_no_name),
    Rule("name inside a name", 0.7, listed_name_inside),
)
PERSON_NAME_RULES: tuple[NameRule, ...] = (
    Rule("", 0.0, stands_as_place),
    Rule("spelling of a name", 0.9, listed_person_spelt_otherwise),  # 0.8 where first names are only alike
    Rule("new name", 0.8, new_person),
)
ORGANISATION_NAME_RULES: tuple[NameRule, ...] = (
    Rule("organ of a state", 0.85, organ_of_named_state),
    Rule("organ of the state that the article is about", 0.5, organ_of_home_state),
    Rule("its abbreviation", 0.9, listed_by_abbreviation),
    Rule("spelling of a name", 0.9, listed_but_for_small_words),
    Rule("spelling of a name", 0.9, listed_with_its_state),
    Rule("abbreviation of a name", 0.8, abbreviation_explained),  # or the score of the full name
    Rule("", 0.0, names_no_actor),
    Rule("partial name", 0.8, kind_of_longer_name),  # or the score of the longer name
    Rule("new name", 0.8, new_organisation),
)
RULES_BY_LABEL: Mapping[str, tuple[NameRule, ...]] = {
    PERSON: NAME_RULES + UNLISTED_NAME_RULES + PERSON_NAME_RULES,
    ORGANIZATION: NAME_RULES + UNLISTED_NAME_RULES + ORGANISATION_NAME_RULES,
    OTHER: NAME_RULES + UNLISTED_NAME_RULES + ORGANISATION_NAME_RULES,
    "": NAME_RULES,  # a place that the gazetteer does not hold is no actor
}


def link_names(context: ArticleContext) -> Additions:
    """Return the links of the named mentions, and the actors that no list holds."""
    names = ArticleNames(context, RULES_BY_LABEL)
    links = {}
    for mention in names.mentions:
        decision = names.decide(mention)
        if decision is not None and decision.link is not None:
            links[mention] = decision.link
    explained = {short.text: links[full].entities[0] for full, short in names.abbreviations.pairs if full in links}
    return Additions(links=links, entities=names.entities, abbreviations=explained, votes=names.votes())
