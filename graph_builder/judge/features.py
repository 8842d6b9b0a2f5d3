"""What the judge sees of a fact: one table of features, each with a name, what it sees and why that tells.

Every feature gives words, numbers as bands, so that each value has one weight and can be named (`explain`). None names
a state or an actor: whom a fact is about must not decide whether it is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph_builder.judge import looks as see
from graph_builder.judge.looks import Look, band, both, both_long, in_relation, long, one
from graph_builder.judge.scene import Scene, pair_of
from graph_builder.model import Fact


class Group(StrEnum):
    """What features have in common; the ablation of docs/judge.md leaves out one at a time."""

    RULE = "rule"
    ACTORS = "actors"
    PATHS = "paths"
    WORDS = "words"
    MANNER = "manner"
    COMPANY = "company"
    ARTICLE = "article"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that the judge sees of a fact."""

    name: str
    group: Group
    sees: str  # as `explain` says it, before the value
    why: str
    values: Look


R, A, P, W, M, C, T, L = Group
FEATURES: tuple[Feature, ...] = (
    Feature("relation", R, "relation", "some are told more plainly than others", one(lambda f, s: f.relation)),
    Feature("event type", R, "event type", "the types of one relation differ", one(lambda f, s: f.event_type)),
    Feature("finder", R, "found by", "a verb is surer than an adjective", one(see.finder)),
    Feature("frame", R, "frame", "some hold in nearly every sentence, others in half", one(see.frame)),
    Feature("trigger", R, "trigger", "ambiguous words give wrong facts", one(see.trigger)),
    Feature("strength", R, "strength of the parts:", "names are surer than what is derived", one(see.strength)),
    Feature("link", A, "linked as", "a name is surer than a guess", both(see.link)),
    Feature("mention", A, "mention is", "a name is surer than a pronoun", both(see.kind)),
    Feature("mention in relation", A, "mention is", "as before", both(in_relation(see.kind))),
    Feature("entity", A, "is of kind", "states act otherwise than groups", both(see.entity)),
    Feature("entity in relation", A, "is of kind", "groups protest, persons rule", both(in_relation(see.entity))),
    Feature("listed", A, "is one", "who is in no list may be no actor", both(see.listed)),
    Feature("head", A, "described as", "some descriptions are of actors abroad", both(see.head)),
    Feature("label", A, "tagged as", "what entity tagger and resolution are sure of", both(see.label)),
    Feature("states", A, "states:", "facts between two states are surer", one(see.states)),
    Feature("states in relation", A, "states:", "as before", one(see.states_in_relation)),
    Feature("implied", A, "whom no word names:", "who is unnamed is guessed", one(lambda f, s: f.implied or "nobody")),
    Feature("path", P, "reached by", "some attachments are often wrong", both(see.path)),
    Feature("path of finder", P, "reached by", "complements of nouns are less sure", both(see.path_of_finder)),
    Feature("steps", P, "steps away:", "long paths are often wrong", both(see.steps)),
    Feature("where", P, "stands", "who is far away is less sure", both(see.where)),
    Feature(
        "length", P, "words of the evidence:", "parts that are far apart are less sure",
        one(lambda f, s: band(len(f.evidence.split()), 4, 8, 14, 22, 35)),
    ),
    Feature("word", W, "word", "what is talked of", see.words_near),
    Feature("marks", W, "sentence", "questions, headings and quotations differ", see.marks),
    Feature("status", M, "status", "what is planned or imagined is read less surely", one(lambda f, s: f.status)),
    Feature("polarity", M, "polarity", "denials are read less surely", one(lambda f, s: f.polarity)),
    Feature("manner", M, "told as", "as before", one(see.manner)),
    Feature("speaker", M, "said by", "what somebody says is a fact less often", one(see.speaker)),
    Feature("theme", M, "theme", "a complete event is surer", one(lambda f, s: "named" if f.theme else "none")),
    Feature("date", M, "date", "a dated event did happen", one(lambda f, s: f.date_precision or "none")),
    Feature("place", M, "place", "as before", one(lambda f, s: "named" if f.place else "none")),
    Feature(
        "of one trigger", C, "facts of the trigger:", "a list gives many, all right or all wrong",
        one(lambda f, s: band(s.by_evidence[f.sentence, f.rule], 2, 3, 5)),
    ),
    Feature(
        "of one sentence", C, "facts of the sentence:", "crowded sentences are misread",
        one(lambda f, s: band(s.by_sentence[f.sentence], 2, 3, 5)),
    ),
    Feature("times", C, "times told:", "what is told twice is there", one(lambda f, s: band(f.times, 2, 3, 5))),
    Feature("told", C, "times that the pair does so:", "what is told twice is there", long(see.told)),
    Feature(
        "of one pair", C, "facts of the pair:", "these two have to do with each other",
        long(lambda f, s: band(s.by_pair[pair_of(f)], 2, 3, 5, 9)),
    ),
    Feature("finders", C, "the pair's found by", "two who find the same are surer", one(see.finders)),
    Feature(
        "sentence", T, "sentence number:", "news begins with the news",
        long(lambda f, s: band(f.sentence, 1, 2, 4, 8, 16)),
    ),
    Feature("rank", T, "is", "what the article is about", both_long(see.rank)),
    Feature("references", T, "references to its state:", "as before", both_long(see.references)),
    Feature(
        "states told of", T, "states in the article:", "domestic news has one",
        long(lambda f, s: band(len(s.states), 2, 3, 4, 6, 9)),
    ),
    Feature(
        "main share", T, "share of the main state:", "domestic news has one",
        long(lambda f, s: band(s.share_of_main, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95)),
    ),
    Feature(
        "facts", T, "facts in the article:", "general news has few",
        long(lambda f, s: band(len(s.by_rule), 2, 4, 8, 16, 32)),
    ),
    Feature(
        "density", T, "facts per 100 words:", "general news has few",
        long(lambda f, s: band(100 * len(s.by_rule) / s.words, 0.5, 1, 2, 4)),
    ),
    Feature("text", T, "text", "a short one is told plainly", one(lambda f, s: "short" if s.is_short else "long")),
    Feature("read", L, "reader gives it", "a second opinion, learned from examples", see.read_here),
    Feature("read, by finder", L, "reader gives it", "what it is asked differs", see.read_by_finder),
)  # fmt: skip
BY_NAME = {feature.name: feature for feature in FEATURES}


def look_at(fact: Fact, scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield name and value of all that the judge sees of a fact."""
    for feature in FEATURES:
        for value in feature.values(fact, scene):
            yield feature.name, value


def in_words(name: str, value: str) -> str:
    """Return what was seen as `explain` says it.

    >>> in_words("link", "subject partial name"), in_words("word", "guerra")
    ('subject linked as partial name', 'word "guerra"')
    """
    feature = BY_NAME[name]
    role, _, rest = value.partition(" ")
    if role in see.ROLES:
        return f"{role} {feature.sees} {rest}" if rest != "none" else f"no {role}"
    return f'{feature.sees} "{value}"' if name in {"word", "trigger"} else f"{feature.sees} {value}"
