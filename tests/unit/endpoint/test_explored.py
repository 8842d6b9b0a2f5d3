"""The explorer of a served graph: whole where it fits a page, else in parts that it asks for."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest
from builders_graph import made_graph
from servers import awaited

from graph_builder.api import Graph
from graph_builder.endpoint.app import make_app
from graph_builder.endpoint.served import Served

GRAPH = made_graph(60, 20)


@pytest.fixture
def get(tmp_path, request):
    """Asks the explorer, or another path, of a server whose pages hold so many facts."""
    Graph(GRAPH).save(tmp_path / "graph")
    app = make_app(Served(tmp_path / "graph", most=request.param), None, [])  # no queries here

    async def asked(path, parameters):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8890") as client:
            return await client.get(path, params=parameters)

    return lambda path="/explorer", **parameters: awaited(asked(path, parameters))


@pytest.mark.parametrize("get", [300], indirect=True)
def test_a_graph_too_large_for_a_page_is_explored_in_parts(get):
    busiest = Counter(fact.subject_id for fact in GRAPH.facts).most_common(1)[0][0]
    around = get(around=busiest)
    assert '"part":{"of":1200,"served":1}' in get().text
    assert f'"part":{{"of":1200,"around":"{busiest}","served":1}}' in around.text
    assert get(around=busiest).content == around.content
    assert get(around="nobody").status_code == 404


@pytest.mark.parametrize("get", [300], indirect=True)
def test_what_a_part_leaves_out_is_found_on_the_server(get):
    actor = min(GRAPH.entities, key=lambda entity: sum(entity.id in (f.subject_id, f.object_id) for f in GRAPH.facts))
    assert get(find=f" {actor.label.upper()} ").content == get(around=actor.id).content
    fact = GRAPH.facts[-1]
    page = get(find=fact.evidence).text
    assert f'"found":"{fact.evidence}"' in page
    assert fact.id in page
    few = get(find="comercio")
    with_them = sum("comercio" in f.evidence for f in GRAPH.facts)
    assert f'"found":"comercio","matches":{with_them},"served":1' in few.text
    assert get(find="estas palabras no las dice nadie").status_code == 404


@pytest.mark.parametrize("get", [2000], indirect=True)
def test_a_graph_that_fits_is_one_page_whatever_is_asked(get):
    page = get()
    assert '"part":null' in page.text
    assert get(around="anybody").content == page.content


@pytest.mark.parametrize("get", [300], indirect=True)
def test_rdf_of_a_large_graph_is_taken_from_its_folder(get, tmp_path):
    assert get(path="/download/ttl").content == (tmp_path / "graph" / "graph.ttl").read_bytes()
    assert get(path="/download/csv").content == (tmp_path / "graph" / "facts.csv").read_bytes()
    missing = get(path="/download/nq")
    assert (missing.status_code, "graph-builder export --format nq" in missing.text) == (404, True)
