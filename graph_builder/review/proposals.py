"""What came back from a person, whatever the program it was written in, and the judgements that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph_builder.errors import ConfigurationError
from graph_builder.graph.identifiers import claim_id
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Polarity, Span, Status
from graph_builder.nearest import did_you_mean
from graph_builder.query.actor_names import ActorNames
from graph_builder.review.judgements import Judgement, Verdict
from graph_builder.vocabulary import load_vocabulary

CHANGEABLE = ("evidence", "relation", "subject", "object", "polarity", "status", "attributed_to", "date")
_MAY_BE_EMPTY = {"object", "attributed_to", "date"}  # of the others nothing is as it was
_DATE = re.compile(r"|\d{4}(-\d\d){0,2}")
_PRECISIONS = {0: "", 4: "year", 7: "month", 10: "day"}
_RULE = "review"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact as a person left it."""

    where: str  # file and line
    verdict: str  # as written; "" where values alone tell whether it was changed
    id: str  # of the fact; "" for a new one
    article: str
    values: Mapping[str, str]  # of `CHANGEABLE`; one that is missing is as it was
    start: int | None = None  # of the evidence, where the program tells it
    note: str = ""


class _WrongError(Exception):
    """A proposal that is none, and why."""


def judge(graph: KnowledgeGraph, proposals: Iterable[Proposal]) -> tuple[Judgement, ...]:
    """Return the judgements that proposals make on the facts of a graph.

    A proposal without a verdict and without a change is none: nobody has looked at it. One whose values are not those
    of the fact is a correction, unless it says rejected.

    Raises:
        ConfigurationError: proposals that name no fact, article, actor, relation or words of the graph, all of them.
    """
    judging = _Judging(graph)
    found, problems = list[Judgement](), list[str]()
    for proposal in proposals:
        try:
            judgement = judging.of(proposal)
        except (_WrongError, ConfigurationError) as error:
            problems.append(f"{proposal.where}: {error}")
        else:
            found += [judgement] if judgement is not None else []
    if problems:
        raise ConfigurationError("\n".join(problems))
    return tuple(found)


