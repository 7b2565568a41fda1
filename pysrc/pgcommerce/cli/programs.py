"""The long-running programs: relay, worker, and up, which is both with a database.

Each loads what it needs itself: the worker starts again without the SDKs of the relay.
"""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from pgcommerce import logs
from pgcommerce.cli.common import dsn_option
from pgcommerce.config import Config
from pgcommerce.processes import stop_with_parent

_folder = click.Path(file_okay=False, path_type=Path)


@click.command()
@dsn_option
@click.option("--host", help="Address to listen on. [PGCOMMERCE_RELAY_HOST]")
@click.option("--port", type=click.IntRange(1, 65535), help="[PGCOMMERCE_RELAY_PORT]")
@click.option(
    "--secrets-dir",
    type=_folder,
    help="Folder with a file for each gateway secret. [PGCOMMERCE_SECRETS_DIR]",
)
def relay(dsn: str, host: str | None, port: int | None, secrets_dir: Path | None) -> None:
    """Receive webhooks over HTTP and carry out gateway commands.

    The login must be able to act as commerce_relay. Gateway secrets are variables that begin with
    PGCOMMERCE_GATEWAY_, or files.
    """
    from pgcommerce.relay import executor
    from pgcommerce.relay import service as relaying

    config = Config.load(relay_host=host, relay_port=port, secrets_dir=secrets_dir)
    logs.configure(config.log_level)
    stop_with_parent()
    relaying.run(
        relaying.Settings(
            dsn=dsn,
            host=config.relay_host,
            port=config.relay_port,
            pool_size=config.pool_size,
            secrets_dir=config.secrets_dir,
            lease=_lease(config, executor.LEASE),
            webhooks_per_minute=config.webhooks_per_minute,
            stripe_api_base=config.stripe_api_base,
            paystack_api_base=config.paystack_api_base,
            flutterwave_api_base=config.flutterwave_api_base,
        )
    )


@click.command()
@dsn_option
@click.option("--smtp-url", help="smtp://user:password@host:port [PGCOMMERCE_SMTP_URL]")
@click.option(
    "--mail-dir",
    type=_folder,
    help="Write .eml files here instead of sending. [PGCOMMERCE_MAIL_DIR]",
)
def worker(dsn: str, smtp_url: str | None, mail_dir: Path | None) -> None:
    """Run what is due and send what is queued.

    Any number of workers share the work. The login must be able to act as commerce_worker.
    """
    from pgcommerce.worker import loop
    from pgcommerce.worker import service as working

    config = Config.load(smtp_url=smtp_url, mail_dir=mail_dir)
    logs.configure(config.log_level)
    stop_with_parent()
    working.run(
        working.Settings(
            dsn,
            smtp_url=config.smtp_url,
            mail_dir=config.mail_dir,
            lease=_lease(config, loop.LEASE),
        )
    )


def _lease(config: Config, usual: timedelta) -> timedelta:
    return usual if config.lease_seconds is None else timedelta(seconds=config.lease_seconds)


@click.command()
@click.option("--dsn", help="Use this database instead of an embedded one. [PGCOMMERCE_DSN]")
@click.option(
    "--data-dir",
    type=_folder,
    help="Folder of the embedded database, kept between runs. [PGCOMMERCE_DATA_DIR]",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the embedded database.")
@click.option("--relay-host", help="Address of the relay. [PGCOMMERCE_RELAY_HOST]")
@click.option("--relay-port", type=click.IntRange(0, 65535), help="[PGCOMMERCE_RELAY_PORT]")
@click.option("--smtp-url", help="Mail server; without one mails become files.")
@click.option("--mail-dir", type=_folder, help="Folder for mails as .eml files.")
@click.option("--secrets-dir", type=_folder, help="Folder with a file for each gateway secret.")
@click.option("--sandbox", is_flag=True, help="Make a new database a sandbox. For ever.")
def up(sandbox: bool, **options: Any) -> None:
    """Run everything: database, relay and worker. Ctrl-C stops it cleanly.

    What dies is started again. Whatever is killed, the next `up` goes on where this one was.
    """
    from pgcommerce import stack

    config = Config.load(**options)
    logs.configure(config.log_level)
    environment = {
        f"PGCOMMERCE_{name.upper()}_API_BASE": base
        for name in ("stripe", "paystack", "flutterwave")
        if (base := getattr(config, f"{name}_api_base")) is not None
    }
    settings = stack.Settings(
        folder=config.effective_data_dir,
        dsn=config.dsn,
        port=config.port,
        relay_host=config.relay_host,
        relay_port=config.relay_port,
        secrets_dir=config.secrets_dir,
        mail_dir=config.mail_dir,
        smtp_url=config.smtp_url,
        log_level=config.log_level,
        is_sandbox=sandbox,
        environment=environment,
    )
    everything = stack.Stack(settings, say=click.echo)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: everything.ask_to_stop())
    with everything:
        if everything.cluster is not None:
            click.echo(f"data and logins are in {settings.folder}")
        if everything.mail_dir is not None:
            click.echo(f"mails are written to {everything.mail_dir}")
        click.echo(f"gateway secrets are read from {everything.secrets_dir}")
        click.echo("press Ctrl-C to stop")
        everything.wait()
        click.echo("stopping")
    click.echo("stopped")


commands = [relay, worker, up]
