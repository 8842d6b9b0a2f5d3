"""What the explorer's page shows of a graph: nodes, bundled edges, facts, sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_builder.graph.scheme import load_scheme
from graph_builder.graph.status import disputed_facts
from graph_builder.model import Article, Entity, EntityKind, Fact, KnowledgeGraph, Quotation, Span
from graph_builder.vocabulary.places import places

_HTTP = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class NodeView:
    """One entity that takes part in a fact or that a fact is attributed to."""

    id: str
    kind: str
    label: str
    label_en: str
    abbreviation: str  # that stands after the label in tables
    state: str
    aliases: tuple[str, ...]
    names: tuple[str, ...]  # what else it is found by: abbreviations, capitals and whatever the gazetteer knows
    wikidata: str  # a checked Q-number or ""
    facts: int  # in how many facts it takes part; 0 for one who only speaks
    articles: int  # in how many articles those facts stand

    @property
    def importance(self) -> int:
        """How well evidenced the node is: each fact counts, and each further article counts twice."""
        return self.facts + 2 * max(0, self.articles - 1)


@dataclass(frozen=True, slots=True)
class EdgeView:
    """All facts of one relation from one node to another; `facts` are indices into `PageView.facts`."""

    source: int
    target: int
    relation: str
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Where a fact's evidence lies in its sentence, in UTF-16 code units as JavaScript counts them."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact with its participants and its article as indices (-1: none, or not in the network)."""

    fact: Fact
    subject: int
    object: int
    speaker: int
    article: int
    quote: QuoteView
    repeated: tuple[QuoteView, ...]  # where else the article states it
    disputed: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the page says about an article; never its text."""

    id: str
    title: str
    publisher: str
    published: str
    url: str  # http or https, else ""


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that the page shows; node indices are the ids of the network's nodes."""

    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    facts: tuple[FactView, ...]
    sentences: tuple[str, ...]
    articles: tuple[ArticleView, ...]


def page_view(graph: KnowledgeGraph, symmetric: frozenset[str] = frozenset()) -> PageView:
    """Arrange a graph for the page.

    In: the graph, and the relations that have no direction (they bundle both orders of a pair).
    Out: nodes by importance, then id; facts by article and place; edges by source, target, relation.
    A fact that names an entity which the graph lacks gets a node with the fact's own words.
    """
    facts = tuple(sorted(graph.facts))
    nodes = _nodes(graph.entities, facts)
    index = {node.id: position for position, node in enumerate(nodes)}
    articles = {article.id: article for article in graph.articles}
    article_ids = sorted(articles.keys() | {fact.article for fact in facts})
    article_index = {name: position for position, name in enumerate(article_ids)}
    disputed = disputed_facts(facts, load_scheme())
    sentences: dict[str, int] = {}
    views = tuple(
        FactView(
            fact=fact,
            subject=index.get(fact.subject_id, -1),
            object=index.get(fact.object_id, -1),
            speaker=index.get(fact.attributed_to_id, -1),
            article=article_index[fact.article],
            quote=_quote(fact.quotation, articles.get(fact.article), sentences),
            repeated=tuple(_quote(quotation, articles.get(fact.article), sentences) for quotation in fact.repeated),
            disputed=fact.id in disputed,
        )
        for fact in facts
    )
    return PageView(
        nodes=nodes,
        edges=_edges(views, symmetric),
        facts=views,
        sentences=tuple(sentences),
        articles=tuple(_article_view(name, articles.get(name)) for name in article_ids),
    )


def web_url(text: str) -> str:
    """The text if it is a plain http or https address, else "" (a `javascript:` link never passes)."""
    return text if _HTTP.fullmatch(text) else ""


def utf16_length(text: str) -> int:
    """How many UTF-16 code units JavaScript counts in the text."""
    return len(text) + sum(character > "\uffff" for character in text)


