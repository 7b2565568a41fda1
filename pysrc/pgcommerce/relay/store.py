"""The relay's few SQL calls, as `commerce_relay`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, LiteralString
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from pgcommerce import db
from pgcommerce.gateways import Account, Command, Event, Result

ROLE: Final = "commerce_relay"

TRANSIENT: Final = frozenset({"40", "53", "55", "57", "58"})
"""SQLSTATE classes that say nothing about the event: everything was rolled back, try again."""

_RECEIVE: Final[LiteralString] = """
    select event.id, event.outcome, event.organization_id
    from commerce.receive_webhook_event(
        gateway => %(gateway)s,
        event_key => %(event_key)s,
        event_type => %(event_type)s,
        effects => %(effects)s,
        body => %(body)s,
        account => %(account)s,
        livemode => %(livemode)s,
        occurred_at => %(occurred_at)s
    ) as event
"""

_IS_WRITABLE: Final[LiteralString] = (
    "select pg_catalog.current_setting('transaction_read_only') = 'off'"
)

_ACCOUNTS: Final[LiteralString] = "select * from commerce.list_gateway_accounts()"

_CLAIM: Final[LiteralString] = """
    select *
    from commerce.claim_gateway_commands(
        gateway => %(gateway)s, max_rows => %(max_rows)s, lease => %(lease)s
    )
"""

_RECORD: Final[LiteralString] = """
    select 1
    from commerce.record_gateway_result(
        command_id => %(command_id)s,
        outcome => %(outcome)s,
        gateway_reference => %(gateway_reference)s,
        data => %(data)s
    )
"""


@dataclass(frozen=True)
class Received:
    """What the database made of an event."""

    id: UUID
    outcome: str
    organization_id: UUID | None


def is_transient(error: Exception) -> bool:
    """Is the database away or busy, rather than of another opinion?"""
    if isinstance(error, psycopg.Error):
        if error.sqlstate == "25006":  # read only: demoted, or closed for maintenance
            return True
        if error.sqlstate is not None:
            return error.sqlstate[:2] in TRANSIENT or error.sqlstate[:2] == "08"
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return isinstance(error, TimeoutError | OSError)


class Store:
    """A pool of connections and the calls made on them. Every call is one transaction."""

    def __init__(self, dsn: str, *, max_size: int) -> None:
        self._pool: AsyncConnectionPool[psycopg.AsyncConnection[Any]] = AsyncConnectionPool(
            # Of several hosts the one that can be written to; a standby is no database to us.
            db.as_role(dsn, ROLE, target_session_attrs="read-write"),
            min_size=1,
            max_size=max_size,
            timeout=5.0,
            reconnect_timeout=0,
            kwargs={"autocommit": True},
            check=AsyncConnectionPool.check_connection,
            open=False,
            name="relay",
        )
        self._looks: set[asyncio.Task[bool]] = set()

    async def open(self) -> None:
        """Returns at once: the database may come later."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        await self._pool.close()

    async def is_up(self, seconds: float) -> bool:
        look = asyncio.create_task(self._look(seconds))
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)
        done, _ = await asyncio.wait({look}, timeout=seconds)
        if not done:
            look.cancel()  # and not waited for: the driver asks the server to cancel, for long
            return False
        return look.result()

    async def _look(self, seconds: float) -> bool:
        try:
            async with self._pool.connection(seconds) as connection:
                row = await (await connection.execute(_IS_WRITABLE)).fetchone()
        except (psycopg.Error, TimeoutError, OSError):
            return False
        return row is not None and row[0]

    async def accounts(self) -> list[Account]:
        async with self._pool.connection() as connection:
            cursor = connection.cursor(row_factory=dict_row)
            await cursor.execute(_ACCOUNTS)
            return [account_of(row) async for row in cursor]

    async def receive(self, gateway: str, account: str | None, event: Event, body: str) -> Received:
        parameters = {
            "gateway": gateway,
            "event_key": event.event_key,
            "event_type": event.event_type,
            "effects": Jsonb(list(event.effects)),
            "body": body,
            "account": account,
            "livemode": event.livemode,
            "occurred_at": event.occurred_at,
        }
        async with self._pool.connection() as connection:
            cursor = await connection.execute(_RECEIVE, parameters)
            row = await cursor.fetchone()
        if row is None:
            raise psycopg.DataError("the database gave no answer")
        return Received(id=row[0], outcome=row[1], organization_id=row[2])

    async def claim(self, gateway: str, *, max_rows: int, lease: timedelta) -> list[Command]:
        async with self._pool.connection() as connection:
            cursor = connection.cursor(row_factory=dict_row)
            await cursor.execute(_CLAIM, {"gateway": gateway, "max_rows": max_rows, "lease": lease})
            return [command_of(row) async for row in cursor]

    async def record(self, command: Command, result: Result) -> None:
        parameters = {
            "command_id": command.id,
            "outcome": result.outcome,
            "gateway_reference": result.gateway_reference,
            "data": Jsonb({**result.data, "effects": list(result.effects)}),
        }
        async with self._pool.connection() as connection:
            await connection.execute(_RECORD, parameters)


def account_of(row: Mapping[str, Any]) -> Account:
    return Account(
        id=row["id"],
        organization_id=row["organization_id"],
        gateway=row["gateway"],
        livemode=row["livemode"],
        secret_name=row["secret_name"],
        webhook_secret_names=tuple(row["webhook_secret_names"] or ()),
        external_account=row["external_account"],
        charge_type=row["charge_type"],
        is_enabled=row["is_enabled"],
        webhook_scheme=row["webhook_scheme"],
    )


def command_of(row: Mapping[str, Any]) -> Command:
    account = Account(
        id=row["gateway_account_id"],
        organization_id=row["organization_id"],
        gateway=row["gateway"],
        livemode=bool(row["livemode"]),
        secret_name=row["secret_name"] or "",
        webhook_secret_names=tuple(row["webhook_secret_names"] or ()),
        external_account=row["external_account"],
        charge_type=row["charge_type"],
        is_enabled=bool(row["is_enabled"]),
    )
    request = row["request"] or {}
    return Command(
        id=row["command_id"],
        organization_id=row["organization_id"],
        kind=row["kind"],
        account=account,
        reference=row["reference"],
        idempotency_key=row["idempotency_key"],
        amount_minor=row["amount_minor"],
        currency=row["currency"],
        attempts=row["attempts"],
        gateway_reference=row["gateway_reference"],
        session_reference=row["session_reference"],
        refund_reference=row["refund_reference"],
        refund_gateway_reference=row["refund_gateway_reference"],
        application_fee_minor=row["application_fee_minor"] or 0,
        title=row["title"],
        success_url=row["success_url"],
        cancel_url=row["cancel_url"],
        expires_at=row["expires_at"],
        created_at=row["created_at"],
        email=request.get("email"),
        is_captured=request.get("capture") is not False,
    )
