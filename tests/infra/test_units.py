"""Small rules: the manifest, what a file makes, settings, and the error classes."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from pgcommerce import dump, errors, load
from pgcommerce.config import Config
from pgcommerce.resources import installed_tree
from tests.infra.conftest import SmallTree
from tests.support.cluster import Server


def test_the_real_manifest_lists_every_file_once() -> None:
    tree = installed_tree()
    both = [load.manifest_paths(tree.load_file, sandbox=choice) for choice in (False, True)]
    listed = set(both[0]) | set(both[1])
    there = {str(path.relative_to(tree.sql)) for path in tree.sql.rglob("*.sql")}
    assert listed == there - {"load.sql", "bootstrap.sql"}
    for sandbox in (False, True):
        load.manifest(tree, sandbox=sandbox)


def test_the_sandbox_branch_is_chosen(small: SmallTree) -> None:
    live = [file.path for file in load.manifest(small.tree, sandbox=False)]
    sandbox = [file.path for file in load.manifest(small.tree, sandbox=True)]
    assert live == ["foundation/clock.sql", "shop/price.sql", "shop/policies.sql"]
    assert sandbox == ["foundation/clock_sandbox.sql", "shop/price.sql", "shop/policies.sql"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("\\ir shop/nowhere.sql", "does not exist"),
        ("\\ir shop/price.sql", "twice"),
        ("\\i shop/price.sql", "cannot follow"),
        ("drop schema commerce cascade;", "cannot follow"),
        ("\\if :{?sandbox}", "without"),
        ("\\endif", "cannot follow"),
        ("\\ir foundation/clock_sandbox.sql", "is made by"),
    ],
)
def test_a_manifest_that_cannot_be_followed_is_refused(
    small: SmallTree, line: str, message: str
) -> None:
    small.write("sql/load.sql", small.read("sql/load.sql") + line + "\n")
    with pytest.raises(errors.IncompleteInstallation, match=message):
        load.manifest(small.tree, sandbox=False)


def test_what_a_file_makes_is_read_from_its_statements_only() -> None:
    text = """
    -- create function commerce.in_comment()
    /* create view commerce.in_block as */
    comment on table commerce.a is 'create function commerce.in_string()';
    create or replace function commerce.f(a integer default 1, b text = ')')
    returns integer language plpgsql as $body$
    begin create view commerce.in_body as select 1; end
    $body$;
    create or replace procedure commerce_private.p() language sql as $$ select 1 $$;
    create or replace view commerce.v
    with (security_invoker = true) as select 1;
    drop policy if exists a_user on commerce.a;
    create policy a_user on commerce.a for select to commerce_user using (true);
    create or replace trigger a_10_guard
    before insert or update of x, y on commerce.a
    for each row execute function commerce_private.t();
    create constraint trigger a_90_check after insert on commerce.a deferrable initially deferred
    for each row execute function commerce_private.t();
    create table if not exists commerce_meta.c (id integer);
    grant select on commerce.a, commerce.b to commerce_user;
    grant select (id, name) on table commerce.d to commerce_user;
    revoke all on function commerce.f(integer, text) from public;
    grant usage on schema commerce to commerce_user;
    """
    assert load.declared_objects(text) == (
        "comments commerce.a",
        "function commerce.f",
        "function commerce_private.p",
        "grants commerce",
        "grants commerce.a",
        "grants commerce.b",
        "grants commerce.d",
        "policy a_user on commerce.a",
        "table commerce_meta.c",
        "trigger a_10_guard on commerce.a",
        "trigger a_90_check on commerce.a",
        "view commerce.v",
    )


def test_options_win_over_the_environment_and_that_over_defaults() -> None:
    environ = {
        "PGCOMMERCE_DSN": "dbname=a",
        "PGCOMMERCE_RELAY_PORT": "9",
        "PGCOMMERCE_LOG_LEVEL": "debug",
    }
    assert Config.load(environ).dsn == "dbname=a"
    assert Config.load(environ).relay_port == 9
    assert Config.load(environ).log_level == "DEBUG"
    assert Config.load(environ, dsn="dbname=b", relay_port=None).dsn == "dbname=b"
    assert Config.load({}).relay_host == "127.0.0.1"
    assert Config.load({"PGCOMMERCE_MAIL_DIR": "/m"}).mail_dir == Path("/m")
    with pytest.raises(errors.NoDatabase):
        _ = Config.load({}).required_dsn


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "many", "not a whole number"),
        ("PORT", "0", "not between 1 and 65535"),
        ("RELAY_PORT", "65536", "not between 0 and 65535"),
        ("WEBHOOKS_PER_MINUTE", "-1", "not between"),
        ("LEASE_SECONDS", "0", "not between 1 and 3600"),
        ("POOL_SIZE", "0", "not between"),
        ("LOG_LEVEL", "loud", "not one of DEBUG, INFO"),
        ("STRIPE_API_BASE", "api.stripe.com", "does not begin with https://"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(name: str, value: str, why: str) -> None:
    with pytest.raises(errors.Refused, match=f"PGCOMMERCE_{name}: .*{why}"):
        Config.load({f"PGCOMMERCE_{name}": value})


def test_every_error_class_has_one_code_and_a_meaning() -> None:
    assert len(errors.by_code) == len(set(errors.by_code.values()))
    for code, cls in errors.by_code.items():
        assert re.fullmatch(r"V[TUCIOBPMSR][123459]\d\d", code)
        assert cls.sqlstate == code
        assert (cls.__doc__ or "").endswith(".")


def test_the_driver_raises_our_class_with_its_detail_and_hint(server: Server) -> None:
    with psycopg.connect(server.admin_dsn) as connection, pytest.raises(errors.SlotTaken) as caught:
        connection.execute(
            """
            do $$ begin raise exception using
                errcode = 'VB401', message = 'time is already taken',
                detail = '{"staff_id": "7"}', hint = 'Look for free times.'; end $$
            """
        )
    assert caught.value.detail == {"staff_id": "7"}
    assert caught.value.message == "time is already taken"
    assert caught.value.hint == "Look for free times."


def test_a_dump_does_not_depend_on_the_order_of_grants() -> None:
    header = "--\n-- Name: TABLE a; Type: ACL; Schema: commerce; Owner: x\n--\n\n"
    one = f"\\restrict abc\n{header}GRANT SELECT ON a TO b;\nGRANT SELECT ON a TO c;\n"
    two = f"-- Dumped by pg_dump 18\n{header}GRANT SELECT ON a TO c;\nGRANT SELECT ON a TO b;\n"
    assert dump.normalise(one) == dump.normalise(two)
