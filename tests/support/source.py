"""The schema as its source says it: tables of migrations/, functions, views, policies of sql/.

Everything is parsed with PostgreSQL's own grammar (pglast). Its reader of plpgsql knows no
schemas but pg_catalog, so names of ours are written with ``__q__`` instead of the dot while it
reads, and put back afterwards. It also drops the default of a variable of a composite type;
``Function.lost`` counts keywords to notice a statement that went missing that way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pglast
from pglast import ast, parser
from pglast.stream import RawStream

from tests.support.cluster import ROOT

OUR_NAME = re.compile(r"\b(commerce(?:_private|_meta|_test)?)\.(?=[a-z_])")
OUR_ARRAY = re.compile(r"\bcommerce(?:_private)?\.\w+\s*\[\]")
STATEMENT_WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE_P", "MERGE", "VALUES", "WITH", "TABLE")


@dataclass(frozen=True)
class Table:
    """A table of a migration with the declaration of commerce_meta.tables."""

    name: str
    columns: frozenset[str]
    room: str
    scope: str
    organization_column: str | None

    @property
    def is_tenant(self) -> bool:
        """Say whether its rows belong to one organization each."""
        return self.scope == "tenant"


@dataclass(frozen=True)
class Query:
    """One SQL statement or expression out of a body."""

    text: str
    is_dynamic: bool = False


@dataclass
class Function:
    """A function or procedure and what its body says."""

    name: str
    path: str
    language: str
    arguments: frozenset[str]
    queries: list[Query]
    body: str
    variables: frozenset[str] = frozenset()
    returns_trigger: bool = False
    is_stored_parsed: bool = False
    lost: list[str] = field(default_factory=list)

    @property
    def short_name(self) -> str:
        """Return the name without its schema."""
        return self.name.rpartition(".")[2]

    @property
    def room(self) -> str:
        """Return the folder below sql/ that the file is in."""
        parts = Path(self.path).parts
        return parts[1] if parts[0] == "sql" else "migrations"


@dataclass(frozen=True)
class View:
    """A view and its query."""

    name: str
    path: str
    query: ast.SelectStmt
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """A row policy."""

    name: str
    table: str
    path: str
    using: Any
    check: Any


def dotted(names: Any) -> str:
    """Return a qualified name out of a list of parts."""
    return ".".join(part.sval for part in names)


def relation_name(node: ast.RangeVar) -> str:
    """Return the name of a relation as it is written."""
    return f"{node.schemaname}.{node.relname}" if node.schemaname else str(node.relname)


def walk(node: Any) -> Iterator[Any]:
    """Yield a syntax tree's nodes, the node itself first."""
    if isinstance(node, ast.Node):
        yield node
        for name in node:
            yield from walk(getattr(node, name))
    elif isinstance(node, tuple | list):
        for part in node:
            yield from walk(part)


def parse_expression(text: str) -> Any:
    """Return the tree of ``select <expression>``."""
    return parser.parse_sql(f"select {text}")[0].stmt


def parse_query(text: str) -> list[Any]:
    """Return the trees of a statement, an expression or an assignment out of a body."""
    try:
        return [raw.stmt for raw in parser.parse_sql(text)]
    except parser.ParseError as statement_error:
        assignment = re.match(r"\A\s*[\w.\[\]$ \"]+?\s*:?=\s*(?P<value>.*)\Z", text, re.DOTALL)
        for attempt in (text, assignment["value"] if assignment else None):
            if attempt is None:
                continue
            try:
                return [parse_expression(attempt)]
            except parser.ParseError:
                continue
        raise statement_error


def tokens(text: str) -> list[tuple[str, str]]:
    """Return (kind, text) of the tokens, comments left out."""
    return [
        (token.name, text[token.start : token.end + 1])
        for token in parser.scan(text)
        if token.name not in ("SQL_COMMENT", "C_COMMENT")
    ]


