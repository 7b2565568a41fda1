"""Proof that a statement touches rows of one organization only.

Row security does not bind the owner, as whom commands work; so every statement must say itself
which organization it means. For each place where a table declared ``tenant`` is read, changed or
joined, its organization column must be *bound*: equal, by a condition that cannot be false in a
row that survives, to a variable, a parameter, a constant, the result of one of our functions, or
to a column that is itself bound. Equalities count in ``where`` and in the ``on`` or ``using`` of
joins; the ``on`` of an outer join binds its nullable side only. Subqueries, common table
expressions, laterals and set operations carry what they bind to the outside by their columns.

What the proof does not understand it refuses: ``or``, ``natural join``, ``merge``, dynamic SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind, BoolExprType, JoinType, SetOperation, SubLinkType

from tests.support.source import (
    Function,
    Policy,
    Query,
    Schema,
    Table,
    View,
    dotted,
    parse_query,
    relation_name,
    walk,
)

Output = tuple[str | None, bool]
STAR: Output = ("*", False)
OUR_SCHEMAS = ("commerce.", "commerce_private.")


@dataclass(eq=False)
class Relation:
    """Something in a from clause.

    ``columns`` is None when unknown. ``bound`` are the columns known to hold the organization
    the statement is about.
    """

    alias: str
    table: Table | None = None
    columns: frozenset[str] | None = None
    bound: set[str] = field(default_factory=set)
    subquery: Any = None
    is_lateral: bool = False
    renamed: tuple[str, ...] = ()

    @property
    def key(self) -> str | None:
        """Return the organization column of a tenant table."""
        return self.table.organization_column if self.table and self.table.is_tenant else None

    @property
    def is_open(self) -> bool:
        """Say whether this is a tenant table that nothing has bound yet."""
        return self.key is not None and self.key not in self.bound

    def has(self, column: str) -> bool:
        """Say whether the relation is known to have a column."""
        return column in self.bound or (self.columns is not None and column in self.columns)


@dataclass(eq=False)
class Edge:
    """An equality that holds in every row; it may bind the relations in ``may_bind``."""

    left: Any
    right: Any
    may_bind: list[Relation]


@dataclass(eq=False)
class Scope:
    """The relations that names are looked up in, innermost first."""

    parent: Scope | None = None
    relations: list[Relation] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    expressions: list[Any] = field(default_factory=list)


Ctes = dict[str, list[Output]]


@dataclass(frozen=True)
class SubqueryColumn:
    """One output of an ``in (select …)``, as the other side of an equality."""

    is_bound: bool


def conjuncts(node: Any) -> Iterator[Any]:
    """Yield the conditions that must all hold."""
    if isinstance(node, ast.BoolExpr) and node.boolop == BoolExprType.AND_EXPR:
        for part in node.args:
            yield from conjuncts(part)
    elif node is not None:
        yield node


def sublinks(node: Any) -> Iterator[ast.SubLink]:
    """Yield the subqueries of an expression, not those inside them."""
    if isinstance(node, ast.SubLink):
        yield node
        yield from sublinks(node.testexpr)
    elif isinstance(node, ast.SelectStmt | ast.RangeSubselect):
        return
    elif isinstance(node, ast.Node):
        for name in node:
            yield from sublinks(getattr(node, name))
    elif isinstance(node, tuple | list):
        for part in node:
            yield from sublinks(part)


def is_equality(node: Any) -> bool:
    """Say whether an expression is ``a = b``."""
    return (
        isinstance(node, ast.A_Expr)
        and node.kind == A_Expr_Kind.AEXPR_OP
        and node.name[-1].sval == "="
        and node.lexpr is not None
    )


def _returning(node: Any) -> Any:
    """Return the columns of a returning clause."""
    return node.returningClause.exprs if node.returningClause is not None else None


class Proof:
    """One attempt at proving the statements of one body."""

    def __init__(self, schema: Schema, externals: Iterable[str] = ()) -> None:
        """Take the schema and the names that are variables or parameters."""
        self.schema = schema
        self.externals = frozenset(externals)
        self.problems: list[str] = []
        self._silent = 0
        self._views: dict[str, list[Output]] = {}

    # -- entry -----------------------------------------------------------------------------

    def check(self, text: str) -> None:
        """Prove every statement of a text, or note what is wrong with it."""
        for tree in parse_query(text):
            self.statement(tree, None, {})

    def check_condition(self, table: str, condition: Any) -> None:
        """Prove a policy's condition over its table."""
        scope = Scope()
        relation = self._table_relation(table, table.rpartition(".")[2])
        scope.relations.append(relation)
        self._add_condition(scope, condition, scope.relations)
        self._close(scope, {})

    def _problem(self, text: str) -> None:
        """Note a problem, unless this pass only looks ahead."""
        if not self._silent and text not in self.problems:
            self.problems.append(text)

    # -- statements ------------------------------------------------------------------------

    def statement(self, node: Any, parent: Scope | None, ctes: Ctes) -> list[Output]:
        """Prove one statement and return its output columns."""
        if isinstance(node, ast.SelectStmt):
            return self._select(node, parent, ctes)
        if isinstance(node, ast.InsertStmt):
            return self._insert(node, parent, ctes)
        if isinstance(node, ast.UpdateStmt):
            return self._update(node, parent, ctes)
        if isinstance(node, ast.DeleteStmt):
            return self._delete(node, parent, ctes)
        if isinstance(node, ast.CallStmt):
            self._subqueries(Scope(parent=parent), node.funccall, ctes)
            return []
        self._other(node, parent, ctes)
        return []

    def _other(self, node: Any, parent: Scope | None, ctes: Ctes) -> None:
        """Refuse what touches a tenant table in a way not understood."""
        if isinstance(node, ast.CreateTableAsStmt | ast.DeclareCursorStmt | ast.ExplainStmt):
            self.statement(node.query, parent, ctes)
            return
        for part in walk(node):
            if isinstance(part, ast.RangeVar):
                table = self.schema.tables.get(relation_name(part))
                if table is not None and table.is_tenant and not isinstance(node, ast.LockStmt):
                    kind = type(node).__name__.removesuffix("Stmt").lower()
                    self._problem(f"{kind} on tenant table {table.name}")

    def _with(self, clause: Any, parent: Scope | None, ctes: Ctes) -> Ctes:
        """Prove common table expressions and return what is visible after them."""
        visible = dict(ctes)
        if clause is None:
            return visible
        for cte in clause.ctes:
            names = tuple(alias.sval for alias in cte.aliascolnames or ())
            if clause.recursive and self._is_recursive(cte):
                self._silent += 1
                start = self.statement(cte.ctequery.larg, parent, visible)
                self._silent -= 1
                for _ in range(len(start) + 1):
                    guess = self._rename(start, names)
                    self._silent += 1
                    again = self.statement(cte.ctequery, parent, {**visible, cte.ctename: guess})
                    self._silent -= 1
                    if again == start:
                        break
                    start = again
                visible[cte.ctename] = self._rename(start, names)
                self.statement(cte.ctequery, parent, visible)
            else:
                outputs = self.statement(cte.ctequery, parent, visible)
                visible[cte.ctename] = self._rename(outputs, names)
        return visible

    @staticmethod
    def _is_recursive(cte: Any) -> bool:
        """Say whether a common table expression names itself."""
        query = cte.ctequery
        return (
            isinstance(query, ast.SelectStmt)
            and query.op != SetOperation.SETOP_NONE
            and any(
                isinstance(part, ast.RangeVar)
                and part.schemaname is None
                and part.relname == cte.ctename
                for part in walk(query)
            )
        )

    @staticmethod
    def _rename(outputs: list[Output], names: tuple[str, ...]) -> list[Output]:
        """Give outputs the names of an alias list."""
        if STAR in outputs:
            return outputs if not names else [(name, False) for name in names]
        return [
            (names[index] if index < len(names) else name, bound)
            for index, (name, bound) in enumerate(outputs)
        ]

    def _select(self, node: ast.SelectStmt, parent: Scope | None, ctes: Ctes) -> list[Output]:
        """Prove a select, a set operation or a values list."""
        visible = self._with(node.withClause, parent, ctes)
        if node.op != SetOperation.SETOP_NONE:
            left = self._select(node.larg, parent, visible)
            right = self._select(node.rarg, parent, visible)
            if STAR in left or STAR in right or len(left) != len(right):
                return [
                    (name, bound and (name, True) in right) for name, bound in left if bound
                ] or [STAR]
            return [
                (name, bound and other)
                for (name, bound), (_, other) in zip(left, right, strict=True)
            ]
        scope = Scope(parent=parent)
        if node.valuesLists:
            self._subqueries(scope, node.valuesLists, visible)
            rows = [
                [self._is_bound(value, scope, visible) for value in row] for row in node.valuesLists
            ]
            return [
                (f"column{index + 1}", all(column))
                for index, column in enumerate(zip(*rows, strict=True))
            ]
        for item in node.fromClause or ():
            self._from(scope, item, visible)
        self._add_condition(scope, node.whereClause, scope.relations)
        scope.expressions += [
            node.targetList,
            node.havingClause,
            node.groupClause,
            node.sortClause,
            node.distinctClause,
            node.windowClause,
            node.limitCount,
            node.limitOffset,
        ]
        self._close(scope, visible)
        return self._outputs(node.targetList, scope, visible)

    def _insert(self, node: ast.InsertStmt, parent: Scope | None, ctes: Ctes) -> list[Output]:
        """Prove an insert: the organization is among its columns, and its value is bound."""
        visible = self._with(node.withClause, parent, ctes)
        name = relation_name(node.relation)
        target = self._table_relation(name, self._alias(node.relation))
        outputs = (
            self.statement(node.selectStmt, parent, visible) if node.selectStmt is not None else []
        )
        key = target.key
        if key is not None:
            # A new organization has no organization yet: its key is made by the default.
            is_birth = key == "id"
            names = [column.name for column in node.cols or ()]
            if key in names:
                position = names.index(key)
                known = outputs[: position + 1]
                if STAR in known or len(known) <= position or not known[position][1]:
                    self._problem(f"insert into {name}: the value of {key} is not bound")
            elif not is_birth:
                self._problem(f"insert into {name} does not list {key}")
            target.bound.add(key)
        scope = Scope(parent=parent, relations=[target])
        conflict = node.onConflictClause
        if conflict is not None:
            excluded = replace(target, alias="excluded", bound=set(target.bound))
            scope.relations.append(excluded)
            self._no_move(name, key, conflict.targetList)
            scope.expressions += [conflict.targetList, conflict.whereClause]
            self._close(scope, visible)
            scope = Scope(parent=parent, relations=[target])
        scope.expressions.append(_returning(node))
        self._close(scope, visible)
        return self._outputs(_returning(node), scope, visible)

    def _no_move(self, name: str, key: str | None, targets: Any) -> None:
        """Refuse a statement that gives a row to another organization."""
        for target in targets or ():
            if key is not None and target.name == key:
                self._problem(f"update of {name} sets {key}")

    def _update(self, node: ast.UpdateStmt, parent: Scope | None, ctes: Ctes) -> list[Output]:
        """Prove an update."""
        visible = self._with(node.withClause, parent, ctes)
        scope = Scope(parent=parent)
        self._from(scope, node.relation, {})
        for item in node.fromClause or ():
            self._from(scope, item, visible)
        self._add_condition(scope, node.whereClause, scope.relations)
        target = scope.relations[0]
        self._no_move(relation_name(node.relation), target.key, node.targetList)
        scope.expressions += [node.targetList, _returning(node)]
        self._close(scope, visible)
        return self._outputs(_returning(node), scope, visible)

    def _delete(self, node: ast.DeleteStmt, parent: Scope | None, ctes: Ctes) -> list[Output]:
        """Prove a delete."""
        visible = self._with(node.withClause, parent, ctes)
        scope = Scope(parent=parent)
        self._from(scope, node.relation, {})
        for item in node.usingClause or ():
            self._from(scope, item, visible)
        self._add_condition(scope, node.whereClause, scope.relations)
        scope.expressions.append(_returning(node))
        self._close(scope, visible)
        return self._outputs(_returning(node), scope, visible)

    # -- from ------------------------------------------------------------------------------

    @staticmethod
    def _alias(node: Any) -> str:
        """Return the name by which a relation is called."""
        if node.alias is not None:
            return str(node.alias.aliasname)
        return str(getattr(node, "relname", ""))

    def _table_relation(self, name: str, alias: str) -> Relation:
        """Return a relation for a name that is no common table expression."""
        table = self.schema.tables.get(name)
        if table is not None:
            return Relation(alias, table=table, columns=table.columns)
        view = self.schema.views.get(name)
        if view is not None:
            return self._derived(Relation(alias), self._view_outputs(view))
        return Relation(alias)

    def _view_outputs(self, view: View) -> list[Output]:
        """Return what a view carries outside; it is proved on its own."""
        if view.name not in self._views:
            self._views[view.name] = []
            inner = Proof(self.schema)
            inner._views = self._views
            outputs = inner.statement(view.query, None, {})
            self._views[view.name] = self._rename(outputs, view.columns)
        return self._views[view.name]

    def _derived(self, relation: Relation, outputs: list[Output]) -> Relation:
        """Give a relation the columns of a query."""
        named = self._rename(outputs, relation.renamed)
        relation.bound |= {name for name, bound in named if bound and name}
        if STAR not in named:
            relation.columns = frozenset(name for name, _ in named if name)
        return relation

    def _from(self, scope: Scope, node: Any, ctes: Ctes) -> list[Relation]:
        """Add one item of a from clause and return its relations."""
        if isinstance(node, ast.JoinExpr):
            return self._join(scope, node, ctes)
        if isinstance(node, ast.RangeTableSample):
            return self._from(scope, node.relation, ctes)
        names: tuple[str, ...] = ()
        if getattr(node, "alias", None) is not None:
            names = tuple(column.sval for column in node.alias.colnames or ())
        if isinstance(node, ast.RangeVar):
            if node.schemaname is None and node.relname in ctes:
                relation = Relation(self._alias(node), renamed=names)
                self._derived(relation, ctes[node.relname])
            else:
                relation = self._table_relation(relation_name(node), self._alias(node))
        elif isinstance(node, ast.RangeSubselect):
            relation = Relation(
                self._alias(node),
                subquery=node.subquery,
                is_lateral=bool(node.lateral),
                renamed=names,
            )
        elif isinstance(node, ast.RangeFunction):
            relation = self._from_function(node, names)
            scope.expressions.append(node.functions)
        else:
            relation = Relation(self._alias(node))
            scope.expressions.append(node)
        scope.relations.append(relation)
        return [relation]

    def _from_function(self, node: ast.RangeFunction, names: tuple[str, ...]) -> Relation:
        """Return the relation of a function call; our functions answer for one organization."""
        calls = [part for part in walk(node.functions) if isinstance(part, ast.FuncCall)]
        called = dotted(calls[0].funcname) if calls else ""
        alias = self._alias(node) or called.rpartition(".")[2]
        columns = [item.colname for item in node.coldeflist or ()] or list(names)
        relation = Relation(alias, columns=frozenset(columns) if columns else None)
        if called.startswith(OUR_SCHEMAS) and not columns:
            relation.bound.add("organization_id")
        return relation

    def _join(self, scope: Scope, node: ast.JoinExpr, ctes: Ctes) -> list[Relation]:
        """Add a join: its conditions bind both sides, or only the nullable one."""
        left = self._from(scope, node.larg, ctes)
        right = self._from(scope, node.rarg, ctes)
        may_bind = {
            JoinType.JOIN_INNER: [*left, *right],
            JoinType.JOIN_LEFT: right,
            JoinType.JOIN_RIGHT: left,
        }.get(node.jointype, [])
        for column in node.usingClause or ():
            for one in left:
                for other in right:
                    scope.edges.append(Edge((one, column.sval), (other, column.sval), may_bind))
        self._add_condition(scope, node.quals, may_bind)
        return [*left, *right]

    def _add_condition(self, scope: Scope, condition: Any, may_bind: list[Relation]) -> None:
        """Note the equalities of a condition."""
        if condition is None:
            return
        scope.expressions.append(condition)
        for part in conjuncts(condition):
            if is_equality(part):
                for left, right in self._pairs(part.lexpr, part.rexpr):
                    scope.edges.append(Edge(left, right, may_bind))
            elif (
                isinstance(part, ast.SubLink)
                and part.subLinkType == SubLinkType.ANY_SUBLINK
                and (not part.operName or part.operName[-1].sval == "=")
            ):
                scope.edges.append(Edge(part.testexpr, part, may_bind))

    @staticmethod
    def _pairs(left: Any, right: Any) -> Iterator[tuple[Any, Any]]:
        """Yield the equalities of ``a = b`` or of ``(a, b) = (c, d)``."""
        if isinstance(left, ast.RowExpr) and isinstance(right, ast.RowExpr):
            yield from zip(left.args, right.args, strict=False)
        else:
            yield left, right

    # -- proof -----------------------------------------------------------------------------

    def _close(self, scope: Scope, ctes: Ctes) -> None:
        """Bind what can be bound, then report what stays open, here and in subqueries."""
        changed = True
        while changed:
            changed = False
            self._silent += 1
            for relation in scope.relations:
                if relation.subquery is not None:
                    before = set(relation.bound)
                    parent = scope if relation.is_lateral else scope.parent
                    self._derived(relation, self.statement(relation.subquery, parent, ctes))
                    changed |= relation.bound != before
            for edge in scope.edges:
                for one, other in self._sides(edge, scope, ctes):
                    for relation in self._keys(one, scope):
                        if (
                            relation.is_open
                            and relation in edge.may_bind
                            and self._is_bound(other, scope, ctes)
                        ):
                            assert relation.key is not None
                            relation.bound.add(relation.key)
                            changed = True
            self._silent -= 1
        for relation in scope.relations:
            if relation.is_open:
                assert relation.table is not None
                self._problem(
                    f"{relation.table.name} as {relation.alias}: {relation.key} is not bound"
                )
            if relation.subquery is not None:
                parent = scope if relation.is_lateral else scope.parent
                self.statement(relation.subquery, parent, ctes)
        self._subqueries(scope, scope.expressions, ctes)

    def _sides(self, edge: Edge, scope: Scope, ctes: Ctes) -> Iterator[tuple[Any, Any]]:
        """Yield both directions of an equality; one pair for each column of a row."""
        if isinstance(edge.right, ast.SubLink) and edge.right.testexpr is edge.left:
            outputs = self.statement(edge.right.subselect, scope, ctes)
            tests = edge.left.args if isinstance(edge.left, ast.RowExpr) else (edge.left,)
            if STAR not in outputs:
                for test, (_, bound) in zip(tests, outputs, strict=False):
                    yield test, SubqueryColumn(bound)
            return
        yield edge.left, edge.right
        yield edge.right, edge.left

    def _subqueries(self, scope: Scope, node: Any, ctes: Ctes) -> None:
        """Prove the subqueries of expressions."""
        for link in sublinks(node):
            self.statement(link.subselect, scope, ctes)

    def _lookup(self, node: Any, scope: Scope | None) -> tuple[list[Relation], str] | None:
        """Return the relations a column may belong to and its name; None for a variable."""
        if isinstance(node, tuple):
            relation, column = node
            return ([relation] if relation.has(column) else []), column
        names = [part.sval for part in node.fields if isinstance(part, ast.String)]
        if len(names) != len(node.fields):
            return [], "*"
        column = names[-1]
        at = scope
        while at is not None:
            if len(names) == 1:
                owners = [relation for relation in at.relations if relation.has(column)]
            else:
                owners = [relation for relation in at.relations if relation.alias == names[-2]]
            if owners:
                return owners, column
            at = at.parent
        if names[0] in self.externals:
            return None
        return [], column

    def _keys(self, node: Any, scope: Scope) -> list[Relation]:
        """Return the tenant tables of this scope whose organization column this is."""
        if not isinstance(node, ast.ColumnRef | tuple):
            return []
        found = self._lookup(node, scope)
        if found is None:
            return []
        owners, column = found
        return [
            relation
            for relation in owners
            if relation.key == column and relation in scope.relations
        ]

    def _is_bound(self, node: Any, scope: Scope | None, ctes: Ctes) -> bool:
        """Say whether a value is the organization the statement is about."""
        if isinstance(node, SubqueryColumn):
            return node.is_bound
        if isinstance(node, ast.ColumnRef | tuple):
            found = self._lookup(node, scope)
            if found is None:
                return True
            owners, column = found
            return any(column in relation.bound for relation in owners)
        if isinstance(node, ast.ParamRef):
            return True
        if isinstance(node, ast.A_Const):
            return not node.isnull
        if isinstance(node, ast.TypeCast):
            return self._is_bound(node.arg, scope, ctes)
        if isinstance(node, ast.A_Indirection):
            return self._is_bound(node.arg, scope, ctes)
        if isinstance(node, ast.FuncCall):
            return dotted(node.funcname).startswith(OUR_SCHEMAS) and all(
                self._is_constant(argument, scope) for argument in node.args or ()
            )
        if isinstance(node, ast.CoalesceExpr):
            return all(self._is_bound(argument, scope, ctes) for argument in node.args)
        if isinstance(node, ast.SubLink) and node.subLinkType == SubLinkType.EXPR_SUBLINK:
            self._silent += 1
            outputs = self.statement(node.subselect, scope, ctes)
            self._silent -= 1
            return len(outputs) == 1 and outputs[0] != STAR and outputs[0][1]
        return False

    def _is_constant(self, node: Any, scope: Scope | None) -> bool:
        """Say whether an expression reads no column of a relation."""
        return not any(
            isinstance(part, ast.SelectStmt)
            or (isinstance(part, ast.ColumnRef) and self._lookup(part, scope) is not None)
            for part in walk(node)
        )

    def _outputs(self, targets: Any, scope: Scope, ctes: Ctes) -> list[Output]:
        """Return the columns of a select or returning list."""
        outputs: list[Output] = []
        for target in targets or ():
            value = target.val
            if isinstance(value, ast.ColumnRef) and isinstance(value.fields[-1], ast.A_Star):
                qualifier = value.fields[-2].sval if len(value.fields) > 1 else None
                for relation in scope.relations:
                    if qualifier is None or relation.alias == qualifier:
                        outputs += [(name, True) for name in sorted(relation.bound)]
                outputs.append(STAR)
                continue
            name = target.name
            if name is None and isinstance(value, ast.ColumnRef):
                name = value.fields[-1].sval
            elif name is None and isinstance(value, ast.FuncCall):
                name = value.funcname[-1].sval
            outputs.append((name, self._is_bound(value, scope, ctes)))
        return outputs


