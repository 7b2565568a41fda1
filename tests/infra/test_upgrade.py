"""Upgrades: what they do, what they refuse, and that a crash at any point costs nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pgcommerce import __version__, errors, load, migrate
from pgcommerce.dump import schema_dump
from pgcommerce.resources import installed_tree
from tests.infra.conftest import COLOURS, COLOURS_BACK, Place, SmallTree

MakePlace = Callable[..., Place]


def query(dsn: str, text: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("set role commerce_owner")
        return connection.execute(text.encode()).fetchall()


def execute(dsn: str, *statements: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("set role commerce_owner")
        for statement in statements:
            connection.execute(statement.encode())


def applied(dsn: str) -> list[str]:
    return [row[0] for row in query(dsn, "select id from commerce_meta.migration_files order by 1")]


# --- the real schema ------------------------------------------------------------------------------


def test_a_second_upgrade_changes_nothing(place: Place) -> None:
    first = migrate.upgrade(place.dsn)
    assert first.changed
    assert not first.is_sandbox
    before = schema_dump(place.dsn)
    second = migrate.upgrade(place.dsn)
    assert not second.changed
    assert schema_dump(place.dsn) == before
    assert query(place.dsn, "select count(*) from commerce_meta.releases") == [(1,)]


def test_loading_everything_again_changes_nothing(place: Place, sandbox: bool) -> None:
    files = migrate.upgrade(place.dsn, sandbox=sandbox).files
    before = schema_dump(place.dsn)
    execute(place.dsn, "delete from commerce_meta.sql_files")
    again = migrate.upgrade(place.dsn)
    assert set(again.files) == set(files)
    assert schema_dump(place.dsn) == before


def test_up_down_up_ends_where_it_was(place: Place, sandbox: bool) -> None:
    migrate.upgrade(place.dsn, sandbox=sandbox)
    before = schema_dump(place.dsn)
    report = migrate.rollback(place.dsn, 0)
    assert len(report.migrations) == len(migrate.migration_files(installed_tree()))
    left = query(
        place.dsn,
        "select c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        " where n.nspname like 'commerce%' and c.relkind in ('r', 'v', 'S')"
        " and c.relname !~ '^_?yoyo'",
    )
    assert left == []
    migrate.upgrade(place.dsn, sandbox=sandbox)
    assert schema_dump(place.dsn) == before


def test_every_single_step_back_and_forth_ends_where_it_was(place: Place) -> None:
    migrate.upgrade(place.dsn)
    before = schema_dump(place.dsn)
    # Numbers have gaps: branches that were made at the same time took theirs apart.
    numbers = [0, *(file.number for file in migrate.migration_files(installed_tree()))]
    for number in reversed(numbers[:-1]):
        migrate.rollback(place.dsn, number)
    migrate.upgrade(place.dsn)
    assert schema_dump(place.dsn) == before


def test_the_catalogue_of_an_upgraded_database_breaks_no_rule(place: Place) -> None:
    migrate.upgrade(place.dsn)
    with psycopg.connect(place.dsn) as connection:
        connection.execute("set role commerce_owner")
        from pgcommerce import verify

        assert verify.findings(connection) == []


def test_upgraded_is_the_same_as_fresh(
    make_place: MakePlace, small: SmallTree, second_small: SmallTree
) -> None:
    second_small.migration("0003.colours", COLOURS, COLOURS_BACK)
    second_small.replace("sql/shop/price.sql", "t.price_minor from", "t.price_minor + 1 from")
    second_small.write(
        "sql/shop/policies.sql",
        small.read("sql/shop/policies.sql")
        + "revoke select on commerce.things from commerce_user;\n"
        "grant select on commerce.things to commerce_anon;\n",
    )
    old, fresh = make_place(), make_place()
    migrate.upgrade(old.dsn, tree=small.tree)
    report = migrate.upgrade(old.dsn, tree=second_small.tree)
    assert report.migrations == ("0003.colours",)
    assert report.files == {"shop/price.sql": "changed", "shop/policies.sql": "changed"}
    migrate.upgrade(fresh.dsn, tree=second_small.tree)
    assert schema_dump(old.dsn) == schema_dump(fresh.dsn)


# --- what is refused ------------------------------------------------------------------------------


def test_an_applied_migration_that_changed_is_refused(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    small.replace("migrations/0002.things.sql", "-- Things", "-- Other things")
    with pytest.raises(errors.ChangedMigration, match=r"0002\.things"):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_a_released_file_that_changed_is_refused(place: Place, small: SmallTree) -> None:
    from pgcommerce.resources import sha256_of

    folder = small.tree.migrations
    listing = "".join(f"{sha256_of(p)}  {p.name}\n" for p in sorted(folder.glob("*.sql")))
    small.write("migrations/SHA256SUMS", listing)
    assert migrate.unreleased(small.tree) == []
    small.replace("migrations/0002.things.rollback.sql", "drop table", "drop table if exists")
    with pytest.raises(errors.ChangedMigration, match=r"0002\.things\.rollback"):
        migrate.upgrade(place.dsn, tree=small.tree)
    (folder / "0002.things.rollback.sql").unlink()
    with pytest.raises(errors.MissingRollback):
        migrate.upgrade(place.dsn, tree=small.tree)
    (folder / "0002.things.sql").unlink()
    with pytest.raises(errors.ChangedMigration, match="missing now"):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_a_migration_without_a_way_back_is_refused(place: Place, small: SmallTree) -> None:
    small.migration("0003.colours", COLOURS, None)
    with pytest.raises(errors.MissingRollback, match=r"0003\.colours\.rollback"):
        migrate.upgrade(place.dsn, tree=small.tree)
    with pytest.raises(psycopg.errors.UndefinedTable):
        applied(place.dsn)


@pytest.mark.parametrize("name", ["3.short", "0003.Upper", "0003.with-dash", "0002.twice"])
def test_misnamed_migrations_are_refused(tmp_path: Path, small: SmallTree, name: str) -> None:
    small.migration(name, COLOURS, COLOURS_BACK)
    with pytest.raises(errors.IncompleteInstallation):
        migrate.migration_files(small.tree)


def test_a_migration_numbered_below_an_applied_one_is_refused(
    place: Place, small: SmallTree
) -> None:
    small.migration("0004.colours", COLOURS, COLOURS_BACK)
    migrate.upgrade(place.dsn, tree=small.tree)
    small.migration("0003.late", "select 1;\n", "select 1;\n")
    with pytest.raises(errors.Refused, match=r"0003\.late would run after newer"):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_an_older_program_is_refused_naming_both_versions(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(place.dsn, "insert into commerce_meta.releases (release) values ('99.1.0')")
    with pytest.raises(errors.NewerDatabase, match=rf"99\.1\.0.*{__version__}"):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_migrations_this_program_does_not_know_are_refused(
    place: Place, small: SmallTree, second_small: SmallTree
) -> None:
    second_small.migration("0003.colours", COLOURS, COLOURS_BACK)
    migrate.upgrade(place.dsn, tree=second_small.tree)
    with pytest.raises(errors.NewerDatabase, match=r"0003\.colours"):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_a_sandbox_is_one_from_the_start_or_never(make_place: MakePlace, small: SmallTree) -> None:
    live, sandbox = make_place(), make_place()
    assert not migrate.upgrade(live.dsn, tree=small.tree).is_sandbox
    with pytest.raises(errors.SandboxRefused):
        migrate.upgrade(live.dsn, tree=small.tree, sandbox=True)
    assert migrate.upgrade(sandbox.dsn, tree=small.tree, sandbox=True).is_sandbox
    assert migrate.upgrade(sandbox.dsn, tree=small.tree).is_sandbox
    body = "select prosrc from pg_proc where proname = 'clock'"
    assert query(live.dsn, body) == [(" select clock_timestamp(); ",)]
    assert query(sandbox.dsn, body) == [(" select now(); ",)]


def test_a_shipped_database_has_no_settable_clock(place: Place) -> None:
    migrate.upgrade(place.dsn)
    found = query(place.dsn, "select 1 from pg_proc where proname = 'set_clock'")
    assert found == []


# --- all or nothing -------------------------------------------------------------------------------


def test_a_failing_migration_leaves_nothing(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    small.migration("0003.colours", COLOURS + "select 1 / 0;\n", COLOURS_BACK)
    with pytest.raises(errors.MigrationFailed, match=r"0003\.colours\.sql: division by zero"):
        migrate.upgrade(place.dsn, tree=small.tree)
    assert schema_dump(place.dsn) == before
    small.migration("0003.colours", COLOURS, COLOURS_BACK)
    assert migrate.upgrade(place.dsn, tree=small.tree).migrations == ("0003.colours",)


def test_a_file_that_fails_leaves_nothing_and_names_its_line(
    place: Place, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    small.replace("sql/shop/price.sql", "What a thing costs", "What it costs")
    small.write("sql/shop/policies.sql", "select 1;\n\nselect nonsense;\n")
    with pytest.raises(errors.LoadFailed, match=r"sql/shop/policies\.sql:3: column"):
        migrate.upgrade(place.dsn, tree=small.tree)
    assert schema_dump(place.dsn) == before


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("set search_path = pg_catalog, pg_temp\n", "", "search_path is not pinned"),
        ("revoke all on function commerce.price(bigint) from public;", "", None),
        ("to commerce_user;", "to public;", "PUBLIC may execute"),
        ("comment on function", "--", "no comment"),
    ],
)
def test_a_broken_rule_stops_the_load(
    place: Place, small: SmallTree, old: str, new: str, rule: str | None
) -> None:
    small.replace("sql/shop/price.sql", old, new)
    if rule is None:  # the owner's default privileges already keep PUBLIC out
        assert migrate.upgrade(place.dsn, tree=small.tree).changed
        return
    with pytest.raises(errors.VerificationFailed, match=rule):
        migrate.upgrade(place.dsn, tree=small.tree)
    assert query(place.dsn, "select count(*) from commerce_meta.sql_files") == [(0,)]
    assert query(place.dsn, "select count(*) from pg_proc where proname = 'price'") == [(0,)]


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("alter table commerce.things disable row level security;", "row level security"),
        ("grant insert on commerce.things to commerce_user;", "commerce_user may insert"),
        ("grant select on commerce.things to public;", "PUBLIC may select"),
        ("delete from commerce_meta.tables;", "not declared"),
        ("comment on table commerce.things is null;", "no comment"),
        (
            "create table if not exists commerce.more (id bigint);"
            " alter table commerce.more enable row level security;"
            " comment on table commerce.more is 'More.';"
            " insert into commerce_meta.tables (table_name, room, scope)"
            " values ('commerce.more', 'shop', 'global') on conflict do nothing;",
            "no policy",
        ),
        (
            "create or replace view commerce.v as select 1 as one;"
            " comment on view commerce.v is 'v';",
            "security_invoker",
        ),
    ],
)
def test_a_table_left_open_stops_the_load(
    place: Place, small: SmallTree, statement: str, rule: str
) -> None:
    small.write("sql/shop/policies.sql", small.read("sql/shop/policies.sql") + statement)
    with pytest.raises(errors.VerificationFailed, match=rule):
        migrate.upgrade(place.dsn, tree=small.tree)


def test_what_no_file_makes_any_more_must_be_dropped(place: Place, small: SmallTree) -> None:
    small.write("sql/shop/old.sql", small.read("sql/shop/price.sql").replace("price(", "old("))
    small.replace("sql/shop/old.sql", "price.thing_id", "old.thing_id")
    small.write("sql/load.sql", small.read("sql/load.sql") + "\\ir shop/old.sql\n")
    migrate.upgrade(place.dsn, tree=small.tree)

    small.replace("sql/load.sql", "\\ir shop/old.sql\n", "")
    with pytest.raises(errors.VerificationFailed, match=r"function commerce\.old"):
        migrate.upgrade(place.dsn, tree=small.tree)
    small.write("sql/retired.sql", "drop function if exists commerce.old(bigint);\n")
    small.write("sql/load.sql", small.read("sql/load.sql") + "\\ir retired.sql\n")
    report = migrate.upgrade(place.dsn, tree=small.tree)
    assert report.forgotten == ("shop/old.sql",)
    assert not migrate.upgrade(place.dsn, tree=small.tree).changed


def test_a_changed_signature_takes_dependents_along(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    text = small.read("sql/shop/price.sql").replace("bigint)", "numeric)")
    text = text.replace("thing_id bigint", "thing_id numeric")
    small.write(
        "sql/shop/price.sql",
        f"drop function if exists commerce.price(bigint) cascade;\n{text}",
    )
    report = migrate.upgrade(place.dsn, tree=small.tree)
    assert report.files["shop/price.sql"] == "changed"
    assert report.files["shop/policies.sql"].startswith("missing: policy things_user")
    assert not migrate.upgrade(place.dsn, tree=small.tree).changed


# --- crashes and crowds ---------------------------------------------------------------------------


def test_a_crash_between_a_migration_and_its_mark_costs_nothing(
    place: Place, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    execute(
        place.dsn, "delete from commerce_meta._yoyo_migration where migration_id = '0002.things'"
    )
    migrate.upgrade(place.dsn, tree=small.tree)
    marks = query(place.dsn, "select migration_id from commerce_meta._yoyo_migration order by 1")
    assert [row[0] for row in marks] == applied(place.dsn) == ["0001.foundation", "0002.things"]


def test_a_lock_left_by_a_crash_at_the_very_start_is_broken(place: Place, small: SmallTree) -> None:
    execute(
        place.dsn,
        "create table commerce_meta.yoyo_lock"
        " (locked int default 1, ctime timestamp, pid int not null, primary key (locked))",
        "insert into commerce_meta.yoyo_lock (locked, pid) values (1, 1)",
    )
    assert migrate.upgrade(place.dsn, tree=small.tree).took < 9


def test_a_crash_between_a_rollback_and_its_mark_costs_nothing(
    place: Place, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    migrate.rollback(place.dsn, 1, tree=small.tree)
    execute(
        place.dsn,
        "insert into commerce_meta._yoyo_migration (migration_hash, migration_id)"
        " values ('x', '0002.things')",
        "update commerce_meta._yoyo_migration set migration_hash ="
        " encode(sha256('0002.things'), 'hex') where migration_hash = 'x'",
    )
    report = migrate.upgrade(place.dsn, tree=small.tree)
    assert report.migrations == ("0002.things",)
    assert schema_dump(place.dsn) == before


def test_a_crash_at_every_point_of_yoyo_costs_nothing(
    make_place: MakePlace, small: SmallTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = make_place()
    migrate.upgrade(reference.dsn, tree=small.tree)
    expected = schema_dump(reference.dsn)
    for name in ("log_migration", "mark_one"):
        for crash_at in (1, 2):
            place = make_place()
            calls = iter(range(1, 100))

            def dying(*_: object, at: int = crash_at, calls: Any = calls, **__: object) -> None:
                if next(calls) == at:
                    raise KeyboardInterrupt

            with monkeypatch.context() as patch:
                patch.setattr(migrate._Backend, name, dying)
                with pytest.raises(KeyboardInterrupt):
                    migrate.upgrade(place.dsn, tree=small.tree)
            migrate.upgrade(place.dsn, tree=small.tree)
            assert schema_dump(place.dsn) == expected


def test_a_crash_before_the_code_is_loaded_costs_nothing(
    place: Place, small: SmallTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(load, "load", dying)
        with pytest.raises(KeyboardInterrupt):
            migrate.upgrade(place.dsn, tree=small.tree)
    report = migrate.upgrade(place.dsn, tree=small.tree)
    assert report.migrations == ()
    assert len(report.files) == 3
    recorded = query(place.dsn, "select migrations from commerce_meta.releases")
    assert recorded == [(["0001.foundation", "0002.things"],)]


def test_many_upgrades_at_once_do_it_once(place: Place, small: SmallTree) -> None:
    barrier = threading.Barrier(8)

    def run() -> migrate.UpgradeReport:
        barrier.wait()
        return migrate.upgrade(place.dsn, tree=small.tree)

    with ThreadPoolExecutor(8) as pool:
        reports = [future.result() for future in [pool.submit(run) for _ in range(8)]]
    assert sum(report.changed for report in reports) == 1
    assert query(place.dsn, "select count(*) from commerce_meta.releases") == [(1,)]


def test_a_busy_database_is_said_so(place: Place, small: SmallTree) -> None:
    with (
        migrate.session(place.dsn),
        pytest.raises(errors.UpgradeBusy),
    ):
        migrate.upgrade(place.dsn, tree=small.tree, lock_wait=0.1)


def test_an_upgrade_tells_who_listens(place: Place, small: SmallTree) -> None:
    with psycopg.connect(place.dsn, autocommit=True) as listener:
        listener.execute("listen pgrst")
        listener.execute("listen commerce_upgraded")
        migrate.upgrade(place.dsn, tree=small.tree)
        heard = [(n.channel, n.payload) for n in listener.notifies(timeout=5, stop_after=2)]
        assert heard == [("pgrst", "reload schema"), ("commerce_upgraded", __version__)]
        migrate.upgrade(place.dsn, tree=small.tree)
        assert list(listener.notifies(timeout=0.3)) == []


def test_an_index_can_be_built_outside_a_transaction(place: Place, small: SmallTree) -> None:
    small.migration(
        "0003.index",
        "-- transactional: false\n"
        "create index concurrently if not exists things_price_idx"
        " on commerce.things (price_minor);\n",
        "-- transactional: false\ndrop index if exists commerce.things_price_idx;\n",
    )
    assert "0003.index" in migrate.upgrade(place.dsn, tree=small.tree).migrations
    found = query(place.dsn, "select 1 from pg_class where relname = 'things_price_idx'")
    assert found == [(1,)]
    assert migrate.rollback(place.dsn, 2, tree=small.tree).migrations == ("0003.index",)


def test_rolling_back_to_an_unknown_number_is_refused(place: Place, small: SmallTree) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    with pytest.raises(errors.Refused, match="no migration 0077"):
        migrate.rollback(place.dsn, 77, tree=small.tree)
    assert migrate.rollback(place.dsn, 2, tree=small.tree).migrations == ()


def test_an_irreversible_migration_says_so(place: Place, small: SmallTree) -> None:
    small.migration(
        "0003.gone", "select 1;\n", "do $$ begin raise exception 'irreversible'; end $$;\n"
    )
    migrate.upgrade(place.dsn, tree=small.tree)
    with pytest.raises(errors.MigrationFailed, match="irreversible"):
        migrate.rollback(place.dsn, 2, tree=small.tree)
    assert "0003.gone" in applied(place.dsn)


def test_somebody_elses_view_stops_a_rollback_before_anything_is_lost(
    place: Place, small: SmallTree
) -> None:
    migrate.upgrade(place.dsn, tree=small.tree)
    before = schema_dump(place.dsn)
    with psycopg.connect(place.admin_dsn, autocommit=True) as connection:
        connection.execute("create view public.mine as select commerce.price(1)")
    with pytest.raises(errors.Refused, match=r"mine depends on function commerce\.price"):
        migrate.rollback(place.dsn, 1, tree=small.tree)
    assert schema_dump(place.dsn) == before
