"""What kind of name each named mention is, agreed over its whole article.

The pipeline labels each place of a name alone: one name has one label in an article, that of most of its places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from graph_builder.model import EntityKind, Mention
from graph_builder.resolve.spelling import Spelling

PERSON, ORGANIZATION, PLACE, OTHER = "PER", "ORG", "LOC", "MISC"
NEW_KINDS = {
    PERSON: EntityKind.PERSON,
    ORGANIZATION: EntityKind.ORGANIZATION,
    OTHER: EntityKind.ORGANIZATION,
}  # what an actor that no list holds is, by the label of its name


def agreed_labels(
    mentions: Iterable[Mention], text: str, joining: Collection[str], known: Collection[str], spelling: Spelling
) -> Mapping[Mention, str]:
    """Return the label of each mention, by what its article calls so.

    Args:
        mentions: the named ones, in reading order.
        text: the article's.
        joining: words that join the last member of a list.
        known: names that the gazetteer holds; they keep their labels.
        spelling: knows the persons of the gazetteer.
    """
    found = list(mentions)
    labels = {mention: mention.label for mention in found}
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.text not in known:
            places[mention.text].append(mention)
    for name, same in places.items():
        (label, most), *others = Counter(mention.label for mention in same).most_common()
        if spelling.person(name) is not None:
            label = PERSON
        elif others and others[0][1] == most:
            continue
        labels.update(dict.fromkeys(same, label))
    for members in _lists(found, text, joining):
        for mention in members if _mostly_organisations(members, labels) else ():
            if " " not in mention.text and labels[mention] == PERSON and mention.text not in known:
                labels[mention] = ORGANIZATION
    return labels


def _lists(mentions: list[Mention], text: str, joining: Collection[str]) -> Iterable[list[Mention]]:
    """Groups of mentions with nothing but commas and joining words between them."""
    members = mentions[:1]
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start]
        if between.strip() and all(word in joining for word in between.replace(",", " ").split()):
            members.append(other)
        else:
            yield members
            members = [other]
    yield members


def _mostly_organisations(members: list[Mention], labels: Mapping[Mention, str]) -> bool:
    return 2 * sum(labels[mention] == ORGANIZATION for mention in members) >= len(members) > 1
