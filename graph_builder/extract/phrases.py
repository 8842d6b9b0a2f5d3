"""A sentence with its names enters; the actors that its noun phrases refer to leave as mentions."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from spacy.tokens import Token

from graph_builder.extract.appositions import apposed_person, apposed_state, titles_of
from graph_builder.extract.names import Named
from graph_builder.extract.wordbook import Word, words_of
from graph_builder.extract.words import (
    bounds,
    conjuncts,
    first_example,
    has,
    is_definite,
    is_embedded,
    is_finite,
    is_plural,
    is_subject,
    lemma,
    preposition,
    relative_antecedent,
)
from graph_builder.model import Mention, MentionKind, Span
from graph_builder.nlp.pipeline import Sentence
from graph_builder.vocabulary import Vocabulary, WordClass

# What may stand for a state (or its people) when a demonym or "de STATE" says which one.
ACTING_CLASSES: tuple[WordClass, ...] = (
    "organ", "polity", "person", "office", "source", "document", "troops", "weapon", "territory", "goods",
)  # fmt: skip
_NOMINAL_POS = {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "VERB", "SYM", "X"}
_DEPENDENT = {"nmod", "obl", "obl:agent", "obj", "appos", "flat"}


@dataclass(frozen=True, eq=False)
class Phrases:
    """Reads noun phrases of one sentence."""

    article: str
    sentence: Sentence
    names: dict[int, Named]  # token index in the Doc -> the name it is part of
    vocabulary: Vocabulary
    _actors: dict[tuple[int, bool, bool], tuple[Mention, ...]] = field(default_factory=dict)  # found before
    _cases: dict[int, str] = field(default_factory=dict)
    _named: dict[int, Mention] = field(default_factory=dict)

    @cached_property
    def _paragraph(self) -> list[Word]:
        return words_of(self.sentence.tokens.doc, self.vocabulary.lexicon, self.vocabulary.profile)

    @cached_property
    def words(self) -> list[Word]:
        """What the sentence's tokens tell by their words alone."""
        return self._paragraph[self.sentence.tokens.start : self.sentence.tokens.end]

    def tokens(self, quality: Callable[[Word], bool]) -> list[Token]:
        """The tokens whose word has a quality."""
        doc, start = self.sentence.tokens.doc, self.sentence.tokens.start
        return [doc[index] for index, word in enumerate(self.words, start) if quality(word)]

    def is_a(self, token: Token, *classes: WordClass) -> bool:
        """Whether a token's lemma is in one of the classes of words."""
        return not self._paragraph[token.i].classes.isdisjoint(classes)

    @property
    def _saying(self) -> Container[str]:
        return self.vocabulary.lexicon.speech.get("verb", {})

    def span(self, first: Token, last: Token) -> Span:
        return self.sentence.span_of(first, last)

    def is_name(self, token: Token) -> bool:
        return token.i in self.names

    def actors(self, token: Token, *, things: bool = False, people: bool = False) -> tuple[Mention, ...]:
        """Mentions of the actors that a phrase refers to, coordination not included.

        Args:
            token: head of the phrase.
            things: also take a thing of no acting class for its owner ("una base rusa" -> "rusa").
            people: also take people of no named state ("los manifestantes").

        Returns:
            Mentions, usually one; empty where the phrase is no actor.
        """
        key = (token.i, things, people)
        if key not in self._actors:
            self._actors[key] = self._find_actors(token, things=things, people=people)
        return self._actors[key]

    def _find_actors(self, token: Token, *, things: bool, people: bool) -> tuple[Mention, ...]:
        named = self.names.get(token.i)
        if named is not None:
            if not named.known and named.label == "LOC":
                return ()
            person = apposed_person(token, self.names) if named.label != "PER" else None
            return (self.name(person or named),)
        part_of = self.whole(token)
        if part_of is not None:
            return self.actors(part_of, things=things, people=people)
        if token.pos_ == "PRON" or token.dep_ == "det":
            return self._pronoun(token)
        if token.pos_ not in _NOMINAL_POS:
            return ()
        return self._nominal(token, things) or (self._people(token) if people else ())

    def name(self, named: Named) -> Mention:
        """The mention of a named span."""
        if named.start not in self._named:
            self._named[named.start] = self._mention_of(named)
        return self._named[named.start]

    def _mention_of(self, named: Named) -> Mention:
        tokens = named.tokens(self.sentence.tokens.doc)
        root = tokens.root
        hints = list(self._hints(root))
        if named.label == "PER":
            hints += [hint for title in titles_of(named, tokens.doc, self.names) for hint in self._hints(title)]
        return Mention(
            article=self.article,
            span=self.span(tokens[0], tokens[-1]),
            text=tokens.text,
            kind=MentionKind.NAME,
            sentence=self.sentence.index,
            label=named.label,
            head=lemma(root),
            modifiers=tuple(dict.fromkeys(hints)),
            topic=is_subject(root),
            embedded=is_embedded(root, self._saying),
        )

    def person_of(self, token: Token) -> Named | None:
        """The person named by a description, also where only the word order shows it."""
        found = apposed_person(token, self.names)
        if found is not None or not self.is_a(token, "office", "person", "source"):
            return found
        following = self.names.get(token.i + 1)
        return following if following is not None and following.label == "PER" else None

    def whole(self, token: Token) -> Token | None:
        """What a partitive is a part of: "uno de los aliados", "la mayoría de los países"."""
        if not self.is_a(token, "partitive") or self.possessive(token):
            return None
        return next((c for c in token.children if c.dep_ in {"nmod", "obl"} and self.case_of(c) == "de"), None)

    def listed(self, named: Named) -> tuple[Named, ...]:
        """A name and the names coordinated with it."""
        doc = self.sentence.tokens.doc
        found = (self.names.get(part.i) for part in conjuncts(named.tokens(doc).root))
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def _pronoun(self, token: Token) -> tuple[Mention, ...]:
        profile = self.vocabulary.profile
        if token.dep_ != "det" and lemma(token) in profile.relative_pronouns:
            antecedent = relative_antecedent(token)
            return self.actors(antecedent) if antecedent is not None and antecedent.i != token.i else ()
        if not has(token, "Person", "3") or lemma(token) == profile.reflexive or not token.is_alpha:
            return ()
        return (self._mention(token, token, token, MentionKind.PRONOUN, ()),)

    def _nominal(self, token: Token, things: bool) -> tuple[Mention, ...]:
        profile = self.vocabulary.profile
        person = self.person_of(token)
        if person is not None:
            return tuple(self.name(named) for named in self.listed(person))
        several = self._owners(token) or self._examples(token) or self._apposed_state(token)
        if several:
            return several
        acting = self.is_a(token, *ACTING_CLASSES) or self.is_demonym(token)
        paired = lemma(token) in profile.both_heads
        both = paired and any(child.lower_ in profile.both_determiners for child in token.children)
        described = paired or self.is_a(token, "organ", "polity", "office")
        taken_up = not things and self.is_a(token, "collective")
        spoken_of = both or ((described or taken_up) and is_definite(token))
        hints = tuple(self._hints(token)) if acting or things or spoken_of else ()
        if not hints and not spoken_of:
            return self._inside(token) if things else ()
        owners = self._inside(token) if things and not acting else ()
        if len(owners) > 1:  # "la mano generosa de Argentina, Chile y México"
            return owners
        return (self._mention(token, *bounds(token), MentionKind.NOMINAL, hints),)

    def _inside(self, token: Token) -> tuple[Mention, ...]:
        """The nearest actor in a thing's phrase: "los acuerdos firmados con Moscú", "el apoyo que brindó Singapur"."""
        profile, queue = self.vocabulary.profile, [token]
        while queue:
            head = queue.pop(0)
            owning = profile.doing if head.dep_ in {"acl", "acl:relcl"} and is_finite(head) else profile.owning
            for child in sorted(head.children, key=lambda c: (self.case_of(c) != profile.agent, c.i)):
                case = self.case_of(child)
                if (child.dep_ in _DEPENDENT and case in owning) or (not case and self._does(child, head)):
                    found = tuple(actor for part in conjuncts(child) for actor in self.actors(part))
                    if found:
                        return found
                    queue.append(child)
                elif child.dep_ in {"amod", "acl", "acl:relcl"} and child.i > head.i:
                    queue.append(child)
        return ()

    def _does(self, noun: Token, verb: Token) -> bool:
        """The subject inside a relative clause ("las medidas que anunció Lima"), also where parsed as its object."""
        role = noun.dep_ == "nsubj" or (noun.dep_ == "obj" and noun.i > verb.i)
        relative = verb.dep_ in {"acl", "acl:relcl"} and is_finite(verb)
        undergoes = any(row.inverse for row in self.vocabulary.lexicon.light_verbs.get(lemma(verb), ()))
        return role and noun.pos_ in {"NOUN", "PROPN"} and relative and not undergoes

    def _owners(self, token: Token) -> tuple[Mention, ...]:
        """Each state of a plural description: "los presidentes de Kenia y Uganda"."""
        if not is_plural(token) or not self.is_a(token, *ACTING_CLASSES):
            return ()
        for part in token.subtree:  # also "autoridades de las Fuerzas Armadas, de Kenia y Uganda"
            if part.i > token.i and part.dep_ in {"nmod", "flat"} and self.case_of(part) == "de":
                named = [self.names[other.i] for other in conjuncts(part) if other.i in self.names]
                if len(named) > 1 and (part.head == token or all(name.label == "LOC" for name in named)):
                    return tuple(self.name(name) for name in dict.fromkeys(named))
        return ()

    def _apposed_state(self, token: Token) -> tuple[Mention, ...]:
        """ "El vecino Siria": the state that a description names."""
        apt = lemma(token) in self.vocabulary.profile.both_heads and not has(token, "Number", "Plur")
        state = apposed_state(token, self.names) if apt else None
        return (self.name(state),) if state is not None else ()

    def _examples(self, token: Token) -> tuple[Mention, ...]:
        """The members that a plural names by example: "los países de la región, como México y Perú"."""
        if not has(token, "Number", "Plur") or not self.is_a(token, *ACTING_CLASSES):
            return ()
        position = first_example(token, self.sentence.tokens.end, self.vocabulary.profile.example_words)
        named = self.names.get(position)
        if named is None:
            return ()
        return tuple(self.name(name) for name in self.listed(named))

    def _people(self, token: Token) -> tuple[Mention, ...]:
        """A group or person of no state: "decenas de campesinos", "tres periodistas"."""
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or not self.is_a(token, "person", "crowd", "troops"):
            return ()
        return (self._mention(token, *bounds(token), MentionKind.NOMINAL, ()),)

    def is_demonym(self, token: Token) -> bool:
        return bool(self._peoples(token))

    def _peoples(self, token: Token) -> tuple[str, ...]:
        """The demonyms that a word is made of: "ruso", or "ruso" and "georgiana" of "ruso-georgiana"."""
        return self.vocabulary.gazetteer.peoples(token.lower_, self.vocabulary.profile.compounds)

    def _hints(self, token: Token) -> Iterator[str]:
        """What says to whom a phrase belongs: demonyms (lower case) and names after "de"."""
        if not self.is_name(token):
            yield from self._peoples(token)
        armed = self.is_a(token, "troops", "weapon")
        children = list(token.children)
        inner = (part for child in children if child.dep_ == "amod" for part in child.children)
        for child in (*children, *inner):  # "un avión no tripulado del ejército de X"
            role = child.dep_
            if role in {"amod", "flat", "appos"} and child.i not in self.names and self.is_demonym(child):
                for part in conjuncts(child):
                    yield from self._peoples(part)
            elif role in {"nmod", "flat", "obl", "obj"} and self.case_of(child) == "de":
                for part in conjuncts(child):
                    if part.i in self.names:
                        yield self.names[part.i].tokens(part.doc).text
                        yield from self._hints(part)
                    elif self.is_a(part, "organ", "polity", "office", "arm" if armed else "sort"):
                        yield from self._hints(part)  # "aviones de combate de Rusia"
                        person = apposed_person(part, self.names)  # "las fuerzas del presidente Bashar al-Assad"
                        if person is not None:
                            yield str(person.tokens(part.doc).text)

    def case_of(self, token: Token) -> str:
        """The preposition of a phrase: "de", "por parte de", or "" where there is none."""
        if token.i not in self._cases:
            self._cases[token.i] = preposition(token, self.vocabulary.profile.contractions)
        return self._cases[token.i]

    def text(self, token: Token) -> str:
        """The words of a noun phrase."""
        first, last = bounds(token)
        return str(token.doc[first.i : last.i + 1].text)

    def thing(self, token: Token) -> Mention:
        """A mention of something with a name or a description: a treaty, a conference."""
        named = self.names.get(token.i)
        if named is not None:
            return self.name(named)
        first, last = bounds(token)
        quoted = any(t.text in self.vocabulary.profile.open_quotes for t in last.doc[last.i + 1 : last.i + 2])
        after = self.names.get(last.i + 1 + quoted)
        if after is not None and after.label in {"ORG", "MISC"}:  # "los ejercicios navales «Cruz del Sur»"
            last = last.doc[after.end - 1]
        elif (beside := next((c for c in token.children if c.i == last.i + 1 and c.pos_ == "PROPN"), None)) is not None:
            last = bounds(beside)[1]  # "los ejercicios Balikatan"
        return self._mention(token, first, last, MentionKind.NOMINAL, tuple(self._hints(token)))

    def _mention(self, token: Token, first: Token, last: Token, kind: MentionKind, hints: tuple[str, ...]) -> Mention:
        return Mention(
            self.article,
            self.span(first, last),
            str(token.doc[first.i : last.i + 1].text),
            kind,
            self.sentence.index,
            head=lemma(token),
            modifiers=hints,
            plural=is_plural(token),
            feminine=has(token, "Gender", "Fem"),
            topic=is_subject(token),
            embedded=is_embedded(token, self._saying),
        )

    def possessive(self, token: Token) -> tuple[Mention, ...]:
        """The owner that "su" points to."""
        return tuple(
            replace(self._mention(child, child, child, MentionKind.PRONOUN, ()), plural=False)
            for child in token.children
            if child.dep_ == "det" and has(child, "Poss", "Yes") and has(child, "Person", "3")
        )

    def demonym_adjectives(self, token: Token) -> tuple[Mention, ...]:
        """Demonyms beside a noun, as actors: "ataque ruso"."""
        found = [
            adjective
            for child in token.children
            if child.dep_ in {"amod", "flat"} and not self.is_name(child)
            for adjective in conjuncts(child)
            if self.is_demonym(adjective)
        ]
        return tuple(mention for token in found for mention in self._demonyms(token))

    def _demonyms(self, token: Token) -> Iterator[Mention]:
        """A mention of each people that an adjective names, on its part of the word."""
        peoples = self._peoples(token)
        whole = self._mention(token, token, token, MentionKind.DEMONYM, peoples)
        start = whole.span.start
        for part, people in zip(token.text.split("-") if len(peoples) > 1 else [token.text], peoples, strict=True):
            yield replace(whole, span=Span(start, start + len(part)), text=part, modifiers=(people,))
            start += len(part) + 1

    def both_sides(self, token: Token) -> tuple[Mention, ...]:
        """The two states spoken of, where an adjective says that both take part: "cooperación bilateral"."""
        return tuple(
            replace(self._mention(child, child, child, MentionKind.NOMINAL, ()), plural=True)
            for child in token.children
            if child.dep_ in {"amod", "flat"} and self.is_a(child, "both_adj")
        )
