"""A sentence's phrases enter, event drafts leave: a trigger, its frame, and who fills which slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph_builder.extract.conditions import (
    is_on_form,
    is_on_own,
    is_on_slots,
    is_said,
    is_true_of,
)
from graph_builder.extract.context import SentenceContext
from graph_builder.extract.events.candidates import Draft, both_ways, filled_slots, needs_subject
from graph_builder.extract.events.triggers import find_triggers
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.qualify.attribution import read_speaker
from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.control import condition_subjects, is_charged
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.light_verbs import find_light_verb
from graph_builder.extract.syntax.nonlocal_arguments import with_nonlocal
from graph_builder.extract.syntax.transfer import LENT, LENT_INVERSE, transfer_from_light_verb, transfer_from_nouns
from graph_builder.model import Mention
from graph_builder.nlp.syntax import has, is_first_person, is_ours
from graph_builder.vocabulary.conditions import Condition, ConditionTest
from graph_builder.vocabulary.lexicon import Frame, LightVerb, Realisation, Trigger

_SPEAKER = "speaker"  # the function of who says the clause
_CONDITION = "condition"  # who meets the condition that is set: "si X ataca"
_DOER = "doer"  # in a second statement: the subject of the first
_PLACE = "place"
_LINKING_POS = {"ADV", "ADP"}


class EventFinder:
    """Applies triggers.tsv and frames.toml to one sentence."""

    def __init__(self, context: SentenceContext) -> None:
        self._context = context
        self._lexicon = context.vocabulary.lexicon

    def find(self) -> Iterator[Draft]:
        """Drafts in the order of their triggers; what a verb says of a gathering, the gathering's name does not."""
        drafts = list(self._drafts())
        said = {(d.theme, d.event_type.name) for d in drafts if d.theme is not None and d.theme != d.trigger}
        yield from (d for d in drafts if d.theme != d.trigger or (d.theme, d.event_type.name) not in said)

    def _drafts(self) -> Iterator[Draft]:
        for readings in find_triggers(self._context):
            drafts = (list(self._apply(match.token, match.pos, match.rows)) for match in readings)
            yield from next(filter(None, drafts), ())

    def _apply(self, token: Token, pos: str, rows: Sequence[Trigger]) -> Iterator[Draft]:
        rows = [row for row in rows if not self._lacks_speaker(row, token)]
        if rows:
            arguments = self._arguments(token, pos)
            rows = [row for row in rows if self._may_hold(row, arguments)]
        if rows:
            light, effect = self._light_verb(token, pos)
            arguments = self._with_transferred(token, pos, rows, arguments, light, effect)
            drafts = (self._draft(row, token, pos, arguments) for row in rows)
            for row, draft in zip(rows, drafts, strict=True):
                if draft is not None:
                    draft = replace(draft, light=light, effect=effect)
                    found = list(self._with_companion(draft, pos, row, arguments))
                    if found:
                        yield from found
                        return

    def _light_verb(self, token: Token, pos: str) -> tuple[Token | None, LightVerb | None]:
        """The light verb above a trigger, with its table row; of a linking word the predicate that it is said in."""
        if token.pos_ in _LINKING_POS:
            return _predicate_above(token), None
        return find_light_verb(token, self._lexicon) if pos == "NOUN" else (None, None)

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
            arguments = transfer_from_nouns(arguments.tokens.get("direct", ()), arguments, self._context)
            if any(_CONDITION in self._realisation(row).object for row in rows):
                arguments = arguments.with_tokens(_CONDITION, condition_subjects(token, self._context))
        return arguments

    def _draft(self, row: Trigger, token: Token, pos: str, arguments: Arguments) -> Draft | None:
        """What a row makes of a trigger, where its conditions hold."""
        realisation = self._realisation(row)
        if _SPEAKER in realisation.subject:
            if is_charged(token, self._context):
                return None  # "acusó a Y de violar": the accusation itself says it
            arguments = self._with_speaker(token, arguments)
        said = (c for c in row.conditions if not (is_on_slots(c) or is_on_form(c) or is_on_own(c)))
        if not all(is_said(c, realisation, arguments, self._context) for c in said):
            return None
        draft = self._fill(token, pos, row, self._lexicon.frames[row.frame], arguments)
        holds = draft is not None and all(self._holds(c, draft) for c in row.conditions if is_on_slots(c))
        return draft if holds else None

    def _realisation(self, row: Trigger) -> Realisation:
        return self._lexicon.frames[row.frame].around(row.pos)

    def _lacks_speaker(self, row: Trigger, token: Token) -> bool:
        """Whether only who says it can act, and nobody does: asked before any function is looked for."""
        if self._realisation(row).subject != (_SPEAKER,) or not needs_subject(self._lexicon.frames[row.frame]):
            return False
        return is_charged(token, self._context) or not self._speaker(token)

    def _may_hold(self, row: Trigger, arguments: Arguments) -> bool:
        """Whether a row may hold by what no other word lends to its trigger: a direct object, a subject."""
        frame, realisation = self._lexicon.frames[row.frame], self._realisation(row)
        if not all(is_said(c, realisation, arguments, self._context) for c in row.conditions if is_on_own(c)):
            return False
        own = row.pos == "VERB" and realisation.subject == ("subject",) and needs_subject(frame)
        return not own or bool(self._actors(("subject",), arguments, set(), people=frame.people))

    def _arguments(self, token: Token, pos: str) -> Arguments:
        if token.pos_ in _LINKING_POS:
            token = _predicate_above(token)
            pos = token.pos_
        if pos not in {"VERB", "AUX"}:
            arguments = with_nonlocal(token, noun_arguments(token, self._context), self._context)
            return self._speaking_for_oneself(token, arguments) if token.pos_ == "ADJ" else arguments
        modal = token.dep_ == "aux" and token.head.pos_ in {"VERB", "AUX"}  # "debe retirar": what "retirar" has
        arguments = verb_arguments(token.head if modal else token, self._context)
        return self._speaking_for_oneself(token, arguments)

    def _speaking_for_oneself(self, token: Token, arguments: Arguments) -> Arguments:
        """ "Exigimos ...", "quiero agradecer ...", "nuestro país apoya ...": the subject is who says it."""
        subjects = arguments.tokens.get("subject", ())
        ours = any(is_ours(t) and self._context.is_a(t, "polity", "organ") for t in subjects[:1])
        controlled = token.dep_ == "xcomp" and has(token, "VerbForm", "Inf") and is_first_person(token.head)
        if not ours and (subjects or not (controlled or is_first_person(token))):
            return arguments
        arguments = self._with_speaker(token, arguments).with_tokens("subject", ())
        return arguments.with_mentions("subject", arguments.mentions[_SPEAKER])

    def _with_speaker(self, token: Token, arguments: Arguments) -> Arguments:
        """Who says the clause, as a participant: "Peskov dijo que EE.UU. debe retirarse" is a demand of Peskov."""
        if _SPEAKER in arguments.mentions:
            return arguments
        return arguments.with_mentions(_SPEAKER, self._speaker(token))

    def _speaker(self, token: Token) -> tuple[Mention, ...]:
        speaker = read_speaker(token.head if token.dep_ == "aux" else token, self._context)
        said = speaker.attribution.mention if speaker is not None else None
        return (said,) if said is not None else ()

    def _with_companion(self, draft: Draft, pos: str, row: Trigger, arguments: Arguments) -> Iterator[Draft]:
        if set(draft.frame.required) <= filled_slots(draft, self._context):
            yield from both_ways(draft) if draft.frame.both_ways else (draft,)
        if draft.frame.also:
            frame = self._lexicon.frames[draft.frame.also]
            arguments = arguments.with_mentions(_DOER, draft.subjects)
            if _SPEAKER in frame.around(pos).subject:
                arguments = self._with_speaker(draft.predicate, arguments)
            second = self._fill(draft.trigger, pos, row, frame, arguments)
            if second is not None and set(frame.required) <= filled_slots(second, self._context):
                yield replace(
                    second,
                    light=draft.light,
                    effect=draft.effect,
                    event_type=frame.event_type or row.event_type,
                )

    def _fill(self, token: Token, pos: str, row: Trigger, frame: Frame, arguments: Arguments) -> Draft | None:
        """Who and what stands in the slots of a frame; None where nobody is found to act and somebody must."""
        realisation = frame.around(pos)
        used: set[Token] = set()
        told = realisation.subject[:1] == (_SPEAKER,)  # who speaks does not do it: "X lanzó un ataque, dijo P"
        said = not frame.mutual and "adj" in realisation.subject and bool(arguments.mentions.get("adj"))
        own = ("adj",) if said else ()  # "el ataque ruso fue evitado por X"
        between = frame.mutual and "entre" in realisation.subject and bool(arguments.tokens.get("entre"))
        told = told or between  # "X logró una tregua entre Y y Z"
        named = {condition.slot for condition in row.conditions}
        place = (_PLACE,) if _PLACE in realisation.subject and _is_impersonal(arguments) else ()
        lent = _Slots(
            subject=realisation.subject if told else (*own, LENT, *place, *realisation.subject),
            object=realisation.object if between else (LENT if told else LENT_INVERSE, *realisation.object),
            theme=tuple(sorted(realisation.theme, key=lambda f: f not in named)),
        )
        if frame.mutual:
            subjects, objects = self._participants(lent, arguments, used, people=frame.people)
            if frame.theme_is_object:
                subjects, objects = (*subjects, *objects), ()
        else:
            subjects = self._actors(lent.subject, arguments, used, people=frame.people)
            if not subjects and needs_subject(frame):
                return None
            objects = self._actors(lent.object, arguments, used, things=True, but=subjects)
            if not objects and frame.people:  # "mató a 20 personas en X": the state first, then people of none
                objects = self._actors(lent.object, arguments, used, things=True, people=True, but=subjects)
        theme = next((t for f in lent.theme for t in arguments.tokens.get(f, ()) if t not in used), None)
        rule = f"{pos.lower()}:{row.lemma}/{frame.name}"
        speaks = _SPEAKER in realisation.subject and bool(subjects) and subjects == arguments.mentions.get(_SPEAKER)
        return Draft(token, frame, row.event_type, subjects, objects, rule, theme, speaks=speaks)

    def _participants(
        self, slots: _Slots, arguments: Arguments, used: set[Token], *, people: bool
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """The members of a mutual event: who is said as its subject, and with whom, where that is said apart."""
        first = self._actors(slots.subject, arguments, used, people=people)
        second = self._actors(slots.object, arguments, used, people=people)
        return first, tuple(mention for mention in second if mention not in first)

    def _actors(
        self,
        functions: tuple[str, ...],
        arguments: Arguments,
        used: set[Token],
        *,
        things: bool = False,
        people: bool = False,
        but: tuple[Mention, ...] = (),
    ) -> tuple[Mention, ...]:
        """Actors under the first function that holds any; `but`: who acts, named inside whom it is done to."""
        for function in functions:
            if not arguments.has(function):
                continue
            found: list[Mention] = []
            tokens = [t for t in arguments.tokens.get(function, ()) if t not in used]
            owned = things or function == "clause_object" or function.startswith("governor")  # "las palabras de X"
            for token in tokens:
                actors = [a for a in actors_of(token, self._context, things=owned, people=people) if a not in but]
                found += [actor for actor in actors if actor not in found]
                if actors:
                    used.add(token)
            if not found:
                found += arguments.mentions.get(function, ())
            nested = () if found else arguments.nested.get(function, ())
            for token in nested:
                if token not in used and (not found or any(t in used for t in token.conjuncts)):
                    found += actors_of(token, self._context)
                    used.add(token)
            if found:
                return tuple(found)
        return ()

    def _holds(self, condition: Condition, draft: Draft) -> bool:
        """Whether a condition on filled slots is met."""
        match condition.slot:
            case "subject" if condition.test is ConditionTest.SEVERAL:
                found = len(draft.subjects + draft.objects) > 1
            case "subject":
                found = bool(draft.subjects)
            case "object":
                found = bool(draft.objects) == (condition.test is ConditionTest.ACTOR)
            case _:
                found = is_true_of(condition, [draft.theme] if draft.theme is not None else [], self._context)
        return found != condition.negated


@dataclass(frozen=True, slots=True)
class _Slots:
    subject: tuple[str, ...]
    object: tuple[str, ...]
    theme: tuple[str, ...]


def _is_impersonal(arguments: Arguments) -> bool:
    """ "Arrestan en China a un ejecutivo": they do, whoever they are."""
    unsaid = arguments.mentions.get("subject", ())
    return not arguments.tokens.get("subject") and any(mention.plural for mention in unsaid)


def _predicate_above(word: Token) -> Token:
    """What an adverb or preposition is said in: "está detrás del ataque", read with "está" or with "ataque" as head."""
    head = word.head
    while head.dep_ in {"obl", "nmod", "case", "advmod"} and not any(c.dep_ == "cop" for c in head.children):
        head = head.head
    return head
