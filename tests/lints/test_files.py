"""Rules about files: the manifest, what may stand in sql/, error codes, and the tools."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from pglast import ast, parser

from tests.support.cluster import ROOT, Server
from tests.support.source import (
    migration_files,
    parse_query,
    read_schema,
    statements_of,
    tokens,
    walk,
)

UPDATED = re.compile(r"^ *update (commerce|commerce_private)[.](\w+)", re.MULTILINE)
INCLUDE = re.compile(r"^\\ir\s+(\S+)\s*$", re.MULTILINE)
# bootstrap.sql is run by an administrator, load.sql is the list itself.
NOT_LISTED = {"load.sql", "bootstrap.sql"}


def listed() -> list[str]:
    """Return the files of sql/load.sql, in order."""
    return INCLUDE.findall((ROOT / "sql" / "load.sql").read_text())


def on_disk() -> set[str]:
    """Return the files of sql/ that load.sql must list."""
    folder = ROOT / "sql"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.sql")}
    return files - NOT_LISTED


def test_every_file_is_listed_exactly_once() -> None:
    counts = Counter(listed())
    assert [name for name, count in counts.items() if count > 1] == []
    assert on_disk() - set(counts) == set()
    assert set(counts) - on_disk() == set()


# -- sql/ can be run again at any time --------------------------------------------------------

REPLACEABLE = (
    ast.CommentStmt,
    ast.GrantStmt,
    ast.VariableSetStmt,
    ast.AlterDefaultPrivilegesStmt,
)


def why_not_rerunnable(node: ast.Node) -> str | None:
    """Return why a statement may not stand in sql/, or None."""
    if isinstance(node, REPLACEABLE):
        return None
    if isinstance(node, ast.CreateTrigStmt) and node.isconstraint:
        return None  # cannot be replaced: dropped first, which the caller checks
    if isinstance(node, ast.CreateFunctionStmt | ast.ViewStmt | ast.CreateTrigStmt):
        return None if node.replace else "create without or replace"
    if isinstance(node, ast.DropStmt):
        return None if node.missing_ok else "drop without if exists"
    if isinstance(node, ast.CreatePolicyStmt):
        return None
    if isinstance(node, ast.AlterOwnerStmt | ast.AlterFunctionStmt):
        return None
    # Rows that ship and belong to code, such as shipped templates: written so that twice is once.
    if isinstance(node, ast.InsertStmt) and node.onConflictClause is not None:
        return None
    return f"{type(node).__name__} has no place in sql/"


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("create function a() returns int language sql return 1", False),
        ("create or replace function a() returns int language sql return 1", True),
        ("drop function a()", False),
        ("drop function if exists a()", True),
        ("create view a as select 1", False),
        ("create table a (b int)", False),
        ("alter table a add b int", False),
        ("insert into a values (1)", False),
        ("insert into a values (1) on conflict do nothing", True),
        ("update a set b = 1", False),
        ("do $$ begin end $$", False),
        ("grant select on a to b", True),
        ("create trigger a before insert on b for each row execute function c()", False),
    ],
)
def test_what_may_be_run_again(text: str, passes: bool) -> None:
    assert (why_not_rerunnable(parser.parse_sql(text)[0].stmt) is None) is passes


def test_every_statement_of_sql_can_be_run_again() -> None:
    wrong = []
    for name in sorted(on_disk()):
        dropped: set[str] = set()
        for node, _ in statements_of(ROOT / "sql" / name):
            reason = why_not_rerunnable(node)
            if isinstance(node, ast.DropStmt):
                dropped |= {
                    ".".join(part.sval for part in walk(target) if isinstance(part, ast.String))
                    for target in node.objects
                }
            if isinstance(node, ast.CreatePolicyStmt):
                table = f"{node.table.schemaname}.{node.table.relname}"
                if f"{table}.{node.policy_name}" not in dropped:
                    reason = f"policy {node.policy_name} is not dropped first"
            if isinstance(node, ast.CreateTrigStmt) and node.isconstraint:
                table = f"{node.relation.schemaname}.{node.relation.relname}"
                if f"{table}.{node.trigname}" not in dropped:
                    reason = f"trigger {node.trigname} is not dropped first"
            if reason is not None:
                wrong.append(f"sql/{name}: {reason}")
    assert wrong == []


def test_a_file_makes_what_its_name_says() -> None:
    """sql/<room>/<verb>.sql holds commerce.<verb>, private/<name>.sql commerce_private.<name>."""
    wrong = []
    for function in read_schema().functions:
        path = Path(function.path)
        if path.parts[0] != "sql" or path.parts[1] == "sandbox":
            continue
        is_private = path.parent.name == "private"
        schema = "commerce_private" if is_private else "commerce"
        # The few helpers that callers may execute stand among the public ones.
        if function.short_name != path.stem or (
            is_private and not function.name.startswith(f"{schema}.")
        ):
            wrong.append(f"{function.path} makes {function.name}")
    assert wrong == []


def test_every_migration_has_its_way_back_and_a_header() -> None:
    wrong = []
    for path in migration_files():
        if not path.with_name(path.name.removesuffix(".sql") + ".rollback.sql").exists():
            wrong.append(f"{path.name} has no rollback")
        text = path.read_text()
        wrong += [
            f"{path.name} does not say {word}"
            for word in ("-- Locks:", "-- Backfill:", "-- Reverse:", "lock_timeout")
            if word not in text
        ]
    assert wrong == []


def test_no_migration_calls_what_sql_defines() -> None:
    schema = read_schema()
    made_by_sql = {f.name for f in schema.functions if f.path.startswith("sql/")}
    structural = {f.name for f in schema.functions if f.path.startswith("migrations/")}
    wrong = []
    for path in migration_files():
        for node, _ in statements_of(path):
            for part in walk(node):
                if isinstance(part, ast.FuncCall):
                    name = ".".join(piece.sval for piece in part.funcname)
                    if name in made_by_sql - structural:
                        wrong.append(f"{path.name} calls {name}")
    assert wrong == []


# -- strings mean the same in every session ----------------------------------------------------


def ambiguous_strings(body: str) -> list[str]:
    """Return the literals whose meaning standard_conforming_strings of the session decides."""
    return [
        text
        for kind, text in tokens(body)
        if kind == "SCONST" and "\\" in text and not text.startswith(("e'", "E'"))
    ]


@pytest.mark.parametrize(
    ("body", "passes"),
    [
        (r"select a ~ '\d'", False),
        (r"select a like 'x\_%'", False),
        (r"select a like 'x!_%' escape '\'", False),
        (r"execute $x$ select a ~ '\d' $x$", False),
        (r"select a ~ '[0-9]' -- not '\d'", True),
        (r"select E'\n'", True),
    ],
)
def test_which_strings_are_ambiguous(body: str, passes: bool) -> None:
    assert (ambiguous_strings(body) == []) is passes


def test_no_string_of_a_body_depends_on_the_session() -> None:
    r"""A body is read anew by every session, with its settings: some read '\d' as 'd'."""
    wrong = [
        f"{function.path}: {text}"
        for function in read_schema().functions
        if not function.is_stored_parsed
        for text in ambiguous_strings(function.body)
    ]
    assert wrong == []


# -- error codes ------------------------------------------------------------------------------


def codes_raised() -> dict[str, set[str]]:
    """Return every code of ours that a body raises, with the files that do."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "sql").rglob("*.sql")):
        text = re.sub(r"^\s*--.*$", "", path.read_text(), flags=re.MULTILINE)
        for code in re.findall(r"errcode\s*=\s*'([0-9A-Z]{5})'", text):
            found.setdefault(code, set()).add(str(path.relative_to(ROOT)))
    return found


