"""What a verb has in a clause that leaves it out: "X envió tanques a Y y Z, cañones" tells of Z too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.nlp.repairs.gapping import ORPHAN
from graph_builder.nlp.syntax import conjuncts
from graph_builder.vocabulary.functions import Function


def gapped_arguments(verb: Token, arguments: Arguments, context: SentenceContext) -> Iterator[Arguments]:
    """Yield the arguments of a verb in each clause that leaves it out: what is said anew stands for what was said.

    Args:
        verb: of the first clause.
        arguments: what it has there.
        context: of its sentence.
    """
    for subject in verb.children:
        rest = [child for child in subject.children if child.dep_ == ORPHAN]
        if subject.dep_ != "conj" or not rest:
            continue
        said: dict[str, list[Token]] = defaultdict(list)
        for phrase in rest:
            case = context.case_of(phrase)
            functions = [case] if case else [Function.DIRECT]
            if case == context.vocabulary.profile.dative:
                functions += [name for name in (Function.DIRECT, Function.DATIVE) if _stands_in(name, case, arguments)]
            for function in functions:
                whole = arguments.tokens.get(function, ()) if phrase.pos_ == "NUM" else ()
                said[function] += whole[:1] or conjuncts(phrase)  # "a tres diplomáticos rusos; Y, a dos"
        mentions = {name: found for name, found in arguments.mentions.items() if name != Function.SUBJECT}
        tokens = {**arguments.tokens, **{name: tuple(found) for name, found in said.items()}}
        yield Arguments({**tokens, Function.SUBJECT: (subject,)}, mentions, arguments.nested)


def _stands_in(function: str, case: str, arguments: Arguments) -> bool:
    """Whether a phrase of the first clause stands both in a function and under a preposition."""
    return bool(set(arguments.tokens.get(function, ())) & set(arguments.tokens.get(case, ())))
