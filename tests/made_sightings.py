"""Articles' summaries that are made up: names that meet in every way, as many as are asked for.

How often names come follows a Zipf-like law, as in news: a few family names and politicians are everywhere, and most
names come once. Everything follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from graph_builder.model import Entity, EntityKind
from graph_builder.resolve.cross_document import ArticleSummary
from graph_builder.resolve.spelling import entity_id, slug

STATES = ("MEX", "ESP", "ARG", "COL", "PER", "CHL", "USA", "RUS", "")
OFFICES = ("ministro", "presidente", "diputado", "juez", "portavoz")
FIRST = [
    "Juan",
    "José",
    "Luis",
    "Carlos",
    "Jorge",
    "Pedro",
    "Ana",
    "María",
    "Laura",
    "Elena",
    "Sofía",
    "Miguel",
    "Ígor",
    "Igor",
    "Alexei",
    "Aleksei",
    "Dimitri",
    "Dmitri",
    "Mario",
    "Andrés",
    "Beatriz",
    "Carmen",
    "Daniel",
    "Eduardo",
    "Felipe",
    "Gabriela",
    "Héctor",
    "Isabel",
    "Javier",
    "Lucía",
    "Manuel",
    "Natalia",
    "Óscar",
]
FAMILY = [
    "García",
    "Hernández",
    "López",
    "Martínez",
    "González",
    "Rodríguez",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Cruz",
    "Flores",
    "Gómez",
    "Vázquez",
    "Vásquez",
    "Quezada",
    "Quesada",
    "Rosas",
    "Rojas",
    "Cepeda",
    "Zepeda",
    "Ostrovski",
    "Guirkin",
    "Girkin",
]
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "lo",
    "mu",
    "ra",
    "si",
    "to",
    "va",
    "zu",
    "nel",
    "mar",
    "tor",
    "quin",
    "gal",
    "des",
    "fer",
    "pol",
    "xan",
    "ril",
]
ORGANISATIONS = ("Universidad", "Instituto", "Asociación", "Frente", "Banco", "Comité", "Brigada", "Federación")
THEMES = ("Nacional", "Autónoma", "Popular", "de Comercio", "de Salud", "Obrero", "del Norte", "del Sur")


class MadeSummaries:
    """Makes articles' summaries.

    Args:
        seed: of chance.
        names: how many family names there are beside the common ones; few make names meet often.
        actors: of an article, on average.
    """

    def __init__(self, seed: int, names: int, actors: int = 5) -> None:
        self._chance = random.Random(seed)
        self._actors = actors
        rare = [self._invented() for _ in range(names)]
        self._family = [*FAMILY, *rare]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self._family))))
        self._places = [self._invented() for _ in range(max(4, names // 4))]

    def summaries(self, articles: int, first: int = 0) -> Iterator[ArticleSummary]:
        """Return so many articles, numbered from `first`."""
        for number in range(first, first + articles):
            yield self._summary(f"a{number:09}")

    def _summary(self, article: str) -> ArticleSummary:
        chance = self._chance
        entities = [self._entity(article) for _ in range(chance.randint(1, 2 * self._actors - 1))]
        new = {entity.id: entity for entity in entities}
        company = chance.sample(STATES[:-1], chance.randint(0, 3))
        labels = {EntityKind.PERSON: "PER", EntityKind.ORGANIZATION: "ORG"}
        votes = {(slug(one.label), labels.get(one.kind, "MISC")): chance.randint(1, 3) for one in new.values()}
        if chance.random() < 0.05:
            votes[slug(chance.choice(entities).label), "LOC"] = 3
        explained = {}
        for entity in new.values():
            if entity.kind is EntityKind.ORGANIZATION and chance.random() < 0.1 and " " in entity.label:
                explained["".join(word[0] for word in entity.label.split() if word[0].isupper())] = entity
        persons = [one for one in new.values() if one.kind is EntityKind.PERSON]
        return ArticleSummary(
            article=article,
            new=new,
            linked=frozenset(company) | {key for key in new if chance.random() < 0.95},
            offices={one.id: frozenset({chance.choice(OFFICES)}) for one in persons if chance.random() < 0.3},
            abbreviations=explained,
            votes=votes,
            published=chance.choice(("", "2013", "2013-05-01", "2013-06-30", "2014-01-02")),
        )

    def _entity(self, article: str) -> Entity:
        chance = self._chance
        kind, identifier, draw = EntityKind.PERSON, "", chance.random()
        if draw < 0.68:
            label = " ".join(self._person())
        elif draw < 0.95:
            kind, label = EntityKind.ORGANIZATION, self._organisation()
            if chance.random() < 0.1:  # one within its article
                identifier = f"{entity_id(kind, label)}-{article}"
        else:
            kind, label = EntityKind.GROUP, f"soldados {chance.choice(self._places)}"
        state = chance.choice(STATES) if chance.random() < 0.4 else ""
        return Entity(identifier or entity_id(kind, label), kind, label, state=state)

    def _person(self) -> list[str]:
        draw = self._chance.random()
        if draw < 0.12:
            return self._families(1)
        first = [self._chance.choice(FIRST)]
        return first + ([] if draw < 0.6 else self._families(1)) + self._families(1)

    def _families(self, many: int) -> list[str]:
        return self._chance.choices(self._family, cum_weights=self._weights, k=many)

    def _organisation(self) -> str:
        chance = self._chance
        words = [chance.choice(ORGANISATIONS), chance.choice(THEMES), "de", chance.choice(self._places)]
        if chance.random() < 0.1:
            words.append(str(chance.randint(1, 20)))
        return "".join(w[0] for w in words if w[0].isupper()) if chance.random() < 0.1 else " ".join(words)

    def _invented(self) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4))).capitalize()
