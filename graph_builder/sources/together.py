"""The articles of several graphs as those of one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph_builder.model import Article
from graph_builder.sources.ids import content, plain_id


def together(groups: Iterable[tuple[str, Iterable[Article]]]) -> tuple[list[Article], tuple[str, ...]]:
    """Return the articles of all groups under ids that tell them apart, and a line about each that is not as it was.

    Articles of one id that say the same are one; of those that say something else, the later gets the name of its
    group before its id.

    Args:
        groups: a name, and articles; the ids in a group are unique.
    """
    kept: dict[str, Article] = {}
    lines: list[str] = []
    for name, articles in groups:
        for article in articles:
            if article.id not in kept:
                kept[article.id] = article
                continue
            if content(kept[article.id]) == content(article):
                lines.append(f"article '{article.id}' is in two graphs; read once")
                continue
            new = next(
                one
                for number in range(1, len(kept) + 2)
                if (one := f"{plain_id(name)}{'' if number == 1 else f'-{number}'}/{article.id}") not in kept
            )
            kept[new] = replace(article, id=new)
            lines.append(f"article '{article.id}' of {name} says something else than the one before; it is now '{new}'")
    return list(kept.values()), tuple(lines)
