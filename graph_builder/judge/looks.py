"""The functions of the table of features: what is seen of a fact, as words; of numbers, their band."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from graph_builder.judge.scene import Scene, Side, pair_of, words_of
from graph_builder.model import Fact
from graph_builder.reader.learned import is_learned

Look = Callable[[Fact, Scene], Iterator[str]]  # all values that a feature has
Value = Callable[[Fact, Scene], str]  # the one that it has, "" where none
SideValue = Callable[[Side, Fact, Scene], str]

ROLES = ("subject", "object")
_SHORTEST_WORD = 4
_PATH_STEPS = 4  # a longer path is as good as unique
_CAPITALS = 1 / 3  # of the letters of a heading
_CHANCES = (0.5, 1, 2, 4, 7, 11, 16, 22, 30, 40, 50, 60, 70, 80)  # percent


def one(value: Value) -> Look:
    """Make a feature of one value."""

    def values(fact: Fact, scene: Scene) -> Iterator[str]:
        if found := value(fact, scene):
            yield found

    return values


def long(value: Value) -> Look:
    """Make a feature that has no value in a short text, which holds too little to count."""
    return one(lambda fact, scene: "" if scene.is_short else value(fact, scene))


def both(value: SideValue) -> Look:
    """Make a feature of both participants, which tells them apart."""

    def values(fact: Fact, scene: Scene) -> Iterator[str]:
        for role, side in zip(ROLES, (scene.subject(fact), scene.object(fact)), strict=True):
            found = value(side, fact, scene) if side is not None else "none"
            if found:
                yield f"{role} {found}"

    return values


def both_long(value: SideValue) -> Look:
    """Make a feature of both participants that has no value in a short text."""
    look = both(value)
    return lambda fact, scene: iter(()) if scene.is_short else look(fact, scene)


def in_relation(value: SideValue) -> SideValue:
    """Tell a value of a participant apart by the relation."""
    return lambda side, fact, scene: f"{value(side, fact, scene)} in {fact.relation}"


def band(number: float, *bounds: float) -> str:
    """Return the band of a number among ascending bounds.

    >>> band(1, 2, 4), band(3, 2, 4), band(9, 2, 4)
    ('below 2', '2 to 4', '4 or more')
    """
    if number < bounds[0]:
        return f"below {bounds[0]:g}"
    for low, high in pairwise(bounds):
        if number < high:
            return f"{low:g} to {high:g}"
    return f"{bounds[-1]:g} or more"


def at_least(odds: float, *bounds: float) -> Iterator[str]:
    """Yield each percentage that log odds reach, so that what is likelier weighs what is less likely, and more.

    >>> list(at_least(-1.0, 10, 20, 50)), list(at_least(-5.0, 10))
    (['at least 10 %', 'at least 20 %'], ['below 10 %'])
    """
    percent = 100 / (1 + math.exp(-odds))
    reached = [f"at least {bound:g} %" for bound in bounds if percent >= bound]
    yield from reached or [f"below {bounds[0]:g} %"]


def finder(fact: Fact, scene: Scene) -> str:
    """What found the fact: the kind of its trigger, or the reader."""
    return fact.rule.partition(":")[0]


def trigger(fact: Fact, scene: Scene) -> str:
    """The lemma of the trigger."""
    return fact.rule.partition(":")[2].partition("/")[0]


def frame(fact: Fact, scene: Scene) -> str:
    """The frame that the rule read."""
    return fact.rule.partition(":")[2].partition("/")[2] or fact.rule


def strength(fact: Fact, scene: Scene) -> str:
    """What the rules themselves make of the participants and the denial."""
    if is_learned(fact.rule):
        return ""
    return band(fact.confidence, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1)


def link(side: Side, fact: Fact, scene: Scene) -> str:
    """The rule that linked the mention."""
    return side.link.rule if side.link is not None else "no link"


def kind(side: Side, fact: Fact, scene: Scene) -> str:
    """How the actor is referred to."""
    return str(side.link.mention.kind) if side.link is not None else "no mention"


def entity(side: Side, fact: Fact, scene: Scene) -> str:
    """What the actor is."""
    return str(side.entity.kind) if side.entity is not None else "unknown"


def listed(side: Side, fact: Fact, scene: Scene) -> str:
    """Whether the lists know the actor."""
    actor = side.entity
    if actor is None:
        return ""
    return "that the lists know" if actor.wikidata or actor.id == actor.state else "that no list knows"


def head(side: Side, fact: Fact, scene: Scene) -> str:
    """The head noun of a description."""
    return side.link.mention.head if side.link is not None else ""


def label(side: Side, fact: Fact, scene: Scene) -> str:
    """The name tagger's label, and how sure resolution is."""
    found = side.link
    score = (0.5, 0.7, 0.8, 0.9, 0.95, 1)
    return f"{found.mention.label or 'no label'}, score {band(found.score, *score)}" if found is not None else ""


