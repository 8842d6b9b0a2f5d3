"""Links before a plural verb enter; the coordinated subjects that it takes up leave: "Francia y Malí ... acusan"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph_builder.model import Link

_SEVERAL = 2


def joined_subjects(subjects: Iterable[Link], text: str, joining: Collection[str]) -> tuple[str, ...]:
    """Entities of the last subjects with nothing but joining words between them; empty where the last stands alone.

    Args:
        subjects: links of subjects, the nearest first.
        text: the article's.
        joining: words such as "y"; commas are always.
    """
    found: list[Link] = []
    for link in subjects:
        between = text[link.mention.span.end : found[-1].mention.span.start] if found else ""
        if not all(word in joining for word in between.replace(",", " ").split()):
            break
        found.append(link)
    entities = tuple(dict.fromkeys(key for link in reversed(found) for key in link.entities))
    return entities if len(entities) >= _SEVERAL else ()
