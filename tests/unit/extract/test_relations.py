"""Offices and memberships of a sentence, and the statements that are made of what was found."""

from __future__ import annotations

import pytest
from builders_sentences import context, statements

from graph_builder.extract import EVENT_FINDERS, RELATION_FINDERS, STAGES
from graph_builder.extract.finders.membership import find_members
from graph_builder.extract.finders.offices import find_offices, is_former
from graph_builder.extract.statements import make_statement
from graph_builder.model import MentionKind, Span

OFFICES = (
    ("La canciller norcoreana Choe Son-hui viajó a Moscú.", "Choe Son-hui", "canciller", "norcoreana"),
    ("Barack Obama es el presidente de Estados Unidos.", "Barack Obama", "presidente", "Estados Unidos"),
)
BRICS = "Los BRICS (Brasil, Rusia, India, China y Sudáfrica) piden la paz."


@pytest.mark.parametrize(("sentence", "person", "title", "owner"), OFFICES)
def test_who_holds_which_office(sentence: str, person: str, title: str, owner: str) -> None:
    [office] = find_offices(context(sentence))
    assert (office.person.text, office.title.text, office.of.text) == (person, title, owner)


def test_a_former_office_is_none() -> None:
    found = context("El expresidente Barack Obama viajó a Cuba.")
    assert list(find_offices(found)) == []
    assert is_former(found.sentence.tokens[1], found)


def test_the_members_that_a_list_in_brackets_gives() -> None:
    [membership] = find_members(context(BRICS))
    assert membership.organisation.text == "BRICS"
    assert [m.text for m in membership.members] == ["Brasil", "Rusia", "India", "China", "Sudáfrica"]


def test_a_statement_of_each_kind_of_finding() -> None:
    [member] = [s for s in statements(BRICS) if s.relation == "MEMBER_OF"]
    assert (member.rule, member.evidence.of(BRICS)) == (
        "list:members",
        "BRICS (Brasil, Rusia, India, China y Sudáfrica)",
    )
    sentence = OFFICES[0][0]
    [office] = [s for s in statements(sentence) if s.relation == "HOLDS_OFFICE"]
    assert (office.rule, office.theme, office.confidence) == ("office:title", "canciller norcoreana", 0.8)
    assert office.evidence.of(sentence) == "canciller norcoreana Choe Son-hui"
    with pytest.raises(TypeError, match="Span is nothing"):
        make_statement(Span(0, 1), context(sentence))


def test_evidence_and_confidence_are_of_what_the_sentence_tells() -> None:
    sentence = "Rusia negó los cargos."
    [denial] = statements(sentence)
    assert denial.objects[0].kind is MentionKind.IMPLICIT  # at the end of the sentence
    assert denial.evidence.of(sentence) == "Rusia negó los cargos"
    assert denial.confidence == 1.0
    [denied] = statements("Rusia no envió armas a Siria.")
    assert denied.confidence == 0.9
    assert denied.evidence.of("Rusia no envió armas a Siria.") == "Rusia no envió armas a Siria"


def test_the_thing_that_a_statement_is_about_is_its_object() -> None:
    [treaty] = [s for s in statements("Rusia viajó a Siria y firmó el acuerdo.") if s.relation == "PARTY_TO"]
    assert ([m.text for m in treaty.objects], treaty.object_text, treaty.theme) == (["acuerdo"], "acuerdo", "")
    assert not treaty.mutual


def test_the_stages_stand_in_their_order() -> None:
    names = [stage.__name__ for stage in STAGES]
    assert names == ["find_candidates", "qualify_events", "find_relations", "make_statements"]
    assert [find.__name__ for find in (*EVENT_FINDERS, *RELATION_FINDERS)] == [
        "find_events",
        "find_evaluation",
        "find_offices",
        "find_members",
    ]
