"""Databases without a schema, a login that may deploy, and small trees to upgrade from."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from pgcommerce import embedded
from pgcommerce.bootstrap import bootstrap
from pgcommerce.embedded import Binaries, Cluster
from pgcommerce.resources import Tree, installed_tree
from tests.support.cluster import Server
from tests.support.plugin import servers_of

DEPLOYER = "infra_deployer"


@dataclass(frozen=True)
class Place:
    """An empty database: as its administrator and as the login that deploys into it."""

    admin_dsn: str
    dsn: str


@pytest.fixture
def make_place(server: Server) -> Iterator[Callable[..., Place]]:
    """Make empty databases; `bootstrapped` ones can be upgraded by a login without powers."""
    names: list[str] = []

    def make(*, bootstrapped: bool = True) -> Place:
        name = f"infra_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(server.admin_dsn, autocommit=True) as connection:
            connection.execute(
                "do $$ begin create role infra_deployer login; exception"
                " when duplicate_object or unique_violation then null; end $$"
            )
            connection.execute(f"create database {name} template template0".encode())
        names.append(name)
        place = Place(server.dsn(name), server.dsn(name, DEPLOYER))
        if bootstrapped:
            bootstrap(place.admin_dsn, deployer=DEPLOYER)
        return place

    yield make
    with psycopg.connect(server.admin_dsn, autocommit=True) as connection:
        for name in names:
            connection.execute(f"drop database if exists {name} with (force)".encode())


@pytest.fixture
def place(make_place: Callable[..., Place]) -> Place:
    """One bootstrapped empty database."""
    return make_place()


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, server: Server) -> bool:
    """Whether the databases of a test obey `set_clock`: the newest version tries that, others what ships."""
    return server.version == servers_of(request.config)[0]


@pytest.fixture
def new_cluster(server: Server) -> Iterator[Callable[[], Cluster]]:
    """Servers that have never seen pgcommerce: roles belong to a whole server."""
    started: list[Cluster] = []

    def start() -> Cluster:
        folder = tempfile.mkdtemp(prefix="pgcommerce-infra-")
        candidates = embedded.find_binaries(exactly=server.version)
        cluster = Cluster(folder, binaries=candidates, settings=FAST)
        started.append(cluster)
        cluster.start()
        return cluster

    yield start
    for cluster in started:
        cluster.stop()
        shutil.rmtree(cluster.data_dir, ignore_errors=True)


FAST = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "16MB"}


@pytest.fixture
def binaries() -> Binaries:
    """The PostgreSQL that an embedded server would use."""
    return embedded.find_binaries()


# --- a small engine to upgrade --------------------------------------------------------------------

LOAD = """\
-- A small engine.
\\if :{?sandbox}
\\ir foundation/clock_sandbox.sql
\\else
\\ir foundation/clock.sql
\\endif
\\ir shop/price.sql
\\ir shop/policies.sql
"""

CLOCK = """\
create or replace function commerce_private.clock()
returns timestamptz
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$ select {now}; $$;
"""

PRICE = """\
-- not a function: create function commerce.ghost()
create or replace function commerce.price(
    thing_id bigint
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$ select t.price_minor from commerce.things as t where t.id = price.thing_id; $$;

comment on function commerce.price(bigint) is 'What a thing costs.';
revoke all on function commerce.price(bigint) from public;
grant execute on function commerce.price(bigint) to commerce_user;
"""

POLICIES = """\
alter default privileges for role commerce_owner revoke execute on functions from public;
grant usage on schema commerce, commerce_private to commerce_user;
grant select on commerce.things to commerce_user;

drop policy if exists things_user on commerce.things;
create policy things_user on commerce.things for select to commerce_user
using (commerce.price(id) > 0);
comment on table commerce.things is 'Things.';
"""

THINGS = """\
-- Things to sell.
set local lock_timeout = '5s';

create table commerce.things (
    id bigint not null,
    price_minor bigint not null,
    constraint things_pkey primary key (id)
);
alter table commerce.things enable row level security;

create domain commerce.percent as smallint
    constraint percent_range_check check (value between 0 and 100);
create type commerce.offer as (thing_id bigint, off commerce.percent);

insert into commerce_meta.tables (table_name, room, scope)
values ('commerce.things', 'shop', 'global');
"""

THINGS_BACK = """\
delete from commerce_meta.tables where table_name = 'commerce.things';
drop type commerce.offer;
drop domain commerce.percent;
drop table commerce.things;
"""

COLOURS = """\
-- Things have a colour.
set local lock_timeout = '5s';

alter table commerce.things add column colour text;
"""

COLOURS_BACK = "alter table commerce.things drop column colour;\n"


class SmallTree:
    """A tree of its own: the real foundation, one table, one function, one policy."""

    def __init__(self, root: Path) -> None:
        real = installed_tree()
        self.tree = Tree(sql=root / "sql", migrations=root / "migrations")
        self.tree.migrations.mkdir(parents=True)
        for path in real.migrations.glob("0001.*"):
            shutil.copy(path, self.tree.migrations)
        (self.tree.sql / "foundation").mkdir(parents=True)
        (self.tree.sql / "shop").mkdir()
        shutil.copy(real.bootstrap_file, self.tree.sql)
        self.write("sql/load.sql", LOAD)
        self.write("sql/foundation/clock.sql", CLOCK.format(now="clock_timestamp()"))
        self.write("sql/foundation/clock_sandbox.sql", CLOCK.format(now="now()"))
        self.write("sql/shop/price.sql", PRICE)
        self.write("sql/shop/policies.sql", POLICIES)
        self.migration("0002.things", THINGS, THINGS_BACK)

    def write(self, path: str, text: str) -> None:
        """Write one file below the root."""
        (self.tree.sql.parent / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """Read one file below the root."""
        return (self.tree.sql.parent / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit one file; the old text must be there."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def migration(self, name: str, forward: str, back: str | None) -> None:
        """Add a migration, with a way back unless that is None."""
        self.write(f"migrations/{name}.sql", forward)
        if back is not None:
            self.write(f"migrations/{name}.rollback.sql", back)


@pytest.fixture
def small(tmp_path: Path) -> SmallTree:
    """A small engine, to be changed at will."""
    return SmallTree(tmp_path)


@pytest.fixture
def second_small(tmp_path: Path) -> SmallTree:
    """Another release of the small engine."""
    return SmallTree(tmp_path / "second")
