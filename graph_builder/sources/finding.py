"""Which files an argument means: the file itself, or those of a folder that can be read as articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.files import unchanged_files
from graph_builder.sources.characters import one_line
from graph_builder.sources.fetching import is_address
from graph_builder.sources.metadata import FILE_NAMES
from graph_builder.sources.remarks import Level, Remark

STANDARD_INPUT = "-"
_NAMED = 3  # files that a note names, of those that look like tables or feeds and are none
_REPORT = "report.json"  # a folder with one holds a graph; it lists the graph's own files

SuffixOf = Callable[[Path], str]  # of the format that reads a file, "" where none does


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read."""

    path: Path
    folder: str = ""  # the folder given as an argument that it was found in


def printable(path: Path | str) -> str:
    """A path for messages, on one line."""
    return one_line(readable_name(str(path))[0])


def readable_name(name: str) -> tuple[str, bool]:
    """A file's name as text, and whether it was UTF-8; one that is not is taken for Windows-1252, which most are."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape" if _is_escaped(name) else "replace")
        return raw.decode("cp1252", "replace"), False
    return name, True


def _is_escaped(name: str) -> bool:
    """Whether all that is not text in a name are the bytes that Python found in it."""
    return not any("\ud800" <= character <= "\udfff" and not "\udc80" <= character <= "\udcff" for character in name)


def check_inputs(inputs: Collection[str], fetching: bool = False) -> None:
    """Find arguments that name nothing, before anything is read.

    Args:
        inputs: files, folders, `-`, or addresses of the web.
        fetching: whether addresses may be fetched.

    Raises:
        ConfigurationError: an argument is empty, or no such file or folder exists.
    """
    if not inputs:
        raise ConfigurationError("no input; name files or folders, or - for standard input")
    for name in inputs:
        if not name.strip():
            raise ConfigurationError("an input is empty; name a file or folder, . for the current one")
        if name == STANDARD_INPUT:
            continue
        if is_address(name):
            if not fetching:
                raise ConfigurationError(f"{name}: is an address; add --fetch to have it fetched from the web")
            continue
        try:
            Path(name).stat()
        except FileNotFoundError as error:
            raise ConfigurationError(f"{printable(name)}: no such file or folder; check the path") from error
        except (OSError, ValueError):
            continue  # it is there, or may be: `find_files` tells why it cannot be read


def find_files(
    name: str,
    suffix_of: SuffixOf,
    suffix_in_folder: SuffixOf,
    formats: Collection[str],
    leave_out: Collection[Path] = (),
) -> Iterator[Found | Remark]:
    """Find the files of one argument.

    Args:
        name: a file, a folder, or `-`.
        suffix_of: tells the format of a file by its name.
        suffix_in_folder: the same for a file that was not named itself; "" also where it does not look like articles.
        formats: all suffixes, for messages.
        leave_out: folders that hold results, not articles.

    Yields:
        Files in the order of their paths, and remarks about what is not read. Hidden files and folders, links to
        folders, and the files of a graph that `build` wrote are no articles.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode if name != STANDARD_INPUT else stat.S_IFREG
    except (OSError, ValueError) as error:
        yield _unreadable(name, error)
        return
    readable = ", ".join(formats)
    if name == STANDARD_INPUT:
        yield Found(path)
    elif stat.S_ISDIR(mode):
        yield from _in_folder(name, suffix_in_folder, readable, frozenset(leave_out))
    elif not suffix_of(path):
        yield Remark(Level.SKIPPED, f"{printable(name)}: unknown format; readable are {readable}")
    elif not stat.S_ISREG(mode):
        yield Remark(Level.SKIPPED, f"{printable(name)}: is no regular file; copy it into one, or use -")
    else:
        yield Found(path)


def _unreadable(path: Path | str, error: Exception) -> Remark:
    reason = getattr(error, "strerror", None) or str(error)
    return Remark(
        Level.SKIPPED, f"{_short(printable(path))}: cannot be read ({reason}); check its path and permissions"
    )


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:60]}...{name[-40:]}"


def _in_folder(name: str, suffix_of: SuffixOf, readable: str, leave_out: frozenset[Path]) -> Iterator[Found | Remark]:
    found: list[Path] = []
    remarks: list[Remark] = []
    unread: list[Path] = []
    walk = os.walk(name, onerror=lambda error: remarks.append(_unreadable(error.filename, error)))
    for folder, folders, files in walk:
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (here / f).resolve() not in leave_out)
        own = {*unchanged_files(here, _REPORT), _REPORT}
        for file in sorted(files):
            path = here / file
            if file.startswith(".") or file in own or file in FILE_NAMES:
                continue
            if suffix_of(path) and path.is_file():
                found.append(path)
            else:
                unread.append(path.relative_to(name))
    yield from (Found(path, name) for path in sorted(found))
    yield from sorted(remarks, key=lambda remark: remark.message)
    if unread:
        yield Remark(Level.NOTE, f"{printable(name)}: not read: {_by_kind(unread, readable)}; readable are {readable}")
    if not found and not remarks:
        yield Remark(Level.SKIPPED, f"{printable(name)}: no articles in this folder; readable are {readable}")


def _by_kind(unread: Iterable[Path], readable: str) -> str:
    """Say how many files there are of each type, and which of those that could have been articles by their type."""
    kinds: dict[str, list[Path]] = {}
    for path in sorted(unread):
        kinds.setdefault("".join(path.suffixes[-2:]).lower() or "without suffix", []).append(path)
    told = []
    for kind, paths in sorted(kinds.items()):
        told.append(f"{len(paths)} {printable(kind)}")
        if paths[0].suffix.lower() in readable.split(", "):
            named = [_short(printable(path)) for path in paths[:_NAMED]] + ["..."] * (len(paths) > _NAMED)
            told[-1] += f" without articles ({', '.join(named)})"
    return ", ".join(told)
