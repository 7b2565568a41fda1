"""The databases every test database is cloned from.

``pgcommerce_sandbox`` obeys ``set_clock``; ``pgcommerce_live`` has the clock of production. Both
hold the schema as the upgrade makes it (by a login that is no superuser), pgTAP, and the helpers
of ``pgtap/helpers``; the sandbox also holds two organizations with equal data, ``acme`` (tests
act there) and ``twin`` (nothing a test does may change it), which has sold something already;
``globex`` is for tests that need to act in another organization.
"""

from __future__ import annotations

import psycopg

from tests.support.cluster import ROOT, Server, extension_folder, pgtap_file

SANDBOX = "pgcommerce_sandbox"
LIVE = "pgcommerce_live"
DEPLOYER = "test_deployer"

CALLER_ROLES = (
    "commerce_anon",
    "commerce_user",
    "commerce_service",
    "commerce_relay",
    "commerce_worker",
    "commerce_reader",
    "commerce_platform",
)


def login_of(role: str) -> str:
    """Return the login that has exactly this caller role."""
    return f"test_{role.removeprefix('commerce_')}"


def _execute(connection: psycopg.Connection, sql: str) -> None:
    """Run a script of several statements in one go."""
    connection.pgconn.exec_(b"select 1")
    with connection.cursor() as cursor:
        cursor.execute(sql.encode(), prepare=False)


def build(server: Server) -> None:
    """Make both templates on a fresh server."""
    from pgcommerce.bootstrap import bootstrap
    from pgcommerce.migrate import upgrade

    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        _execute(admin, f"create role {DEPLOYER} login createrole")
        for name in (SANDBOX, LIVE):
            _execute(admin, f"create database {name} owner {DEPLOYER}")
    for name in (SANDBOX, LIVE):
        dsn = server.dsn(name, DEPLOYER)
        bootstrap(dsn)
        upgrade(dsn, sandbox=name == SANDBOX)
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        for role in CALLER_ROLES:
            _execute(admin, f"create role {login_of(role)} login in role {role}")
        _execute(
            admin,
            "create role test_authenticator login noinherit in role"
            " commerce_anon, commerce_user, commerce_service",
        )
    for name in (SANDBOX, LIVE):
        with psycopg.connect(server.dsn(name), autocommit=True) as connection:
            _add_test_tools(connection, server)
            if name == SANDBOX:
                _execute(connection, "select commerce_test.seed('acme')")
                _execute(connection, "select commerce_test.seed('twin')")
                _execute(connection, "select commerce_test.seed('globex')")
                _tell_story(connection, "twin")
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        for name in (SANDBOX, LIVE):
            _execute(admin, f"alter database {name} is_template true allow_connections false")


def _tell_story(connection: psycopg.Connection, organization: str) -> None:
    """Let an organization go through a purchase.

    A failure is noted and not raised: one test shows it, instead of none being able to run.
    """
    try:
        with connection.transaction():
            connection.execute("select commerce_test.tell_story(%s)", (organization,))
    except psycopg.Error as error:
        context = error.diag.context or ""
        connection.execute(
            "insert into commerce_test.story_failures (organization, message) values (%s, %s)",
            (organization, f"{error.sqlstate} {error} {context}"),
        )


def _add_test_tools(connection: psycopg.Connection, server: Server) -> None:
    """Add pgTAP, plpgsql_check and our own helpers, each in a schema of its own."""
    _execute(connection, "create schema pgtap; grant usage on schema pgtap to public")
    if (extension_folder(server.version) / "pgtap.control").exists() and server.has_checker:
        _execute(connection, "create extension pgtap schema pgtap")
        _execute(connection, "create schema plpgsql_check")
        _execute(connection, "create extension plpgsql_check schema plpgsql_check")
    else:
        with connection.transaction():
            _execute(connection, "set local search_path = pgtap, pg_catalog")
            _execute(connection, pgtap_file().read_text())
    for path in sorted((ROOT / "pgtap" / "helpers").glob("*.sql")):
        try:
            with connection.transaction():
                _execute(connection, path.read_text())
        except psycopg.Error as error:
            raise RuntimeError(f"{path.relative_to(ROOT)}: {error}") from error


def clone(server: Server, name: str, template: str = SANDBOX) -> str:
    """Make a database from a template and return its superuser connection string."""
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        _execute(admin, f"create database {name} template {template}")
        _execute(admin, f"alter database {name} set search_path = pgtap, public")
    return server.dsn(name)


def drop(server: Server, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        _execute(admin, f"drop database if exists {name} with (force)")
