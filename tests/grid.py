"""Sentences made of the wordings in cases/grid/es.toml, with the facts that each must give.

A cell is an act, a construction (active, passive, noun, light verb, infinitive) and a context (plain, hedged, told by
somebody else, denied, dated, two actors, relative ...). The actors and the words that take turns change from
cell to cell in a fixed order, so that the grid is the same on every machine.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GRID = Path(__file__).parent / "cases" / "grid" / "es.toml"
STATES = tuple(
    one.split(":")
    for one in [  # name, code, gender
        "Noruega:NOR:f",
        "Túnez:TUN:m",
        "Chile:CHL:m",
        "Argelia:DZA:f",
        "Portugal:PRT:m",
        "Bolivia:BOL:f",
        "Kenia:KEN:f",
        "Vietnam:VNM:m",
        "Polonia:POL:f",
        "Egipto:EGY:m",
        "Turquía:TUR:f",
        "Pakistán:PAK:m",
        "Colombia:COL:f",
        "Marruecos:MAR:m",
        "Grecia:GRC:f",
        "Uruguay:URY:m",
        "Etiopía:ETH:f",
        "Japón:JPN:m",
        "Serbia:SRB:f",
        "Qatar:QAT:m",
        "Nigeria:NGA:f",
        "Ecuador:ECU:m",
        "Australia:AUS:f",
        "Nepal:NPL:m",
        "Suecia:SWE:f",
        "Líbano:LBN:m",
        "Armenia:ARM:f",
        "Panamá:PAN:m",
        "Tailandia:THA:f",
        "Kazajistán:KAZ:m",
        "Finlandia:FIN:f",
        "Sudán:SDN:m",
        "Francia:FRA:f",
        "México:MEX:m",
        "Ucrania:UKR:f",
        "Senegal:SEN:m",
        "China:CHN:f",
        "Perú:PER:m",
        "Alemania:DEU:f",
        "Camerún:CMR:m",
    ]
)
PERSONS = ("el presidente de", "el canciller de", "el primer ministro de", "el ministro de Defensa de")
ORGANS = ("el Gobierno de", "el Ejército de", "las autoridades de")
SPEAKERS = ("el ministro de Exteriores de", "el presidente de", "el portavoz del Gobierno de")


@dataclass(frozen=True)
class Wanted:
    """A fact that a sentence must give; `subject` and `object` are codes of states or words of a name, "*" anything."""

    relation: str
    subject: str
    object: str
    polarity: str = "pos"
    status: str = "fact"
    by: str = ""
    date: str = ""
    may_miss: bool = False
    mutual: bool = False


@dataclass(frozen=True)
class Cell:
    """One sentence of the grid."""

    name: str
    text: str
    facts: tuple[Wanted, ...]


# What is said around a wording; {said} is the wording, {verb} the wording without {x}.
CONTEXTS = {
    "plain": "{said}",
    "organ": "{said}",
    "hedge": "según fuentes diplomáticas, {said}",
    "told": "{speaker} aseguró que {said}",
    "denied": "{said}",
    "dated": "el 3 de marzo de 2021<,|> {said}",
    "two": "{said}",
    "coordinated": "{x} celebr[ó|aron] elecciones y {verb}",
    "relative": "{x}, que {verb}, [vive|viven] una crisis económica",
    "closing": "{said} durante el fin de semana, mientras la bolsa subía",
    "because": "la bolsa cayó porque {said}",
    "after": "la bolsa cayó tras {said}",
    "about": "los diputados debatieron sobre {said}",
    "reaction": "{said} sorprendió a los analistas",
    "planned": "{x} planea[|n] {said}",
    "wanted": "{x} quiere[|n] {said}",
}
STATUS = {"hedge": "hedged", "told": "hedged", "planned": "planned", "wanted": "planned"}
PLURAL_CONTEXTS = ("two",)


def read_grid() -> tuple[int, tuple[Cell, ...]]:
    """Return how many sentences may go wrong, and all sentences."""
    table = tomllib.loads(GRID.read_text("utf-8"))
    counter = itertools.count()
    cells = tuple(
        _cell(act, construction, context, next(counter))
        for act in table["act"]
        for construction, contexts in table["contexts"].items()
        if construction in act
        for context in contexts
        if not (context == "relative" and "<" in act[construction].split("{no}")[0])
    )
    return table["most_wrong"], cells


def _cell(act: dict, construction: str, context: str, turn: int) -> Cell:
    first, second, third, fourth = (STATES[(turn * step + start) % len(STATES)] for step, start in _WALKS)
    actors = _different((first, second, third, fourth), turn)
    (x, y, z, w) = actors
    several = context in PLURAL_CONTEXTS
    who = _named(act.get("who", ""), x, turn)
    if context == "organ" and not act.get("who"):
        who = f"{ORGANS[turn % len(ORGANS)]} {x[0]}"
    plural = several or who.startswith(("las ", "los "))
    if several:
        other = _named(act.get("who", ""), w, turn + 1)
        who = f"{who} {_and(other)} {other}"
    wording = act[construction].replace("{no}", "no " if context == "denied" else "")
    template = CONTEXTS[context].replace("{said}", wording).replace("{verb}", wording.removeprefix("{x} "))
    text = _inflected(template, turn, plural, y[2] == "f")
    text = text.replace("{x}", who).replace("{y}", _named(act.get("whom", ""), y, turn + 2))
    text = text.replace("{speaker}", f"{SPEAKERS[turn % len(SPEAKERS)]} {z[0]}")
    text = _joined(text)
    subjects = [x[1], w[1]] if several else [x[1]]
    said = {
        "polarity": "neg" if context == "denied" else "pos",
        "status": STATUS.get(context, "fact"),
        "by": {"hedge": "fuentes diplomáticas", "told": z[0]}.get(context, ""),
        "date": "2021-03-03" if context == "dated" else "",
    }
    facts = tuple(wanted for fact in act["facts"] for wanted in _wanted(act, fact, subjects, y[1], said))
    name = f"{act['facts'][0]} {construction}/{context}"
    return Cell(name, text[0].upper() + text[1:] + ".", facts)


_WALKS = ((1, 0), (3, 7), (7, 19), (9, 30))


def _different(states: tuple[list[str], ...], turn: int) -> tuple[list[str], ...]:
    """The states, each that stands there already replaced by the next free one."""
    chosen: list[list[str]] = []
    for state in states:
        place = STATES.index(state)
        while STATES[place % len(STATES)] in chosen:
            place += 1
        chosen.append(STATES[place % len(STATES)])
    return tuple(chosen)


def _named(kind: str, state: list[str], turn: int) -> str:
    return f"{PERSONS[turn % len(PERSONS)]} {state[0]}" if kind == "person" else state[0]


def _inflected(template: str, turn: int, plural: bool, feminine: bool) -> str:
    def choose(marks: str, place: int | None, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            options = match[1].split("|")
            return options[(turn if place is None else place) % len(options)]

        return re.sub(marks, one, text)

    text = choose(r"\[([^\[\]]*)\]", int(plural), template)
    text = choose(r"\(([^()]*)\)", int(feminine), text)
    return choose(r"<([^<>]*)>", None, text)


def _and(word: str) -> str:
    return "e" if re.match(r"(?i)h?i[^aeo]", word) else "y"


def _joined(text: str) -> str:
    text = re.sub(r" y (?=(?i:h?i[^aeo]))", " e ", text)
    text = re.sub(r"\b([Aa]|[Dd]e) el (?=\w)", lambda match: match[1] + "l ", text)
    return re.sub(r" +", " ", text).replace(" ,", ",").strip()


def _wanted(act: dict, fact: str, subjects: list[str], whom: str, said: dict) -> Iterator[Wanted]:
    relation, subject, other = fact.lstrip("?").split()
    mutual = bool(act.get("mutual")) and relation != "PARTY_TO"
    may_miss = fact.startswith("?")
    people = {"x": subjects, "y": [whom]}
    others = people.get(other, ["" if other == "-" else other])
    for one in people[subject]:
        for two in others:
            yield Wanted(relation, one, two, **said, may_miss=may_miss, mutual=mutual)
    if mutual and len(subjects) == 2:  # "X and W met with Y" says that X met with W too, or leaves it open
        yield Wanted(relation, *subjects, **said, may_miss=True, mutual=True)


if __name__ == "__main__":
    for cell in read_grid()[1]:
        print(cell.name, "|", cell.text)
