"""Write the ontology's documentation as HTML, a page a language: `make docs`.

    python ontology/write_docs.py FOLDER

pyLODE shows all labels of a term in a row; here each page gets those of its own language alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pylode import OntPub
from rdflib import Graph, Literal

HERE = Path(__file__).parent
SOURCES = ("alliance.ttl", "event-types.ttl", "mappings.ttl")
LANGUAGES = ("es", "en")


def in_language(language: str) -> Graph:
    """The ontology with the labels and comments of one language."""
    whole = Graph()
    for name in SOURCES:
        whole.parse(HERE / name, format="turtle")
    chosen = Graph()
    for subject, predicate, value in whole:
        if not isinstance(value, Literal) or value.language in {None, language}:
            chosen.add((subject, predicate, value))
    return chosen


def main(folder: Path) -> None:
    """Write `ontology-es.html` and `ontology-en.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        page = OntPub(ontology=in_language(language), sort_subjects=True).make_html()
        path = folder / f"ontology-{language}.html"
        path.write_text(page, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
