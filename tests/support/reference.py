"""What the catalogue says about the interface, as text: snapshots for reviewers, docs for users."""

from __future__ import annotations

import inspect
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.support.source import read_schema
from tests.support.template import CALLER_ROLES

FUNCTIONS = """
    select n.nspname as schema, p.proname as name, p.prokind::text as kind,
        pg_get_function_arguments(p.oid) as arguments,
        coalesce(pg_get_function_result(p.oid), '') as result,
        case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end
            as volatility,
        p.prosecdef as is_definer, coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
        array(
            select r.rolname::text from pg_roles as r
            where r.rolname = any (%(roles)s) and has_function_privilege(r.oid, p.oid, 'execute')
            order by array_position(%(roles)s, r.rolname::text)
        ) as callers
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('commerce', 'commerce_private')
      and not exists (select from pg_depend as d where d.classid = 'pg_proc'::regclass
          and d.objid = p.oid and d.deptype = 'e')
    order by n.nspname, p.proname, arguments
"""

RELATIONS = """
    select c.oid::regclass::text as name, c.relkind::text as kind,
        coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
        t.room, t.scope, coalesce(t.personal_columns, '{}') as personal_columns,
        array(
            select r.rolname::text from pg_roles as r
            where r.rolname = any (%(roles)s)
              and has_any_column_privilege(r.oid, c.oid, 'select')
            order by array_position(%(roles)s, r.rolname::text)
        ) as readers,
        (
            select jsonb_agg(jsonb_build_object(
                'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                'is_required', a.attnotnull, 'comment', col_description(c.oid, a.attnum)
            ) order by a.attnum)
            from pg_attribute as a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        ) as columns
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    left join commerce_meta.tables as t on to_regclass(t.table_name) = c.oid
    where n.nspname in ('commerce', 'commerce_private') and c.relkind in ('r', 'p', 'v')
    order by n.nspname, c.relname
"""

GENERATED = "<!-- Written by ./dev {command}. Do not edit. -->\n"


def rows(dsn: str, query: str) -> list[dict[str, Any]]:
    """Return the rows of one of the queries above."""
    with psycopg.connect(
        dsn, row_factory=dict_row, options="-c search_path=pg_catalog"
    ) as connection:
        return connection.execute(query.encode(), {"roles": list(CALLER_ROLES)}).fetchall()


def short(role: str) -> str:
    """Return a caller role without the prefix they share."""
    return role.removeprefix("commerce_")


def rooms_of_functions() -> dict[str, str]:
    """Return the room of every function by its qualified name."""
    return {function.name: function.room for function in read_schema().functions}


def functions_snapshot(dsn: str) -> str:
    """Return one line for each function: signature, attributes, callers."""
    lines = [GENERATED.format(command="snapshots"), "# Functions\n"]
    for row in rows(dsn, FUNCTIONS):
        if row["schema"] != "commerce":
            continue
        summary = row["comment"].split("\n", 1)[0]
        mode = "definer" if row["is_definer"] else "invoker"
        callers = ", ".join(short(role) for role in row["callers"]) or "nobody"
        result = f" → {row['result']}" if row["result"] else " (procedure)"
        lines.append(
            f"- `{row['name']}({row['arguments']}){result}` · {row['volatility']}, {mode} ·"
            f" {callers}  \n  {summary}"
        )
    return "\n".join(lines) + "\n"


def privileges_snapshot(dsn: str) -> str:
    """Return who may call which function and read which table."""
    roles = [short(role) for role in CALLER_ROLES]
    head = f"| {{}} | {' | '.join(roles)} |\n|---|{'---|' * len(roles)}"

    def marks(granted: list[str]) -> str:
        return " | ".join("x" if role in granted else "" for role in CALLER_ROLES)

    lines = [GENERATED.format(command="snapshots"), "# Who may do what\n", "## Execute\n"]
    lines.append(head.format("function"))
    lines += [
        f"| {row['schema']}.{row['name']} | {marks(row['callers'])} |"
        for row in rows(dsn, FUNCTIONS)
        if row["schema"] == "commerce" or row["callers"]
    ]
    lines += ["\n## Select, under row security\n", head.format("table or view")]
    lines += [
        f"| {row['name']} | {marks(row['readers'])} |"
        for row in rows(dsn, RELATIONS)
        if row["readers"] or row["name"].startswith("commerce.")
    ]
    with psycopg.connect(dsn, options="-c search_path=pg_catalog") as connection:
        policies = connection.execute(
            "select p.polrelid::regclass::text, p.polname::text, string_agg(r.role::regrole::text,"
            " ', ' order by r.role::regrole::text), pg_get_expr(p.polqual, p.polrelid)"
            " from pg_policy as p, unnest(p.polroles) as r (role)"
            " group by p.oid, p.polrelid, p.polname, p.polqual order by 1, 2"
        ).fetchall()
    lines.append("\n## Row policies\n")
    for table, name, who, condition in policies:
        lines.append(f"- `{table}` {name} ({who}): `{' '.join(condition.split())}`")
    return "\n".join(lines) + "\n"


