"""Dates: when an event happened, by the time expressions of its clause, the publication date and the years before.

A date is as precise as the text. Explicit ones ("el 19 de junio de 2024", "en julio de 2023", "en 2024") need no
anchor. Those that leave the year open take it from the paragraph or the publication date; those that count from the day
of writing ("ayer", "este jueves", "hace dos años") need the publication date. Without it the date stays unknown. The
date of another event ("por el ataque del 11 de septiembre") and the year in a name are not this event's date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from spacy.tokens import Doc, Token

from graph_builder.extract.qualify.anchors import Anchor, resolve_time
from graph_builder.extract.qualify.time_expressions import TimeExpression, head_of
from graph_builder.model import EventDate
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.syntax import has
from graph_builder.vocabulary import Calendar

_TAKING_PLACE = {"nsubj", "nsubj:pass", "obj"}
_OTHER_CLAUSES = {"acl", "acl:relcl", "ccomp", "advcl", "parataxis", "csubj"}
_DESCRIBING = {"amod", "acl"}
_YEAR = 4  # characters of an ISO date: a year
_OF_THINGS = {"MISC", "ORG"}  # labels of names
_NOMINAL = {"NOUN", "PROPN"}
_MOST_CLAUSES = 3  # above a predicate


def read_date(
    predicate: Token,
    times: Sequence[TimeExpression],
    published: str,
    calendar: Calendar,
    *,
    trigger: Token | None = None,
    named: Mapping[int, Named] = MappingProxyType({}),
    events: Collection[int] = (),
    planned: bool = False,
) -> EventDate | None:
    """Find the date of the clause of a predicate.

    Args:
        predicate: the event's verb or noun.
        times: the time expressions of its paragraph.
        published: ISO date of publication, "" where unknown.
        calendar: words of the language.
        trigger: the event's noun where the predicate is its light verb.
        named: the names that tokens are part of, by their indices.
        events: indices of the tokens that name an event.
        planned: whether the event is to come.
    """
    if not times:
        return None
    nouns = {predicate.i, (trigger or predicate).i}
    future = True if planned else is_to_come(predicate)
    day = date.fromisoformat(published) if len(published) == len("2024-06-19") else None
    since = predicate.sent.start if day is not None else 0
    for tokens in _clauses(predicate, times, calendar, events):
        for time in _ranked(times, tokens, predicate, calendar):
            if not _belongs(time, predicate, nouns, named, calendar):
                continue
            comes = True if _is_towards(time, predicate.doc, calendar) else future
            value = resolve_time(time, Anchor(day, _year_before(time, times, since), comes))
            if value:
                return EventDate(value, predicate.doc[time.first : time.last + 1].text)
    return None


def date_of_thing(thing: Token | None, times: Sequence[TimeExpression]) -> EventDate | None:
    """Return the year that a treaty or conference has in its name or after it: "el Tratado INF de 1987"."""
    if thing is None:
        return None
    inside = range(thing.left_edge.i, thing.right_edge.i + 1)
    years = [time for time in times if time.year is not None and time.bound in inside]
    if len(years) != 1 or years[0].is_range:
        return None
    value = resolve_time(years[0], Anchor(None, None, None))
    return EventDate(value, thing.doc[years[0].first : years[0].last + 1].text)


def is_to_come(predicate: Token) -> bool | None:
    """Return whether the verb of an event tells that it is to come, or that it has been; None where neither."""
    verb = predicate if predicate.pos_ in {"VERB", "AUX"} else predicate.head
    words = (verb, *(child for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"}))
    tenses = {tense for word in words if has(word, "VerbForm", "Fin") for tense in word.morph.get("Tense", [])}
    if "Fut" in tenses:
        return True
    return False if tenses & {"Past", "Imp"} else None


def _ranked(
    times: Sequence[TimeExpression], tokens: Collection[int], predicate: Token, calendar: Calendar
) -> list[TimeExpression]:
    """The time expressions of a clause: "para el 16 de junio" first, then what is told whole, then the nearest."""
    inside = [time for time in times if any(i in tokens for i in range(time.first, time.last + 1))]

    def order(time: TimeExpression) -> tuple[bool, bool, int]:
        towards = _is_towards(time, predicate.doc, calendar)
        return not towards, not time.is_explicit, abs(time.first - predicate.i)

    return sorted(inside, key=order)


def _is_towards(time: TimeExpression, doc: Doc, calendar: Calendar) -> bool:
    """Whether a time is to come, seen from its verb: "para el 16 de junio"."""
    return _has_case(head_of(time, doc), calendar.towards)


def _year_before(time: TimeExpression, times: Sequence[TimeExpression], since: int) -> int | None:
    """The year that was named last before a time expression, other than of a thing.

    Args:
        time: what leaves its year open.
        times: of the paragraph.
        since: the first token that counts: where the day of writing is known, that tells more than an earlier sentence.
    """
    before = (one for one in times if one.year is not None and one.bound is None and since <= one.first)
    named = [one.year for one in before if one.last < time.first]
    return named[-1] if named else None


def _belongs(
    time: TimeExpression, predicate: Token, nouns: Collection[int], named: Mapping[int, Named], calendar: Calendar
) -> bool:
    """Whether a time expression of the clause is the event's, not that of a thing or another event in it."""
    doc = predicate.doc
    if all(i in named for i in range(time.first, time.last + 1) if doc[i].text.isalnum()) or time.last in named:
        return False
    if time.bound is not None and time.bound not in nouns:
        if time.precision == _YEAR and time.bound in named and named[time.bound].label in _OF_THINGS:
            return False  # "el Tratado de Rabat de 1991"
        noun = doc[time.bound]  # "la visita oficial de Putin a Corea del Norte del 3 de mayo": of the visit
        while noun.pos_ != "NOUN" and noun.head != noun:
            noun = noun.head
        return predicate.pos_ in _NOMINAL and noun.i in nouns
    if predicate.pos_ in _NOMINAL and time.first == predicate.right_edge.i + 1:
        return True
    word = head_of(time, doc).head
    while word.i not in nouns and word.head != word:
        if word.dep_ in _DESCRIBING and word.head.pos_ == "PROPN" and word.head.dep_ in {"nsubj", "conj"}:
            return False  # "X e Y, enfrentadas desde 2011, podrían ..."
        if any(child.lower_ in calendar.aside for child in word.children if child.dep_ in {"case", "mark", "advmod"}):
            return False
        word = word.head
    return True


