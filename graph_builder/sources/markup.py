"""HTML in a text, as feeds deliver it, to plain text."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

_BLOCKS = (
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|"
    "section|table|td|th|tr|ul"
)
_INLINE = "a|abbr|b|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strong|sub|sup|time|u"
_UNSEEN = "script|style|template|noscript|iframe|head|svg"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINE}|{_UNSEEN})(?:\s[^<>]*)?/?>", re.I)
_BLOCK = re.compile(_BLOCKS)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.I)
_HIDDEN = frozenset(_UNSEEN.split("|"))
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_UNSUITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def plain_text(text: str) -> str:
    r"""Return a text without markup and with characters for entities; a text without either is returned as it is.

    Blocks (`<p>`, `<br>`, `<li>`) begin a new line. Entities count only with their semicolon, so that "?a=1&copy=2"
    stays. Markup whose angle brackets are entities themselves, as some feeds have it, is read too.

    >>> plain_text("<p>Rusia <b>condenó</b> a Ucrania.</p><p>EE.UU. call&oacute;.</p>")
    'Rusia condenó a Ucrania.\nEE.UU. calló.'
    """
    if not _TAG.search(text):
        without = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
        if without == text or not _TAG.search(without):
            return without if without == text else without.replace("\xa0", " ")
        text = without
    return _without_tags(text)


def _without_tags(text: str) -> str:
    blocks = _BLOCK_TAG.search(text) is not None
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    wrapped = f"<div>{_UNSUITABLE.sub(' ', text)}</div>".encode("utf-8", "replace")
    root = lxml_html.document_fromstring(wrapped, parser=parser)
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _HIDDEN:
            hidden += 1 if event == "start" else -1
        if _BLOCK.fullmatch(element.tag):
            pieces.append("\n")
        written = element.text if event == "start" else element.tail
        if written and not hidden:
            pieces.append(re.sub(r"\s+", " ", written) if blocks else written)
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line) if blocks else "\n".join(lines).strip()
