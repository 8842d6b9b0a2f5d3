"""Load on the endpoint: many clients with light queries beside a few heavy ones; statuses and waiting times.

    python tests/benchmarks/load_endpoint.py [--clients 64] [--heavy 2] [--seconds 60] [--claims 2000]

Serves an invented graph (made_claims.py) on the loopback and stops by itself. Every client asks one question after the
other over a connection of its own. Exit code 1 where a light query got anything but 200 or the documented 503 with
Retry-After, where a heavy one was answered otherwise, or where the 95th percentile of light queries is over a second.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from os import getloadavg
from pathlib import Path
from urllib.parse import urlencode

from graph_builder.api import Graph

HERE = Path(__file__).resolve().parent
MOST_SECONDS = 1.0
LIGHT = (
    "SELECT ?claim ?subject WHERE { ?claim a al:Claim ; al:subjectName ?subject } LIMIT 20",
    "SELECT ?event WHERE { ?event sem:hasActor id:PRK } LIMIT 50",
    "SELECT (COUNT(*) AS ?n) WHERE { ?claim a al:Claim }",
    "ASK { ?event sem:hasActor id:RUS, id:PRK }",
)
HEAVY = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) = CONCAT(STR(?f), 'x')) } ORDER BY ?a",
)


@dataclass(slots=True)
class Seen:
    """Statuses and seconds of the queries of one kind."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def share(self, part: float) -> float:
        """The time within which so many of the queries were answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(part * len(self.seconds)))] if self.seconds else 0.0

    @property
    def wrong(self) -> int:
        """How many got neither an answer nor a documented refusal."""
        return self.statuses.total() - self.statuses["200"] - self.statuses["503 with Retry-After"]

    def line(self, name: str) -> str:
        """One line of a report."""
        shares = "  ".join(f"{part:.0%} {self.share(part):.3f} s" for part in (0.5, 0.95, 0.99, 1.0))
        return f"{name:6} {self.statuses.total():6} queries  {dict(self.statuses)}  {shares}"


async def load(host: str, port: int, clients: int, heavy: int, seconds: float) -> tuple[Seen, Seen]:
    """Ask for so many seconds; what light and what heavy queries saw."""
    light_seen, heavy_seen = Seen(), Seen()
    end = time.monotonic() + seconds
    tasks = [_client(host, port, HEAVY[n % len(HEAVY) :], heavy_seen, end) for n in range(heavy)]
    tasks += [
        _client(host, port, LIGHT[n % len(LIGHT) :] + LIGHT[: n % len(LIGHT)], light_seen, end) for n in range(clients)
    ]
    await asyncio.gather(*tasks)
    return light_seen, heavy_seen


async def _client(host: str, port: int, queries: tuple[str, ...], seen: Seen, end: float) -> None:
    number = 0
    while time.monotonic() < end:
        reader, writer = await asyncio.open_connection(host, port)
        try:
            while time.monotonic() < end:
                began = time.monotonic()
                status = await asyncio.wait_for(_ask(host, reader, writer, queries[number % len(queries)]), 120)
                seen.statuses[status] += 1
                seen.seconds.append(time.monotonic() - began)
                number += 1
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            seen.statuses[type(error).__name__] += 1
            await asyncio.sleep(0.1)
        finally:
            writer.close()


async def _ask(host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str) -> str:
    """Ask a query by GET and read the reply; its status."""
    path = "/sparql?" + urlencode({"query": query})
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
    await reader.readexactly(int(length.partition(":")[2]))
    status = head.split()[1]
    return f"{status} with Retry-After" if "\r\nretry-after:" in head else status


def main() -> int:
    """Serve, load, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clients", type=int, default=64, choices=range(1, 201), metavar="1..200")
    parser.add_argument("--heavy", type=int, default=2, choices=range(17), metavar="0..16")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--claims", type=int, default=2000)
    given = parser.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    from made_claims import made_graph
    from servers import serving

    with tempfile.TemporaryDirectory() as folder:
        Graph(made_graph(given.claims)).save(folder, formats=("kg",))
        with serving(Path(folder), Path(folder) / "log.txt") as address:
            host, _, port = address.removeprefix("http://").partition(":")
            seconds = min(given.seconds, 600.0)
            light, heavy = asyncio.run(load(host, int(port), given.clients, given.heavy, seconds))
    print(
        f"{given.clients} clients, {given.heavy} with heavy queries, {seconds:g} s; load average {getloadavg()[0]:.1f}"
    )
    print(light.line("light"))
    print(heavy.line("heavy"))
    return int(light.wrong + heavy.wrong > 0 or light.share(0.95) > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
