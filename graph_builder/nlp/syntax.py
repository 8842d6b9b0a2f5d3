"""Questions of a parse: a token's lemma and morphological features, its coordination, antecedent and phrase."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from spacy.tokens import MorphAnalysis, Token

_INSIDE = {"amod", "nmod", "nummod", "flat", "compound", "fixed", "det", "case", "advmod"}


def has(token: Token, feature: str, value: str) -> bool:
    """Return whether a token has a value of a UD morphological feature, e.g. `has(token, "VerbForm", "Part")`."""
    return value in _feature_values(token.morph, feature)


@cache
def _feature_values(morph: MorphAnalysis, feature: str) -> tuple[str, ...]:
    """Return the values of a feature of "Case=Acc,Dat|Number=Sing"; there are a few hundred such analyses."""
    pairs = (pair.partition("=") for pair in str(morph).split("|"))
    return tuple(value for name, _, values in pairs if name == feature for value in values.split(","))


def is_plural(noun: Token) -> bool:
    """Return whether a noun is plural; one that opens a sentence may be read as a name and tell no number."""
    return has(noun, "Number", "Plur") or (noun.pos_ == "PROPN" and lemma(noun) != noun.lower_)


def is_finite(verb: Token) -> bool:
    """Return whether a verb, its auxiliary or its copula is a finite form: "niega", "debe retirar", "es culpable"."""
    return verb_has(verb, "VerbForm", "Fin")


def verb_has(verb: Token, feature: str, value: str) -> bool:
    """Return whether a verb, its auxiliary or its copula has a value of a morphological feature."""
    return has(verb, feature, value) or any(
        has(child, feature, value) for child in verb.children if child.dep_ in {"aux", "cop"}
    )


def is_relative(clause: Token) -> bool:
    """Return whether a finite clause describes a noun ("armas que envió X"), not says its content ("prueba de que")."""
    if clause.dep_ not in {"acl", "acl:relcl"} or not is_finite(clause):
        return False
    return all(child.dep_ != "mark" for child in clause.children)


def lemma(token: Token) -> str:
    """Return the lemma in lower case."""
    return token.lemma_.lower()


def is_first_person(verb: Token) -> bool:
    """Return whether a verb or its auxiliary is in the first person: "exigimos", "hemos exigido"."""
    return verb_has(verb, "Person", "1")


def is_ours(noun: Token) -> bool:
    """Return whether a noun has a possessive of the first person: "nuestro país", "mi gobierno"."""
    return any(has(c, "Poss", "Yes") and has(c, "Person", "1") for c in noun.children if c.dep_ == "det")


def is_definite(noun: Token) -> bool:
    """Return whether a noun has a definite article, a demonstrative or a possessive: "la", "al", "este", "su"."""
    return any(
        child.dep_ in {"det", "case"}
        and (has(child, "Definite", "Def") or has(child, "PronType", "Dem") or has(child, "Poss", "Yes"))
        for child in noun.children
    )


def conjuncts(token: Token) -> list[Token]:
    """Return a token and what is coordinated with it, in order."""
    others = token.conjuncts
    return [token, *sorted((t for t in others if t.i > token.i), key=lambda t: t.i)] if others else [token]


def is_doubled(clitic: Token) -> bool:
    """Return whether a pronoun only says over whom its verb names: "a Estonia le preocupa", "le pidió a Merkel"."""
    others = (c for c in clitic.head.children if c != clitic and c.dep_ in {"obj", "iobj"})
    return clitic.pos_ == "PRON" and any(part.dep_ == "case" for other in others for part in other.children)


def is_circumstance(clause: Token) -> bool:
    """Return whether a relative clause tells what went on beside another: "envió un mensaje en el que pidió ..."."""
    relative = any(has(child, "PronType", "Rel") and child.dep_ == "obl" for child in clause.children)
    return relative and clause.dep_ in {"acl", "acl:relcl"} and is_finite(clause)


def shared_with(verb: Token) -> Token:
    """Return whose subject a verb without one shares: that of the last verb coordinated before it, else of its head.

    Universal Dependencies hang every conjunct on the first: in "A propuso X, B pidió Y y aplaudió Z" B applauds.
    A circumstance has the subject of what it is the circumstance of.
    """
    if is_circumstance(verb):
        above = next((token for token in verb.ancestors if token.pos_ == "VERB"), verb)
        return above if any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in above.children) else verb.head
    before = [t for t in verb.head.conjuncts if verb.head.i < t.i < verb.i] if verb.dep_ == "conj" else []
    with_subject = [t for t in before if any(child.dep_ == "nsubj" for child in t.children)]
    return max(with_subject, key=lambda t: t.i, default=verb.head)


def relative_antecedent(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: the head of its clause, else what stands before it.

    "Habló con X, a quien propuso un plan" may be read as a clause of "habló".
    """
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ in {"acl", "acl:relcl"}:
            return ancestor.head
    if pronoun.head.dep_ != "advcl":
        return None
    words = list(pronoun.doc[pronoun.sent.start : pronoun.i])
    before = next((word for word in reversed(words) if word.pos_ not in {"ADP", "PUNCT"}), None)
    if before is None or before.pos_ not in {"NOUN", "PROPN"}:
        return None
    while before.dep_ == "flat":
        before = before.head
    return before


