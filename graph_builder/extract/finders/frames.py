"""Events by their frames: a trigger, the first row of triggers.tsv that holds for it, and who fills which slot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graph_builder.extract.conditions import is_said
from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import EventCandidate, each_way, needs_subject
from graph_builder.extract.events.implicit import is_complete, with_implicit
from graph_builder.extract.events.slots import fill_slots, has_subject, is_met
from graph_builder.extract.events.triggers import TriggerMatch, find_triggers
from graph_builder.extract.finders.gapped import gapped_arguments
from graph_builder.extract.qualify.attribution import read_speaker
from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.control import condition_subjects, is_accusation
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.light_verbs import find_light_verb
from graph_builder.extract.syntax.nonlocal_arguments import with_nonlocal
from graph_builder.extract.syntax.transfer import transfer_from_light_verb, transfer_from_nouns
from graph_builder.model import Mention
from graph_builder.nlp.syntax import has, is_first_person, is_ours
from graph_builder.vocabulary.conditions import Stage
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import LightVerb, Realisation, Trigger

_LINKING_POS = {"ADV", "ADP"}


def find_events(context: SentenceContext) -> Iterator[EventCandidate]:
    """Yield the events that a sentence tells by a word of triggers.tsv and its frame."""
    return _EventFinder(context).find()


def find_unnamed(context: SentenceContext, told: Collection[Token]) -> Iterator[EventCandidate]:
    """Yield the events of which a sentence does not tell who takes part: "tras las protestas", "hubo dos heridos".

    They are no facts; whoever codes events counts them. Which relations they are of, `relations.toml` says (`unnamed`).

    Args:
        context: of the sentence.
        told: triggers of the events that it tells of somebody.
    """
    finder = _EventFinder(context)
    for readings in find_triggers(context):
        yield from (event for event in finder.unnamed(readings) if event.trigger not in told)


class _EventFinder:
    """Applies triggers.tsv and frames.toml to one sentence."""

    def __init__(self, context: SentenceContext) -> None:
        self._context = context
        self._lexicon = context.vocabulary.lexicon

    def find(self) -> Iterator[EventCandidate]:
        """Yield events in the order of their triggers; what a verb says of a gathering, its name does not say again."""
        events = [event for readings in find_triggers(self._context) for event in self._first(readings)]
        said = {(e.theme, e.event_type.name) for e in events if e.theme is not None and e.theme != e.trigger}
        yield from (e for e in events if e.theme != e.trigger or (e.theme, e.event_type.name) not in said)

    def _first(self, readings: Iterator[TriggerMatch]) -> list[EventCandidate]:
        """What the first reading of a trigger tells that tells anything."""
        events = (list(self._apply(match.token, match.pos, match.rows)) for match in readings)
        return next(filter(None, events), [])

    def unnamed(self, readings: Iterator[TriggerMatch]) -> Iterator[EventCandidate]:
        """Yield what a trigger tells by the first row that holds whoever takes part."""
        relations = self._context.vocabulary.relations.unnamed
        for match in readings:
            rows = [row for row in match.rows if row.event_type.relation.notation in relations]
            arguments = self._arguments(match.token, match.pos) if rows else Arguments({})
            for row in rows:
                event = self._of_nobody(row, match, arguments)
                if event is not None:
                    yield event
                    return

    def _of_nobody(self, row: Trigger, match: TriggerMatch, arguments: Arguments) -> EventCandidate | None:
        slots = self._realisation(row)
        stages = (*row.at(Stage.OWN), *row.at(Stage.AROUND))
        light, effect = self._light_verb(match.token, match.pos)
        rule, frame = f"{match.pos.lower()}:{row.lemma}/{row.frame}", self._lexicon.frames[row.frame]
        event = EventCandidate(match.token, frame, slots, row.event_type, (), (), rule, light=light, effect=effect)
        holds = all(is_said(c, slots, arguments, self._context) for c in stages)
        return event if holds and all(is_met(c, event, self._context) for c in row.at(Stage.FILLED)) else None

    def _apply(self, token: Token, pos: str, rows: Sequence[Trigger]) -> Iterator[EventCandidate]:
        rows = [row for row in rows if not self._lacks_speaker(row, token)]
        if rows:
            arguments = self._arguments(token, pos)
            yield from self._told(token, pos, rows, arguments)
            for gapped in gapped_arguments(token, arguments, self._context) if pos == "VERB" else ():
                yield from self._told(token, pos, rows, gapped)

    def _told(self, token: Token, pos: str, rows: Sequence[Trigger], arguments: Arguments) -> Iterator[EventCandidate]:
        """What the first row tells that holds by some arguments."""
        rows = [row for row in rows if self._may_hold(row, arguments)]
        if rows:
            light, effect = self._light_verb(token, pos)
            arguments = self._with_transferred(token, pos, rows, arguments, light, effect)
            for row in rows:
                event = self._event(row, token, pos, arguments)
                if event is not None:
                    found = list(self._with_companion(replace(event, light=light, effect=effect), pos, row, arguments))
                    if found:
                        yield from found
                        return

    def _light_verb(self, token: Token, pos: str) -> tuple[Token | None, LightVerb | None]:
        """The light verb above a trigger, with its table row; of a linking word the predicate that it is said in."""
        if token.pos_ in _LINKING_POS:
            return _predicate_above(token), None
        return find_light_verb(token, self._context) if pos == "NOUN" else (None, None)

    def _with_transferred(
        self,
        token: Token,
        pos: str,
        rows: Sequence[Trigger],
        arguments: Arguments,
        light: Token | None,
        effect: LightVerb | None,
    ) -> Arguments:
        """A trigger's arguments with those that other words lend to it."""
        if light is not None and effect is not None:
            arguments = transfer_from_light_verb(light, effect, arguments, self._context)
            if token.head.lower_ == effect.particle:
                arguments = transfer_from_nouns([token.head], arguments, self._context)
        if pos == "VERB":
            arguments = transfer_from_nouns(arguments.tokens.get(Function.DIRECT, ()), arguments, self._context)
            if any(Function.CONDITION in self._realisation(row).object for row in rows):
                arguments = arguments.with_tokens(Function.CONDITION, condition_subjects(token, self._context))
        return arguments

    def _event(self, row: Trigger, token: Token, pos: str, arguments: Arguments) -> EventCandidate | None:
        """What a row makes of a trigger, where its conditions hold."""
        realisation = self._realisation(row)
        if Function.SPEAKER in realisation.subject:
            if is_accusation(token, self._context):
                return None  # "acusó a Y de violar": the accusation itself says it
            arguments = self._with_speaker(token, arguments)
        if not all(is_said(c, realisation, arguments, self._context) for c in row.at(Stage.AROUND)):
            return None
        event = fill_slots(token, pos, row, self._lexicon.frames[row.frame], arguments, self._context)
        holds = event is not None and all(is_met(c, event, self._context) for c in row.at(Stage.FILLED))
        return event if holds else None

    def _realisation(self, row: Trigger) -> Realisation:
        return self._lexicon.frames[row.frame].around(row.pos)

    def _lacks_speaker(self, row: Trigger, token: Token) -> bool:
        """Whether only who says it can act, and nobody does: asked before any function is looked for."""
        if self._realisation(row).subject != (Function.SPEAKER,) or not self._needs_subject(row):
            return False
        return is_accusation(token, self._context) or not self._speaker(token)

    def _may_hold(self, row: Trigger, arguments: Arguments) -> bool:
        """Whether a row may hold by what no other word lends to its trigger: a direct object, a subject."""
        frame, realisation = self._lexicon.frames[row.frame], self._realisation(row)
        if not all(is_said(c, realisation, arguments, self._context) for c in row.at(Stage.OWN)):
            return False
        own = row.pos == "VERB" and realisation.subject == (Function.SUBJECT,) and self._needs_subject(row)
        return not own or has_subject(frame, arguments, self._context)

    def _needs_subject(self, row: Trigger) -> bool:
        return needs_subject(self._lexicon.frames[row.frame], self._realisation(row))

    def _arguments(self, token: Token, pos: str) -> Arguments:
        if token.pos_ in _LINKING_POS:
            token = _predicate_above(token)
            pos = token.pos_
        if pos not in {"VERB", "AUX"}:
            arguments = with_nonlocal(token, noun_arguments(token, self._context), self._context)
            if is_ours(token):  # "nuestro apoyo a Y"
                speaker = self._with_speaker(token, arguments).mentions[Function.SPEAKER]
                return arguments.with_mentions(Function.POSSESSIVE, speaker)
            return self._speaking_for_oneself(token, arguments) if token.pos_ == "ADJ" else arguments
        modal = token.dep_ == "aux" and token.head.pos_ in {"VERB", "AUX"}  # "debe retirar": what "retirar" has
        arguments = verb_arguments(token.head if modal else token, self._context)
        return self._speaking_for_oneself(token, arguments)

    def _speaking_for_oneself(self, token: Token, arguments: Arguments) -> Arguments:
        """ "Exigimos ...", "quiero agradecer ...", "nuestro país apoya ...": the subject is who says it."""
        subjects = arguments.tokens.get(Function.SUBJECT, ())
        ours = any(is_ours(t) and self._context.is_a(t, "polity", "organ") for t in subjects[:1])
        controlled = token.dep_ == "xcomp" and has(token, "VerbForm", "Inf") and is_first_person(token.head)
        if not ours and (subjects or not (controlled or is_first_person(token))):
            return arguments
        arguments = self._with_speaker(token, arguments).with_tokens(Function.SUBJECT, ())
        return arguments.with_mentions(Function.SUBJECT, arguments.mentions[Function.SPEAKER])

    def _with_speaker(self, token: Token, arguments: Arguments) -> Arguments:
        """Who says the clause, as a participant: "Peskov dijo que EE.UU. debe retirarse" is a demand of Peskov."""
        if Function.SPEAKER in arguments.mentions:
            return arguments
        return arguments.with_mentions(Function.SPEAKER, self._speaker(token))

    def _speaker(self, token: Token) -> tuple[Mention, ...]:
        speaker = read_speaker(token.head if token.dep_ == "aux" else token, self._context)
        said = speaker.attribution.mention if speaker is not None else None
        return (said,) if said is not None else ()

    def _with_companion(
        self, event: EventCandidate, pos: str, row: Trigger, arguments: Arguments
    ) -> Iterator[EventCandidate]:
        """An event, where its frame is filled, and what the companion of its frame tells."""
        filled = with_implicit(event, self._context)
        if is_complete(filled, self._context):
            yield from each_way(filled) if event.frame.both_ways else (filled,)
        if event.frame.also:
            frame = self._lexicon.frames[event.frame.also]
            arguments = arguments.with_mentions(Function.DOER, event.subjects)
            if Function.SPEAKER in frame.around(pos).subject:
                arguments = self._with_speaker(event.predicate, arguments)
            second = fill_slots(event.trigger, pos, row, frame, arguments, self._context)
            if second is not None:
                second = replace(second, light=event.light, effect=event.effect)
                second = with_implicit(replace(second, event_type=frame.event_type or row.event_type), self._context)
                if is_complete(second, self._context):
                    yield second


def _predicate_above(word: Token) -> Token:
    """What an adverb or preposition is said in: "está detrás del ataque", read with "está" or with "ataque" as head."""
    head = word.head
    while head.dep_ in {"obl", "nmod", "case", "advmod"} and not any(c.dep_ == "cop" for c in head.children):
        head = head.head
    return head
