"""Who is one across articles: names and states decide, and some pairs are never one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.errors import VocabularyError
from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document.cluster import cluster
from graph_builder.resolve.cross_document.clusters import identity_of
from graph_builder.resolve.cross_document.knowledge import Knowledge
from graph_builder.resolve.cross_document.summary import Renamed, Sighting
from graph_builder.resolve.spelling import Spelling, entity_id, same_first_name
from graph_builder.vocabulary.matching import read_matching
from graph_builder.vocabulary.paths import ontology_file


@pytest.fixture(scope="module")
def spelling(vocabulary):
    return Spelling(vocabulary)


def knowledge_of(vocabulary, spelling, forbidden=frozenset(), matching=None) -> Knowledge:
    return Knowledge(vocabulary.gazetteer.entities, spelling, matching or vocabulary.matching, forbidden)


def seen(article: str, name: str, state: str = "", kind: EntityKind = EntityKind.PERSON, **known) -> Sighting:
    return Sighting(article, Entity(entity_id(kind, name), kind, name, state=state), **known)


def united_by(sightings, knowledge: Knowledge, single: bool = False) -> dict[tuple[str, str], Renamed]:
    """What each actor of each article is; `single`: whatever the article, as common single names are."""
    found = cluster(sightings, knowledge).by_identity
    identities = [identity_of(one, knowledge)._replace(**({"article": ""} if single else {})) for one in sightings]
    return {(one.article, one.entity.id): found[own] for one, own in zip(sightings, identities, strict=True)}


@pytest.fixture
def ids(vocabulary, spelling):
    """The entity's id for each sighting."""

    def run(*sightings: Sighting, forbidden: frozenset[frozenset[str]] = frozenset()) -> list[str]:
        united = united_by(sightings, knowledge_of(vocabulary, spelling, forbidden))
        return [united[sighting.article, sighting.entity.id].entity.id for sighting in sightings]

    return run


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fiona Hill", ""), ("Fiona Hill", "GBR")),
        (("Ígor Guirkin", "RUS"), ("Igor Girkin", "RUS")),
        (("Alexei Ostrovski", "RUS"), ("Alexeï Ostrovski", "")),
        (("Aleksandr Bastrykin", "RUS"), ("Alexandr Bastrikin", "RUS")),
        (("Pedro Inguanzo González", "MEX"), ("Pedro Inguanzo González", "ESP")),
        (("Salvador Cienfuegos Zepeda", "MEX"), ("Salvador Cienfuegos Cepeda", "MEX")),
    ],
)
def test_spellings_of_one_person_are_one(ids, one, other):
    first, second = ids(seen("a", *one), seen("b", *other))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Juan Pérez", "MEX"), ("Juan Pérez", "PER")),
        (("Mario Fernández", "ARG"), ("María Fernández", "ARG")),
        (("Carlos Ruiz", "ESP"), ("Andrés Ruiz", "ESP")),
        (("Ana Vidal", ""), ("Ana Vidal Soler", "")),
        (("José Luis Pérez", "MEX"), ("José Luis Gómez", "MEX")),
        (("Juan Carlos Rosas", "MEX"), ("Juan Carlos Rojas", "MEX")),
    ],
)
def test_two_persons_stay_two(ids, one, other):
    first, second = ids(seen("a", *one), seen("b", *other))
    assert first != second


def test_a_person_is_never_an_organisation(ids):
    first, second = ids(seen("a", "Casa Medina"), seen("b", "Casa Medina", kind=EntityKind.ORGANIZATION))
    assert first != second


@pytest.mark.parametrize("names", [("Brigada 155", "Brigada 156"), ("II Distrito Naval", "III Distrito Naval")])
def test_organisations_that_differ_in_a_number_stay_two(ids, names):
    one, other = names
    kind = EntityKind.ORGANIZATION
    first, second = ids(seen("a", one, "UKR", kind), seen("b", other, "UKR", kind))
    assert first != second


def test_one_of_no_known_state_joins_neither_of_two_namesakes(ids):
    mexican, peruvian, unknown = ids(
        seen("a", "Juan Pérez", "MEX"), seen("b", "Juan Pérez", "PER"), seen("c", "Juan Pérez")
    )
    assert len({mexican, peruvian, unknown}) == 3