def test_every_raised_code_has_a_class_and_a_line_in_the_documentation() -> None:
    from pgcommerce import errors

    documented = "\n".join(path.read_text() for path in (ROOT / "docs").rglob("*.md"))
    raised = {code for code in codes_raised() if code.startswith("V")}
    assert raised - set(errors.by_code) == set()
    assert {code for code in errors.by_code if code not in documented} == set()


def test_only_documented_codes_are_raised() -> None:
    # 40001: the client tries again with the same key, as after any serialization failure.
    raised = codes_raised().items()
    wrong = {code: paths for code, paths in raised if not code.startswith("V") and code != "40001"}
    assert wrong == {}


def test_every_code_a_function_raises_stands_in_its_comment() -> None:
    """What the body itself raises; what its helpers raise is up to the comment's author."""
    wrong = []
    for path in sorted((ROOT / "sql").rglob("*.sql")):
        text = path.read_text()
        if path.parent.name == "private" or path.parent.name == "views":
            continue
        comment = "".join(re.findall(r"\$md\$(.*?)\$md\$", text, re.DOTALL))
        raised = sorted(set(re.findall(r"errcode\s*=\s*'(V[0-9A-Z]{4})'", text)))
        where = path.relative_to(ROOT)
        wrong += [f"{where}: {code}" for code in raised if f"`{code}`" not in comment]
    assert wrong == []