def is_subject(token: Token) -> bool:
    """Return whether a token, or what it is coordinated with or set after, is the subject of a clause."""
    return _beside(token).dep_ in {"nsubj", "csubj"}


def is_embedded(token: Token, saying: Container[str]) -> bool:
    """Return whether a verb, or a subject's verb, is inside another clause or a quotation with its verb of saying.

    Args:
        token: a verb or a subject.
        saying: lemmas of verbs of saying.
    """
    verb = _beside(token).head if is_subject(token) else token
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ not in {"ROOT", "parataxis"}:
        return True
    return any(child.dep_ == "parataxis" and lemma(child) in saying for child in verb.children)


def _beside(token: Token) -> Token:
    while token.dep_ in {"appos", "flat", "conj"} and token.head != token:
        token = token.head
    return token


def preposition(token: Token, contractions: dict[str, str]) -> str:
    """Return the preposition of a phrase, contractions undone; "de 3 mil millones" has it at the number."""
    parts = _prepositional(token, contractions)
    if not parts:
        return ""
    words = [part.lower_ for part in sorted(parts, key=lambda p: p.i)]
    return " ".join(contractions.get(word, word) for word in words)


def _prepositional(token: Token, contractions: dict[str, str]) -> list[Token]:
    """Return the words of a preposition before a token, or before the number before it."""
    parts: list[Token] = []
    for child in token.lefts:
        role = child.dep_
        if role == "case":
            parts += [child, *(c for c in child.children if c.dep_ in {"fixed", "flat"})]
        elif role == "det" and child.lower_ in contractions:
            parts.append(child)  # "por parte del Gobierno", "del" read as an article
        elif role == "nummod":
            parts += _prepositional(child, contractions)
    return parts


def head_of(token: Token, words: str) -> Token:
    """Return the head of a trigger of several words that begins at a token: "fuego" of "alto el fuego"."""
    length = words.count(" ") + 1
    return token.doc[token.i : token.i + length].root if length > 1 else token


def first_example(token: Token, end: int, lead_words: tuple[str, ...]) -> int:
    """Return where the first example after a noun stands ("los países de la región, como México ..."), or -1."""
    doc = token.doc
    start = next((i for i in range(token.i + 1, end) if doc[i].text == "," or doc[i].pos_ == "VERB"), end)
    words = doc[start + 1 : end].text.lower() if start + 1 < end and doc[start].text == "," else ""
    lead = next((e for e in lead_words if words.startswith(e + " ")), "")
    if not lead:
        return -1
    position = start + 1 + lead.count(" ") + 1
    while position < end and doc[position].pos_ in {"DET", "ADP"}:
        position += 1
    return position


def bounds(token: Token) -> tuple[Token, Token]:
    """Return the first and last token of a noun phrase without determiner, clauses, appositions and coordination."""
    chosen = {token.i}
    for child in token.children:
        if child.dep_ in _INSIDE and not (child.dep_ in {"det", "case"} or child.pos_ == "PUNCT"):
            chosen |= {part.i for part in child.subtree if part.dep_ != "punct"}
    first = last = token.i
    while first - 1 in chosen:
        first -= 1
    while last + 1 in chosen or (last + 1 < len(token.doc) and token.doc[last + 1].text == "-" and last + 2 in chosen):
        last += 1
    while first < token.i and token.doc[first].dep_ == "det":  # "el 80º aniversario"
        first += 1
    return token.doc[first], token.doc[last]