def _clauses(
    predicate: Token, times: Sequence[TimeExpression], calendar: Calendar, events: Collection[int]
) -> Iterator[Collection[int]]:
    """The clause itself; what is said of its noun; the date that it hangs on; the clause whose time it shares.

    "La visita, prevista para el 3 de mayo", "en junio se celebró una reunión"; "en marzo de 2007 en un almuerzo",
    "en 2018, cuando ..."; "viajó en 2012 y se reunió con X", "viajó el lunes para reunirse con X".
    """
    yield _clause(predicate, times)
    yield from _of_frame(predicate, times, calendar, events)
    governor = predicate.head
    if predicate.pos_ in _NOMINAL:
        yield from _of_noun(predicate, times, calendar)
    if _in_time(governor, times):
        inside = next(time for time in times if time.first <= governor.i <= time.last)
        yield range(inside.first, inside.last + 1)
    when = any(child.lower_ in calendar.conjunctions for child in predicate.children)
    if when and predicate.dep_ in {"advcl", "acl"} and governor.pos_ in {"VERB", "AUX"}:
        for verb in (governor, *(child for child in governor.children if child.dep_ == "xcomp")):
            yield _clause(verb, times)
    yield from _sharing(predicate, times)


def _of_noun(noun: Token, times: Sequence[TimeExpression], calendar: Calendar) -> Iterator[Collection[int]]:
    """Where the date of an event's noun stands outside its phrase."""
    for child in noun.children:
        if child.dep_ in {"acl", "amod"} and has(child, "VerbForm", "Part"):
            yield _clause(child, times)
    end = noun.right_edge.i + 1
    yield from ((end,) for time in times if time.first == end)  # "la guerra ruso-georgiana EN 2008" on another noun
    governor = noun.head
    if governor.lemma_.lower() in calendar.happening and noun.dep_ in _TAKING_PLACE:
        yield _clause(governor, times)
    days = [child for child in governor.children if child.dep_ == "obl" and _in_time(child, times)]
    if noun.dep_ == "obl":  # "en marzo de 2007, en un almuerzo, se habló del acuerdo"
        yield from ({word.i for word in day.subtree} for day in days if day.i < noun.i)
    if noun.dep_ in _TAKING_PLACE:  # "ratificó una visita PARA EL 3 DE MAYO"
        yield from ({word.i for word in day.subtree} for day in days if _has_case(day, calendar.towards))
    frame = noun
    while frame.dep_ == "nmod" and frame.head.pos_ == "NOUN":
        frame = frame.head
    if frame != noun and frame.dep_ == "obl" and _has_case(frame, calendar.during):  # "en el marco de la cumbre"
        yield _clause(frame.head, times)


def _of_frame(
    predicate: Token, times: Sequence[TimeExpression], calendar: Calendar, events: Collection[int]
) -> Iterator[Collection[int]]:
    """What is told of the event in whose course this one falls: "lo dijo EN UNA VISITA que hizo el 3 de mayo"."""
    for child in predicate.children:
        if child.i in events and child.dep_ in {"obl", "nmod"} and _has_case(child, calendar.during):
            yield from (_clause(verb, times) for verb in child.children if verb.dep_ in {"acl", "acl:relcl"})


def _has_case(noun: Token, prepositions: Collection[str]) -> bool:
    return any(child.dep_ == "case" and child.lower_ in prepositions for child in noun.children)


def _sharing(predicate: Token, times: Sequence[TimeExpression]) -> Iterator[Collection[int]]:
    """The clauses above whose time one without its own shares: "X viajó en 2012 y se reunió", "viajó para reunirse"."""
    clause = predicate
    for _ in range(_MOST_CLAUSES):
        shares = clause.dep_ == "xcomp" or (
            clause.dep_ in {"advcl", "conj"} and (has(clause, "VerbForm", "Ger") or has(clause, "VerbForm", "Inf"))
        )
        follows = clause.dep_ == "conj" and clause.pos_ == "VERB" and _tense(clause) == _tense(clause.head)
        if not (shares or follows) or clause.head.pos_ not in {"VERB", "AUX"}:
            return
        clause = clause.head
        yield _clause(clause, times)


def _tense(verb: Token) -> list[str]:
    finite = next((t for t in (verb, *verb.children) if has(t, "VerbForm", "Fin")), verb)
    return finite.morph.get("Tense", [])


def _in_time(token: Token, times: Sequence[TimeExpression]) -> bool:
    return any(time.first <= token.i <= time.last for time in times)


def _clause(predicate: Token, times: Sequence[TimeExpression]) -> set[int]:
    """Tokens below a predicate that belong to its own clause, not to a clause inside it."""
    kept, stack = set(), [predicate]
    while stack:
        token = stack.pop()
        kept.add(token.i)
        stack += [
            child
            for child in token.children
            if _in_time(child, times)  # also the verb of "hace dos semanas"
            or (
                child.dep_ not in _OTHER_CLAUSES | {"appos"}
                and not (child.dep_ in {"conj", "xcomp"} and child.pos_ in {"VERB", "AUX"})
            )
        ]
    return kept
