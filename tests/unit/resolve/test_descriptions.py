"""Whom descriptions mean: one case a row of `DESCRIPTION_RULES`; the last mention is the one that is asked about."""

from __future__ import annotations

import pytest
from builders_resolve import Said, name, nominal, null, resolved, told

CHILE, PERU = name("Chile", "LOC"), name("Perú", "LOC")
ABOUT_CHILE = "Chile, Chile, Chile. "  # named thrice: the article is about it
LAVROV = name("Sergey Lavrov", "PER", topic=True)


@pytest.fixture
def last(vocabulary):
    def ask(text: str, *specs, said: tuple[Said, ...] = ()):
        return told(resolved(vocabulary, text, *specs, said=said)[-1])

    return ask


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        (
            "Los presidentes de Kenia y Uganda.",
            nominal("presidentes de Kenia y Uganda", "Kenia", "Uganda", head="presidente", plural=True),
            ("KEN UGA", "several states", 0.9),
        ),
        (
            "Los ministros chilenos.",
            nominal("ministros chilenos", "chilenos", head="ministro", plural=True),
            ("grp-ministros-chilenos", "group of a state", 0.8),
        ),
        ("La canciller norcoreana.", nominal("canciller norcoreana", "norcoreana"), ("PRK", "office of a state", 0.7)),
        ("El gobierno de Chile.", nominal("gobierno de Chile", "Chile"), ("CHL", "organ of a state", 0.9)),
        (
            "Los médicos cubanos.",
            nominal("médicos cubanos", "cubanos", head="médico", plural=True),
            ("grp-medicos-cubanos", "group of a state", 0.8),
        ),
        ("Los rusos.", nominal("rusos", "rusos", head="rusos", plural=True), ("grp-rusos", "group of a state", 0.8)),
        ("Misiles rusos.", nominal("Misiles rusos", "rusos", head="misil"), ("RUS", "thing of a state", 0.6)),
        (
            "Planes de la OTAN en Siria.",
            nominal("Planes de la OTAN en Siria", "OTAN", "Siria", head="plan"),
            ("org-otan", "thing of an actor", 0.6),
        ),
        (
            "Una misión de la OTAN.",
            nominal("misión de la OTAN", "OTAN"),
            ("org-otan", "description of an organisation", 0.7),
        ),
    ],
)
def test_a_description_with_a_name_in_it(last, text, mention, expected):
    assert last(text, mention) == expected


def test_a_head_that_is_a_demonym_gives_way_to_the_noun_before_it(last):
    assert last("El canciller chino.", nominal("canciller chino", "chino", head="chino"))[1] == "office of a state"


def test_an_office_is_who_holds_it_else_the_last_person_of_the_state(last):
    canciller = nominal("canciller ruso", "ruso", head="canciller")
    held = Said("HOLDS_OFFICE", subjects=(0,), objects=(0,), theme="canciller")
    assert last("Sergey Lavrov habló. El canciller ruso.", LAVROV, canciller, said=(held,)) == (
        "per-sergey-lavrov", "office", 0.9,
    )  # fmt: skip
    assert last("Sergey Lavrov habló. El canciller ruso.", LAVROV, canciller) == (
        "per-sergey-lavrov", "last person of the state", 0.7,
    )  # fmt: skip
    senator = nominal("senador ruso", "ruso", head="senador")
    assert last("Sergey Lavrov habló. El senador ruso.", LAVROV, senator) == ("RUS", "office of a state", 0.7)


def test_an_office_of_an_organisation(last):
    text = "Jens Stoltenberg habló. El secretario de la OTAN."
    secretary = nominal("secretario de la OTAN", "OTAN")
    person = name("Jens Stoltenberg", "PER", topic=True)
    assert last(text, person, secretary)[1] == "last person of the state"
    held = Said("HOLDS_OFFICE", subjects=(0,), objects=(0,), theme="secretario de la OTAN")
    assert last(text, person, secretary, said=(held,))[1] == "office"


def test_a_demonym_alone_is_the_last_person_of_that_state(last):
    ruso = nominal("ruso", "ruso", head="ruso")
    assert last("Sergey Lavrov habló. El ruso calló.", LAVROV, ruso) == (
        "per-sergey-lavrov", "last person of the state", 0.6,
    )  # fmt: skip
    assert last("Sergey Lavrov habló. Un tal ruso calló.", LAVROV, ruso)[1] == "group of a state"


def test_both_states_or_both_office_holders(last):
    both = nominal("ambos países", head="país", plural=True)
    assert last("Chile y Perú firmaron. Celebran ambos países.", CHILE, PERU, both) == (
        "CHL PER", "the two spoken of most", 0.8,
    )  # fmt: skip
    putin = name("Vladimir Putin", "PER", topic=True)
    presidents = nominal("dos presidentes", head="presidente", plural=True)
    text = "Sergey Lavrov y Vladimir Putin. Los dos presidentes."
    assert last(text, LAVROV, putin, presidents)[0] == "per-sergey-lavrov per-vladimir-putin"
    assert last("Chile firmó. Celebran ambos países.", CHILE, both) is None


