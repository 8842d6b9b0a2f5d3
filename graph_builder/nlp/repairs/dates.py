"""What stands beside a date is no part of it.

The parser hangs the object that follows a date under the date ("pidió este martes asilo"), and a date under the actor
before it ("sus roces con la embajada en mayo"). The repair hangs both on the verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import ACTING_CLASSES, attach
from graph_builder.nlp.syntax import lemma
from graph_builder.vocabulary import Vocabulary


def is_time(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether a word names a time: a month, a day of the week, "semana"."""
    calendar, word = vocabulary.calendar, lemma(token)
    if vocabulary.lexicon.is_a(word, "time"):
        return True
    return any(text in calendar.months or text in calendar.weekdays for text in (word, token.lower_))


def is_date(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether a word names a time, or is the number of a day: "3" of "el 3 de marzo"."""
    if is_time(token, vocabulary):
        return True
    return token.like_num and any(is_time(child, vocabulary) for child in token.children if child.i > token.i)


def thing_off_the_calendar(token: Token, paragraph: Paragraph) -> None:
    """ "Pidió este martes asilo": the same for the noun of an event, which the parser may read as an adjective."""
    when, verb, vocabulary = token.head, token.head.head, paragraph.vocabulary
    if token.i < when.i or when.i < verb.i or verb.pos_ != "VERB" or not is_time(when, vocabulary):
        return
    if (token.lower_, "NOUN") not in vocabulary.lexicon.forms or is_time(token, vocabulary):
        return
    bare = all(any(c.dep_ == "case" for c in child.children) for child in verb.children if child.dep_ == "obj")
    if bare and not any(c.dep_ == "case" for c in token.children):
        token.pos_ = "NOUN"
        attach(token, verb, "obj")


def date_off_the_actor(token: Token, paragraph: Paragraph) -> None:
    """ "Sus roces con la embajada en mayo": no embassy is one of May; "los gobiernos de 2019" have their year."""
    vocabulary, actor = paragraph.vocabulary, token.head
    dated = token.i > actor.i and token.dep_ == "nmod" and is_time(token, vocabulary)
    if not dated or not vocabulary.lexicon.is_a(lemma(actor), *ACTING_CLASSES):
        return
    verb = next((above for above in actor.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    locatives = vocabulary.profile.locatives
    if verb is not None and any(c.dep_ == "case" and c.lower_ in locatives for c in token.children):
        attach(token, verb, "obl")


def date_is_no_subject(verb: Token, paragraph: Paragraph) -> None:
    """ "El pasado 2 de febrero acusó a X", "el martes viajó a Y": a day before its verb says when."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if len(subjects) != 1 or subjects[0].i > verb.i or any(child.dep_ == "cop" for child in verb.children):
        return
    day, calendar = subjects[0], paragraph.vocabulary.calendar
    named = [part.lower_ for part in (day, *day.children)] if day.like_num else [day.lower_]
    if any(word in calendar.months for word in named[1:]) or named[0] in calendar.weekdays:
        day.dep_ = "obl"
