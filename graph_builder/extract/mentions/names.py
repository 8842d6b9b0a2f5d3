"""Mentions by name, and the person that a description names."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.appositions import apposed_person, titles_of
from graph_builder.extract.mentions.modifiers import modifiers_of
from graph_builder.model import Mention, MentionKind
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.syntax import conjuncts, is_embedded, is_subject, lemma


def name_mention(named: Named, context: SentenceContext) -> Mention:
    """Return the mention of a name, with what its surroundings say of it: "el presidente ruso Vladimir Putin"."""
    key = (name_mention, named.start)
    if key not in context.memo:
        context.memo[key] = _mention(named, context)
    return context.memo[key]  # type: ignore[return-value]  # put there one line above


def _mention(named: Named, context: SentenceContext) -> Mention:
    tokens = named.tokens(context.sentence.tokens.doc)
    root = tokens.root
    modifiers = list(modifiers_of(root, context))
    if named.label == "PER":
        modifiers += [m for title in titles_of(named, tokens.doc, context.names) for m in modifiers_of(title, context)]
    return Mention(
        article=context.article,
        span=context.span(tokens[0], tokens[-1]),
        text=tokens.text,
        kind=MentionKind.NAME,
        sentence=context.sentence.index,
        label=named.label,
        head=lemma(root),
        modifiers=tuple(dict.fromkeys(modifiers)),
        topic=is_subject(root),
        embedded=is_embedded(root, context.vocabulary.lexicon.speech.get("verb", {})),
    )


def person_of(token: Token, context: SentenceContext) -> Named | None:
    """Return the person named by a description, also where only the word order shows it."""
    found = apposed_person(token, context.names)
    if found is not None or not context.is_a(token, "office", "person", "source"):
        return found
    described = {child.i for child in token.children if child.dep_ == "amod"}
    after = next(i for i in range(token.i + 1, len(token.doc) + 1) if i not in described)
    following = context.names.get(after)  # "su homólogo ruso Serguéi Lavrov"
    return following if following is not None and following.label == "PER" else None


def listed_names(named: Named, context: SentenceContext) -> tuple[Named, ...]:
    """Return a name and the names coordinated with it."""
    doc = context.sentence.tokens.doc
    found = (context.names.get(part.i) for part in conjuncts(named.tokens(doc).root))
    return tuple(dict.fromkeys(name for name in found if name is not None))