def states(fact: Fact, scene: Scene) -> str:
    """Whose states are known."""
    subject, other = fact.subject_state, fact.object_state
    if not fact.object_id:
        return "one actor with a state" if subject else "one actor without a state"
    if subject and subject == other:
        return "one and the same"
    return ("two", "only the object's", "only the subject's", "none")[(not subject) + 2 * (not other)]


def states_in_relation(fact: Fact, scene: Scene) -> str:
    """The same by relation."""
    return f"{states(fact, scene)} in {fact.relation}"


def path(side: Side, fact: Fact, scene: Scene) -> str:
    """The path from the trigger to the participant."""
    steps = side.path.count("/") + 1
    return (side.path or "none") if steps <= _PATH_STEPS else f"of {steps} steps"


def path_of_finder(side: Side, fact: Fact, scene: Scene) -> str:
    """The same by what found the fact."""
    return f"{path(side, fact, scene)} of {finder(fact, scene)}"


def steps(side: Side, fact: Fact, scene: Scene) -> str:
    """How many steps the path has."""
    return str(min(side.path.count("/") + 1, 5)) if side.path else ""


def where(side: Side, fact: Fact, scene: Scene) -> str:
    """Whether the participant stands before or after the middle of the evidence."""
    if side.link is None:
        return ""
    mention = side.link.mention
    if not mention.is_expressed:
        return "unsaid"
    if mention.sentence != fact.sentence:
        return "in another sentence"
    return "first" if mention.span.start < (fact.start + fact.end) / 2 else "last"


def words_near(fact: Fact, scene: Scene) -> Iterator[str]:
    """The words of the evidence, each once."""
    yield from sorted({word for word in words_of(fact.evidence) if len(word) >= _SHORTEST_WORD})


def marks(fact: Fact, scene: Scene) -> Iterator[str]:
    """What punctuation and capitals tell of the sentence."""
    sentence = scene.sentence(fact).rstrip()
    if sentence.endswith("?"):
        yield "a question"
    if scene.is_quoted(fact):
        yield "with the fact inside quotation marks"
    if sentence[-1:] not in {".", "!", "?", '"', "”", "»"}:
        yield "without a full stop"
    if sum(map(str.isupper, sentence)) > _CAPITALS * len(sentence):
        yield "in capitals"


def manner(fact: Fact, scene: Scene) -> str:
    """Polarity and status by relation."""
    return f"{fact.polarity} {fact.status} in {fact.relation}"


def speaker(fact: Fact, scene: Scene) -> str:
    """Who is quoted for the fact."""
    if fact.attributed_to_id:
        return "an actor"
    return "somebody" if fact.attributed_to else "the article"


def told(fact: Fact, scene: Scene) -> str:
    """How often the article tells the relation of the pair."""
    return band(scene.by_dyad[(fact.relation, *pair_of(fact))], 2, 3, 5)


def finders(fact: Fact, scene: Scene) -> str:
    """What found the relation of the pair, here or elsewhere in the article."""
    return " and ".join(sorted(scene.finders[(fact.relation, *pair_of(fact))]))


def rank(side: Side, fact: Fact, scene: Scene) -> str:
    """Where the participant's state stands among those that the article refers to."""
    if not side.state:
        return "of no state"
    place = scene.ranks.get(side.state)
    names = {None: "", 0: "of the main state", 1: "of the second state"}
    return names.get(place, "of another state")


def references(side: Side, fact: Fact, scene: Scene) -> str:
    """How often the article refers to the participant's state."""
    return band(scene.states[side.state], 2, 4, 8, 16) if side.state else ""


def read_here(fact: Fact, scene: Scene) -> Iterator[str]:
    """How sure the learned reader is of the fact."""
    return iter(["no word for it"]) if fact.reading is None else at_least(fact.reading, *_CHANCES)


def read_by_finder(fact: Fact, scene: Scene) -> Iterator[str]:
    """The same, apart for what rules found and for what the reader did."""
    found = "learned" if is_learned(fact.rule) else "by rule"
    return (f"{value}, {found}" for value in read_here(fact, scene))
