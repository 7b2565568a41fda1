"""Commands as the database hands them out, and a way to carry them out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx

from pgcommerce.gateways import Account, Command, Event, Gateway, Result

SHORT = httpx.Timeout(1.0)


def command(gateway: str, kind: str = "create_session", **fields: Any) -> Command:
    """A command of some shop."""
    now = datetime.now(UTC)
    organization_id = uuid4()
    given: dict[str, Any] = {
        "id": uuid4(),
        "organization_id": organization_id,
        "kind": kind,
        "account": Account(uuid4(), organization_id, gateway, False, "name_of_a_secret"),
        "reference": f"{organization_id.hex}-{uuid4().hex}",
        "idempotency_key": uuid4().hex,
        "amount_minor": 6700,
        "currency": "NGN",
        "expires_at": now + timedelta(minutes=30),
        "created_at": now,
        "title": "Order ORD-1",
        "email": "ada@example.com",
        "success_url": "https://shop.test/paid",
    }
    return Command(**{**given, **fields})


def execute(make: Callable[[], Gateway], key: str, *commands: Command) -> list[Result]:
    """Carry commands out, one after the other, with a gateway of their own."""

    async def run() -> list[Result]:
        gateway = make()
        try:
            return [await gateway.execute(command, key) for command in commands]
        finally:
            await gateway.close()

    return asyncio.run(run())


def confirm(make: Callable[[], Gateway], key: str, event: Event) -> Event:
    """Have an event confirmed by a gateway of its own."""

    async def run() -> Event:
        gateway = make()
        try:
            return await gateway.confirm(event, key)
        finally:
            await gateway.close()

    return asyncio.run(run())
