"""A parsed Doc and its names enter; the same Doc leaves with heads set right where the names prove them wrong.

A parser that does not know which words are names hangs a list of states under its last noun, an object under the
date before it ("visitó el pasado agosto Colombia"), a person under the wrong noun. Each repair below needs names,
or words of a class, as its proof; all else stays as parsed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from spacy import symbols
from spacy.attrs import DEP, POS
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from graph_builder.extract.names import Named
from graph_builder.extract.names_attached import attach, into_its_clause, off_the_troops, out_of_a_name, together
from graph_builder.extract.words import has, lemma
from graph_builder.vocabulary import Vocabulary, WordClass

_LONG_LIST = 4  # names between commas that are a list even without a last "y"
_PAIR = 2
_LOOSE = {"appos", "flat", "nmod", "compound", "conj"}
_BESIDE_TIME = {*_LOOSE, "amod"}
_MENDED_POS = {symbols.VERB, symbols.AUX, symbols.PRON}  # where a repair may begin
_MENDED_DEP = frozenset(map(get_string_id, _BESIDE_TIME))
_ACTING: tuple[WordClass, ...] = ("person", "office", "organ", "polity", "source", "crowd", "troops")


def mend_attachments(doc: Doc, names: Sequence[Named], vocabulary: Vocabulary) -> None:
    """Correct heads and labels in place; only tokens of one sentence are ever joined."""
    several = (*_pairs(doc, names, vocabulary), *_lists(doc, names, vocabulary)) if len(names) > 1 else ()
    for members in several:
        first = members[0]
        for other in members[1:]:
            if other not in first.conjuncts or first.dep_ == "conj":
                attach(other, first, "conj")
    labels = {i: named.label for named in names for i in range(named.start, named.end)}
    for named in names:
        root = named.tokens(doc).root
        if root.dep_ not in _LOOSE:
            continue
        together(root, named)
        _off_the_calendar(root, vocabulary)
        out_of_a_name(root, named, vocabulary)
        into_its_clause(root, named)
        off_the_troops(root, vocabulary)
        if named.label == "PER":
            _to_its_title(root, named, labels, vocabulary)
    labelled = enumerate(doc.to_array([POS, DEP]).tolist())
    for index in [index for index, (pos, dep) in labelled if pos in _MENDED_POS or dep in _MENDED_DEP]:
        _mend_at(doc[index], labels, vocabulary)


def _mend_at(token: Token, labels: dict[int, str], vocabulary: Vocabulary) -> None:
    """The repairs that begin at a verb, a pronoun or a noun; `labels` has those of the tokens of names."""
    pos, dep = token.pos_, token.dep_
    if pos in {"VERB", "AUX"}:
        if pos == "VERB":
            _mend_subject(token, vocabulary)
        if lemma(token) == vocabulary.profile.obligation[0]:
            _obligation(token, " ".join(vocabulary.profile.obligation))
    elif pos == "PRON" and token.lower_ == vocabulary.profile.reflexive and token.head.pos_ == "VERB":
        _reflexive_passive(token, vocabulary)
        _reflexive_actor(token, labels)
    elif pos == "PRON" and dep == "nsubj" and token.lower_ in vocabulary.profile.relative_pronouns:
        _relative_object(token)
    elif pos == "NOUN" and dep == "appos":
        _listed_official(token, labels, vocabulary)
    elif pos in {"NOUN", "PROPN"} and dep == "conj":
        _second_side(token, vocabulary)
    if dep in _BESIDE_TIME and token.i > token.head.i:
        _thing_off_the_calendar(token, vocabulary)
        _date_off_the_actor(token, vocabulary)


def _relative_object(pronoun: Token) -> None:
    """ "El acuerdo que China renovó": of two subjects the relative pronoun is the object."""
    roles = [child.dep_ for child in pronoun.head.children if child != pronoun and child.i > pronoun.i]
    if "nsubj" in roles and "obj" not in roles and pronoun.head.pos_ == "VERB":
        pronoun.dep_ = "obj"


def _second_side(noun: Token, vocabulary: Vocabulary) -> None:
    """ "Un almuerzo entre el embajador de X y el ministro de Y": the second side is no second lunch."""
    between = [child for child in noun.head.children if _is_between(child, vocabulary) and child.i < noun.i]
    if between and not has(between[-1], "Number", "Plur") and not between[-1].conjuncts:
        attach(noun, between[-1], "conj")


def _is_between(token: Token, vocabulary: Vocabulary) -> bool:
    return any(child.dep_ == "case" and child.lower_ == vocabulary.profile.between for child in token.children)


def _lists(doc: Doc, names: Sequence[Named], vocabulary: Vocabulary) -> Iterator[list[Token]]:
    """Roots of names that stand in one enumeration: "Bahamas, Costa Rica, Haití y Uruguay"."""
    members: list[Named] = []
    closed = False
    for named in (*names, None):
        between = _between(members[-1], named, doc, vocabulary) if members and named is not None else None
        joined = between is not None and _joins(between, vocabulary)
        if named is not None and joined and not closed:
            closed = between is not None and between.strip() != ","
            members.append(named)
            continue
        goes_on = between is not None and _goes_on(between, vocabulary)
        if len(members) >= _LONG_LIST or (len(members) > 1 and (closed or goes_on)):
            yield [member.tokens(doc).root for member in members]
        members, closed = ([named] if named is not None else []), False


def _between(first: Named, second: Named, doc: Doc, vocabulary: Vocabulary) -> str | None:
    """The words between two names where a list may go on there: after a comma or "y"."""
    after = doc[first.end]
    may_go_on = first.end < second.start and (after.text == "," or after.lower_ in vocabulary.profile.list_words)
    return str(doc[first.end : second.start].text) if may_go_on else None


def _goes_on(words: str, vocabulary: Vocabulary) -> bool:
    """Whether the last of a list comes with a title of its own: "A, B y el primer ministro C"."""
    first, *rest = words.lower().split() or [""]
    return first in vocabulary.profile.list_words and any(vocabulary.lexicon.is_a(word, "office") for word in rest)


def _pairs(doc: Doc, names: Sequence[Named], vocabulary: Vocabulary) -> Iterator[list[Token]]:
    """States and persons by turns: "los presidentes de Chile, Ana Paz; de Perú, Luis Mora; y de Cuba, ...".

    The states are one list and the persons another.
    """
    begun: list[Named] = []
    glue = vocabulary.profile.list_words | vocabulary.profile.name_words
    for named in (*names, None):
        turn = "PER" if len(begun) % 2 else "LOC"
        if named is not None and named.label == turn and (not begun or _separate(begun[-1], named, doc, glue)):
            begun.append(named)
            continue
        if len(begun) >= _LONG_LIST and len(begun) % 2 == 0:
            yield from ([one.tokens(doc).root for one in begun[side::2]] for side in (0, 1))
        begun = [named] if named is not None and named.label == "LOC" else []


def _separate(first: Named, second: Named, doc: Doc, glue: Container[str]) -> bool:
    """Whether a comma or semicolon and nothing but small words stand between two names."""
    apart = False
    for token in doc[first.end : second.start]:
        mark = token.text in {",", ";"}
        if not mark and token.text not in glue:
            return False
        apart = apart or mark
    return apart


def _joins(words: str, vocabulary: Vocabulary) -> bool:
    bare = words.replace(",", " ").split()
    last = bare[:1] and bare[0] in vocabulary.profile.list_words
    return words.strip() == "," or bool(last and all(w in vocabulary.profile.name_words for w in bare[1:]))


def _off_the_calendar(root: Token, vocabulary: Vocabulary) -> None:
    """ "Visitó el pasado agosto Colombia": the name belongs to the verb, not to the month."""
    when, verb = root.head, root.head.head
    if root.i < when.i or verb.pos_ != "VERB" or not _is_time(when, vocabulary):
        return
    if any(child.dep_ == "case" for child in root.children):
        return
    taken = {child.dep_ for child in verb.children}
    if root.i > verb.i and "obj" not in taken:
        attach(root, verb, "obj")
    elif not taken & {"nsubj", "nsubj:pass"}:
        attach(root, verb, "nsubj")


def _mend_subject(verb: Token, vocabulary: Vocabulary) -> None:
    """A subject read as an object, or the other way round."""
    subjects, objects = [], []
    for child in verb.children:
        role = child.dep_
        if role == "nsubj":
            subjects.append(child)
        elif role == "obj":
            objects.append(child)
    if len(subjects) == _PAIR or len(objects) == _PAIR:
        _second_subject(verb, subjects, objects)
    if objects:
        _subject_after(verb, vocabulary)


def _second_subject(verb: Token, subjects: list[Token], objects: list[Token]) -> None:
    """ "Rusia invadió Ucrania" read with two subjects: the one after the verb is its object."""
    if not subjects and len(objects) == _PAIR and objects[0].pos_ == "PRON" and objects[0].i < verb.i:
        if objects[1].pos_ == "PROPN" and not any(child.dep_ == "case" for child in objects[1].children):
            objects[1].dep_ = "nsubj"  # "el ataque que lanzó Israel"
        return
    if len(subjects) != _PAIR or _after_its_clause(verb, *subjects):
        return
    if any(c.dep_ in {"obj", "ccomp", "cop", "expl:pass"} and not has(c, "Case", "Dat") for c in verb.children):
        return
    first, second = subjects
    if first.i < verb.i < second.i and second.pos_ in {"PROPN", "NOUN"}:
        second.dep_ = "obj"


def _after_its_clause(verb: Token, first: Token, second: Token) -> bool:
    """ "El acuerdo que firmaron X e Y preocupa a Z": the second subject is that of the relative clause before it."""
    clause = verb.doc[max(0, second.left_edge.i - 1)]
    told = any(child.dep_ == "nsubj" for child in clause.children)
    if not first.i < clause.i < second.i < verb.i or clause.pos_ != "VERB" or told or not first.is_ancestor(clause):
        return False
    attach(second, clause, "nsubj")
    return True


def _thing_off_the_calendar(token: Token, vocabulary: Vocabulary) -> None:
    """ "Pidió este martes asilo": the same for the noun of an event, which the parser may read as an adjective."""
    when, verb = token.head, token.head.head
    if when.i < verb.i or verb.pos_ != "VERB" or not _is_time(when, vocabulary):
        return
    if (token.lower_, "NOUN") not in vocabulary.lexicon.forms or _is_time(token, vocabulary):
        return
    bare = all(any(c.dep_ == "case" for c in child.children) for child in verb.children if child.dep_ == "obj")
    if bare and not any(c.dep_ == "case" for c in token.children):
        token.pos_ = "NOUN"
        attach(token, verb, "obj")


def _date_off_the_actor(token: Token, vocabulary: Vocabulary) -> None:
    """ "Sus roces con la embajada en mayo": no embassy is one of May; "los gobiernos de 2019" have their year."""
    actor, dated = token.head, token.dep_ == "nmod" and _is_time(token, vocabulary)
    if not dated or not vocabulary.lexicon.is_a(lemma(actor), *_ACTING):
        return
    verb = next((above for above in actor.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and any(c.dep_ == "case" and c.lower_ in vocabulary.profile.locatives for c in token.children):
        attach(token, verb, "obl")


def _subject_after(verb: Token, vocabulary: Vocabulary) -> None:
    """The subject that follows its verb, read as an object.

    "A la cumbre asistieron los presidentes": the verb takes none. "La misión la completa Ana Paz": it has one.
    Not so in "X le ofreció asilo": to whom is no object that stands twice.
    """
    parts: dict[str, list[Token]] = {"nsubj": [], "obj": []}
    for child in verb.children:
        if child.dep_ in parts:
            parts[child.dep_].append(child)
    after = [c for c in parts["obj"] if c.i > verb.i and not any(part.dep_ == "case" for part in c.children)]
    if len(after) != 1:
        return
    clitics = [c for c in parts["obj"] if c.i < verb.i and c.pos_ == "PRON" and not has(c, "Case", "Dat")]
    before = [c for c in parts["nsubj"] if c.i < verb.i]
    if not parts["nsubj"] and not clitics and vocabulary.lexicon.is_a(lemma(verb), "intransitive"):
        after[0].dep_ = "nsubj"
    elif len(before) == len(clitics) == 1 and before[0].i < clitics[0].i:
        before[0].dep_, after[0].dep_, clitics[0].dep_ = "obj", "nsubj", "expl"


def _listed_official(title: Token, labels: dict[int, str], vocabulary: Vocabulary) -> None:
    """ "El presidente Paz, el canciller Mora y ...": a second title with its own name is of another person."""
    named = all(
        vocabulary.lexicon.is_a(lemma(noun), "office", "person", "source")
        and any(labels.get(child.i) == "PER" and child.dep_ in {"appos", "flat"} for child in noun.children)
        for noun in (title, title.head)
    )
    if named and any(child.dep_ == "det" for child in title.children):
        title.dep_ = "conj"


def _is_time(token: Token, vocabulary: Vocabulary) -> bool:
    calendar, word = vocabulary.calendar, lemma(token)
    if vocabulary.lexicon.is_a(word, "time"):
        return True
    return any(text in calendar.months or text in calendar.weekdays for text in (word, token.lower_))


def _to_its_title(root: Token, person: Named, labels: dict[int, str], vocabulary: Vocabulary) -> None:
    """The person belongs to the office before it, no list of states.

    "El encuentro con la subsecretaria de Estado, Wendy Sherman"; "los cancilleres de Perú y Chile, Ana Paz y ...";
    "el secretario adjunto de la ONU Jean-Pierre Lacroix".
    """
    doc = root.doc
    of_name = root.dep_ in {"conj", "appos", "flat"} and labels.get(root.head.i, "PER") != "PER"
    if (root.dep_ != "appos" and not of_name) or person.start < 2:
        return
    comma = doc[person.start - 1].text == ","
    beside = labels.get(person.start - 1, "PER") != "PER"  # "el secretario de la ONU Jean Lacroix"
    if not comma and not (of_name and beside):
        return
    if vocabulary.lexicon.is_a(lemma(root.head), *_ACTING):
        return
    token = doc[person.start - 2 if comma else person.start - 1]
    while token.head != token and token.sent == root.sent:
        if vocabulary.lexicon.is_a(lemma(token), "office", "person"):
            attach(root, token, "appos")
            return
        if token == root.head and not of_name:
            return
        token = token.head


def _reflexive_passive(pronoun: Token, vocabulary: Vocabulary) -> None:
    """ "Se suministraron a Irak 75 misiles": things do not act on themselves, so "se" makes a passive."""
    verb = pronoun.head
    if pronoun.dep_ == "expl:pass" or not has(verb, "VerbForm", "Fin"):
        return
    for child in verb.children:
        thing = child.dep_ == "nsubj" and child.i > verb.i and child.pos_ == "NOUN"
        if thing and not vocabulary.lexicon.is_a(lemma(child), *_ACTING):
            pronoun.dep_ = "expl:pass"


def _obligation(verb: Token, name: str) -> None:
    """ "Rusia tiene que retirar sus tropas": an auxiliary of the infinitive, as "debe" is, no clause of its own."""
    link = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if link.lower_ != name.rsplit(" ", 1)[-1]:
        return
    done = next((c for c in verb.children if c.dep_ in {"conj", "ccomp", "xcomp"} and link.head == c), None)
    if done is None or not has(done, "VerbForm", "Inf"):
        return
    done.dep_, done.head = verb.dep_, done if verb.head == verb else verb.head
    link.dep_, verb.lemma_ = "fixed", name
    attach(verb, done, "aux")
    for child in list(verb.children):
        attach(child, done, child.dep_)


def _reflexive_actor(pronoun: Token, labels: dict[int, str]) -> None:
    """ "Kerry se reunirá con X": who has a name before the verb acts, nobody acts on it."""
    subjects = (child for child in pronoun.head.children if child.dep_ == "nsubj" and child.i < pronoun.i)
    if pronoun.dep_ == "expl:pass" and any(child.i in labels for child in subjects):
        pronoun.dep_ = "expl:pv"
