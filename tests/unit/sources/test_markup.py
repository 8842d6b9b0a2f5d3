"""Markup in texts of feeds is read; what only looks like it stays."""

from __future__ import annotations

import time

import pytest

from graph_builder.sources.markup import plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Per&uacute; y Espa&#241;a", "Perú y España"),
        ("<div><p>Chile visitó\n  Perú.</p>\n<p>Irán&nbsp;calló.</p></div>", "Chile visitó Perú.\nIrán calló."),
        ("Chile <em>visitó</em> <a href='http://x.example/?a=1&b=2'>Perú</a>.", "Chile visitó Perú."),
        ("Uno.<br>Dos.<br/>Tres.", "Uno.\nDos.\nTres."),
        ("<ul><li>Uno<li>Dos</ul>", "Uno\nDos"),
        ("&lt;p&gt;Chile&lt;/p&gt;&lt;p&gt;Per&amp;uacute;&lt;/p&gt;", "Chile\nPerú"),
        ("<p>Chile</p><script>if (a<b) alert('Perú')</script><style>p{}</style>", "Chile"),
        ("<!-- nota --><p>Chile</p>", "Chile"),
        ("<p>Chile &amp; Perú &lt;3</p>", "Chile & Perú <3"),
        ("Primera línea con <b>negrita</b>.\n\nSegunda.", "Primera línea con negrita.\n\nSegunda."),
        ("<p title=\"a > b\">Chile</p>", "Chile"),
    ],
)  # fmt: skip
def test_markup_is_read(text, plain):
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Chile < Perú > Irán",
        "http://x.example/?a=1&copy=2&para=3",
        "AT&T y R&D",
        "a <- b",
        "<Rusia>",
        "3 & 4;",
        "&;",
        "  x ",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert plain_text(text) == text


@pytest.mark.parametrize("unit", ["<p>", "<", "&", "<b", "</div>", "<!--", "<p a='", "&#x", "<div><span>", "<script>"])
def test_no_text_takes_long(unit):
    started = time.perf_counter()
    plain_text(unit * 20_000 + "<p>Chile</p>")
    assert time.perf_counter() - started < 5
