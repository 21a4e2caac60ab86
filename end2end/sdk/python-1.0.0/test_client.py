"""How a client is made, pointed at a server, and closed."""

from __future__ import annotations

import os
import unittest
from unittest import mock

import dregs
import httpx

from support.case import SdkCase, both_clients, server
from support.clients import Client


class PackageTest(unittest.TestCase):
    def test_version_is_the_published_one(self) -> None:
        """What this folder shows, it shows of 1.0.0 and of no other package."""
        self.assertEqual(dregs.__version__, "1.0.0")


@both_clients
class ClientTest(SdkCase):
    async def test_the_environment_is_enough(self) -> None:
        """`DREGS_BASE_URL` and `DREGS_SECRET_KEY` point the package at this server."""
        environment = {"DREGS_BASE_URL": f"{server().api}/", "DREGS_SECRET_KEY": self.account.secret_key}
        with mock.patch.dict(os.environ, environment):
            client = Client(self.kind)
        self.addAsyncCleanup(client.end)
        self.assertEqual((client.base_url, client.max_retries), (server().api, 2))
        self.assertTrue((await client.track("login", identity="ada")).accepted)

    async def test_with_closes_the_client(self) -> None:
        """A client that opened its connections itself closes them."""
        async with Client(self.kind, secret_key=self.account.secret_key, base_url=server().api, timeout=5.0) as client:
            await client.events.list()
        with self.assertRaises(RuntimeError):
            await client.events.list()

    async def test_a_customers_own_http_client_is_used_and_left_open(self) -> None:
        """For proxies and TLS settings of one's own."""
        maker = httpx.AsyncClient if self.kind == "AsyncDregs" else httpx.Client
        own = maker(headers={"X-Shop": "1"})
        client = self.connect(http_client=own)
        await client.track("login", identity="ada")
        await client.end()
        self.assertFalse(own.is_closed)
        await own.aclose() if self.kind == "AsyncDregs" else own.close()