def _option(statement: ast.CreateFunctionStmt, name: str) -> Any:
    """Return the argument of one option of a function."""
    for option in statement.options or ():
        if option.defname == name:
            return option.arg
    return None


def _parameter_names(statement: ast.CreateFunctionStmt) -> frozenset[str]:
    """Return the names of the parameters."""
    return frozenset(p.name for p in statement.parameters or () if p.name)


def read_function(statement: ast.CreateFunctionStmt, text: str, path: str) -> Function:
    """Read one ``create function`` or ``create procedure``."""
    language = _option(statement, "language")
    language_name = language.sval.lower() if language is not None else "sql"
    returns = statement.returnType
    function = Function(
        name=dotted(statement.funcname),
        path=path,
        language=language_name,
        arguments=_parameter_names(statement),
        queries=[],
        body="",
        returns_trigger=returns is not None and dotted(returns.names).endswith("trigger"),
    )
    body = _option(statement, "as")
    if statement.sql_body is not None:
        function.is_stored_parsed = True
        function.body = RawStream()(statement.sql_body)
        for node in _body_statements(statement.sql_body):
            function.queries.append(Query(RawStream()(node)))
        return function
    if body is None:
        return function
    function.body = body[0].sval if isinstance(body, tuple | list) else body.sval
    if language_name == "sql":
        function.queries = [Query(RawStream()(raw.stmt)) for raw in parser.parse_sql(function.body)]
    elif language_name == "plpgsql":
        _read_plpgsql(function, text)
    return function


def _body_statements(node: Any) -> Iterator[Any]:
    """Yield the statements of an SQL-standard body."""
    if isinstance(node, ast.ReturnStmt):
        yield ast.SelectStmt(targetList=(ast.ResTarget(val=node.returnval),))
    elif isinstance(node, tuple | list):
        for part in node:
            yield from _body_statements(part)
    else:
        yield node


def _read_plpgsql(function: Function, text: str) -> None:
    """Collect the queries of a plpgsql body."""
    head, body, tail = text.partition(function.body)
    head = re.sub(r"\bvariadic\b", "", head, flags=re.IGNORECASE)
    # It knows no arrays of our types either; for the queries any array will do.
    body = OUR_ARRAY.sub("text[]", body)
    # The function's own name is the label of its parameters.
    head = head.replace(function.name, function.short_name, 1)
    tree = pglast.parse_plpgsql(
        OUR_NAME.sub(r"\1__q__", OUR_ARRAY.sub("text[]", head) + body + tail)
    )
    variables: set[str] = set()

    def visit(node: Any, parent: str, key: str) -> None:
        if isinstance(node, dict):
            if "refname" in node:
                variables.add(node["refname"])
            if "label" in node and isinstance(node["label"], str):
                variables.add(node["label"])
            for name, value in node.items():
                if name == "PLpgSQL_expr":
                    query = value["query"].replace("__q__", ".")
                    dynamic = parent in ("PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors") or (
                        key == "dynquery"
                    )
                    function.queries.append(Query(query, is_dynamic=dynamic and key != "params"))
                elif name.startswith("PLpgSQL_"):
                    visit(value, name, key)
                else:
                    visit(value, parent, name)
        elif isinstance(node, list):
            for part in node:
                visit(part, parent, key)

    visit(tree, "", "")
    function.variables = frozenset(variables)
    wanted = Counter(kind for kind, _ in tokens(function.body) if kind in STATEMENT_WORDS)
    wanted["SELECT"] += sum(
        1 for kind, word in tokens(function.body) if kind == "IDENT" and word.lower() == "perform"
    )
    seen = Counter(
        kind
        for query in function.queries
        for kind, _ in tokens(query.text)
        if kind in STATEMENT_WORDS
    )
    function.lost = sorted(
        kind for kind in STATEMENT_WORDS if wanted[kind] != seen[kind] and kind != "TABLE"
    )


