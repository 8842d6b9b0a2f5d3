"""Lists of persons' names, and texts in which other persons stand: a tagger is to know a person by what is said.

The names are Faker's (MIT). To put other mentions of the same type in a text is mention replacement (Dai and Adel
2020).
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span

from graph_builder.errors import ConfigurationError
from graph_builder.nlp.entity_features import NameLists
from graph_builder.training.entities import tag_of

# Whose names are listed for the tagger; words of two letters and particles tell nothing.
_LISTED = (
    "cs_CZ", "de_DE", "en_US", "es_AR", "es_CL", "es_CO", "es_ES", "es_MX", "fr_FR", "hr_HR", "hu_HU", "it_IT",
    "nl_NL", "pl_PL", "pt_BR", "ro_RO", "sv_SE", "tr_TR",
)  # fmt: skip
# Whose names are put in the place of others; no list has them, so that the text around must tell.
_PUT_IN = (
    "az_AZ", "en_IN", "en_KE", "en_NG", "en_PK", "en_TH", "et_EE", "fi_FI", "fr_DZ", "ha_NG", "id_ID", "ja_JP",
    "lt_LT", "lv_LV", "sk_SK", "sl_SI", "sw", "tw_GH", "uz_UZ", "vi_VN", "yo_NG", "zh_CN", "zh_TW", "zu_ZA",
)  # fmt: skip
_KINDS = {"first_": "first", "last_": "last"}
_LISTED_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"[^\W\d_]+(-[^\W\d_]+)?")
_LAST_OF_LATIN = "\u1eff"  # of the letters of Vietnamese
_PARTICLES = ("von der", "van der", "bin", "al", "ben", "el", "de", "dos")
_WITH_PARTICLE = 0.1
PERSON = "PER"

Names = Mapping[str, Sequence[str]]  # "first" and "last" -> names


def name_lists() -> NameLists:
    """Words of persons' names in lower case, each with the lists that it stands in."""
    found: dict[str, set[str]] = {}
    for kind, name in _names(_LISTED):
        for word in _LISTED_WORD.findall(name):
            if word[0].isupper():
                found.setdefault(word.lower(), set()).add(kind)
    return {word: tuple(sorted(kinds)) for word, kinds in sorted(found.items())}


def other_names() -> Names:
    """Names of persons from countries that the lists do not have, in Latin letters."""
    found: dict[str, set[str]] = {"first": set(), "last": set()}
    for kind, name in _names(_PUT_IN):
        if _NAME.fullmatch(name) and name[0].isupper() and max(name) <= _LAST_OF_LATIN:
            found[kind].add(name.title() if name.isupper() else name)
    return {kind: sorted(names) for kind, names in found.items()}


def with_other_persons(text: Doc | Span, names: Names, chance: random.Random) -> Doc:
    """The text with another name for every person: a family name where one word stood, else first and family name."""
    words: list[str] = []
    tags: list[str] = []
    persons = {span.start: span for span in text.ents if span.label_ == PERSON}
    after = 0
    for token in text:
        if token.i in persons:
            name = _made_up(len(persons[token.i]), names, chance)
            words += name
            tags += [f"B-{PERSON}", *[f"I-{PERSON}"] * (len(name) - 1)]
            after = persons[token.i].end
        elif token.i >= after:
            words.append(token.text)
            tags.append(tag_of(token))
    return Doc(text.vocab, words=words, ents=tags)


def _made_up(length: int, names: Names, chance: random.Random) -> list[str]:
    last = chance.choice(names["last"])
    if length == 1:
        return [last]
    particle = chance.choice(_PARTICLES).split() if chance.random() < _WITH_PARTICLE else []
    return [chance.choice(names["first"]), *particle, last]


def _names(locales: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every name of Faker's lists for these locales, with its kind."""
    for locale in locales:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError as error:
            raise ConfigurationError("faker is missing; install the extra: uv sync --extra training") from error
        for attribute in dir(provider):
            kind = next((kind for prefix, kind in _KINDS.items() if attribute.startswith(prefix)), "")
            names = getattr(provider, attribute)
            for name in names if kind and isinstance(names, dict | tuple | list) else ():
                if isinstance(name, str):
                    yield kind, name
