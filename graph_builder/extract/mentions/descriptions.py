"""What a description refers to: a person or states that it names, or whom it describes itself.

The rules (`mention.ActorRule`) are asked in the order of `actors.ACTOR_RULES`.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.appositions import apposed_state
from graph_builder.extract.mentions.mention import Accepted, Mentions, mention_of
from graph_builder.extract.mentions.modifiers import is_demonym, modifiers_of
from graph_builder.extract.mentions.names import listed_names, name_mention, person_of
from graph_builder.model import Mention, MentionKind
from graph_builder.nlp.repairs.dates import is_time
from graph_builder.nlp.syntax import bounds, conjuncts, first_example, has, is_definite, is_plural, lemma
from graph_builder.vocabulary import WordClass

# What may stand for a state (or its people) when a demonym or "de STATE" says which one.
ACTING_CLASSES: tuple[WordClass, ...] = (
    "organ", "polity", "person", "office", "source", "document", "troops", "weapon", "territory", "goods",
)  # fmt: skip
_TITLE_LENGTH = 4  # words before a name that an example may begin with: "entre ellos los senadores republicanos X"
_NAMED = {"appos", "amod", "flat"}  # what a name after a description is to it
_PEOPLE_POS = {"NOUN", "PROPN", "ADJ", "NUM"}


def named_person(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "La canciller norcoreana Choe Son-hui": the person, and those listed with her."""
    person = person_of(token, context)
    if person is None:
        return None
    return tuple(name_mention(named, context) for named in listed_names(person, context))