def test_of_three_states_both_are_the_two_named_most(last):
    text = "Chile, Perú, Chile, Bolivia y Perú. Celebran ambos países."
    specs = (CHILE, PERU, CHILE, name("Bolivia", "LOC"), PERU)
    assert last(text, *specs, nominal("ambos países", head="país", plural=True))[0] == "CHL PER"


@pytest.mark.parametrize(
    ("words", "head"), [("países europeos", "país"), ("países miembros", "país"), ("gobiernos amigos", "gobierno")]
)
def test_a_plural_that_is_restricted_takes_up_nobody(last, words, head):
    text = f"Chile y Perú firmaron. Celebran los {words}."
    assert last(text, CHILE, PERU, nominal(words, head=head, plural=True))[1] == "group of no state"


def test_people_of_no_state_are_one_within_their_article(last):
    assert last("Los campesinos marcharon.", nominal("campesinos", head="campesino", plural=True)) == (
        "grp-campesinos-a", "group of no state", 0.8,
    )  # fmt: skip
    assert last("Habló la población.", nominal("población"))[0] == "grp-poblacion-a"
    about = last(ABOUT_CHILE + "Uno. Dos. Habló la población.", CHILE, CHILE, CHILE, nominal("población"))
    assert about[0] == "grp-poblacion-a", "people are of no state, whatever the article is about"


def test_an_organ_is_of_the_state_that_the_article_is_about_or_is_written_from(last):
    police = nominal("policía")
    assert last(ABOUT_CHILE + "Uno. Dos. Habló la policía.", CHILE, CHILE, CHILE, police) == (
        "CHL", "organ of the state that the article is about", 0.5,
    )  # fmt: skip
    authorities = nominal("autoridades", head="autoridad", plural=True)
    assert last("Varsovia. Hablaron las autoridades.", name("Varsovia", "LOC"), authorities) == (
        "POL", "organ of the dateline's state", 0.4,
    )  # fmt: skip
    assert (
        last("Varsovia. Uno. Dos. Habló la policía.", name("Varsovia", "LOC"), police)[1]
        == "organ of the dateline's state"
    )
    assert last(ABOUT_CHILE + "Hablaron las autoridades.", CHILE, CHILE, CHILE, authorities)[0] == "CHL"


def test_of_no_state_an_organ_or_its_leaders_are_known_by_these_words(last):
    assert last("Habló el gobierno.", nominal("gobierno"))[:2] == ("grp-gobierno-a", "group of no state")
    assert last("Habló el funcionario.", nominal("funcionario"))[:2] == ("grp-funcionario-a", "group of no state")
    leaders = nominal("dirigentes", head="dirigente", plural=True)
    assert last("Hablaron los dirigentes.", leaders)[:2] == ("grp-dirigentes-a", "group of no state")
    ministries = nominal("ministerios", head="ministerio", plural=True)
    assert last("Hablaron los ministerios.", ministries)[:2] == ("grp-ministerios-a", "group of no state")
    assert last(ABOUT_CHILE + "Hablaron los ministerios.", CHILE, CHILE, CHILE, ministries) is None
    assert last("Habló la idea.", nominal("idea")) is None


def test_what_is_somebodys_is_of_the_last_subject(last):
    text = "Sergey Lavrov volvió. Elogió a su país."
    assert last(text, LAVROV, nominal("país")) == ("RUS", "state of the last subject", 0.7)
    assert last("Volvió. Elogió a su país.", nominal("país")) is None


def test_a_counterpart_is_the_other_person_nearby(last):
    merkel, homologo = name("Angela Merkel", "PER", topic=True), nominal("homólogo")
    text = "Angela Merkel habló con Sergey Lavrov. Recibió a su homólogo."
    assert last(text, merkel, name("Sergey Lavrov", "PER"), homologo) == (
        "per-sergey-lavrov", "only candidate nearby", 0.6,
    )  # fmt: skip
    text = "Angela Merkel vio a Ana Zurbano. Sergey Lavrov recibió a su homólogo."
    two = last(text, merkel, name("Ana Zurbano", "PER"), LAVROV, homologo)
    assert two == ("per-angela-merkel", "last subject that fits", 0.5)


def test_a_title_is_its_only_holder_else_the_last_subject_among_them(last):
    held = tuple(Said("HOLDS_OFFICE", subjects=(n,), objects=(n,), theme="presidenta") for n in (0, 1))
    ana, eva = name("Ana Zurbano", "PER", topic=True), name("Eva Zurbix", "PER")
    mandataria = nominal("mandataria")
    assert last("Ana Zurbano habló. Calló la mandataria.", ana, mandataria, said=held[:1]) == (
        "per-ana-zurbano", "only holder of the office", 0.8,
    )  # fmt: skip
    text = "Ana Zurbano vio a Eva Zurbix. Calló la mandataria."
    assert last(text, ana, eva, mandataria, said=held) == ("per-ana-zurbano", "last holder of the office", 0.6)


