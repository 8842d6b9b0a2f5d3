"""Which names and sites may ask, how much, and the headers of every reply, on a small application."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from servers import awaited
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from graph_builder.endpoint.guards import guards
from graph_builder.endpoint.server import Door, address_of, listening
from graph_builder.errors import ConfigurationError

BODY = 1000


async def echo(request: Request):
    return PlainTextResponse(str(len(await request.body())))


def ask(method="GET", host="127.0.0.1", origins=(), hosts=(), path="/", **options):
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])], middleware=guards(host, hosts, origins, BODY))

    async def request():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8890") as client:
            return await client.request(method, path, **options)

    return awaited(request())


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1.evil.example:8890"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_posts_is_refused_unless_it_is_let_in(headers):
    assert ask("POST", headers=headers).status_code == 403
    assert ask("POST", headers=headers, origins=["https://friend.example"]).status_code == 403
    assert ask("POST", headers=headers, origins=["*"]).status_code == 200


def test_of_two_origins_both_must_be_let_in():
    two = [("Origin", "https://friend.example"), ("Origin", "https://evil.example")]
    for headers in (two, two[::-1]):
        assert ask("POST", headers=headers, origins=["https://friend.example"]).status_code == 403


def test_a_friend_may_ask_and_read_without_credentials():
    headers = {"Origin": "https://friend.example", "Sec-Fetch-Site": "cross-site"}
    for method in ("GET", "POST"):
        reply = ask(method, headers=headers, origins=["https://friend.example"])
        assert reply.status_code == 200
        assert reply.headers["access-control-allow-origin"] == "https://friend.example"
        assert "access-control-allow-credentials" not in reply.headers
    stranger = ask(headers={"Origin": "https://evil.example"}, origins=["https://friend.example"])
    assert "access-control-allow-origin" not in stranger.headers
    asked = {**headers, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert ask("OPTIONS", headers=asked, origins=["https://friend.example"]).status_code == 200
    assert "access-control-allow-origin" not in ask("OPTIONS", headers=asked).headers


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {}),
        ("POST", {"Origin": "http://127.0.0.1:8890", "Sec-Fetch-Site": "same-origin"}),
        ("POST", {"Origin": "http://127.0.0.1:8890"}),
        ("GET", {"Sec-Fetch-Site": "none"}),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}),
    ],
)
def test_programs_own_pages_and_links_are_let_in(method, headers):
    assert ask(method, headers=headers).status_code == 200


@pytest.mark.parametrize("mode", ["no-cors", "cors"])
def test_pictures_and_scripts_of_other_sites_start_no_query(mode):
    assert ask(headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}).status_code == 403


@pytest.mark.parametrize(
    ("host", "hosts", "named", "status"),
    [
        ("127.0.0.1", (), "localhost:8890", 200),
        ("127.0.0.1", (), "[::1]:8890", 200),
        ("::1", (), "[::1]:8890", 200),
        ("127.0.0.7", (), "127.0.0.7:8890", 200),
        ("127.0.0.1", (), "evil.example", 400),
        ("127.0.0.1", (), "localhost.evil.example:8890", 400),
        ("127.0.0.1", (), "192.0.2.7", 400),
        ("127.0.0.1", (), "", 400),
        ("127.0.0.1", ("archive.example",), "archive.example", 200),
        ("0.0.0.0", (), "192.0.2.7:8890", 200),
        ("0.0.0.0", (), "[2001:db8::1]:8890", 200),
        ("0.0.0.0", (), "evil.example", 400),
        ("0.0.0.0", (), "192.0.2.7.evil.example", 400),
        ("0.0.0.0", ("archive.example",), "archive.example:8890", 200),
        ("192.0.2.7", (), "192.0.2.7", 200),
    ],
)
def test_only_names_of_this_server_are_heard(host, hosts, named, status):
    assert ask(host=host, hosts=hosts, headers={"Host": named}).status_code == status


async def endless():
    for _ in range(10_000):
        yield b"x" * 1000


def test_a_body_beyond_the_limit_is_refused():
    assert ask("POST", content=b"x" * BODY).text == str(BODY)
    assert ask("POST", content=b"x" * (BODY + 1)).status_code == 413
    assert ask("POST", content=endless()).status_code == 413


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"path": "/nowhere"},
        {"headers": {"Host": "evil.example"}},
        {"method": "POST", "headers": {"Origin": "https://evil.example"}},
        {"method": "POST", "content": b"x" * (BODY + 1)},
        {"method": "DELETE"},
    ],
)
def test_every_reply_has_the_headers(options):
    headers = ask(**options).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "start"),
    [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:"), ("0.0.0.0", "http://localhost:")],
)
def test_the_address_that_is_told_can_be_opened(host, start):
    if host == "::1" and not Path("/proc/net/if_inet6").exists():
        pytest.skip("no IPv6 here")
    with listening(Door(host, 0)) as listener:
        assert address_of(listener) == f"{start}{listener.getsockname()[1]}/"


def test_a_port_that_is_none_or_in_use_is_told():
    with pytest.raises(ConfigurationError, match="is no port"):
        listening(Door("127.0.0.1", 70_000))
    with listening(Door("127.0.0.1", 0)) as first, pytest.raises(ConfigurationError, match="in use"):
        listening(Door("127.0.0.1", first.getsockname()[1]))
    with pytest.raises(ConfigurationError, match="--host nowhere"):
        listening(Door("nowhere.invalid", 0))
