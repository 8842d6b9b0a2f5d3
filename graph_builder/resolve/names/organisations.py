"""Rules on the names of organisations: organs of states, abbreviations, other spellings, organisations of no list."""

from __future__ import annotations

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.names.article_names import ArticleNames, NamedMention
from graph_builder.resolve.names.organisation_states import demonym_state, ending_state, organ_state
from graph_builder.resolve.rules import NOBODY, Referent
from graph_builder.resolve.spelling import entity_id


def organ_of_named_state(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Gobierno de Colombia", "Ejército sirio", "Administración Trump": the state."""
    state = organ_state(name.text, name.mention, names)
    return Referent((state,), name.text) if state else None


def organ_of_home_state(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Ministerio de Defensa": of the state that the article is about, or is written from."""
    words = name.text.split()
    common = names.vocabulary.lexicon.is_a(words[0], "state_organ") and _is_common_organ(words, names)
    home = names.context.focus.home() if common else ""
    return Referent((home,), name.text) if home else None


def listed_by_abbreviation(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Agencia Atómica Internacional (OIEA)": the organisation of the gazetteer whose abbreviation stands beside."""
    short = names.abbreviations.short.get(name.mention.text)
    if short is None or short.text in names.abbreviations.namesakes:
        return None
    meant = names.meanings.of_words(short.text).name
    return Referent((meant.entity,), short.text) if meant is not None else None


def listed_but_for_small_words(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Organización Mundial de Salud" for "Organización Mundial de la Salud"."""
    match = names.spelling.organisation(name.text)
    return Referent((match.entity,), match.reason, score=match.score) if match is not None else None


def listed_with_its_state(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Agencia de Seguridad Nacional de Estados Unidos": a known organisation with its state's name after it."""
    words = name.text.split()
    state = ending_state(words[1:], names)
    for size in range(len(words) - 1, 1, -1) if state else ():
        meant = names.meanings.of_words(names.trimmed(" ".join(words[:size]))).name
        if meant is not None and names.gazetteer.entities[meant.entity].state == state:
            return Referent((meant.entity,), meant.surface)
    return None


def abbreviation_explained(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "UAZ", where the article says "Universidad Autónoma de Zacatecas (UAZ)"; as sure as the full name is."""
    full = names.abbreviations.full.get(name.mention.text)
    if full is None:
        return None
    decision = names.decide(full)
    if decision is None or decision.link is None:
        return NOBODY
    return Referent(decision.link.entities, decision.link.reason, score=decision.link.score)


def names_no_actor(name: NamedMention, names: ArticleNames) -> Referent | None:
    """A war, a plan, a portfolio, a tax, a common noun with a capital, "ONG": names of no actor."""
    lexicon, words = names.vocabulary.lexicon, name.text.lower().split()
    if len(words) == 1 and lexicon.is_a(words[0], "no_name"):
        return NOBODY
    thing = lexicon.is_a(words[0], "portfolio_name", "thing_name")
    common = len(words) == 1 and not name.text.isupper() and words[0] in lexicon.classes
    nobody = thing or common or any(lexicon.is_a(word, "no_actor", "agreement") for word in words[:2])
    return NOBODY if nobody else None


def kind_of_longer_name(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "El Observatorio": the organisation named last whose name begins so; as sure as that name is."""
    if " " in name.text or name.text.isupper():
        return None
    longer = [m for m in names.longer.get(name.text, ()) if m.span.start < name.mention.span.start]
    decision = names.decide(longer[-1]) if longer else None
    if decision is None or decision.link is None:
        return None
    return Referent(decision.link.entities, longer[-1].text, score=decision.link.score)


def new_organisation(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Observatorio Sirio de Derechos Humanos": an organisation that no list holds.

    Its state is the one that its name or an adjective beside it says. An organ of no state said ("Banco Central") is
    one within its article only, of the state that the article is about or is written from.
    """
    words, kind = name.text.split(), EntityKind.ORGANIZATION
    hints = (demonym_state(word, names) for word in (*name.mention.modifiers, *words))
    state = ending_state(words[1:], names) or next(filter(None, hints), "")
    local = not state and _is_common_organ(words, names)
    if local:
        state = names.context.focus.home()
    identifier = entity_id(kind, f"{name.text} {name.mention.article}" if local else name.text)
    entity = names.entities.get(identifier) or Entity(identifier, kind, name.text, state=state)
    return Referent((identifier,), name.label, new=entity)


def _is_common_organ(words: list[str], names: ArticleNames) -> bool:
    """Whether many states have an organ of a name: nothing but a kind, and a portfolio or one word more."""
    lexicon, small = names.vocabulary.lexicon, names.vocabulary.profile.trailing_words
    first, *rest = [word.lower() for word in words if word not in small]
    portfolio = all(lexicon.is_a(word, "portfolio_name") for word in rest)
    return lexicon.is_a(first, "organ", "state_organ") and (len(rest) <= 1 or portfolio)
