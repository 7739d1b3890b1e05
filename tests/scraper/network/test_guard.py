"""Addresses within somebody's own network are refused, in whatever form they come."""

import asyncio
import socket

import pytest

from gongkai.errors import FetchError
from gongkai.settings import Settings
from scraper.network.guard import refusal
from scraper.network.transport import Transport

PRIVATE = [
    "127.0.0.1",
    "127.255.0.3",
    "::1",
    "0.0.0.0",
    "::",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::8.8.8.8",
    "2002:7f00:1::",
    "2001:0:4136:e378::",
    "64:ff9b::7f00:1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    assert refusal(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1"])
def test_public_addresses_are_not(address):
    assert refusal(address) is None


@pytest.fixture
def listening():
    """A port on loopback that must never be connected to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "017700000001", "127.1", "0.0.0.0"]
)
def test_no_spelling_of_a_host_leads_to_a_connection(listening, host):
    async def ask():
        async with Transport(Settings(exchange_seconds=5)) as transport:
            await transport.exchange(f"http://{host}:{listening.getsockname()[1]}/", {}, limit=1000)

    with pytest.raises(FetchError) as told:
        asyncio.run(ask())
    assert told.value.outcome == "refused_address"
    assert "\n" not in str(told.value)