def test_a_title_is_the_only_person_nearby_of_no_other_office(last):
    ana, eva = name("Ana Zurbano", "PER", topic=True), name("Eva Zurbix", "PER")
    minister = nominal("ministra")
    assert last("Ana Zurbano habló. Calló la ministra.", ana, minister)[:2] == (
        "per-ana-zurbano",
        "only candidate nearby",
    )
    text = "Ana Zurbano vio a Eva Zurbix. Calló la ministra."
    assert last(text, ana, eva, minister) == ("per-ana-zurbano", "last subject that fits", 0.5)
    judge = Said("HOLDS_OFFICE", subjects=(1,), objects=(1,), theme="jueza")
    text = "Ana Zurbano vio a Eva Zurbix. Calló la presidenta."
    assert last(text, ana, eva, nominal("presidenta"), said=(judge,))[:2] == (
        "per-ana-zurbano",
        "only candidate nearby",
    )


def test_a_title_is_of_the_state_that_the_article_is_about(last):
    three, boric, minister = (CHILE, CHILE, CHILE), name("Gabriel Boric", "PER"), nominal("canciller")
    near = ABOUT_CHILE + "Gabriel Boric vino. Uno. Dos. Tres. Habló el canciller."
    assert last(near, *three, boric, minister) == ("per-gabriel-boric", "last person of the state", 0.7)
    far = ABOUT_CHILE + "Gabriel Boric vino. Uno. Dos. Tres. Cuatro. Habló el canciller."
    assert last(far, *three, boric, minister) == ("CHL", "office of the state that the article is about", 0.5)
    held = Said("HOLDS_OFFICE", subjects=(3,), objects=(3,), theme="ministro de Exteriores")
    phrase = "ministro de exteriores"
    assert last(far.replace("canciller", phrase), *three, boric, nominal(phrase), said=(held,)) == (
        "per-gabriel-boric", "office", 0.9,
    )  # fmt: skip


def test_an_organ_takes_up_the_one_of_its_kind_named_last(last):
    text = "El régimen de Siria habló. Calló el régimen."
    assert last(text, nominal("régimen de Siria", "Siria"), nominal("régimen"))[0] == "SYR"
    text = "El ministerio de Exteriores sirio habló. Calló el ministerio."
    assert last(text, nominal("ministerio de Exteriores sirio", "sirio"), nominal("ministerio")) == (
        "SYR", "organ of that kind named last", 0.6,
    )  # fmt: skip


def test_a_demonstrative_points_at_the_state_named_last_but_not_at_the_subject(last):
    that = nominal("país")
    assert last("Perú visitó Chile. Elogió a ese país.", name("Perú", "LOC", topic=True), CHILE, that) == (
        "CHL", "state named last", 0.6,
    )  # fmt: skip
    assert last("Visitó Chile. Perú elogió a ese país.", CHILE, name("Perú", "LOC", topic=True), that)[0] == "CHL"


def test_the_country_is_that_of_the_first_subject_of_the_sentence(last):
    text = "Sergey Lavrov dijo a Chile que el país gana."
    assert last(text, LAVROV, CHILE, nominal("país")) == ("RUS", "state of the sentence's subject", 0.6)


def test_a_noun_takes_up_the_one_actor_that_it_can_mean(last):
    assert last("El gigante sudamericano.", nominal("gigante sudamericano", head="gigante")) == (
        "BRA", "description of one state", 0.8,
    )  # fmt: skip
    island = nominal("isla")
    cuba = name("Cuba", "LOC", topic=True)
    assert last("Cuba y Chile hablaron. Calló la isla.", cuba, CHILE, island) == ("CUB", "only candidate nearby", 0.6)
    text = "Cuba habló con Jamaica. Calló la isla."
    assert last(text, cuba, name("Jamaica", "LOC"), island) == ("CUB", "last subject that fits", 0.5)
    otan = name("OTAN", "ORG")
    assert last("Chile y la OTAN. Calló la alianza.", CHILE, otan, nominal("alianza"))[0] == "org-otan"


def test_nobody_is_taken_up_from_too_far_away(last):
    far = "Cuba habló. Uno. Dos. Tres. Cuatro. Calló la isla."
    assert last(far, name("Cuba", "LOC", topic=True), nominal("isla")) is None
    assert last("Chile y Perú. Uno. Dos. Tres. Cuatro. Celebran ambos países.", CHILE, PERU,
                nominal("ambos países", head="país", plural=True)) is None  # fmt: skip


def test_a_null_subject_before_a_description_is_recalled(last):
    text = "Sergey Lavrov llegó. Habló de su país."
    assert last(text, LAVROV, null("Habló"), nominal("país"))[0] == "RUS"