def test_every_refusal_uses_all_fields() -> None:
    """errcode, message, detail (an object) and hint; the message in lower case, without a stop."""
    wrong = []
    for path in sorted((ROOT / "sql").rglob("*.sql")):
        text = path.read_text()
        if path.name == "bootstrap.sql":
            continue
        for match in re.finditer(r"raise exception\b(.*?);\s*\n", text, re.DOTALL):
            where = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"
            body = match[1]
            signal = re.search(r"errcode = '(\w{5})'", body)
            if signal and "detail" not in body and f"sqlstate '{signal[1]}'" in text:
                # Rolls back to the handler of the same function; no caller ever sees it.
                continue
            missing = [
                field
                for field in ("errcode", "message", "detail", "hint")
                if not re.search(rf"\b{field}\s*=", body)
            ]
            if missing:
                wrong.append(f"{where}: without {', '.join(missing)}")
            if re.search(r"message\s*=\s*'([A-Z]|[^']*\.')", body):
                wrong.append(f"{where}: the message begins in upper case or ends with a stop")
    assert wrong == []


# -- tools ------------------------------------------------------------------------------------


def run_tool(*command: str) -> None:
    """Run a linter of this environment and show what it says when it is not content."""
    binary = Path(sys.executable).parent / command[0]
    answer = subprocess.run(
        [binary, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{answer.stdout}{answer.stderr}", pytrace=False)


def test_ruff() -> None:
    run_tool("ruff", "check", "--quiet", "pysrc", "tests")


def test_ruff_format() -> None:
    run_tool("ruff", "format", "--check", "--quiet", "pysrc", "tests")


def test_mypy() -> None:
    run_tool("mypy")


# These run once, on a database where nobody waits yet.
FIRST_RELEASE = "0020"
HARMLESS_WHEN_EMPTY = (
    "adding-foreign-key-constraint",
    "constraint-missing-not-valid",
    "require-concurrent-index-creation",
)


def test_squawk() -> None:
    first: list[str] = []
    later: list[str] = []
    for path in migration_files():
        (first if path.name[:4] <= FIRST_RELEASE else later).append(str(path.relative_to(ROOT)))
    # On the command line the list replaces that of the file.
    always = tomllib.loads((ROOT / ".squawk.toml").read_text())["excluded_rules"]
    excluded = ",".join([*always, *HARMLESS_WHEN_EMPTY])
    run_tool("squawk", "-c", ".squawk.toml", "-e", excluded, *first)
    if later:
        run_tool("squawk", "-c", ".squawk.toml", *later)


def test_sqlfluff() -> None:
    run_tool("sqlfluff", "lint", "--disable-progress-bar", "--processes=2", "sql")


def test_sqlfluff_on_migrations() -> None:
    """Reference rows may be as long as their descriptions."""
    run_tool(
        "sqlfluff",
        "lint",
        "--disable-progress-bar",
        "--exclude-rules=layout.long_lines",
        "migrations",
    )


# -- plpgsql_check ----------------------------------------------------------------------------

FINDINGS = """
    select p.oid::regprocedure::text as name, c.*
    from pg_proc as p
    join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
    join pg_namespace as n on n.oid = p.pronamespace
    left join lateral (
        select distinct t.tgrelid, t.tgoldtable, t.tgnewtable
        from pg_trigger as t
        where t.tgfoid = p.oid
    ) as used on p.prorettype = 'trigger'::regtype
    cross join lateral plpgsql_check.plpgsql_check_function_tb(
        p.oid, coalesce(used.tgrelid, 0), performance_warnings => false, extra_warnings => true,
        security_warnings => true, other_warnings => true,
        oldtable => used.tgoldtable, newtable => used.tgnewtable
    ) as c
    where n.nspname in ('commerce', 'commerce_private', 'commerce_meta')
      and (p.prorettype <> 'trigger'::regtype or used.tgrelid is not null)
      -- The only way in which a procedure can answer with a row.
      and not (p.prokind = 'p' and c.message like 'composite OUT variable %')
"""


def test_plpgsql_check_finds_nothing(server: Server, db: str) -> None:
    if not server.has_checker:
        # The embedded PostgreSQL has no such extension; the packaged one answers for both.
        return
    with psycopg.connect(db, options="-c search_path=pg_catalog") as connection:
        rows = connection.execute(FINDINGS).fetchall()
    wrong = [f"{row[0]} line {row[2]}: {row[7]}: {row[4]} {row[5]} {row[6] or ''}" for row in rows]
    assert wrong == []


def test_every_trigger_function_is_used(db: str) -> None:
    """plpgsql_check can check a trigger function only with a table of its own."""
    with psycopg.connect(db) as connection:
        rows = connection.execute(
            "select p.oid::regproc::text from pg_proc as p where p.prorettype = 'trigger'::regtype"
            " and p.pronamespace::regnamespace::text in ('commerce', 'commerce_private')"
            " and not exists (select from pg_trigger as t where t.tgfoid = p.oid)"
        ).fetchall()
    assert [row[0] for row in rows] == []


CHANGES_NOTHING = {
    "admin_order_dashboard",
    "clock",
    "explain_booking",
    "get_available_stock",
    "get_cart",
    "gift_card_balance",
    "quote_order",
    "search_orders",
    "set_clock",
    "set_context",
    "take_rate_limit",
    "venue_day",
    "verify_integrity",
}
"""Volatile all the same: they read the clock or the context, count a call, or try and take back."""

LOGGED_BY_THE_ORDER = {"add_order_log", "add_order_note"}
"""Their row in order_logs says who."""


def test_every_command_of_a_member_is_written_down() -> None:
    """What a member may call, and changes something, leaves a row in audit_log."""
    silent = {
        path.stem
        for path in (ROOT / "sql").glob("*/*.sql")
        if re.search("^volatile$", text := path.read_text(), re.MULTILINE)
        and "commerce_user" in text
        and "commerce_private.audit(" not in text
    }
    assert silent == CHANGES_NOTHING | LOGGED_BY_THE_ORDER


def test_what_is_changed_says_when(db: str) -> None:
    """Every table has created_at, and each that a function updates updated_at too, kept by itself."""
    changed = {
        f"{schema}.{table}"
        for path in (ROOT / "sql").rglob("*.sql")
        for schema, table in UPDATED.findall(path.read_text())
    }
    with psycopg.connect(db) as connection:
        stamped = {
            row[0]
            for row in connection.execute(
                """
                select format('%s.%s', relnamespace::regnamespace, relname)
                from pg_class
                join pg_attribute on attrelid = pg_class.oid and attname = 'updated_at'
                where relkind in ('r', 'p')
                """
            )
        }
    assert len(changed) > 40
    # A key's answer is filled in by the very call that wrote the key.
    assert changed - stamped == {"commerce_private.idempotency_keys"}


def test_every_dynamic_statement_is_read_by_its_parser() -> None:
    """Every query of every body is SQL that can be parsed: nothing escapes the other lints."""
    for function in read_schema().functions:
        for query in function.queries:
            parse_query(query.text)
