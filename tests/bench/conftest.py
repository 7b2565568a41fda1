"""The newest version answers for the benchmarks: they compare it with itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import plugin, template
from tests.support.databases import make_database


@pytest.fixture
def newest_db(request: pytest.FixtureRequest) -> Iterator[str]:
    """A clone without the sandbox's clock, on the newest version there is."""
    server = plugin.server_of(request.config, plugin.servers_of(request.config)[0])
    name = make_database(server, template.LIVE)
    yield server.dsn(name)
    template.drop(server, name)