def prove_queries(
    schema: Schema, queries: Iterable[Query], externals: Iterable[str], *, may_be_dynamic: bool
) -> list[str]:
    """Return what is wrong with the queries of one body."""
    proof = Proof(schema, externals)
    for query in queries:
        if query.is_dynamic:
            if not may_be_dynamic:
                proof.problems.append(f"dynamic SQL: {query.text}")
            continue
        proof.check(query.text)
    return proof.problems


def prove_function(schema: Schema, function: Function) -> list[str]:
    """Return what is wrong with one function."""
    externals = {*function.arguments, *function.variables, function.short_name}
    if function.returns_trigger:
        externals |= {"new", "old"}
    problems = prove_queries(
        schema, function.queries, externals, may_be_dynamic=function.room == "operations"
    )
    return [
        *problems,
        *(f"the parser lost a statement ({kind.lower()})" for kind in function.lost),
    ]


def prove_view(schema: Schema, view: View) -> list[str]:
    """Return what is wrong with one view."""
    proof = Proof(schema)
    proof.statement(view.query, None, {})
    return proof.problems


def prove_policy(schema: Schema, policy: Policy) -> list[str]:
    """Return what is wrong with one row policy."""
    problems = []
    for label, condition in (("using", policy.using), ("with check", policy.check)):
        if condition is not None:
            proof = Proof(schema)
            proof.check_condition(policy.table, condition)
            problems += [f"{label}: {problem}" for problem in proof.problems]
    if policy.using is None and policy.check is None:
        problems.append("has no condition")
    return problems