class _Judging:
    def __init__(self, graph: KnowledgeGraph) -> None:
        self._facts = {fact.id: fact for fact in graph.facts}
        self._articles = {article.id: article for article in graph.articles}
        self._entities = {**load_vocabulary().gazetteer.entities, **{entity.id: entity for entity in graph.entities}}
        self._names = ActorNames.of_graph(graph)
        self._relations = load_scheme().relations

    def of(self, proposal: Proposal) -> Judgement | None:
        verdict = _verdict(proposal.verdict)
        if not proposal.id and verdict is not Verdict.REJECTED:
            return self._added(proposal)
        found = self._facts.get(proposal.id)
        if found is None:
            near = did_you_mean(proposal.id, self._facts)
            raise _WrongError(f"the graph has no fact '{proposal.id}'{near or '; review the graph that was exported'}")
        article = self._articles[found.article]
        if verdict is Verdict.REJECTED:
            return Judgement(article.id, article.sha256, verdict, found, None, (), proposal.note)
        right = self._changed(proposal, found, article)
        changed = right != found
        if verdict is None and not changed:
            return None
        verdict = Verdict.CORRECTED if changed else Verdict.ACCEPTED
        return Judgement(article.id, article.sha256, verdict, found, right, self._parties(right), proposal.note)

    def _added(self, proposal: Proposal) -> Judgement | None:
        if not any(value.strip() for value in proposal.values.values()):
            return None
        article = self._articles.get(proposal.article)
        if article is None:
            near = did_you_mean(proposal.article, self._articles)
            raise _WrongError(f"the graph has no article '{proposal.article}'{near}")
        blank = Fact(
            article=article.id, start=0, end=0, relation="", subject_id="", object_id="", polarity=Polarity.POS,
            status=Status.FACT, id="", sentence=0, evidence="", event_type="", subject="", subject_state="", object="",
            object_state="", rule=_RULE,
        )  # fmt: skip
        right = self._changed(proposal, blank, article)
        for name in ("evidence", "relation", "subject"):
            if not getattr(right, name):
                raise _WrongError(f"{name} is empty; a fact that is added needs evidence, relation and subject")
        return Judgement(article.id, article.sha256, Verdict.ADDED, None, right, self._parties(right), proposal.note)

    def _changed(self, proposal: Proposal, found: Fact, article: Article) -> Fact:
        """The fact with the values of a proposal that are not its own."""
        given = {name: " ".join(value.split()) for name, value in proposal.values.items()}
        given = {name: value for name, value in given.items() if value or name in _MAY_BE_EMPTY}
        new = {name: value for name, value in given.items() if value != " ".join(str(getattr(found, name)).split())}
        fact = found
        for name, value in new.items():
            fact = replace(fact, **self._columns(name, value, fact, article, proposal.start))  # type: ignore[arg-type]
        if fact == found:
            return found
        rule = found.rule if found.rule.startswith(_RULE) else "/".join(filter(None, (_RULE, found.rule)))
        fact = replace(fact, rule=rule, confidence=1.0)
        return replace(fact, id=claim_id(fact))

    def _columns(self, name: str, value: str, fact: Fact, article: Article, start: int | None) -> dict[str, object]:
        """The columns that a new value of one of `CHANGEABLE` sets."""
        if name == "evidence":
            return _place(value, article, start if start is not None else fact.start)
        if name == "relation":
            return {"relation": _one_of(self._relations, value.upper(), name), "event_type": ""}
        if name in {"subject", "object"}:
            if not value:
                return {name: "", f"{name}_id": "", f"{name}_state": "", f"{name}_mention": ""}
            entity = self._entities[self._names.id_of(value)]
            return {name: entity.name, f"{name}_id": entity.id, f"{name}_state": entity.state, f"{name}_mention": ""}
        if name == "polarity":
            return {name: Polarity(_one_of(list(Polarity), value.lower(), name))}
        if name == "status":
            return {name: Status(_one_of(list(Status), value.lower(), name))}
        if name == "attributed_to":
            ids = self._names.named(value)
            return {name: value, "attributed_to_id": ids[0] if len(ids) == 1 else ""}
        if not _DATE.fullmatch(value):
            raise _WrongError(f"date '{value}' is none; write YYYY, YYYY-MM or YYYY-MM-DD")
        return {"date": value, "date_precision": _PRECISIONS[len(value)]}

    def _parties(self, fact: Fact) -> tuple[Entity, ...]:
        ids = dict.fromkeys((fact.subject_id, fact.object_id, fact.attributed_to_id))
        return tuple(self._entities[one] for one in ids if one in self._entities)


def _verdict(written: str) -> Verdict | None:
    word = written.strip().lower()
    if not word:
        return None
    found = next((verdict for verdict in Verdict if verdict.startswith(word)), None)
    if found is None:
        raise _WrongError(f"verdict '{written}' must be one of {', '.join(Verdict)}, or their first letters")
    return found


def _one_of(known: Iterable[str], written: str, what: str) -> str:
    listed = list(known)
    if written not in listed:
        raise _WrongError(
            f"{what} '{written}' must be one of {', '.join(sorted(listed))}{did_you_mean(written, listed)}"
        )
    return written


def _place(words: str, article: Article, near: int) -> dict[str, object]:
    """Where an article has words, however they are spaced; of several places the one nearest to a position."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, article.text)) if pattern else []
    if not found:
        raise _WrongError(f"evidence '{words}' is not in the article; copy words of its text")
    best = min(found, key=lambda match: abs(match.start() - near))
    before, after = article.text.rfind("\n", 0, best.start()) + 1, article.text.find("\n", best.end())
    return {
        "evidence": best.group(), "start": best.start(), "end": best.end(),
        "sentence_span": Span(before, after if after >= 0 else len(article.text)),
    }  # fmt: skip
