"""The articles of a run are a set: their order makes no difference, and a stranger among them changes nobody.

Texts of hand-made mentions that meet across articles in every way: homonyms, spellings, abbreviations, longer names,
names of two kinds, groups, gatherings and organs of no state.
"""

from __future__ import annotations

from itertools import count

import pytest
from builders_resolve import Said, extraction, name, nominal, null
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.model import Extraction
from graph_builder.resolve import Resolver


def person(words: str, title: str = "", state: str = "", listed: str = "") -> tuple:
    """An article on one person: who calls him or her by which title, of which state, beside which known actor."""
    text = f"{words} habló. {state or 'Nada'} y {listed or 'nadie'} callaron."
    specs = [name(words, "PER", topic=True)]
    specs += [name(known, "LOC") for known in (state, listed) if known]
    said = (Said("HOLDS_OFFICE", subjects=(0,), objects=(1 if state else 0,), theme=title),) if title else ()
    return text, specs, said


def organisation(words: str, short: str = "", label: str = "ORG") -> tuple:
    text = f"La {words} ({short}) habló." if short else f"La {words} habló."
    return text, [name(words, label), *([name(short, label)] if short else [])], ()


def people(words: str, *modifiers: str) -> tuple:
    return f"Los {words} marcharon.", [nominal(words, *modifiers, head="soldado", plural=True)], ()


def thing(words: str, relation: str = "PARTICIPATES_IN") -> tuple:
    said = (Said(relation, subjects=(0,), objects=(1,), object_text=words),)
    return (
        f"Chile fue a {words}. Volvió.",
        [name("Chile", "LOC", topic=True), name(words, "MISC"), null("Volvió")],
        said,
    )


TEXTS = (
    # homonyms: two men of one name, of two states, of none, with a single name, with a longer one
    person("Juan Zurpérez", "ministro", "México"), person("Juan Zurpérez", "ministro", "Perú", "Chile"),
    person("Juan Zurpérez", "ministro", "México", "Cuba"), person("Juan Zurpérez"), person("Zurpérez"),
    person("Juan Zurpérez Mota", "juez", "México"), person("Juan Zurpérez Mota"), person("Zurpérez", "juez", "Perú"),
    person("Luis Zurgómez", "juez", "México"), person("Luis Zurgómez", "juez", "Perú"), person("Luis Zurgómez"),
    # spellings of one name, and which label the entity bears
    person("Ígor Zurkin", "general", "Rusia"), person("Igor Zurkin"), person("Igor Zurquin", "general", "Rusia"),
    person("Alexei Zurovski", "vocero", "Rusia"), person("Alexeï Zurovski"),
    person("Aleksei Zurovski", "", "", "Rusia"),
    person("Gilberto Álzarez Becerra"), person("Gilberto Alzarez Becerra"), person("Gilberto Alzarez"),
    person("Otilio Zuribe Herrera Ruiz", "juez", "Indonesia"), person("Otilio Zuribe Herrera Ruiz", "juez", "México"),
    person("Otilio Zuribe Herrera"), person("Otilio Zuribe", "juez", "México"),
    # a state that only one article tells
    person("Ana Zurbano", "portavoz", "Chile"), person("Ana Zurbano"), person("Ana Zurbano", "", "Perú"),
    # abbreviations, explained alike, otherwise, and not at all; spelt in two ways
    organisation("Universidad Autónoma de Zurba", "UAZ"), organisation("Universidad autónoma de Zurba", "UAZ"),
    organisation("UAZ"), organisation("Zona Zurba Libre", "ZZL"), organisation("Zurba Zonal Libertaria", "ZZL"),
    organisation("ZZL"), organisation("Brigada Zurba 155"), organisation("Brigada Zurba 156"),
    # a name of two kinds
    organisation("Zurbania"), organisation("Zurbania"), organisation("Zurbania"), organisation("Zurbania"),
    person("Zurbania"),
    # organs of no state told are one within their article; groups and things across articles
    organisation("Banco Central"), organisation("Banco Central"),
    people("soldados zurbanos rusos", "rusos"), people("Soldados zurbanos rusos", "rusos"), people("campesinos"),
    thing("Tratado Zurbano de Paz", "PARTY_TO"), thing("tratado zurbano de Paz", "PARTY_TO"), thing("Zurbópolis"),
)  # fmt: skip
EXAMPLES = 60
SOME = st.lists(st.sampled_from(range(len(TEXTS))), unique=True)  # numbers of articles
STRANGER = person("Wolfgang Qwertz", "portavoz", "Alemania")


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    numbers = count()
    return [extraction(text, *specs, said=said, article=f"a{next(numbers):02}") for text, specs, said in TEXTS]


@pytest.fixture(scope="module")
def resolve(vocabulary):
    return Resolver(vocabulary).resolve


@pytest.fixture(scope="module")
def in_order(articles, resolve):
    return resolve(articles)


def test_the_articles_meet(in_order):
    """What follows would hold in vain, were every article by itself."""
    labels = {key: entity.label for key, entity in in_order.entities.items() if entity.aliases}
    bearers = {key for key in in_order.entities if key.startswith("per-luis-zurgomez")}
    assert len(TEXTS) >= 40
    assert len(bearers) == 3, "homonyms are several"
    assert labels, "spellings of one name are one"
    assert "per-zurbania" not in " ".join(in_order.entities), "most articles call it an organisation"


@settings(max_examples=EXAMPLES)
@given(order=st.permutations(range(len(TEXTS))))
def test_any_order_gives_the_same_resolution(order, articles, in_order, resolve):
    shuffled = resolve(articles[number] for number in order)
    assert shuffled.entities == in_order.entities
    assert shuffled.links == in_order.links


@settings(max_examples=EXAMPLES)
@given(chosen=SOME, place=st.sampled_from(("A", "a20x", "z")))
def test_a_stranger_changes_nobody(chosen, place, articles, resolve):
    some = [articles[number] for number in chosen]
    text, specs, said = STRANGER
    stranger = extraction(text, *specs, said=said, article=place)
    alone, beside = resolve(some), resolve([*some, stranger])
    assert {m: link for m, link in beside.links.items() if m.article != stranger.mentions[0].article} == alone.links
    assert alone.entities.items() <= beside.entities.items()


@settings(max_examples=EXAMPLES)
@given(chosen=SOME)
def test_every_link_leads_to_an_entity_of_that_id(chosen, articles, resolve):
    resolution = resolve(articles[number] for number in chosen)
    linked = {key for link in resolution.links.values() for key in link.entities}
    assert linked <= resolution.entities.keys()
    assert all(key == entity.id for key, entity in resolution.entities.items())
