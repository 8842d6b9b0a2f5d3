"""What one run is asked to do: made in `cli.py` or by a caller of the library, passed down, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_FORMATS = ("csv", "ttl", "html", "kg")
ONLY_WITH = ("foreign-states",)
RESOLVE_WITHIN = ("year", "month")
PROCESSES, RAY = EXECUTORS = ("processes", "ray")
RULES_ALONE, WITH_READER, WITH_ENCODER = READERS = ("off", "small", "large")


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of `graph-builder build`."""

    inputs: tuple[str, ...]
    out: Path
    model: str = ""  # spaCy pipeline, name or path; "" is the bundled one
    published: str = ""  # publication date of articles that do not give their own
    publisher: str = ""
    jobs: int = 1
    formats: tuple[str, ...] = DEFAULT_FORMATS
    dry_run: bool = False
    store: Path | None = None  # folder of a persistent store that this run adds to
    wait: float | None = None  # seconds to wait for another process that writes to the store; None has no limit
    min_confidence: float | None = None  # facts less probable are held back; None is the judge's own threshold
    reader: str = (
        RULES_ALONE  # "small": the learned reader adds facts that the rules do not reach; "large": with the encoder
    )
    only_with: str = ""  # "foreign-states": articles that name none are not read
    home: tuple[str, ...] = ()  # states that are not foreign, as ISO 3166-1 alpha-3
    resolve_within: str = ""  # "year", "month": actors that no list holds are compared within such a period only
    aliases: Path | None = None  # the user's aliases.tsv and forbidden.tsv: a file, or the folder that holds them
    reviews: Path | None = None  # judgements of persons; None for those beside the results and in the store
    reviewed: bool = True  # False leaves all judgements aside
    fetch: bool = False  # inputs that are addresses of the web may be fetched
    work: str = ""  # working folder of a run in shards, a path or URL; "" keeps all in memory
    shard_size: int = 1000  # articles
    executor: str = PROCESSES  # what the stages of a run in shards are carried out by
    address: str = ""  # of a Ray cluster; "" is one on this machine
    part: str = ""  # "2/8": the second of eight parts of the shards, see docs/scale.md
    columns: Mapping[str, str] = field(default_factory=dict)  # names of tables' columns: {"text": "cuerpo_nota"}