def test_a_common_family_name_alone_tells_nobody(ids):
    *_, first, second = ids(
        seen("a", "Ana Quispe", "PER"), seen("b", "Luis Quispe", "PER"), seen("c", "Quispe"), seen("d", "Quispe")
    )
    assert first != second


def test_a_rare_family_name_of_the_same_state_is_its_bearer(ids):
    full, short = ids(seen("a", "Beslan Ardzinba", "GEO"), seen("b", "Ardzinba", "GEO"))
    assert full == short


@pytest.mark.parametrize(("tellings", "state"), [(1, ""), (2, "MEX"), (20, "MEX")])
@pytest.mark.parametrize("name", ["Otilio Rivera Herrera", "Otilio Rivera"])
def test_a_state_that_hardly_any_article_tells_is_not_the_actors(vocabulary, spelling, name, tellings, state):
    sightings = [seen(f"a{n}", name, "MEX" if n < tellings else "") for n in range(20)]
    united = united_by(sightings, knowledge_of(vocabulary, spelling))
    assert {one.entity.state for one in united.values()} == {state}


def test_the_reason_tells_score_and_features(vocabulary, spelling):
    sightings = [seen("a", "Alexei Ostrovski", "RUS"), seen("b", "Aleksei Ostrovski", "RUS")]
    united = united_by(sightings, knowledge_of(vocabulary, spelling))
    for one in united.values():
        assert one.reason.startswith("0.88: name 0.91")
        assert "telling 1.00, state 1.00, office 0.50" in one.reason


def test_what_a_user_keeps_apart_stays_apart(ids):
    for one, other in (("Alexei Ostrovski", "Aleksei Ostrovski"), ("Ígor Guirkin", "Igor Girkin")):
        sightings = (seen("a", one, "RUS"), seen("b", other, "RUS"))
        first, second = ids(*sightings)
        assert first == second
        first, second = ids(*sightings, forbidden=frozenset({frozenset({one, other})}))
        assert first != second


@pytest.mark.parametrize("kind", [EntityKind.PERSON, EntityKind.ORGANIZATION])
def test_two_that_a_user_keeps_apart_have_two_ids_even_if_only_an_accent_differs(ids, kind):
    sightings = (seen("a", "José Zurbano", "", kind), seen("b", "Jose Zurbano", "", kind))
    first, second = ids(*sightings)
    assert first == second
    first, second = ids(*sightings, forbidden=frozenset({frozenset({"José Zurbano", "Jose Zurbano"})}))
    assert first != second


def test_the_id_of_a_homonym_with_its_state_is_not_a_longer_name(ids):
    """ "per-juan-perez-mex" would be both Juan Pérez of Mexico, beside one of Peru, and Juan Pérez Mex."""
    found = ids(
        seen("a", "Juan Pérez", "PER"), seen("b", "Juan Pérez", "PER"), seen("c", "Juan Pérez", "MEX"),
        seen("d", "Juan Pérez Mex", "CHL"),
    )  # fmt: skip
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_the_order_of_articles_makes_no_difference(vocabulary, spelling):
    sightings = [
        seen("a", "Ígor Guirkin", "RUS"), seen("b", "Igor Girkin"), seen("c", "Girkin", "RUS"), seen("d", "Ana Vidal")
    ]  # fmt: skip
    forwards = united_by(sightings, knowledge_of(vocabulary, spelling))
    backwards = united_by(sightings[::-1], knowledge_of(vocabulary, spelling))
    assert forwards == {key: backwards[key] for key in forwards}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("ibrahim", "ebrahim", True), ("dimitri", "dmitri", True), ("mario", "maria", False), ("juan", "jean", False)],
)
def test_first_names(one, other, same):
    assert same_first_name(one, other) is same


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Organización Mundial de Salud", "org-oms"),
        ("Fondo de Naciones Unidas para la Infancia", "org-unicef"),
        ("Organización de Salud", None),
    ],
)
def test_small_words_make_no_other_organisation(spelling, name, known):
    match = spelling.organisation(name)
    assert (match.entity if match else None) == known


