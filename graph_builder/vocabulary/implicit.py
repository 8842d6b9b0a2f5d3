"""Implicit fillers of a frame's slots: `implicit:REASON`, after the spoken functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import ImplicitReason

PREFIX = "implicit:"
_SLOTS: dict[ImplicitReason, tuple[str, ...]] = {  # which slots a reason may fill
    ImplicitReason.SAME_EVENT: ("subject", "object"),
    ImplicitReason.HOME_STATE: ("subject", "object"),
    ImplicitReason.ACCUSER: ("object",),
    ImplicitReason.OTHER_STATE: ("object",),
    ImplicitReason.TAKEN_UP: ("object",),
}


def is_implicit(name: str) -> bool:
    """Return whether the name of a function is that of an implicit filler."""
    return name.startswith(PREFIX)


def implicit_fillers(names: Sequence[str]) -> tuple[ImplicitReason, ...]:
    """Return the implicit fillers among the functions of a slot, in their order; wrong ones are left out.

    >>> implicit_fillers(["subject", "implicit:same-event"])
    (<ImplicitReason.SAME_EVENT: 'same-event'>,)
    """
    reasons = (name.removeprefix(PREFIX) for name in names if is_implicit(name))
    return tuple(ImplicitReason(reason) for reason in reasons if reason in _SLOTS)


def wrong_fillers(slot: str, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the implicit fillers among the functions of a slot, in words that tell the remedy."""
    implied = ""
    for name in names:
        if not is_implicit(name):
            if implied:
                yield f"'{name}' stands after '{implied}' and would never be tried; implicit fillers come last"
            continue
        implied = name
        reason = name.removeprefix(PREFIX)
        if reason not in _SLOTS:
            yield f"'{name}': reason '{reason}' is unknown; write one of {', '.join(sorted(_SLOTS))}"
        elif slot not in _SLOTS[ImplicitReason(reason)]:
            yield f"'{name}' cannot fill the {slot}; it fills the {' or the '.join(_SLOTS[ImplicitReason(reason)])}"
