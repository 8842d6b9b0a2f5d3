"""The status of an event by the facts about it, and the direct edges that it justifies.

The rule for `al:status`. The claims of the most real temporality decide: what is claimed to be actual before
what is planned before what is only hypothetical. Among these claims

    some affirm, some deny            -> disputed
    all deny                          -> denied
    all affirm, something planned     -> planned
    all affirm, something imagined    -> hypothetical
    all affirm, an article itself says it unhedged -> asserted
    all affirm, otherwise             -> reported

The rule for a consensus edge. The event has two participants and is asserted, or it is reported unhedged
by two speakers or more. The edge names every affirming, unhedged claim that it rests on.

The rule for `al:jointConfidence` of an event or an edge: the probability that at least one of its independent claims is
right, 1 - (1 - p1)(1 - p2)..., over the affirming, unhedged ones. Claims of one publisher are not independent (of one
article, where the publisher is unknown): the most probable of them counts. At most 0.99, as for a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import prod

from rdflib import URIRef

from graph_builder.graph.identifiers import event_iri
from graph_builder.graph.scheme import Scheme
from graph_builder.model import Fact, Polarity, Status


class EventStatus(StrEnum):
    """What follows from all claims about an event; the values are local names of the ontology."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    DISPUTED = "disputed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


_TEMPORALITIES: tuple[tuple[frozenset[Status], EventStatus], ...] = (
    (frozenset({Status.FACT, Status.HEDGED}), EventStatus.REPORTED),
    (frozenset({Status.PLANNED}), EventStatus.PLANNED),
    (frozenset({Status.HYPOTHETICAL}), EventStatus.HYPOTHETICAL),
)
_MIN_SPEAKERS = 2
_MOST = 0.99  # nothing that is read by a program is certain


def event_status(facts: Sequence[Fact]) -> EventStatus:
    """Status of an event by the rule above, from all facts about it.

    Raises:
        ValueError: there is no fact; an event exists only because something is claimed about it.
    """
    for statuses, affirmed in _TEMPORALITIES:
        deciding = [fact for fact in facts if fact.status in statuses]
        if not deciding:
            continue
        denials = sum(fact.polarity is Polarity.NEG for fact in deciding)
        if denials:
            return EventStatus.DENIED if denials == len(deciding) else EventStatus.DISPUTED
        if any(_in_own_voice(fact) for fact in deciding):
            return EventStatus.ASSERTED
        return affirmed
    raise ValueError("an event needs a claim")


def event_of(fact: Fact, scheme: Scheme) -> URIRef:
    """Return the node of the event that a fact is about; facts from several articles may share it."""
    return event_iri(fact, scheme.is_mutual(fact.event_type, fact.relation))


def disputed_facts(facts: Iterable[Fact], scheme: Scheme) -> frozenset[str]:
    """Return the ids of the facts about disputed events: what every count of disputes goes by."""
    by_event: defaultdict[URIRef, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_event[event_of(fact, scheme)].append(fact)
    disputed = (about for about in by_event.values() if event_status(about) is EventStatus.DISPUTED)
    return frozenset(fact.id for about in disputed for fact in about)


def supporting(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The claims that a direct edge between the participants rests on; none where the rule admits no edge."""
    status = event_status(facts)
    grounds = affirming(facts)
    if not all(fact.subject_id and fact.object_id for fact in grounds):
        return ()
    if status is EventStatus.ASSERTED:
        return grounds
    speakers = {fact.attributed_to_id or fact.attributed_to for fact in grounds}
    return grounds if status is EventStatus.REPORTED and len(speakers) >= _MIN_SPEAKERS else ()


def affirming(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The claims that affirm the event unhedged."""
    return tuple(fact for fact in facts if fact.polarity is Polarity.POS and fact.status is Status.FACT)


def joint_confidence(facts: Iterable[Fact], sources: Mapping[str, str]) -> float:
    """The probability that at least one of some claims is right, by the rule above.

    Args:
        facts: claims that say the same.
        sources: by article, what is independent of other sources.
    """
    best: dict[str, float] = {}
    for fact in facts:
        source = sources[fact.article]
        best[source] = max(fact.confidence, best.get(source, 0.0))
    return min(_MOST, 1 - prod(1 - confidence for confidence in best.values()))


def _in_own_voice(fact: Fact) -> bool:
    return fact.status is Status.FACT and not fact.attributed_to and not fact.attributed_to_id
