"""The templates are what the tests take them for."""

from __future__ import annotations

import psycopg


def test_twin_has_gone_through_a_purchase(db: str) -> None:
    with psycopg.connect(db) as connection:
        failures = connection.execute(
            "select organization, message from commerce_test.story_failures"
        ).fetchall()
        orders = connection.execute(
            "select o.slug, count(*) from commerce.orders as r"
            " join commerce.organizations as o on o.id = r.organization_id group by 1 order by 1"
        ).fetchall()
    assert failures == []
    assert orders == [("twin", 1)]


def test_the_fingerprint_sees_every_tenant_table(db: str) -> None:
    """A change of any row of twin changes it: tried on each table that twin has rows in."""
    with psycopg.connect(db) as connection:
        tables = connection.execute(
            "select t.table_name, t.organization_column from commerce_meta.tables as t"
            " where t.scope = 'tenant' order by 1"
        ).fetchall()
        tried = 0
        connection.execute("set session_replication_role = replica")
        fingerprint = "select commerce_test.fingerprint('twin')"
        before = connection.execute(fingerprint).fetchone()
        for table, column in tables:
            if table == "commerce.organizations":
                continue
            with connection.transaction(force_rollback=True):
                gone = connection.execute(
                    f"delete from {table} where {column} = commerce_test.organization_id('twin')".encode()
                )
                if gone.rowcount:
                    tried += 1
                    assert connection.execute(fingerprint).fetchone() != before, table
    assert tried > 10