def _nodes(entities: Iterable[Entity], facts: tuple[Fact, ...]) -> tuple[NodeView, ...]:
    part: Counter[str] = Counter()
    seen_in: defaultdict[str, set[str]] = defaultdict(set)
    words: dict[str, tuple[str, str]] = {}
    speakers: dict[str, tuple[str, str]] = {}
    for fact in facts:
        participants = {fact.subject_id: (fact.subject, fact.subject_state)}
        participants.setdefault(fact.object_id, (fact.object, fact.object_state))
        participants.pop("", None)
        for name, own_words in participants.items():
            part[name] += 1
            seen_in[name].add(fact.article)
            words.setdefault(name, own_words)
        if fact.attributed_to_id:
            speakers.setdefault(fact.attributed_to_id, (fact.attributed_to, ""))
    known = {entity.id: entity for entity in entities}
    named = speakers | words
    states = {(known[name].state if name in known else state) for name, (_, state) in named.items()}
    # a state for which only persons and organs act has its node too: on the state level they count for it
    named |= {state: (known[state].label, state) for state in states & known.keys() - named.keys()}
    listed = _listed_names()
    nodes = []
    for name, (label, state) in named.items():
        entity = known.get(name) or Entity(id=name, kind=EntityKind.GROUP, label=label or name, state=state)
        nodes.append(_node(entity, listed.get(name, ()), part[name], len(seen_in[name])))
    return tuple(sorted(nodes, key=lambda node: (-node.importance, node.id)))


def _listed_names() -> dict[str, list[str]]:
    """The surface forms of the gazetteer's actors, each of the actor that it means by itself."""
    gazetteer = places().gazetteer
    found: defaultdict[str, list[str]] = defaultdict(list)
    for surface in gazetteer.names:
        for name in gazetteer.named(surface):
            found[name.entity].append(surface)
    return found


def _node(entity: Entity, listed: Sequence[str], facts: int, articles: int) -> NodeView:
    return NodeView(
        id=entity.id,
        kind=entity.kind.value,
        label=entity.label or entity.label_en or entity.id,
        label_en=entity.label_en,
        abbreviation=entity.abbreviation,
        state=entity.state,
        aliases=tuple(sorted(set(entity.aliases) - {entity.label, entity.label_en})),
        names=tuple(sorted({*listed, entity.abbreviation} - {entity.label, entity.label_en, "", *entity.aliases})),
        wikidata=entity.wikidata if _WIKIDATA.fullmatch(entity.wikidata) else "",
        facts=facts,
        articles=articles,
    )


def _edges(facts: tuple[FactView, ...], symmetric: frozenset[str]) -> tuple[EdgeView, ...]:
    bundles: defaultdict[tuple[int, int, str], list[int]] = defaultdict(list)
    for position, view in enumerate(facts):
        if view.subject < 0 or view.object < 0 or view.subject == view.object:
            continue
        ends = (view.subject, view.object)
        if view.fact.relation in symmetric:
            ends = (min(ends), max(ends))
        bundles[(*ends, view.fact.relation)].append(position)
    return tuple(
        EdgeView(source, target, relation, tuple(positions))
        for (source, target, relation), positions in sorted(bundles.items())
    )


def _quote(quotation: Quotation, article: Article | None, sentences: dict[str, int]) -> QuoteView:
    """The evidence within its sentence; the evidence alone where the article or the sentence is unknown."""
    before, after = "", ""
    evidence, span = quotation.evidence, quotation.sentence_span
    place = Span(quotation.start, quotation.end)
    if article is not None and place.of(article.text) == evidence and span.covers(place):
        before = article.text[span.start : quotation.start].lstrip()
        after = article.text[quotation.end : span.end].rstrip()
    sentence = before + evidence + after
    start = utf16_length(before)
    index = sentences.setdefault(sentence, len(sentences))
    return QuoteView(index, start, start + utf16_length(evidence))


def _article_view(name: str, article: Article | None) -> ArticleView:
    if article is None:
        return ArticleView(name, "", "", "", "")
    return ArticleView(name, article.title, article.publisher, article.published, web_url(article.url))
