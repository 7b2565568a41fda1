"""Bootstrap: an administrator without superuser rights prepares a database, once, safely."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from pgcommerce import bootstrap, db, embedded, errors, migrate
from pgcommerce.embedded import Cluster
from pgcommerce.plan import make_plan, make_status
from pgcommerce.resources import installed_tree
from tests.infra.conftest import Place, SmallTree

NewCluster = Callable[[], Cluster]


def administer(cluster: Cluster, *statements: str, dbname: str = "postgres") -> None:
    with psycopg.connect(cluster.dsn(dbname), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def login(cluster: Cluster, user: str, dbname: str) -> str:
    return f"host=127.0.0.1 port={cluster.port} user={user} password=x dbname={dbname}"


def make_login(cluster: Cluster, user: str, *databases: str, options: str = "createrole") -> None:
    administer(cluster, f"create role {user} login password 'x' {options}")
    for name in databases:
        administer(cluster, f"create database {name}", f"grant create on database {name} to {user}")


def test_a_login_without_superuser_rights_bootstraps_and_upgrades(new_cluster: NewCluster) -> None:
    cluster = new_cluster()
    make_login(cluster, "chief", "shop")
    dsn = login(cluster, "chief", "shop")

    with pytest.raises(errors.NotBootstrapped, match="schema commerce"):
        migrate.upgrade(dsn)
    bootstrap.bootstrap(dsn)
    bootstrap.bootstrap(dsn)
    assert migrate.upgrade(dsn).changed

    with psycopg.connect(dsn) as connection:
        roles = connection.execute(
            "select rolname, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole"
            " from pg_roles where rolname like 'commerce%' order by 1"
        ).fetchall()
        assert roles == [(name, False) for name in sorted(bootstrap.ROLES)]
        owners = connection.execute(
            "select distinct pg_get_userbyid(nspowner) from pg_namespace"
            " where nspname like 'commerce%'"
        ).fetchall()
        assert owners == [("commerce_owner",)]
        public = connection.execute(
            "select count(*) from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace"
            " where n.nspname = 'commerce' and has_function_privilege('public', p.oid, 'execute')"
        ).fetchone()
        assert public == (0,)


def test_a_login_that_does_not_inherit_can_deploy_too(new_cluster: NewCluster) -> None:
    cluster = new_cluster()
    make_login(cluster, "chief", "shop", options="createrole noinherit")
    dsn = login(cluster, "chief", "shop")
    bootstrap.bootstrap(dsn)
    assert migrate.upgrade(dsn).changed
    with psycopg.connect(dsn) as connection:
        lent = connection.execute(
            "select has_schema_privilege('chief', 'commerce_private', 'create')"
        ).fetchone()
        if cluster.status().major == 15:
            assert lent == (False,)


def test_databases_of_one_server_are_bootstrapped_at_once(new_cluster: NewCluster) -> None:
    cluster = new_cluster()
    names = [f"shop{number}" for number in range(6)]
    make_login(cluster, "chief", *names)
    barrier = threading.Barrier(12)

    script = installed_tree().bootstrap_file.read_bytes()

    def run(name: str, deployer: str) -> None:  # as psql would, without the program's retries
        with psycopg.connect(login(cluster, "chief", name), autocommit=True) as connection:
            connection.execute("select set_config('commerce.deployer', %s, false)", (deployer,))
            barrier.wait()
            connection.execute(script)

    # first the roles are new, then they are there and a grant is new
    deployers = ["", *(f"clerk{number}" for number in range(5))]
    for deployer in deployers:
        if deployer:
            make_login(cluster, deployer, options="nocreaterole")
        with ThreadPoolExecutor(12) as pool:
            for result in [pool.submit(run, name, deployer) for name in names * 2]:
                result.result()
    for name in names:
        with psycopg.connect(login(cluster, "chief", name)) as connection:
            assert bootstrap.missing(connection) == []


def test_another_login_can_be_given_the_right_to_deploy(place: Place) -> None:
    with psycopg.connect(place.dsn) as connection:
        assert bootstrap.missing(connection) == []
        row = connection.execute(
            "select rolsuper or rolcreaterole from pg_roles where rolname = session_user"
        ).fetchone()
        assert row == (False,)
    assert migrate.upgrade(place.dsn).changed


def test_a_stranger_is_told_who_can_help(new_cluster: NewCluster) -> None:
    cluster = new_cluster()
    make_login(cluster, "chief", "shop")
    make_login(cluster, "other", "store")
    bootstrap.bootstrap(login(cluster, "chief", "shop"))
    if cluster.status().major == 15:  # there, CREATEROLE may grant every role
        bootstrap.bootstrap(login(cluster, "other", "store"))
        return
    with pytest.raises(errors.BootstrapRefused, match="made by another login") as caught:
        bootstrap.bootstrap(login(cluster, "other", "store"))
    assert "grant commerce_owner to other with admin option" in str(caught.value.hint)
    administer(cluster, "set role chief", "grant commerce_owner to other with admin option")
    bootstrap.bootstrap(login(cluster, "other", "store"))


def test_missing_rights_are_named(new_cluster: NewCluster) -> None:
    cluster = new_cluster()
    make_login(cluster, "clerk", "shop", options="nocreaterole")
    with pytest.raises(errors.BootstrapRefused) as caught:
        bootstrap.bootstrap(login(cluster, "clerk", "shop"))
    assert "CREATEROLE" in str(caught.value.hint)
    administer(cluster, "create role chief login password 'x' createrole", "create database store")
    with pytest.raises(errors.BootstrapRefused) as caught:
        bootstrap.bootstrap(login(cluster, "chief", "store"))
    assert "CREATE on the database" in str(caught.value.hint)


@pytest.mark.parametrize(
    "obstacle",
    [
        "create schema commerce_private",
        "create role commerce_owner nologin bypassrls",
        "create role commerce_user login",
    ],
)
def test_taken_names_are_refused_and_nothing_is_made(
    new_cluster: NewCluster, obstacle: str
) -> None:
    cluster = new_cluster()
    administer(cluster, obstacle)
    with pytest.raises(errors.BootstrapRefused):
        bootstrap.bootstrap(cluster.dsn())
    with psycopg.connect(cluster.dsn()) as connection:
        made = connection.execute(
            "select count(*) from pg_namespace where nspname in ('commerce', 'commerce_meta')"
        ).fetchone()
    assert made == (0,)


def test_an_old_server_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "OLDEST_SERVER", 99)
    with pytest.raises(errors.NoDatabase, match=r"is PostgreSQL \d+\.\d+.*too old") as caught:
        migrate.upgrade(place.dsn)
    assert "needs PostgreSQL 99 or later" in str(caught.value.hint)


def test_a_database_that_is_read_only_is_refused_and_can_be_looked_at(place: Place) -> None:
    dsn = make_conninfo(place.dsn, options="-c default_transaction_read_only=on")
    assert make_plan(dsn).migrations
    assert not make_status(dsn).is_clean
    for act in (bootstrap.bootstrap, migrate.upgrade, lambda dsn: migrate.rollback(dsn, 0)):
        with pytest.raises(errors.ReadOnlyDatabase, match="default_transaction_read_only"):
            act(dsn)


def test_pgoptions_can_pass_that_by(
    place: Place, small: SmallTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(place.admin_dsn, autocommit=True) as connection:
        connection.execute(
            sql.SQL("alter database {} set default_transaction_read_only = on").format(
                sql.Identifier(connection.info.dbname)
            )
        )
    with pytest.raises(errors.ReadOnlyDatabase):
        migrate.upgrade(place.dsn, tree=small.tree)
    monkeypatch.setenv("PGOPTIONS", "-c default_transaction_read_only=off")
    assert migrate.upgrade(place.dsn, tree=small.tree).changed


def test_an_unreachable_server_is_said_so() -> None:
    with pytest.raises(errors.NoDatabase, match=r"cannot connect to 127\.0\.0\.1:1/nowhere"):
        bootstrap.bootstrap("host=127.0.0.1 port=1 dbname=nowhere password=secret")
    with pytest.raises(errors.NoDatabase, match="not a connection string"):
        bootstrap.bootstrap("this is = nothing ' good")
    assert embedded.find_binaries().major >= 15
