"""Lemmas and features of the forms that a treebank knows: a spaCy component.

A form that the treebank always gives one lemma and the same features has them here too ("juega": jugar). A form that it
does not hold has the features that all forms of its ending have ("-íamos": first person plural of the imperfect), as
in the guesser of TnT (Brants 2000). The part of speech is the one that the pipeline found.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.attrs import LEMMA, LOWER, MORPH, POS
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vocab import Vocab

FACTORY = "known_forms"
LONGEST, SHORTEST = 8, 4  # letters of an ending
_FILE = "forms.tsv.gz"
_ENDING, _LISTED = "…", "~"  # begin an ending, and a form of a verb from a list
_UNTOLD = "?"
VERB = "VERB"

_VERB_ID = get_string_id(VERB)
Form = tuple[str, str]  # in lower case, and its part of speech


@dataclass(frozen=True, slots=True)
class FormTable:
    """What a treebank tells of forms: the lemma and the features (as in CoNLL-U) that a form always has, else None.

    A list of verbs' forms tells more infinitives.
    """

    forms: Mapping[Form, tuple[str | None, str | None]] = field(default_factory=dict)
    endings: Mapping[Form, str] = field(default_factory=dict)  # ("íamos", "VERB") -> features
    infinitives: Mapping[str, str] = field(default_factory=dict)  # of forms that the treebank does not hold


@Language.factory(FACTORY, assigns=["token.lemma", "token.morph"], requires=["token.pos"])
def make_known_forms(nlp: Language, name: str) -> KnownForms:
    """Make the component without a table; `from_disk` brings it."""
    return KnownForms(nlp.vocab, name)


class KnownForms:
    """Sets `token.lemma` and `token.morph` where the table knows better than the networks."""

    def __init__(self, vocab: Vocab, name: str, table: FormTable | None = None) -> None:
        self.vocab = vocab
        self.name = name
        self.learn(table or FormTable())

    def learn(self, table: FormTable) -> None:
        """Use this table from now on."""
        self.table = table
        strings, morphology = self.vocab.strings, self.vocab.morphology
        self._known = {
            (strings.add(word), strings.add(tag)): (
                None if lemma is None else strings.add(lemma),
                None if features is None else morphology.add(features),
            )
            for (word, tag), (lemma, features) in table.forms.items()
        }
        self._infinitives = {strings.add(form): strings.add(lemma) for form, lemma in table.infinitives.items()}
        self._verbs = {lemma for (_, tag), (lemma, _) in self._known.items() if tag == _VERB_ID}
        self._verbs |= set(self._infinitives.values())
        self._tags = {strings.add(tag): tag for _, tag in table.endings}

    def __call__(self, doc: Doc) -> Doc:
        """Correct the tokens in place."""
        for index, (word, tag, lemma, features) in enumerate(doc.to_array([LOWER, POS, LEMMA, MORPH]).tolist()):
            known, told = self._known.get((word, tag)) or (self._listed(word, tag, lemma), self._guess(word, tag))
            if known is not None and known != lemma:
                doc[index].lemma = known
            if told is not None and told != features and not self._is_of_another_person(told, features):
                doc[index].set_morph(told)  # type: ignore[attr-defined]  # spaCy's stub lacks it
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """The Docs one by one; `batch_size` is spaCy's and does not matter here."""
        return map(self, stream)

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the table into a folder; the same table gives the same bytes."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> KnownForms:
        """Read what `to_disk` wrote."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """A line a form: the form, its part of speech, its lemma and features, "?" where it has several."""
        told = [(form, tag, lemma, features) for (form, tag), (lemma, features) in self.table.forms.items()]
        told += [(_LISTED + form, VERB, lemma, None) for form, lemma in self.table.infinitives.items()]
        told += [(_ENDING + ending, tag, None, features) for (ending, tag), features in self.table.endings.items()]
        lines = sorted("\t".join(_UNTOLD if cell is None else cell for cell in line) + "\n" for line in told)
        return gzip.compress("".join(lines).encode(), mtime=0)

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> KnownForms:
        """Read what `to_bytes` gave."""
        forms: dict[Form, tuple[str | None, str | None]] = {}
        endings: dict[Form, str] = {}
        infinitives: dict[str, str] = {}
        for line in gzip.decompress(data).decode().splitlines():
            form, tag, lemma, features = line.split("\t")
            if form.startswith(_ENDING):
                endings[form.removeprefix(_ENDING), tag] = features
            elif form.startswith(_LISTED):
                infinitives[form.removeprefix(_LISTED)] = lemma
            else:
                forms[form, tag] = (None if lemma == _UNTOLD else lemma, None if features == _UNTOLD else features)
        self.learn(FormTable(forms, endings, infinitives))
        return self

    def _listed(self, word: int, tag: int, lemma: int) -> int | None:
        """The infinitive that the list tells of a verb's form, unless the one found is a verb too: "crean"."""
        return self._infinitives.get(word) if tag == _VERB_ID and lemma not in self._verbs else None

    def _guess(self, word: int, tag: int) -> int | None:
        """The features, as spaCy's key, of the longest ending that tells any; or None."""
        if tag not in self._tags:
            return None
        text = self.vocab.strings[word]
        endings = ((text[-size:], self._tags[tag]) for size in range(min(LONGEST, len(text) - 1), SHORTEST - 1, -1))
        features = next((self.table.endings[ending] for ending in endings if ending in self.table.endings), None)
        return None if features is None else int(self.vocab.morphology.add(features))

    def _is_of_another_person(self, told: int, found: int) -> bool:
        """Return whether a form known as "I" or as an imperative may be of the third person: "compartía", "permita"."""
        known, features = self.vocab.strings[told], self.vocab.strings[found]
        first = "Number=Sing|Person=1" in known
        return "Person=3" in features and (first or "Mood=Imp" in known)
