"""A name hangs where its neighbours prove that it belongs.

The parser hangs an object under the date before it ("visitó el pasado agosto Colombia"), a person under the wrong noun,
a name with a preposition inside the name before it. Each rule needs a name as its proof; all else stays as parsed.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.repairs.dates import is_date
from graph_builder.nlp.repairs.tree import ACTING_CLASSES, attach
from graph_builder.nlp.syntax import has, lemma

_LOOSE = {"appos", "flat", "nmod", "compound", "conj"}  # functions that the parser gives by guess

NameRule = Callable[[Token, Named, Paragraph], None]


def attach_names(paragraph: Paragraph) -> None:
    """Ask each rule of each name in turn."""
    for named in paragraph.names:
        root = named.tokens(paragraph.doc).root
        if root.dep_ in _LOOSE:
            for rule in NAME_RULES:
                rule(root, named, paragraph)
        else:
            beside_its_title(root, named, paragraph)


def together(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "Sus aliados Corea del Sur": what stands inside a place's name is no South of the allies."""
    for part in root.doc[root.i + 1 : named.end] if named.label == "LOC" else ():
        if part.head == root.head:
            attach(part, root, "flat")


def out_of_a_name(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "La venta de armas de Estados Unidos a Taiwán": a name with a preposition is no part of the name before it.

    Nor is a person's: "el secretario general de la ONU Ban Ki-moon".
    """
    outer = root.head
    if named.label == "PER" and root.dep_ == "flat" and outer.i < named.start and outer.pos_ == "PROPN":
        title = outer
        while title.dep_ in {"nmod", "flat"} and title.pos_ != "NOUN":
            title = title.head
        if paragraph.vocabulary.lexicon.is_a(lemma(title), "office", "person", "source") and title.i < outer.i:
            attach(root, title, "appos")
        return
    if root.dep_ == "flat" and outer.pos_ == "ADV" and outer.head.pos_ == "VERB":  # "También X ofreció asilo"
        if not any(child.dep_ == "nsubj" for child in outer.head.children):
            attach(root, outer.head, "nsubj")
        return
    case = next((c for c in root.children if c.dep_ == "case" and c.i < root.i), None)
    if root.dep_ != "flat" or case is None or outer.i > root.i or outer.pos_ != "PROPN":
        return
    lexicon = paragraph.vocabulary.lexicon
    alone = outer.is_sent_start and outer.i not in paragraph.labels and case.i == outer.i + 1
    if alone and lexicon.is_a(lemma(outer), *ACTING_CLASSES):
        outer.pos_ = "NOUN"  # "Fuerzas de X fueron desplegadas"
        attach(root, outer, "nmod")
        return
    two = named.known and any(one.known and one.start <= outer.i < one.end for one in paragraph.names if one != named)
    if case.lower_ in paragraph.vocabulary.profile.name_words and not (two and paragraph.labels[outer.i] == "LOC"):
        return
    while outer.dep_ in {"nmod", "flat", "appos"} and outer.head.i < outer.i:
        outer = outer.head
    if outer.pos_ == "NOUN":
        attach(root, outer, "nmod")
    elif outer.dep_ in {"nsubj", "obj", "obl"} and outer.head.pos_ == "VERB":
        attach(root, outer.head, "obl")


def into_its_clause(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "X detuvo a Z y la UE le exigió su liberación": a name right before a verb of its own number is its subject."""
    if root.dep_ != "conj":
        return
    doc, head = root.doc, root.head
    verb = doc[named.end] if named.end < len(doc) else root
    if verb.dep_ in {"aux", "advmod", "obj", "iobj", "expl", "expl:pv"}:
        verb = verb.head
    joined = any(child.dep_ == "cc" and child.i < named.start for child in root.children)
    single = has(verb, "Number", "Sing") and has(verb, "VerbForm", "Fin")
    clause = (*verb.children, *(verb.head.children if verb.dep_ == "cop" else ()))
    between = any(child.lower_ == paragraph.vocabulary.profile.between for child in head.children)
    told = between or any(child.dep_ in {"nsubj", "csubj"} for child in clause)
    if joined and single and not told and verb.i >= named.end and head.head.i < head.i and not head.is_ancestor(verb):
        attach(root, verb, "nsubj")


def out_of_the_adverbial(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "Según la ONU, X y Z firmaron un acuerdo": names between a comma and the verb are no list with what opens it."""
    doc, start = root.doc, named.start
    if root.dep_ not in {"conj", "appos", "flat"} or start < 2 or doc[start - 1].text != "," or root.head.i > start:
        return
    opening = root.head
    while opening.head.i < start and opening.head != opening:
        opening = opening.head
    verb = opening.head
    fronted = opening.dep_ in {"obl", "nsubj"} and any(child.dep_ == "case" for child in opening.children)
    told = any(child.dep_ in {"nsubj", "nsubj:pass", "csubj"} and child != opening for child in verb.children)
    if not fronted or told or verb.i < named.end or not has(verb, "VerbForm", "Fin"):
        return
    others = [one for one in paragraph.names if named.end <= one.start < verb.i]
    stretch = doc[named.end : others[-1].end if others else named.end]
    joined = {index for one in others for index in range(one.start, one.end)}
    if any(token.i not in joined and token.text != "," and token.dep_ != "cc" for token in stretch):
        return
    if has(verb, "Number", "Plur") != bool(others) or any(t.dep_ == "punct" for t in doc[stretch.end : verb.i]):
        return
    attach(root, verb, "nsubj:pass" if any(child.dep_ == "aux:pass" for child in verb.children) else "nsubj")
    opening.dep_ = "obl"
    for other in others:
        attach(other.tokens(doc).root, root, "conj")


def off_the_troops(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "La retirada de las tropas rusas de Siria": troops that are somebody's are not of the second state too."""
    troops, vocabulary = root.head, paragraph.vocabulary
    if root.dep_ == "flat" and troops.dep_ == "nmod" and any(child.dep_ == "case" for child in root.children):
        owner, troops = troops, troops.head  # "las tropas de X de Y", the states read as one name
        if (
            vocabulary.lexicon.is_a(lemma(troops), "troops")
            and troops.head.i < troops.i
            and owner.i in paragraph.labels
        ):
            attach(root, troops.head, "nmod" if troops.head.pos_ == "NOUN" else "obl")
        return
    if root.dep_ != "nmod" or not vocabulary.lexicon.is_a(lemma(troops), "troops") or troops.head.i > troops.i:
        return
    owned = any(
        (child.dep_ == "nmod" and child.i < root.i and child.i in paragraph.labels)
        or (child.dep_ == "amod" and vocabulary.gazetteer.peoples(child.lower_, vocabulary.profile.compounds))
        or (child.dep_ == "det" and has(child, "Poss", "Yes"))
        for child in troops.children
    )
    if owned and troops.head.pos_ in {"NOUN", "VERB"}:
        attach(root, troops.head, "nmod" if troops.head.pos_ == "NOUN" else "obl")


def off_the_calendar(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "Visitó el pasado agosto Colombia", "el 3 de marzo de 2021 Bolivia firmó": the name belongs to the verb."""
    when = root.head
    while when.dep_ in {"compound", "flat", "nmod"} and when.head.i < when.i:
        when = when.head
    verb = when.head
    if root.i < when.i or verb.pos_ != "VERB" or not is_date(when, paragraph.vocabulary):
        return
    if any(child.dep_ == "case" for child in root.children):
        return
    if when.dep_ == "nsubj":
        when.dep_ = "obl"
    taken = {child.dep_ for child in verb.children}
    if root.i > verb.i and "obj" not in taken:
        attach(root, verb, "obj")
    elif not taken & {"nsubj", "nsubj:pass"}:
        attach(root, verb, "nsubj")


def to_its_title(root: Token, named: Named, paragraph: Paragraph) -> None:
    """The person belongs to the office before it, no list of states.

    "El encuentro con la subsecretaria de Estado, Wendy Sherman"; "los cancilleres de Perú y Chile, Ana Paz y ...";
    "el secretario adjunto de la ONU Jean-Pierre Lacroix".
    """
    if named.label != "PER":
        return
    doc, labels, lexicon = root.doc, paragraph.labels, paragraph.vocabulary.lexicon
    of_name = root.dep_ in {"conj", "appos", "flat"} and labels.get(root.head.i, "PER") != "PER"
    if (root.dep_ != "appos" and not of_name) or named.start < 2:
        return
    comma = doc[named.start - 1].text == ","
    beside = labels.get(named.start - 1, "PER") != "PER"  # "el secretario de la ONU Jean Lacroix"
    if not comma and not (of_name and beside):
        return
    if lexicon.is_a(lemma(root.head), *ACTING_CLASSES):
        _to_the_second_title(root, named, paragraph)
        return
    token = doc[named.start - 2 if comma else named.start - 1]
    while token.head != token and token.sent == root.sent:
        if lexicon.is_a(lemma(token), "office", "person"):
            attach(root, token, "appos")
            return
        if token == root.head and not of_name:
            return
        token = token.head


def _to_the_second_title(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "El presidente, Ana Paz, y su homólogo, Luis Mora": the second person has the second title."""
    titles = [noun for noun in root.head.conjuncts if root.head.i < noun.i < named.start]
    taken = any(c.dep_ == "appos" and c.i < root.i and paragraph.labels.get(c.i) == "PER" for c in root.head.children)
    if taken and titles and paragraph.vocabulary.lexicon.is_a(lemma(titles[-1]), "office"):
        attach(root, titles[-1], "appos")


def beside_its_title(root: Token, named: Named, paragraph: Paragraph) -> None:
    """ "Habló con su homólogo, Rustem Umérov": a person between commas behind a title is no subject of the verb."""
    doc, lexicon, verb = root.doc, paragraph.vocabulary.lexicon, root.head
    if named.label != "PER" or root.dep_ not in {"nsubj", "obj"} or named.start < verb.i + 3:
        return
    closed = named.end >= len(doc) or doc[named.end].pos_ == "PUNCT"
    title = doc[named.start - 2]
    while title.head.i > verb.i and title.head.i < title.i and not lexicon.is_a(lemma(title), "office"):
        title = title.head
    titled = lexicon.is_a(lemma(title), "office") and title.i > verb.i and verb.pos_ == "VERB"
    if doc[named.start - 1].text == "," and closed and titled and not any(c.dep_ == "appos" for c in title.children):
        attach(root, title, "appos")


# In this order of each name; each says by its docstring what it mends, and changes the tree only where that is so.
NAME_RULES: tuple[NameRule, ...] = (
    together,
    off_the_calendar,
    out_of_a_name,
    into_its_clause,
    out_of_the_adverbial,
    off_the_troops,
    to_its_title,
)
