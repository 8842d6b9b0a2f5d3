"""Light verbs: the verb that carries tense and negation of an event that a noun names ("lanzó un ataque")."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.nlp.syntax import has, lemma
from graph_builder.vocabulary.lexicon import Lexicon, LightVerb

_COMPLEMENTS = {"obj", "xcomp", "ccomp"}
_CLOSE = 3  # words between a light verb and its particle, that included


def infinitive(token: Token, lexicon: Lexicon) -> str:
    """The verb of a participle, else the lemma: "suscrito" -> "suscribir", "acusado" -> "acusar"."""
    word = lemma(token)
    if not has(token, "VerbForm", "Part"):
        return word
    return lexicon.forms.get((word, "VERB"), word)


def find_light_verb(noun: Token, context: SentenceContext) -> tuple[Token | None, LightVerb | None]:
    """The light verb above a noun, or in a relative clause or participle under it, with its table row."""
    lexicon = context.vocabulary.lexicon
    verb, row = _above(_whole(noun, context), context)
    if verb is not None:
        return verb, row
    for clause in noun.children:  # "el ataque que lanzó X contra Y", "la visita realizada por X a Y"
        if clause.dep_ in {"acl", "acl:relcl", "amod"} and clause.i > noun.i and clause.pos_ in {"VERB", "ADJ"}:
            for row in lexicon.light_verbs.get(infinitive(clause, lexicon), ()):
                if not row.particle or any(c.lower_ == row.particle for c in clause.children):
                    return clause, row
    return None, None


def _whole(noun: Token, context: SentenceContext) -> Token:
    """The noun that stands in the clause for an event: "lanzó una ola de ataques"."""
    genitive = context.vocabulary.profile.genitive
    while noun.dep_ == "nmod" and context.is_a(noun.head, "carrier") and context.case_of(noun) == genitive:
        noun = noun.head
    return noun


def acts(noun: Token, context: SentenceContext) -> bool:
    """Return whether an event is what the verb above it says something of: "la visita busca reforzar los lazos"."""
    if noun.dep_ != "nsubj" or is_passive(noun.head, context):
        return False
    return any(child.dep_ in _COMPLEMENTS and child.pos_ != "PRON" for child in noun.head.children)


def _above(noun: Token, context: SentenceContext) -> tuple[Token | None, LightVerb | None]:
    verb, lexicon = noun.head, context.vocabulary.lexicon
    if noun.dep_ in {"nmod", "obl"} and verb.pos_ == "NOUN":
        return _of_holder(verb, lexicon)
    if noun.dep_ not in {"obj", "nsubj", "obl", "nsubj:pass"} or verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None, None
    if acts(noun, context):
        return None, None
    for row in lexicon.light_verbs.get(lemma(verb), lexicon.light_verbs.get(infinitive(verb, lexicon), ())):
        if row.but and lexicon.is_in(lemma(noun), (row.but,)):
            continue
        if _has_particle(verb, row.particle) if row.particle else noun.dep_ != "obl":
            return verb, row
    return None, None


def _has_particle(verb: Token, particle: str) -> bool:
    """Whether a word stands close after a verb, in its clause: "puso EN marcha"."""
    return any(t.lower_ == particle and verb in t.ancestors for t in verb.doc[verb.i + 1 : verb.i + _CLOSE + 1])


def _of_holder(holder: Token, lexicon: Lexicon) -> tuple[Token | None, LightVerb | None]:
    """ "Fue objeto de críticas": the verb and the noun "objeto" together lend the participants."""
    copula = next((c for c in holder.children if c.dep_ in {"cop", "aux"}), None)
    above = copula if copula is not None else holder.head
    for row in lexicon.light_verbs.get(lemma(above), ()):
        if row.particle == holder.lower_:
            return holder if copula is not None else above, row
    return None, None
