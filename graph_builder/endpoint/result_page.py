"""An answer as a page of HTML, for who opens the address of a query in a browser."""

from __future__ import annotations

from html import escape

import pyoxigraph as ox

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Answer</title>
<link rel="stylesheet" href="/page/query.css">
</head>
<body>
<main class="answer" tabindex="0"><table>
"""
_FOOT = """</table></main>
<p><a href="/">Query page</a></p>
</body>
</html>
"""


def result_page(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, prefixes: dict[str, str]) -> bytes:
    """Return a page with one table: variables and solutions, or subject, predicate and object; "true" for ASK."""
    if isinstance(result, ox.QueryBoolean):
        columns, rows = ["answer"], [["true" if result else "false"]]
    elif isinstance(result, ox.QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows = [[_shown(term, prefixes) for term in (t.subject, t.predicate, t.object)] for t in result]
    else:
        columns = [variable.value for variable in result.variables]
        rows = [[_shown(term, prefixes) for term in solution] for solution in result]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"{_HEAD}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>{_FOOT}"
    return page.encode()


def _shown(term: object, prefixes: dict[str, str]) -> str:
    """A term as HTML: a web address as a link, an IRI of ours by its prefix, a literal by its words."""
    text = "" if term is None else str(getattr(term, "value", term))
    if not isinstance(term, ox.NamedNode):
        return escape(text)
    prefix = next((name for name, iri in prefixes.items() if text.startswith(iri)), None)
    shown = escape(text if prefix is None else f"{prefix}:{text.removeprefix(prefixes[prefix])}")
    if prefix is None and text.startswith(("http://", "https://")):
        return f'<a href="{escape(text)}" rel="noreferrer noopener">{shown}</a>'
    return shown
