"""The last stages of a run in shards at the size of a newspaper's archive, from synthetic shards.

    python tests/benchmarks/bench_last_stages.py WORK OUT --articles 1000000 [--jobs 2]

WORK is the working folder of a run that is done, with at least one shard of some hundred articles. Its shards' pieces
are repeated under other ids of articles, claims, persons and organisations until there are as many articles as asked
for; states stay, so that pairs of states have as many claims as in a real archive. Nothing is parsed or resolved.
Prints time and the largest resident set of this process and its workers for making the shards, for comparing claims and
sorting quads, and for writing the outputs.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections import defaultdict
from pathlib import Path

from graph_builder.settings import Settings
from graph_builder.shards.buckets import bucket_of, buckets_for
from graph_builder.shards.claims import Claim, claims_from_bytes, claims_to_bytes, pair_of
from graph_builder.shards.driver import Stages
from graph_builder.shards.executors import open_executor
from graph_builder.shards.facts import keys_of, pieces_of, told_of
from graph_builder.shards.folder import Folder, open_folder
from graph_builder.shards.merge import STREAMED, write_streamed
from graph_builder.shards.plan import read_plan
from graph_builder.shards.read import told_of as read_of
from graph_builder.shards.sections import Sections, write_sections

_MIB = 1024  # KiB, the unit of ru_maxrss
TAB = b"\t"
_IDS = re.compile(rb"\b(?:(?:cl|per|org|m|q)-[a-z0-9-]+|[0-9a-f]{12}\b)")


def main() -> None:
    """Print a line a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path, help="working folder of a run that is done")
    parser.add_argument("out", type=Path, help="a new folder; it gets the synthetic shards and the outputs")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    former, folder = open_folder(str(options.work)), open_folder(str(options.out))
    started = time.perf_counter()
    keys, buckets = _repeated(former, folder, options.articles)
    _tell("made", started)
    settings = Settings((), options.out / "out", work=str(options.out), jobs=options.jobs)
    started = time.perf_counter()
    with open_executor(settings) as executor:
        stages = Stages(settings, folder, executor, lambda done, total: None, print)
        pieces = stages.put_together(tuple(keys), buckets)
    _tell("claims compared, quads sorted", started)
    started = time.perf_counter()
    settings.out.mkdir()
    files = [write_streamed(pieces, name, settings.out) for name in STREAMED]
    _tell("outputs written", started)
    told = {path.name: path.stat().st_size for path in files}
    print(json.dumps({"articles": pieces.total.articles, "facts": pieces.total.facts, "bytes": told}))


def _repeated(former: Folder, folder: Folder, articles: int) -> tuple[list[str], int]:
    """Write synthetic shards; return their keys, and how many statements they would have."""
    plan = read_plan(former)
    assert plan is not None
    known = [*zip(keys_of(plan, former), plan.shards, strict=True)]
    keys: list[str] = []
    statements = sum(read_of(shard, former).statements for _, shard in known)
    buckets = buckets_for(statements * articles // plan.articles)
    made = copy = 0
    while made < articles:
        for key, _ in known if made < articles else ():
            pieces = Sections(former, pieces_of(key))
            mark = f"k{copy}".encode()
            sections = {name: _IDS.sub(rb"\g<0>" + mark, pieces.read(name)) for name in pieces.names}
            keys.append(f"{key}{copy}")
            write_sections(folder, pieces_of(keys[-1]), _in_buckets(sections, buckets), pieces.told)
            made += told_of(key, former).articles
        copy += 1
    return keys, buckets


def _in_buckets(sections: dict[str, bytes], buckets: int) -> dict[str, bytes]:
    """The same sections with their lines in other buckets."""
    lines: defaultdict[str, list[bytes]] = defaultdict(list)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for name, content in sections.items():
        kind = name.partition("/")[0]
        if kind == "quads":
            for line in content.splitlines(keepends=True):
                lines[f"quads/{bucket_of(line[: line.index(b' ')].decode(), buckets)}"].append(line)
        elif kind == "entities":
            for line in content.splitlines(keepends=True):
                lines[f"entities/{bucket_of(line[: line.index(TAB)].decode(), buckets)}"].append(line)
        elif kind == "claims":
            for claim in claims_from_bytes(content):
                claims[f"claims/{bucket_of(pair_of(claim.fact), buckets)}"].append(claim)
        else:
            lines[name].append(content)
    told = {name: claims_to_bytes(some) for name, some in claims.items()}
    return {name: b"".join(some) for name, some in lines.items()} | told


def _tell(what: str, started: float) -> None:
    peaks = [resource.getrusage(who).ru_maxrss / _MIB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = time.perf_counter() - started
    print(f"{what}: {seconds:.1f} s, this process {peaks[0]:.0f} MiB, largest worker {peaks[1]:.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
