"""The query page in the reader's language, and the named questions with the parameters that it asks for."""

from __future__ import annotations

import html
import json
import tomllib
from functools import cache
from pathlib import Path
from string import Template

from starlette.requests import Request as HttpRequest

from graph_builder.endpoint.served import Served
from graph_builder.export import EXPORTERS
from graph_builder.graph.identifiers import PREFIXES

PAGE = Path(__file__).parent / "page"
_LANGUAGES = ("en", "es")
_START = """SELECT ?claim ?subject ?object WHERE {
  ?claim a al:Claim ; al:subjectName ?subject .
  OPTIONAL { ?claim al:objectName ?object }
}
LIMIT 100
"""


def language_of(request: HttpRequest) -> str:
    """Return the language of a request: what its address asks for, else what its browser likes best, else English."""
    asked = request.query_params.get("lang", "")
    if asked in _LANGUAGES:
        return asked
    liked = request.headers.get("accept-language", "").split(",")
    return next((tag.strip()[:2].lower() for tag in liked if tag.strip()[:2].lower() in _LANGUAGES), _LANGUAGES[0])


def query_page(served: Served, language: str) -> str:
    """Return the page as HTML; the editor begins with a query under all prefixes of the graph."""
    articles, facts, actors = served.counts
    texts = _texts(language)
    counts = Template(texts["counts"]).substitute(articles=articles, facts=facts, actors=actors)
    links = " ".join(
        f'<a href="/download/{form}">{html.escape(exporter.file_name)}</a>' for form, exporter in EXPORTERS.items()
    )
    start = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES) + f"\n{_START}"
    data = {**texts, "language": language, "prefixes": dict(PREFIXES), "start": start}
    shown = {name: html.escape(text) for name, text in {**texts, "counts": counts}.items()}
    page = Template((PAGE / "index.html").read_text(encoding="utf-8"))
    # A block of data is no script, but ends where a script would.
    packed = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return page.substitute({**shown, "language": language, "downloads": links, "texts": packed})


def questions(served: Served, language: str) -> list[dict[str, object]]:
    """Return the named questions for JSON: name, description, parameters with example values, and text."""
    spanish = language == "es"
    return [
        {
            "name": example.question.name,
            "description": example.question.spanish if spanish else example.question.description,
            "parameters": [
                {
                    "name": parameter.name,
                    "kind": parameter.kind,
                    "value": example.values[parameter.name],
                    "meaning": parameter.spanish if spanish else parameter.meaning,
                }
                for parameter in example.question.parameters
            ],
            "query": example.query,
        }
        for example in served.examples()
    ]


@cache
def _texts(language: str) -> dict[str, str]:
    return tomllib.loads((PAGE / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
