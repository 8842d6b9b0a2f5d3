"""News feeds (RSS, Atom): one article an item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from graph_builder.errors import SourceError
from graph_builder.sources.markup import plain_text
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Level, Remark
from graph_builder.sources.values import record_of

_HEAD = 2000
_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF")
_ITEMS = frozenset({"item", "entry"})
_FIELDS: dict[str, tuple[str, ...]] = {  # local names, the best first
    "text": ("encoded", "content", "description", "summary"),
    "title": ("title",),
    "published": ("pubDate", "published", "date", "updated"),
    "id": ("guid", "id"),
    "url": ("link",),
}


def read_feed(source: Input) -> Iterator[Record | Remark]:
    """Read the items of a feed: the longest text that each gives, after its title; its id, date and address."""
    root = _parsed(source)
    items = [element for element in root.iter() if _name(element) in _ITEMS]
    publisher = next((_text(one) for one in root.iter() if _name(one) == "title"), "")
    language = next((_text(one) for one in root.iter() if _name(one) == "language"), root.get(_XML_LANGUAGE, ""))
    for number, item in enumerate(items, start=1):
        values = _values(item)
        where = f"{source.name}:{item.sourceline or number}"
        if not values["text"].strip():
            yield Remark(Level.SKIPPED, f"{where}: no text in the item; save the article itself")
            continue
        yield from record_of({**values, "publisher": publisher, "language": language}, source, number, where)


def is_feed(path: Path) -> bool:
    """Return whether a file of XML begins as feeds do."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return True  # why it cannot be read is told when it is
    return any(root in head for root in _ROOTS)


_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _parsed(source: Input) -> etree._Element:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.unpacked.value, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{source.name}: broken XML ({error}); save the feed again") from error
    if root is None or _name(root) not in {"rss", "feed", "RDF"}:
        raise SourceError(f"{source.name}: is no feed of RSS or Atom; save its articles as .txt or .html")
    return root


def _values(item: etree._Element) -> dict[str, str]:
    children = [(_name(child), child) for child in item]
    values = {
        field: next((text for name in names for own, child in children if own == name and (text := _text(child))), "")
        for field, names in _FIELDS.items()
    }
    title, text = plain_text(values["title"]), plain_text(values["text"])
    values["title"] = title
    values["text"] = f"{title}\n\n{text}" if title and text and not text.startswith(title) else text
    return values


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    """What an element holds: its text, markup inside it as markup, or the address of an Atom link."""
    if len(element):
        return "".join((element.text or "", *(etree.tostring(child, encoding="unicode") for child in element)))
    return str(element.text or element.get("href", "")).strip()
