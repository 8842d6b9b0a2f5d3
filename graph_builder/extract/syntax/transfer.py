"""A trigger's arguments enter; what stands at a light verb above it, or at a noun beside it, is added to them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.arguments import Arguments, noun_arguments, verb_arguments
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.vocabulary.lexicon import LightVerb

# A light verb's own participants come before what stands at the noun.
LENT = "light verb's subject"
LENT_INVERSE = "light verb's object"


def lend_by_light_verb(verb: Token, row: LightVerb, arguments: Arguments, context: SentenceContext) -> None:
    """What stands at a light verb goes to the noun that carries the meaning: "X lanzó un ataque CONTRA Y"."""
    lent = verb_arguments(verb, context)
    target = LENT_INVERSE if row.inverse else LENT
    subjects = lent.tokens.get("subject", [])
    complement = arguments.tokens["self"][0].dep_ == "obj"
    if complement and is_passive(verb, context):  # "Y fue declarado persona non grata por X"
        for token in lent.tokens.get("direct", []):
            if token != arguments.tokens["self"][0]:
                arguments.add(LENT if row.inverse else LENT_INVERSE, token)
    if verb.dep_ in {"acl", "acl:relcl", "amod"} and verb.head in subjects:  # "que" read as the subject
        subjects = [t for t in lent.tokens.get("direct", ()) if t != verb.head]
    for token in subjects:
        arguments.add(target, token)
    if "subject" in lent.mentions:
        arguments.mentions[target] = lent.mentions["subject"]
    for function, tokens in lent.tokens.items():
        if function not in {"subject", "direct", "bare"}:
            for token in tokens:  # "le impuso sanciones": sanctions on whom
                arguments.add("a" if function == "dative" else function, token)


def lend_by_nouns(nouns: Iterable[Token], arguments: Arguments, context: SentenceContext) -> None:
    """What stands at a noun beside goes to the trigger: "rompió relaciones CON X", "un mensaje de apoyo A Y"."""
    for noun in tuple(nouns):
        lent = noun_arguments(noun, context)
        for function, tokens in lent.tokens.items():
            if tokens and function not in {"self", "clause", "subject"} and not arguments.tokens.get(function):
                arguments.tokens[function] = list(tokens)
        for function, mentions in lent.mentions.items():
            arguments.mentions.setdefault(function, mentions)
