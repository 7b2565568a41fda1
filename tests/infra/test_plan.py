"""The plan, the script a DBA runs with psql instead, and what drift looks like."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from pgcommerce import errors, migrate, verify
from pgcommerce.dump import schema_dump
from pgcommerce.plan import make_plan, make_status, script
from tests.infra.conftest import COLOURS, COLOURS_BACK, DEPLOYER, Place, SmallTree
from tests.infra.test_upgrade import execute, query
from tests.support.cluster import Server

MakePlace = Callable[..., Place]

BOOKS = {
    "commerce_meta.migration_files": "id, sha256",
    "commerce_meta.sql_files": "path, sha256, objects, release",
    "commerce_meta.installation": "is_sandbox",
    "commerce_meta._yoyo_migration": "migration_hash, migration_id",
    "commerce_meta._yoyo_version": "version",
    "commerce_meta.releases": "id, release, migrations, files",
}


def books(dsn: str) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: query(dsn, f"select {columns} from {table} order by 1")
        for table, columns in BOOKS.items()
    }


def psql(server: Server, dsn: str, text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "script.sql"
    path.write_text(text, encoding="utf-8")
    return subprocess.run(
        [f"{server.bin}/psql", "-X", "-q", "-d", dsn, "-f", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_script_makes_the_same_database_as_an_upgrade(
    server: Server, make_place: MakePlace, tmp_path: Path, sandbox: bool
) -> None:
    by_program, by_psql = make_place(), make_place(bootstrapped=False)
    migrate.upgrade(by_program.dsn, sandbox=sandbox)
    made = make_plan(by_psql.admin_dsn, sandbox=sandbox)
    assert "schema commerce" in made.bootstrap
    result = psql(server, by_psql.admin_dsn, script(made), tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert books(by_psql.admin_dsn) == books(by_program.dsn)
    assert schema_dump(by_psql.admin_dsn) == schema_dump(by_program.dsn)
    assert not migrate.upgrade(by_psql.admin_dsn).changed


def test_the_script_of_a_later_release_does_the_same(
    server: Server,
    make_place: MakePlace,
    tmp_path: Path,
    small: SmallTree,
    second_small: SmallTree,
) -> None:
    second_small.migration("0003.colours", COLOURS, COLOURS_BACK)
    second_small.replace("sql/shop/price.sql", "t.price_minor from", "t.price_minor + 1 from")
    by_program, by_psql = make_place(), make_place()
    for place in (by_program, by_psql):
        migrate.upgrade(place.dsn, tree=small.tree)
    text = script(make_plan(by_psql.dsn, tree=second_small.tree), second_small.tree)
    migrate.upgrade(by_program.dsn, tree=second_small.tree)
    assert "0002.things.sql" not in text
    result = psql(server, by_psql.dsn, text, tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert books(by_psql.dsn) == books(by_program.dsn)
    assert schema_dump(by_psql.dsn) == schema_dump(by_program.dsn)

    again = psql(server, by_psql.dsn, text, tmp_path)
    assert again.returncode != 0
    assert "written for a database in another state" in again.stderr


def test_the_script_changes_nothing_when_a_rule_is_broken(
    server: Server, place: Place, tmp_path: Path, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    small.replace("sql/shop/price.sql", "to commerce_user;", "to public;")
    result = psql(
        server, place.dsn, script(make_plan(place.dsn, tree=small.tree), small.tree), tmp_path
    )
    assert result.returncode != 0
    assert "PUBLIC may execute it" in result.stderr
    assert schema_dump(place.dsn) == before


def test_the_plan_says_what_would_run_and_why(place: Place, small: SmallTree) -> None:
    first = make_plan(place.dsn, tree=small.tree)
    assert [file.id for file in first.migrations] == ["0001.foundation", "0002.things"]
    assert {change.reason for change in first.changes} == {"new"}
    migrate.upgrade(place.dsn, tree=small.tree)
    assert make_plan(place.dsn, tree=small.tree).is_empty
    assert make_status(place.dsn, tree=small.tree).is_clean

    small.replace("sql/shop/price.sql", "What a thing costs", "What it costs")
    changes = make_plan(place.dsn, tree=small.tree).changes
    assert [(c.file.path, c.reason) for c in changes] == [("shop/price.sql", "changed")]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (
            "create or replace function commerce.price(thing_id bigint) returns bigint language sql"
            " stable set search_path = pg_catalog, pg_temp as 'select 0::bigint'",
            "drifted: function commerce.price",
        ),
        (
            "grant execute on function commerce.price(bigint) to commerce_anon",
            "drifted: function commerce.price",
        ),
        ("drop policy things_user on commerce.things", "missing: policy things_user"),
        (
            "alter policy things_user on commerce.things using (true)",
            "drifted: policy things_user",
        ),
        ("revoke select on commerce.things from commerce_user", "drifted: grants commerce.things"),
        ("grant select on commerce.things to public", "drifted: grants commerce.things"),
        (
            "grant select (price_minor) on commerce.things to commerce_anon",
            "drifted: grants commerce.things",
        ),
        ("grant create on schema commerce to commerce_user", "drifted: grants commerce"),
        ("comment on function commerce.price(bigint) is 'Mine.'", "drifted: function commerce.pr"),
        ("comment on table commerce.things is 'Mine.'", "drifted: comments commerce.things"),
        ("comment on column commerce.things.id is 'Mine.'", "drifted: comments commerce.things"),
        (
            "alter default privileges grant execute on functions to public",
            "drifted: defaults commerce_owner",
        ),
        (
            "alter default privileges in schema commerce grant select on tables to commerce_anon",
            "drifted: defaults commerce_owner",
        ),
    ],
)
def test_drift_is_shown_and_mended(place: Place, small: SmallTree, act: str, reason: str) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    execute(place.dsn, act)
    found = make_status(place.dsn, tree=small.tree)
    assert not found.is_clean
    assert any(change.reason.startswith(reason) for change in found.plan.changes)
    assert migrate.upgrade(place.dsn, tree=small.tree).changed
    assert schema_dump(place.dsn) == before
    assert make_status(place.dsn, tree=small.tree).is_clean


def test_the_script_takes_back_what_was_granted_or_said_by_hand(
    server: Server, place: Place, small: SmallTree, tmp_path: Path
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    execute(
        place.dsn,
        "grant execute on function commerce.price(bigint) to commerce_anon",
        "grant usage on schema commerce to public",
        "alter default privileges grant execute on functions to public",
        "comment on column commerce.things.id is 'Mine.'",
    )
    text = script(make_plan(place.dsn, tree=small.tree), small.tree)
    result = psql(server, place.dsn, text, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert schema_dump(place.dsn) == before
    assert make_status(place.dsn, tree=small.tree).is_clean


@pytest.mark.parametrize(
    "act",
    [
        "grant create on schema commerce to commerce_user",
        "grant usage on schema commerce_meta to commerce_reader",
        "grant usage on schema commerce to public",
    ],
)
def test_a_schema_opened_by_hand_is_shown(place: Place, small: SmallTree, act: str) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, act)
    assert [finding.rule for finding in make_status(place.dsn, tree=small.tree).findings] == [
        f"{act.rpartition(' ')[2].replace('public', 'PUBLIC')} may {act.split()[1]}"
    ]


ODD_SETTINGS = (
    "-c standard_conforming_strings=off -c quote_all_identifiers=on -c client_encoding=LATIN1"
    " -c lock_timeout=1 -c statement_timeout=100 -c transform_null_equals=on"
    " -c default_transaction_isolation=serializable -c search_path=nowhere -c row_security=off"
)


def test_the_settings_of_a_login_change_nothing(
    server: Server, make_place: MakePlace, small: SmallTree, tmp_path: Path
) -> None:
    small.replace("sql/shop/price.sql", "What a thing costs.", "What a thing costs, in €, \\x00.")
    usual, odd, by_psql = make_place(), make_place(), make_place()
    migrate.upgrade(usual.dsn, tree=small.tree)
    dsn = make_conninfo(odd.dsn, options=ODD_SETTINGS)
    migrate.upgrade(dsn, tree=small.tree)
    assert make_status(dsn, tree=small.tree).is_clean
    assert schema_dump(odd.dsn) == schema_dump(dsn) == schema_dump(usual.dsn)
    dsn = make_conninfo(by_psql.dsn, options=ODD_SETTINGS)
    result = psql(server, dsn, script(make_plan(dsn, tree=small.tree), small.tree), tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert schema_dump(by_psql.dsn) == schema_dump(usual.dsn)
    assert books(by_psql.dsn) == books(odd.dsn) == books(usual.dsn)


def test_a_database_one_may_not_read_does_not_look_empty(
    server: Server, place: Place, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    with psycopg.connect(server.admin_dsn, autocommit=True) as connection:
        connection.execute(
            "do $$ begin create role infra_stranger login; exception"
            " when duplicate_object or unique_violation then null; end $$"
        )
    dsn = make_conninfo(place.dsn, user="infra_stranger")
    for look in (make_plan, make_status, schema_dump):
        with pytest.raises(errors.NotBootstrapped, match="membership of infra_stranger"):
            look(dsn)


@pytest.mark.parametrize(
    ("name", "act", "undo"),
    [
        (
            "table commerce.things",
            "drop constraint things_pkey",
            "add constraint things_pkey primary key (id)",
        ),
        ("table commerce.things", "add column mine integer", "drop column mine"),
        (
            "domain commerce.percent",
            "drop constraint percent_range_check",
            "add constraint percent_range_check check (value between 0 and 100)",
        ),
        (
            "domain commerce.percent",
            "add constraint mine_check check (value <> 13)",
            "drop constraint mine_check",
        ),
        ("type commerce.offer", "add attribute mine integer", "drop attribute mine"),
    ],
)
def test_a_table_or_type_changed_by_hand_is_shown_until_it_is_put_right(
    place: Place, small: SmallTree, name: str, act: str, undo: str
) -> None:
    """An upgrade neither mends it nor takes it for right."""
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, f"alter {name} {act}")
    assert make_status(place.dsn, tree=small.tree).altered == (name,)
    small.replace("sql/shop/price.sql", "What a thing costs", "What it costs")
    assert migrate.upgrade(place.dsn, tree=small.tree).changed
    assert make_status(place.dsn, tree=small.tree).altered == (name,)
    assert not make_status(place.dsn, tree=small.tree).is_clean
    execute(place.dsn, f"alter {name} {undo}")
    assert make_status(place.dsn, tree=small.tree).is_clean


def test_an_index_made_by_hand_is_shown(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, "create index things_mine_idx on commerce.things (id)")
    assert make_status(place.dsn, tree=small.tree).altered == ("table commerce.things",)


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (
            "create function commerce_private.mine() returns integer language sql"
            " set search_path = pg_catalog, pg_temp as 'select 1'",
            "function commerce_private.mine",
        ),
        (
            "create rule mine as on insert to commerce.things do instead nothing",
            "rule mine on commerce.things",
        ),
        ("create type commerce.mine as (one integer)", "type commerce.mine"),
        ("create type commerce.mine as enum ('one')", "type commerce.mine"),
        ("create domain commerce_private.mine as text", "domain commerce_private.mine"),
    ],
)
def test_objects_of_nobody_are_shown(place: Place, small: SmallTree, act: str, name: str) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, act)
    found = make_status(place.dsn, tree=small.tree)
    assert found.undeclared == (name,)
    assert not found.is_clean


def test_a_type_of_somebody_elses_is_not_missed(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, "create type commerce.mine as (one integer)")
    small.migration("0003.colours", COLOURS, COLOURS_BACK)
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, "drop type commerce.mine")
    assert make_status(place.dsn, tree=small.tree).is_clean


def test_the_real_schema_has_no_undeclared_object(place: Place) -> None:
    migrate.upgrade(place.dsn)
    found = make_status(place.dsn)
    assert found.undeclared == ()
    assert found.is_clean


def test_a_restored_database_is_complete(
    server: Server, make_place: MakePlace, tmp_path: Path
) -> None:
    original, copy = make_place(), make_place(bootstrapped=False)
    migrate.upgrade(original.dsn)
    dumped = subprocess.run(
        [f"{server.bin}/pg_dump", "--format=plain", "--dbname", original.admin_dsn],
        check=True,
        capture_output=True,
        text=True,
    )
    result = psql(server, copy.admin_dsn, dumped.stdout, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    found = make_status(copy.dsn)
    assert found.plan.changes == ()
    assert found.is_clean
    assert books(copy.dsn) == books(original.dsn)


def test_a_plan_needs_no_power(place: Place) -> None:
    before = make_plan(place.dsn)
    with psycopg.connect(place.dsn) as connection:
        row = connection.execute("select session_user::text").fetchone()
    assert row == (DEPLOYER,)
    assert make_plan(place.dsn).migrations == before.migrations


# --- roles ----------------------------------------------------------------------------------------


def test_a_role_that_may_too_much_is_found(place: Place, small: SmallTree) -> None:
    """Roles are the server's: all of this is rolled back before anybody else sees it."""
    migrate.upgrade(place.dsn, tree=small.tree)
    with psycopg.connect(place.admin_dsn) as connection:
        assert verify.role_findings(connection) == []
        for act in (
            "alter role commerce_owner login",
            "alter role commerce_anon superuser",
            "alter role commerce_user bypassrls",
            "alter role commerce_relay createrole",
            "grant commerce_platform to commerce_worker",
            "create role infra_gang",
            "create role infra_mallory login in role infra_gang",
            "grant commerce_owner to infra_gang",
        ):
            connection.execute(act.encode())
        assert [str(finding) for finding in verify.role_findings(connection)] == [
            "commerce_anon: it is a superuser",
            "commerce_owner: it may log in",
            "commerce_relay: it may make roles",
            "commerce_user: it passes by row level security",
            "commerce_worker: it is a member of commerce_platform",
        ]
        assert {DEPLOYER, "infra_mallory"} <= set(verify.deployers(connection))
        connection.rollback()
