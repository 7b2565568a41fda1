"""Where the SQL of this installation is.

A wheel carries `sql/` and `migrations/` as `pgcommerce/_schema/`; a checkout has them at its top.
Nothing but this module knows the difference.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pgcommerce import errors


@dataclass(frozen=True)
class Tree:
    """One version of the database code: the folders `sql` and `migrations`."""

    sql: Path
    migrations: Path

    @property
    def bootstrap_file(self) -> Path:
        return self.sql / "bootstrap.sql"

    @property
    def load_file(self) -> Path:
        return self.sql / "load.sql"


@functools.cache
def installed_tree() -> Tree:
    """The tree that came with this program.

    Raises `IncompleteInstallation` when neither place has one.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "_schema", package.parents[1]):
        tree = Tree(sql=root / "sql", migrations=root / "migrations")
        if tree.sql.is_dir() and tree.migrations.is_dir():
            return tree
    raise errors.IncompleteInstallation(
        f"no sql/ and migrations/ found beside {package}",
        hint="Install pgcommerce again from a wheel, or as an editable install of a full checkout.",
    )


def sha256_of(path: Path) -> str:
    """Lower-case hex digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
