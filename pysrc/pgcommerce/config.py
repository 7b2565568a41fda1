"""What this process was told: options first, then the environment, then defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pgcommerce import errors

PREFIX = "PGCOMMERCE_"

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

BOUNDS = {
    "port": (1, 65535),
    "relay_port": (0, 65535),
    "webhooks_per_minute": (0, 1_000_000),
    "lease_seconds": (1, 3600),
    "pool_size": (1, 1000),
}
"""Of the numbers: least and most, both allowed."""


def default_data_dir(environ: Mapping[str, str] | None = None) -> Path:
    """Where an embedded server keeps its data between runs.

    Root's server runs as another user, who must reach the folder: root gets one below `/var/lib`.
    """
    environ = os.environ if environ is None else environ
    if os.geteuid() == 0:
        return Path("/var/lib/pgcommerce")
    base = environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "pgcommerce"


@dataclass(frozen=True)
class Config:
    """Everything configurable. Each field is read from `PGCOMMERCE_` + its name in capitals."""

    dsn: str | None = None
    """libpq connection string or URL; none means the embedded server."""

    data_dir: Path | None = None
    """Folder of the embedded server; none means `default_data_dir()`."""

    port: int | None = None
    """Port of the embedded server; none means the last one used, else any free one."""

    relay_host: str = "127.0.0.1"
    relay_port: int = 8480
    """Where webhooks, health and metrics are served."""

    secrets_dir: Path | None = None
    """Folder with one file per gateway secret; none means environment variables only."""

    webhooks_per_minute: int = 100
    """Deliveries a minute that an address may send before it proves to be a gateway; 0 for any."""

    stripe_api_base: str | None = None
    paystack_api_base: str | None = None
    flutterwave_api_base: str | None = None
    """Other places than the gateways' own APIs, for tests and demonstrations."""

    lease_seconds: int | None = None
    """How long a relay or worker has what it claimed; none means what suits each."""

    smtp_url: str | None = None
    """`smtp://user:password@host:port`, or `smtps://…`."""

    mail_dir: Path | None = None
    """Write messages as `.eml` files here instead of sending them."""

    pool_size: int = 4
    """Connections a relay or worker keeps at most."""

    log_level: str = "INFO"
    """The least that is logged: one of `LEVELS`."""

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **options: Any) -> Config:
        """Options that are not None win over the environment.

        Raises `Refused` for a value that does not fit its field.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for field in fields(cls):
            text = environ.get(PREFIX + field.name.upper())
            if text is not None and text != "":
                values[field.name] = _parse(field.name, str(field.type), text)
        values.update({name: value for name, value in options.items() if value is not None})
        for name, value in values.items():
            _check(name, value)
        return replace(cls(), **values)

    @property
    def required_dsn(self) -> str:
        """The database to work on. Raises `NoDatabase` when none was named."""
        if self.dsn is None:
            raise errors.NoDatabase(
                "no database named",
                hint="Give --dsn or set PGCOMMERCE_DSN.",
            )
        return self.dsn

    @property
    def effective_data_dir(self) -> Path:
        return self.data_dir if self.data_dir is not None else default_data_dir()


def _parse(name: str, kind: str, text: str) -> Any:
    if kind.startswith("int"):
        try:
            return int(text)
        except ValueError:
            raise errors.Refused(
                f"{PREFIX}{name.upper()}: {text!r} is not a whole number"
            ) from None
    if kind.startswith("Path"):
        return Path(text).expanduser()
    return text.upper() if name == "log_level" else text


def _check(name: str, value: Any) -> None:
    """Raises `Refused`: told at the start, rather than by something that fails for ever after."""
    least, most = BOUNDS.get(name, (None, None))
    why = None
    if least is not None and most is not None and not least <= value <= most:
        why = f"{value} is not between {least} and {most}"
    elif name == "log_level" and value not in LEVELS:
        why = f"{value!r} is not one of {', '.join(LEVELS)}"
    elif name.endswith("_api_base") and not value.startswith(("http://", "https://")):
        why = f"{value!r} does not begin with https://"
    if why is not None:
        raise errors.Refused(f"{PREFIX}{name.upper()}: {why}")
