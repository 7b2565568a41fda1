"""What the commands share: options, output, and how a refusal ends the program."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
import psycopg

from pgcommerce import embedded, errors
from pgcommerce.config import Config

R = TypeVar("R")


class RefusingGroup(click.Group):
    """A group whose commands end with status 1 and one clear message when something is refused."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except errors.Refused as refusal:
            _refuse(refusal.message, refusal.hint)
        except psycopg.Error as error:
            parts = [error.diag.message_primary or str(error).strip()]
            if error.diag.message_detail:
                parts.append(error.diag.message_detail)
            _refuse("\n".join(parts), error.diag.message_hint)


def _refuse(message: str, hint: str | None) -> NoReturn:
    click.secho(f"refused: {message}", err=True, fg="red")
    if hint:
        click.echo(hint, err=True)
    raise SystemExit(1)


def dsn_option(command: Callable[..., R]) -> Callable[..., R]:
    """Adds `--dsn`; the command gets `dsn: str`."""

    @click.option(
        "--dsn",
        help="Connection string or URL; none means that of a running `up`. [PGCOMMERCE_DSN]",
    )
    @functools.wraps(command)
    def wrapper(*args: Any, dsn: str | None, **kwargs: Any) -> R:
        return command(*args, dsn=_dsn(Config.load(dsn=dsn)), **kwargs)

    return wrapper


def _dsn(config: Config) -> str:
    """The named database, else that of a running `pgcommerce up`. Raises `NoDatabase`."""
    if config.dsn is None:
        running = embedded.Cluster(config.effective_data_dir).running_dsn(embedded.DATABASE)
        if running is not None:
            return running
    return config.required_dsn


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def print_json(value: Any) -> None:
    """Print a dataclass, or anything JSON can hold, on standard output."""
    click.echo(json.dumps(value, default=_plain, indent=2, ensure_ascii=False))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    return str(value)
