"""A connection of the superuser to a database of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.payments.shop import Connection, superuser


@pytest.fixture
def connection(fresh_db: str) -> Iterator[Connection]:
    """Commits every statement, in acme's context."""
    with superuser(fresh_db) as opened:
        yield opened