def each_owner(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Los presidentes de Kenia y Uganda": each state of a plural description."""
    if not is_plural(token) or not context.is_a(token, *ACTING_CLASSES):
        return None
    genitive = context.vocabulary.profile.genitive
    for part in token.subtree:  # also "autoridades de las Fuerzas Armadas, de Kenia y Uganda"
        if part.i > token.i and part.dep_ in {"nmod", "flat"} and context.case_of(part) == genitive:
            named = [context.names[other.i] for other in conjuncts(part) if other.i in context.names]
            if len(named) > 1 and (part.head == token or all(name.label == "LOC" for name in named)):
                return tuple(name_mention(name, context) for name in dict.fromkeys(named))
    return None


def named_examples(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Los países de la región, como México y Perú", "países como México": the members that a plural names."""
    if not is_plural(token) or not context.is_a(token, *ACTING_CLASSES):
        return None
    lead_words = context.vocabulary.profile.example_words
    after = token.i + 1
    beside = token.doc[after : after + 1].text.lower() in lead_words
    first = after + 1 if beside else first_example(token, context.sentence.tokens.end, lead_words)
    titled = range(first, first + _TITLE_LENGTH) if first > 0 else ()
    named = next((context.names[i] for i in titled if i in context.names), None)
    return tuple(name_mention(name, context) for name in listed_names(named, context)) if named is not None else None


def named_state(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "El vecino Siria": the state that a description names."""
    apt = lemma(token) in context.vocabulary.profile.both_heads and not has(token, "Number", "Plur")
    state = apposed_state(token, context.names) if apt else None
    return (name_mention(state, context),) if state is not None else None


def named_body(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "La alianza AUKUS", "el bloque Mercosur": the organisation that a description names."""
    after = context.names.get(token.i + 1)
    if after is None or after.label != "ORG" or not after.known or is_plural(token):
        return None
    beside = any(child.i == after.start and child.dep_ in _NAMED for child in token.children)
    return (name_mention(after, context),) if beside and context.is_a(token, "collective") else None


def is_acting(token: Token, context: SentenceContext) -> bool:
    """Return whether a noun may stand for a state or its people: "tropas", "canciller", "los rusos"."""
    return context.is_a(token, *ACTING_CLASSES) or is_demonym(token, context)


def described(token: Token, context: SentenceContext, *, things: bool) -> Mention | None:
    """Return the mention of whom a phrase describes, where it says whose it is or the text has spoken of it before.

    Examples: "las tropas rusas", "ambos países", "el Gobierno"; with `things` also "una base rusa".
    """
    profile = context.vocabulary.profile
    paired = lemma(token) in profile.both_heads
    both = paired and any(child.lower_ in profile.both_determiners for child in token.children)
    actor = paired or context.is_a(token, "organ", "polity", "office")
    taken_up = not things and context.is_a(token, "collective")
    spoken_of = both or ((actor or taken_up) and is_definite(token))
    owned = things or spoken_of or is_acting(token, context)
    modifiers = tuple(modifiers_of(token, context)) if owned else ()
    if not modifiers and not spoken_of:
        return None
    return mention_of(token, context, MentionKind.NOMINAL, modifiers, bounds(token))


def people(token: Token, context: SentenceContext, accepted: Accepted) -> Mentions | None:
    """ "Decenas de campesinos", "tres periodistas": a group or person of no state."""
    if not accepted.people or token.pos_ not in _PEOPLE_POS:
        return None
    if not context.is_a(token, "person", "crowd", "troops") or _is_quality(token, context):
        return None
    return (mention_of(token, context, MentionKind.NOMINAL, words=bounds(token)),)


def _is_quality(token: Token, context: SentenceContext) -> bool:
    """Return whether a word for troops names none: "pidió unidad", "mostró fuerza"."""
    bare = not is_plural(token) and next(token.children, None) is None
    return bare and not context.is_a(token, "person", "crowd")


def thing_of(token: Token, context: SentenceContext) -> Mention:
    """Return the mention of something with a name or a description: a treaty, a conference."""
    token = _whole_gathering(token, context)
    named = context.names.get(token.i)
    if named is not None:
        return name_mention(named, context)
    first, last = bounds(token)
    quoted = any(t.text in context.vocabulary.profile.open_quotes for t in last.doc[last.i + 1 : last.i + 2])
    after = context.names.get(last.i + 1 + quoted)
    if after is not None and after.label in {"ORG", "MISC"}:  # "los ejercicios navales «Cruz del Sur»"
        last = last.doc[after.end - 1]
    elif (beside := next((c for c in token.children if c.i == last.i + 1 and c.pos_ == "PROPN"), None)) is not None:
        last = bounds(beside)[1]  # "los ejercicios Balikatan"
    first, last = _own_words(token, first, last, context)
    return mention_of(token, context, MentionKind.NOMINAL, tuple(modifiers_of(token, context)), (first, last))


def _own_words(token: Token, first: Token, last: Token, context: SentenceContext) -> tuple[Token, Token]:
    """Return the words of a thing without those of how it stands now, or of where and when it was signed or held.

    Examples: "el nuevo acuerdo marco vigente", "el tratado en Moscú", "la cumbre celebrada en Madrid".
    """
    apart = _is_circumstance if context.is_a(token, "agreement") else _is_held
    after = [child for child in token.children if child.i > token.i and apart(child, context)]
    if after and (apart is _is_circumstance or after[0].left_edge.i > token.i + 1):  # a bare "cumbre" tells nothing
        last = min(last, token.doc[after[0].left_edge.i - 1], key=lambda word: word.i)
    while first.i < token.i and context.is_a(first, "passing"):
        first = first.nbor()
    while last.i > token.i and last.head == token and context.is_a(last, "passing"):
        last = last.nbor(-1)
    return first, last


def _is_circumstance(part: Token, context: SentenceContext) -> bool:
    """Return whether a part of a phrase says where or when: "en Moscú", "el año pasado"."""
    named = context.names.get(part.i)
    place = named is not None and named.label == "LOC"
    return is_time(part, context.vocabulary) or (
        place and context.case_of(part) in context.vocabulary.profile.locatives
    )


def _is_held(part: Token, context: SentenceContext) -> bool:
    """Return whether a part of a phrase says that something takes place: "celebrada en Madrid en junio"."""
    verb = context.vocabulary.lexicon.forms.get((part.lower_, "VERB"), lemma(part))
    return part.dep_ in {"acl", "amod"} and verb in context.vocabulary.calendar.happening


def _whole_gathering(token: Token, context: SentenceContext) -> Token:
    """What a session or ceremony is of: who takes part in "los actos del aniversario" does so in the anniversary."""
    if context.is_name(token) or not context.is_a(token, "gathering_part"):
        return token
    genitive = context.vocabulary.profile.genitive
    wholes = (c for c in token.children if c.dep_ == "nmod" and context.case_of(c) == genitive)
    return next((whole for whole in wholes if _names_gathering(whole, context)), token)


def _names_gathering(token: Token, context: SentenceContext) -> bool:
    """Return whether a noun, or a word of a name, is a gathering: "cumbre", "III Conferencia de Minsk"."""
    named = context.names.get(token.i)
    words = named.tokens(token.doc) if named is not None else (token,)
    return any(context.vocabulary.lexicon.is_a(form, "event_gathering") for w in words for form in (lemma(w), w.lower_))