def errors_table(command: str) -> str:
    """Return every error code with its class, its meaning, and the functions that raise it."""
    import re

    from pgcommerce import errors

    raised: dict[str, set[str]] = {}
    for function in read_schema().functions:
        for code in re.findall(r"errcode\s*=\s*'(V[0-9A-Z]{4})'", function.body):
            raised.setdefault(code, set()).add(function.name)
    lines = [
        GENERATED.format(command=command),
        "# Error codes\n",
        "Every refusal carries one of these codes, a short message, a JSON object as detail and a"
        " hint.\n",
        "| code | class | meaning | raised in |",
        "|---|---|---|---|",
    ]
    for code, kind in sorted(errors.by_code.items()):
        meaning = " ".join((inspect.getdoc(kind) or "").split())
        where = ", ".join(f"`{name}`" for name in sorted(raised.get(code, ())))
        lines.append(f"| {code} | `{kind.__name__}` | {meaning} | {where} |")
    return "\n".join(lines) + "\n"


def functions_reference(dsn: str) -> str:
    """Return the reference of the public functions by room, with their whole comments."""
    homes = rooms_of_functions()
    by_room: dict[str, list[dict[str, Any]]] = {}
    for row in rows(dsn, FUNCTIONS):
        if row["schema"] == "commerce":
            room = homes.get(f"commerce.{row['name']}", "other")
            by_room.setdefault(room, []).append(row)
    lines = [GENERATED.format(command="docs"), "# Functions\n"]
    for room in [room for room in dict.fromkeys([*homes.values()]) if room in by_room]:
        lines.append(f"## {room.capitalize()}\n")
        for row in by_room[room]:
            callers = ", ".join(short(role) for role in row["callers"]) or "nobody"
            result = f"\n    → {row['result']}" if row["result"] else ""
            arguments = ",\n    ".join(_arguments(row["arguments"]))
            inside = f"\n    {arguments}\n" if arguments else ""
            lines += [
                f"### {row['name']}\n",
                f"```text\ncommerce.{row['name']}({inside}){result}\n```\n",
                f"{row['comment']}\n",
                f"Callers: {callers}.\n",
            ]
    return "\n".join(lines)


def _arguments(text: str) -> list[str]:
    """Cut an argument list at its top-level commas."""
    parts, depth, current, quoted = [], 0, "", False
    for character in text:
        if character == "'":
            quoted = not quoted
        if not quoted:
            depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0 and not quoted:
            parts.append(current.strip())
            current = ""
        else:
            current += character
    return [*parts, current.strip()] if current.strip() else parts


def tables_reference(dsn: str) -> str:
    """Return the reference of tables and views that a caller may see."""
    lines = [GENERATED.format(command="docs"), "# Tables and views\n"]
    for row in rows(dsn, RELATIONS):
        if not row["name"].startswith("commerce."):
            continue
        readers = ", ".join(short(role) for role in row["readers"]) or "nobody"
        kind = "view" if row["kind"] == "v" else f"table of {row['room']}, {row['scope']}"
        lines += [
            f"## {row['name']}\n",
            f"{row['comment']}\n",
            f"{kind.capitalize()}. Read by {readers}.\n",
            "| column | type | |",
            "|---|---|---|",
        ]
        for column in row["columns"]:
            marks = "required" if column["is_required"] else ""
            if column["name"] in row["personal_columns"]:
                marks += ", personal" if marks else "personal"
            comment = (column["comment"] or "").replace("\n", " ").replace("|", "\\|")
            note = f"{comment} ({marks})" if comment and marks else comment or marks
            lines.append(f"| {column['name']} | {column['type']} | {note} |")
        lines.append("")
    return "\n".join(lines)
