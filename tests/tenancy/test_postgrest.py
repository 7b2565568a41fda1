"""The way PostgREST and Supabase call: one connection, one transaction a request."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.conftest import organization_id

SETTINGS: tuple[LiteralString, ...] = (
    "request.jwt.claims",
    "request.headers",
    "request.method",
    "request.path",
)


class Gateway:
    """A login that may become each caller role, and is none of them by itself."""

    def __init__(self, connection: psycopg.Connection[dict[str, Any]]) -> None:
        self.connection = connection

    def request(
        self,
        query: LiteralString,
        parameters: tuple[Any, ...] = (),
        *,
        role: LiteralString = "commerce_anon",
        claims: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        method: str = "POST",
    ) -> list[dict[str, Any]]:
        with self.connection.transaction():
            if method == "GET":
                self.connection.execute("set transaction read only")
            self.connection.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true),"
                " set_config('request.headers', %s, true), set_config('request.method', %s, true),"
                " set_config('request.path', '/', true)",
                (
                    role,
                    "" if claims is None else json.dumps(claims),
                    json.dumps(headers or {}),
                    method,
                ),
            )
            return self.connection.execute(query, parameters).fetchall()


@pytest.fixture
def gateway(fresh_db: str) -> Iterator[Gateway]:
    """Log in as the authenticator."""
    name = f"authenticator_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(fresh_db, autocommit=True) as admin:
        admin.execute(
            f"create role {name} login noinherit"
            " in role commerce_anon, commerce_user, commerce_service"
        )
        login = psycopg.conninfo.make_conninfo(fresh_db, user=name)
        with psycopg.connect(login, autocommit=True, row_factory=dict_row) as connection:
            yield Gateway(connection)
        admin.execute(f"drop role {name}")


def user(name: str, dsn: str) -> str:
    with psycopg.connect(dsn) as connection:
        row = connection.execute("select commerce_test.user_id(%s)", (name,)).fetchone()
    assert row is not None
    return str(row[0])


def test_requests_of_many_people_share_a_connection(gateway: Gateway, fresh_db: str) -> None:
    acme = {"x-commerce-organization": "acme"}
    ada, carla = user("ada", fresh_db), user("carla", fresh_db)

    set_by_ada = gateway.request(
        "select commerce.set_setting('hold_minutes', '20') as value",
        role="commerce_user",
        claims={"sub": ada, "role": "commerce_user"},
        headers=acme,
    )
    assert set_by_ada == [{"value": 20}]
    # The next request on the same connection is somebody else's, and nothing is left of Ada.
    with pytest.raises(psycopg.Error) as refused:
        gateway.request(
            "select commerce.set_setting('hold_minutes', '30')",
            role="commerce_user",
            claims={"sub": carla},
            headers=acme,
        )
    assert refused.value.sqlstate == "VT302"
    with pytest.raises(psycopg.Error) as refused:
        gateway.request("select commerce.get_setting('hold_minutes')", role="commerce_user")
    assert refused.value.sqlstate == "VT301"
    customers = gateway.request(
        "select email from commerce.customers",
        role="commerce_user",
        claims={"sub": carla},
        headers=acme,
        method="GET",
    )
    assert [row["email"] for row in customers] == ["carla@acme.test"]


def test_settings_are_the_empty_string_afterwards(gateway: Gateway) -> None:
    gateway.request("select 1", claims={"sub": "x"}, headers={"x-commerce-organization": "acme"})
    for name in SETTINGS:
        left = gateway.connection.execute(
            "select current_setting(%s, true) as value", (name,)
        ).fetchone()
        assert left == {"value": ""}
    # Which are no claims: nobody, nowhere, and no error.
    rows = gateway.request(
        "select commerce_private.current_organization_id() as organization_id,"
        " commerce_private.current_user_id() as user_id, commerce_private.current_guest_id() as guest_id"
    )
    assert rows == [{"organization_id": None, "user_id": None, "guest_id": None}]


def test_get_requests_run_read_only(gateway: Gateway, fresh_db: str) -> None:
    claims = {"sub": user("mona", fresh_db)}
    headers = {"x-commerce-organization": organization_id(fresh_db, "acme")}
    for query in (
        "select * from commerce.settings_effective",
        "select commerce.get_setting('hold_minutes')",
        "select * from commerce.organizations",
        "select * from commerce.members",
        "select * from commerce.customers",
        "select * from commerce.onboarding_status()",
    ):
        rows = gateway.request(
            query,
            role="commerce_user",
            claims=claims,
            headers=headers,
            method="GET",
        )
        assert rows


def test_the_context_is_the_claims(gateway: Gateway, fresh_db: str) -> None:
    acme = organization_id(fresh_db, "acme")
    for role in ("commerce_anon", "commerce_user", "commerce_service"):
        with pytest.raises(psycopg.Error) as refused:
            gateway.request(
                "select commerce.set_context(%s)",
                (acme,),
                role=role,
                claims={"role": role},
            )
        assert refused.value.sqlstate == "VT302"
    with pytest.raises(psycopg.Error) as refused:
        gateway.request("select commerce.set_context(%s, null, false)", (acme,))
    assert refused.value.sqlstate == "VT302"


def test_a_failed_request_leaves_nothing(gateway: Gateway, fresh_db: str) -> None:
    claims = {"sub": user("ada", fresh_db)}
    headers = {"x-commerce-organization": "acme"}
    with pytest.raises(psycopg.Error):
        gateway.request(
            "select commerce.set_setting('hold_minutes', '0')",
            role="commerce_user",
            claims=claims,
            headers=headers,
        )
    role = gateway.connection.execute("select current_user = session_user as is_itself").fetchone()
    assert role == {"is_itself": True}
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        gateway.connection.execute("select * from commerce.organizations")
