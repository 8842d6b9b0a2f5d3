"""Whom descriptions mean: "la canciller norcoreana", "ambos países", "su gobierno", "el mandatario", "la isla"."""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.model import Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described, Form, describe, states_named
from graph_builder.resolve.descriptions.of_states import (
    last_person_by_demonym,
    of_organisation,
    organ_or_territory,
    several_states,
    thing_of_actor,
    thing_of_state,
)
from graph_builder.resolve.descriptions.organs import (
    ORGAN_OF_STATE,
    common_organ_of_dateline,
    common_organ_of_main_state,
    organ_named_before,
    state_of_sentence_subject,
    state_pointed_at,
)
from graph_builder.resolve.descriptions.pairs import two_office_holders, two_states
from graph_builder.resolve.descriptions.people import (
    known_by_words,
    people_of_no_state,
    people_of_state,
    several_of_an_office,
)
from graph_builder.resolve.descriptions.possessed import last_counterpart, only_counterpart, state_of_last_subject
from graph_builder.resolve.descriptions.taken_up import last_actor, one_state, only_actor, only_actor_named_after
from graph_builder.resolve.descriptions.titles import (
    holder,
    holder_at_home,
    last_holder,
    last_of_home,
    last_of_owner,
    last_untitled,
    office_at_home,
    office_itself,
    only_holder,
    only_untitled,
)
from graph_builder.resolve.rules import Decision, Referent, Rule, decide

DescriptionRule = Rule[Described, ArticleContext]


def state_of_demonym(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Rusas" in "tropas rusas": the state."""
    states = states_named(mention, context)
    return Referent(states[:1], mention.text) if states else None


DEMONYM_RULES: tuple[Rule[Mention, ArticleContext], ...] = (Rule("demonym", 0.9, state_of_demonym),)

DESCRIPTION_RULES: Mapping[Form, tuple[DescriptionRule, ...]] = {
    Form.OF_STATE: (
        Rule("several states", 0.9, several_states),
        Rule("group of a state", 0.8, several_of_an_office),
        Rule("office", 0.9, holder),
        Rule("last person of the state", 0.7, last_of_owner),
        Rule("office of a state", 0.7, office_itself),
        Rule(ORGAN_OF_STATE, 0.9, organ_or_territory),
        Rule("last person of the state", 0.6, last_person_by_demonym),
        Rule("group of a state", 0.8, people_of_state),
        Rule("thing of an actor", 0.6, thing_of_actor),
        Rule("thing of a state", 0.6, thing_of_state),
    ),
    Form.OF_ORGANISATION: (
        Rule("office", 0.9, holder),
        Rule("last person of the state", 0.7, last_of_owner),
        Rule("description of an organisation", 0.7, of_organisation),
    ),
    Form.PLURAL: (
        Rule("the two spoken of most", 0.8, two_office_holders),
        Rule("the two spoken of most", 0.8, two_states),
        Rule("organ of that kind named last", 0.6, organ_named_before),
        Rule("organ of the state that the article is about", 0.5, common_organ_of_main_state),
        Rule("organ of the dateline's state", 0.4, common_organ_of_dateline),
        Rule("group of no state", 0.8, people_of_no_state),
        Rule("group of no state", 0.8, known_by_words),
    ),
    Form.POSSESSED: (
        Rule("only candidate nearby", 0.6, only_counterpart),
        Rule("last subject that fits", 0.5, last_counterpart),
        Rule("state of the last subject", 0.7, state_of_last_subject),
    ),
    Form.TITLE: (
        Rule("only holder of the office", 0.8, only_holder),
        Rule("last holder of the office", 0.6, last_holder),
        Rule("only candidate nearby", 0.6, only_untitled),
        Rule("last subject that fits", 0.5, last_untitled),
        Rule("office", 0.9, holder_at_home),
        Rule("last person of the state", 0.7, last_of_home),
        Rule("office of the state that the article is about", 0.5, office_at_home),
        Rule("group of no state", 0.8, known_by_words),
    ),
    Form.BARE: (
        Rule("organ of that kind named last", 0.6, organ_named_before),
        Rule("state named last", 0.6, state_pointed_at),
        Rule("state of the sentence's subject", 0.6, state_of_sentence_subject),
        Rule("description of one state", 0.8, one_state),
        Rule("only candidate nearby", 0.6, only_actor),
        Rule("last subject that fits", 0.5, last_actor),
        Rule("only candidate named after", 0.5, only_actor_named_after),
        Rule("organ of the state that the article is about", 0.5, common_organ_of_main_state),
        Rule("organ of the dateline's state", 0.4, common_organ_of_dateline),
        Rule("group of no state", 0.8, people_of_no_state),
        Rule("group of no state", 0.8, known_by_words),
    ),
}


def decide_description(mention: Mention, context: ArticleContext) -> Decision | None:
    """Return whom a description means, as the rules for its form say; None where no rule knows."""
    described = describe(mention, context)
    return decide(mention, DESCRIPTION_RULES[described.form], described, context)


def decide_demonym(mention: Mention, context: ArticleContext) -> Decision | None:
    """Return the state that an adjective means: "rusas" in "tropas rusas"."""
    return decide(mention, DEMONYM_RULES, mention, context)