def test_weights_that_do_not_add_up_are_told(tmp_path):
    path = tmp_path / "resolution.toml"
    path.write_text(ontology_file("resolution.toml").read_text("utf-8").replace("name = 0.55", "name = 0.95"))
    with pytest.raises(VocabularyError, match=r"resolution\.toml:\d+: the weights add up to 1\.4"):
        read_matching(path)


def test_the_bar_decides(vocabulary, spelling):
    high = replace(vocabulary.matching, same=0.99)
    sightings = [seen("a", "Alexei Ostrovski", "RUS"), seen("b", "Aleksei Ostrovski", "RUS")]
    united = united_by(sightings, knowledge_of(vocabulary, spelling, matching=high))
    assert len({one.entity.id for one in united.values()}) == 2


def with_limits(vocabulary, spelling, within: str = "", **limits: int) -> Knowledge:
    matching = replace(vocabulary.matching, **limits)
    return Knowledge(vocabulary.gazetteer.entities, spelling, matching, within=within)


def test_a_single_name_of_very_many_articles_is_one_actor_where_it_tells_its_bearer(vocabulary, spelling):
    sightings = [seen(f"a{n}", "Zurkira", "COL" if n % 2 else "") for n in range(6)]
    united = united_by(sightings, with_limits(vocabulary, spelling, singles=5), single=True)
    assert {one.entity.id for one in united.values()} == {"per-zurkira"}
    assert {one.entity.state for one in united.values()} == {"COL"}


def test_a_single_name_of_very_many_articles_is_nobody_elsewhere_where_many_bear_it(vocabulary, spelling):
    named = [seen("b", "Ana Quispe", "PER"), seen("c", "Luis Quispe", "PER")]
    sightings = [seen(f"a{n}", "Quispe", "PER", company=frozenset({"PER"})) for n in range(6)]
    for limit, bearers in ((6, 1), (5, 6)):
        united = united_by([*sightings, *named], with_limits(vocabulary, spelling, singles=limit))
        assert len({united[f"a{n}", "per-quispe"].entity.id for n in range(6)}) == bearers


def test_a_large_block_is_cut_by_first_names(vocabulary, spelling):
    sightings = [
        seen("a", "Ígor Guirkin", "RUS"), seen("b", "Igor Guirkin Mora", "RUS"), seen("c", "Alexei Mora", "RUS"),
        seen("d", "Aleksei Mora", "RUS"), seen("e", "Luisa Mora", "RUS"), seen("f", "Luiza Mora", "RUS"),
    ]  # fmt: skip
    whole = united_by(sightings, with_limits(vocabulary, spelling))
    assert united_by(sightings, with_limits(vocabulary, spelling, block=2)) == whole
    assert whole["c", "per-alexei-mora"].entity == whole["d", "per-aleksei-mora"].entity


def test_actors_of_two_periods_are_compared_apart_and_have_one_id_by_name(vocabulary, spelling):
    one, other = seen("a", "Alexei Ostrovski", "RUS"), seen("b", "Aleksei Ostrovski", "RUS")
    same = seen("c", "Alexei Ostrovski")
    apart = [replace(one, period="2013"), replace(other, period="2014"), replace(same, period="2014")]
    united = united_by(apart, with_limits(vocabulary, spelling, "year"))
    assert united["a", one.entity.id].entity == united["c", one.entity.id].entity
    assert united["a", one.entity.id].entity.id == "per-alexei-ostrovski"
    together = united_by([one, other, same], with_limits(vocabulary, spelling))
    assert len({found.entity.id for found in together.values()}) == 1


def test_one_name_of_two_states_in_two_periods_is_two_actors(vocabulary, spelling):
    apart = [
        replace(seen("a", "Juan Pérez", "MEX"), period="2013"),
        replace(seen("b", "Juan Pérez", "PER"), period="2014"),
    ]
    united = united_by(apart, with_limits(vocabulary, spelling, "year"))
    assert len({one.entity.id for one in united.values()}) == 2