def statements_of(path: Path) -> list[tuple[Any, str]]:
    """Return the (tree, text) of every statement of a file."""
    source = path.read_text()
    found = []
    for raw in parser.parse_sql(source):
        start = raw.stmt_location
        length = raw.stmt_len or len(source) - start
        found.append((raw.stmt, source[start : start + length]))
    return found


def sql_files() -> list[Path]:
    """Return every file of sql/ that holds SQL for the server."""
    return sorted(path for path in (ROOT / "sql").rglob("*.sql") if path.name != "load.sql")


def migration_files() -> list[Path]:
    """Return the migrations, forward only, in order."""
    folder = ROOT / "migrations"
    return sorted(p for p in folder.glob("*.sql") if not p.name.endswith(".rollback.sql"))


@dataclass(frozen=True)
class Schema:
    """Everything the source defines."""

    tables: dict[str, Table]
    functions: list[Function]
    views: dict[str, View]
    policies: list[Policy]


def _table_rows(statement: ast.InsertStmt) -> Iterator[dict[str, str | None]]:
    """Yield the rows of an ``insert into commerce_meta.tables … values``."""
    names = [column.name for column in statement.cols]
    for row in statement.selectStmt.valuesLists or ():
        values: dict[str, str | None] = {}
        for name, value in zip(names, row, strict=True):
            constant = value if isinstance(value, ast.A_Const) else None
            text = None
            if constant is not None and not constant.isnull and constant.val is not None:
                text = getattr(constant.val, "sval", None)
            values[name] = text
        yield values


def _read_tables(paths: list[Path]) -> tuple[dict[str, Table], list[Function]]:
    """Read tables, their declarations and structural functions out of the migrations."""
    columns: dict[str, set[str]] = {}
    declared: dict[str, dict[str, str | None]] = {}
    functions: list[Function] = []
    for path in paths:
        relative = str(path.relative_to(ROOT))
        for statement, text in statements_of(path):
            if isinstance(statement, ast.CreateStmt):
                columns[relation_name(statement.relation)] = {
                    element.colname
                    for element in statement.tableElts or ()
                    if isinstance(element, ast.ColumnDef)
                }
            elif isinstance(statement, ast.AlterTableStmt):
                known = columns.setdefault(relation_name(statement.relation), set())
                for command in statement.cmds:
                    if isinstance(command.def_, ast.ColumnDef):
                        known.add(command.def_.colname)
            elif isinstance(statement, ast.CreateFunctionStmt):
                functions.append(read_function(statement, text, relative))
            elif (
                isinstance(statement, ast.InsertStmt)
                and relation_name(statement.relation) == "commerce_meta.tables"
            ):
                for row in _table_rows(statement):
                    declared[str(row["table_name"])] = row
    tables = {}
    for name, known in columns.items():
        row = declared.get(name, {})
        tables[name] = Table(
            name=name,
            columns=frozenset(known),
            room=row.get("room") or "foundation",
            scope=row.get("scope") or "undeclared",
            organization_column=row.get("organization_column"),
        )
    return tables, functions


@cache
def read_schema() -> Schema:
    """Read the whole source once per process."""
    tables, functions = _read_tables(migration_files())
    views: dict[str, View] = {}
    policies: list[Policy] = []
    for path in sql_files():
        relative = str(path.relative_to(ROOT))
        for statement, text in statements_of(path):
            if isinstance(statement, ast.CreateFunctionStmt):
                functions.append(read_function(statement, text, relative))
            elif isinstance(statement, ast.ViewStmt):
                name = relation_name(statement.view)
                names = tuple(alias.sval for alias in statement.aliases or ())
                views[name] = View(name, relative, statement.query, names)
            elif isinstance(statement, ast.CreatePolicyStmt):
                policies.append(
                    Policy(
                        name=statement.policy_name,
                        table=relation_name(statement.table),
                        path=relative,
                        using=statement.qual,
                        check=statement.with_check,
                    )
                )
    return Schema(tables, functions, views, policies)
