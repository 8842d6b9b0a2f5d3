"""What a description says of whom it means, read once: whose it is, and what form it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from graph_builder.model import Mention
from graph_builder.resolve.context import ArticleContext


class Form(Enum):
    """What a description tells by its own words; the rules that are asked depend on it."""

    OF_STATE = auto()  # "la canciller norcoreana", "el Gobierno de Chile", "tropas rusas"
    OF_ORGANISATION = auto()  # "una misión de la ONU"
    PLURAL = auto()  # "ambos países", "las autoridades"
    POSSESSED = auto()  # "su país", "su homólogo"
    TITLE = auto()  # "el presidente"
    BARE = auto()  # "el régimen", "la isla", "ese país", "la policía"


@dataclass(frozen=True, slots=True)
class Described:
    """A description to be linked."""

    mention: Mention  # with the noun as its head: "homólogo chino" is no "chino"
    original: Mention  # as it stands in the article
    form: Form
    states: tuple[str, ...]  # that it names: "los presidentes de Kenia y Uganda"
    organisation: str  # that it names, where it names no state
    office: bool  # its head is an office, and no organ: "la Presidencia"
    possessed: bool  # "su ..."

    @property
    def owner(self) -> str:
        """The first state, else the organisation, that it names; or ""."""
        return self.states[0] if self.states else self.organisation

    @property
    def reason(self) -> str:
        """The words that restrict it."""
        return " ".join(self.mention.modifiers)


def describe(original: Mention, context: ArticleContext) -> Described:
    """Return what a description says of whom it means."""
    mention = _headed_by_noun(original, context)
    states = states_named(mention, context)
    organisation = organisation_named(mention, context) if not states else ""
    office = context.is_a(mention.head, "office")
    possessed = context.wording.word_before(mention) in context.vocabulary.profile.possessives
    return Described(
        mention=mention,
        original=original,
        form=_form(mention, bool(states), bool(organisation), possessed, office, context),
        states=states,
        organisation=organisation,
        office=office and not context.is_a(mention.head, "state_organ"),
        possessed=possessed,
    )


def organisation_named(mention: Mention, context: ArticleContext) -> str:
    """Return the known actor that a description names first, or ""."""
    names = (context.meanings.within(mention, hint).name for hint in mention.modifiers)
    return next((name.entity for name in names if name is not None), "")


def _form(
    mention: Mention, of_state: bool, of_organisation: bool, possessed: bool, office: bool, context: ArticleContext
) -> Form:
    if of_state:
        return Form.OF_STATE
    if of_organisation:
        return Form.OF_ORGANISATION
    if mention.plural:
        return Form.PLURAL
    if possessed:
        return Form.POSSESSED
    title = office and mention.head not in context.vocabulary.reference.descriptions
    return Form.TITLE if title else Form.BARE


def states_named(mention: Mention, context: ArticleContext) -> tuple[str, ...]:
    """Return all states that a description names: "los presidentes de Kenia y Uganda"."""
    of_state = context.is_a(mention.head, "organ", "polity", "office")
    found = (context.meanings.state_in(mention, hint, of_state=of_state) for hint in mention.modifiers)
    return tuple(dict.fromkeys(filter(None, found)))


def _headed_by_noun(mention: Mention, context: ArticleContext) -> Mention:
    """A description that the parser headed by its demonym ("homólogo chino") by the noun that it begins with."""
    first = mention.text.split(maxsplit=1)[0].lower() if mention.text else ""
    adjective = mention.head in context.vocabulary.gazetteer.demonyms and first != mention.head
    noun = context.is_a(first, "office", "organ", "polity")
    return replace(mention, head=first) if adjective and noun else mention
