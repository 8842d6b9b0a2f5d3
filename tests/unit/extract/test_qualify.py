"""What is said of an event: polarity and status, the speaker, on shared parses."""

from __future__ import annotations

import pytest
from builders_sentences import context, statements

from graph_builder.extract.finders.frames import find_events
from graph_builder.extract.qualify.attribution import read_speaker
from graph_builder.extract.qualify.complements import content_of
from graph_builder.extract.qualify.factuality import Factuality, is_unasserted, read_factuality
from graph_builder.extract.qualify.quotations import is_asked
from graph_builder.model import Polarity, Status

POS, NEG = Polarity.POS, Polarity.NEG
FACTUALITY = (
    ("Rusia lanzó un ataque contra Siria.", "ASSAULT", Factuality(POS, Status.FACT, "")),
    ("Rusia no envió armas a Siria.", "AID", Factuality(NEG, Status.FACT, "no")),
    ("Rusia podría enviar armas a Siria.", "AID", Factuality(POS, Status.HYPOTHETICAL, "podría")),
    ("Rusia planea atacar a Siria.", "ASSAULT", Factuality(POS, Status.PLANNED, "planea")),
    ("Si Rusia ataca a Siria, habrá guerra.", "ASSAULT", Factuality(POS, Status.HYPOTHETICAL, "Si")),
    ("Rusia pidió a Siria retirar las tropas.", "RETREAT", Factuality(POS, Status.HYPOTHETICAL, "pidió")),
    ("Sin embargo, Rusia atacó a Siria.", "ASSAULT", Factuality(POS, Status.FACT, "")),
    ("Rusia no dejó de atacar a Siria.", "ASSAULT", Factuality(POS, Status.FACT, "")),
    ("Que Rusia retire sus tropas de Siria.", "RETREAT", Factuality(POS, Status.HYPOTHETICAL, "retire")),
    ("Al parecer, Rusia atacó a Siria y condenó a Irán.", "ACCUSE", Factuality(POS, Status.HEDGED, "parecer")),
    ("Irán rechazó las sanciones de Rusia contra Siria.", "SANCTION", Factuality(POS, Status.FACT, "")),
)
SPEAKERS = (
    ("Putin dijo que Israel atacó a Siria.", "Putin", "Putin", Status.FACT),
    ("Según la prensa, Israel atacó a Siria.", "prensa", None, Status.HEDGED),
)


@pytest.mark.parametrize(("sentence", "relation", "expected"), FACTUALITY)
def test_polarity_status_and_the_words_that_decide(sentence: str, relation: str, expected: Factuality) -> None:
    found = context(sentence)
    [event] = [e for e in find_events(found) if e.event_type.relation.notation == relation]
    assert read_factuality(event, found) == expected


def test_what_is_denied_or_supposed_is_not_asserted() -> None:
    assert is_unasserted(Factuality(NEG, Status.FACT, ""))
    assert is_unasserted(Factuality(POS, Status.HYPOTHETICAL, ""))
    assert not is_unasserted(Factuality(POS, Status.PLANNED, ""))


@pytest.mark.parametrize(("sentence", "words", "mention", "status"), SPEAKERS)
def test_who_says_it(sentence: str, words: str, mention: str | None, status: Status) -> None:
    found = context(sentence)
    verb = next(token for token in found.sentence.tokens if token.text == "atacó")
    speaker = read_speaker(verb, found)
    said = speaker.attribution.mention
    assert (speaker.attribution.text, said.text if said is not None else None) == (words, mention)
    assert speaker.status is status
    assert read_speaker(verb, found) is speaker  # remembered for the sentence


def test_nobody_says_what_the_article_says_itself() -> None:
    found = context("Rusia lanzó un ataque contra Siria.")
    assert read_speaker(found.sentence.tokens.root, found) is None


def test_a_governor_gives_its_complement_a_status_where_its_conditions_are_met() -> None:
    found = context("Rusia pidió a Siria retirar las tropas.")
    governor = found.sentence.tokens.root
    assert content_of(governor, "pedir", found) is Status.HYPOTHETICAL
    assert content_of(governor, "caminar", found) is None


def test_the_statement_has_what_was_read() -> None:
    [attack, *_] = statements("Según la prensa, Israel atacó a Siria.")
    assert (attack.status, attack.cue, attack.attribution.text) == (Status.HEDGED, "según", "prensa")
    [visit] = statements("La visita de Obama terminó ayer.", "2024-06-19")
    assert (visit.date.value, visit.date.cue) == ("2024-06-18", "ayer")
    [signed, *_] = statements("Rusia y Siria firmaron un acuerdo en Ginebra.")
    assert signed.place == "Ginebra"


def test_nothing_comes_of_what_is_asked() -> None:
    assert statements("¿Atacó Rusia a Siria?") == ()
    found = context("¿Atacó Rusia a Siria?")
    assert is_asked(found.sentence.tokens.root, found)
    told = context("Rusia lanzó un ataque contra Siria.")
    assert not is_asked(told.sentence.tokens.root, told)


def test_whoever_celebrates_an_attack_does_not_attack() -> None:
    told = statements("Irán celebró el ataque contra Siria.")
    assert [mention.text for statement in told for mention in statement.subjects if mention.is_expressed] == []


@pytest.mark.parametrize(
    ("sentence", "backed"),
    [("Irán apoyó la invasión de Siria.", []), ("Irán apoyó la invasión rusa de Siria.", ["rusa"])],
)
def test_who_backs_an_invasion_backs_the_invader(sentence: str, backed: list[str]) -> None:
    told = [s for s in statements(sentence) if s.relation == "SUPPORT"]
    assert [mention.text for statement in told for mention in statement.objects] == backed
