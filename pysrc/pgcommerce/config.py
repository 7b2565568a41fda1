"""What this process was told: options first, then the environment, then defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pgcommerce import errors

PREFIX = "PGCOMMERCE_"


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
    log_json: bool = False

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
    try:
        if kind.startswith("int"):
            return int(text)
        if kind.startswith("bool"):
            return {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}[
                text.lower()
            ]
        if kind.startswith("Path"):
            return Path(text).expanduser()
    except (ValueError, KeyError):
        raise errors.Refused(f"{PREFIX}{name.upper()}: {text!r} is not a valid {kind}") from None
    return text
