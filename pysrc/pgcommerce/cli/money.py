"""Gateway accounts, the inbox of webhooks, payments."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import UUID

import click
from psycopg.rows import dict_row

from pgcommerce import db, errors
from pgcommerce import gateways as known
from pgcommerce.cli.common import dsn_option, json_option, print_json
from pgcommerce.config import Config
from pgcommerce.gateways.secrets import Secrets

Row = dict[str, Any]

_ENDS: Final = frozenset({"succeeded", "failed", "cancelled", "expired"})


class Session:
    """A connection that acts as one role, for one organization when that is named."""

    def __init__(
        self, dsn: str, role: LiteralString, organization: str | UUID | None = None
    ) -> None:
        try:
            self.connection = db.connect(db.as_role(dsn, role))
        except errors.NoDatabase as error:
            if "permission denied to set role" in error.message:
                raise errors.Refused(
                    f"this login may not act as {role}",
                    hint=f"As an administrator: grant {role} to the login.",
                ) from None
            raise
        try:
            if organization is not None:
                self.enter(self.find(organization))
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def find(self, organization: str | UUID) -> UUID:
        """By id or slug. Raises `Refused`."""
        if isinstance(organization, UUID):
            return organization
        try:
            return UUID(organization)
        except ValueError:
            pass
        row = self.one("select commerce.find_organization(%(slug)s) as id", slug=organization)
        if row is None or row["id"] is None:
            raise errors.Refused(f"there is no organization {organization}")
        return UUID(str(row["id"]))

    def enter(self, organization_id: UUID) -> None:
        """Everything from here on is about this organization."""
        self.connection.execute(
            "select pg_catalog.set_config('commerce.organization_id', %s, false)",
            (str(organization_id),),
        )

    def all(self, query: LiteralString, **parameters: Any) -> list[Row]:
        return self.connection.cursor(row_factory=dict_row).execute(query, parameters).fetchall()

    def one(self, query: LiteralString, **parameters: Any) -> Row | None:
        rows = self.all(query, **parameters)
        return rows[0] if rows else None


@click.group()
def gateway() -> None:
    """Accounts at payment gateways."""


@gateway.command("add")
@dsn_option
@json_option
@click.argument("name", type=click.Choice(sorted(known.ONLINE | known.OFFLINE)))
@click.option("--organization", required=True, help="Its slug or id.")
@click.option(
    "--secret-name",
    required=True,
    help="Variable PGCOMMERCE_GATEWAY_… or file in the secrets folder that holds the API key.",
)
@click.option(
    "--webhook-secret-name",
    "webhook_secret_names",
    multiple=True,
    help="The same for the webhook secret; twice while one is rotated.",
)
@click.option("--live", is_flag=True, help="Real money.")
@click.option("--external-account", help="The account's id at the gateway.")
@click.option("--charge-type", type=click.Choice(["direct", "destination"]))
@click.option(
    "--webhook-scheme",
    type=click.Choice(["hmac", "shared_secret"]),
    help="How webhooks are proved, where there is a choice; a signature unless you say otherwise.",
)
@click.option("--disabled", is_flag=True, help="Take no new payments there.")
@click.option("--secrets-dir", type=click.Path(file_okay=False, path_type=Path))
@click.option("--no-check", is_flag=True, help="Do not ask the gateway whose key it is.")
def gateway_add(
    dsn: str,
    as_json: bool,
    name: str,
    organization: str,
    secret_name: str,
    webhook_secret_names: tuple[str, ...],
    live: bool,
    external_account: str | None,
    charge_type: str | None,
    webhook_scheme: str | None,
    disabled: bool,
    secrets_dir: Path | None,
    no_check: bool,
) -> None:
    """Let an organization take payments at a gateway, or change how.

    The key must be at hand here: the gateway is asked whose it is. The database learns names only.
    """
    config = Config.load(secrets_dir=secrets_dir)
    secrets = Secrets(config.secrets_dir)
    for wanted in (secret_name, *webhook_secret_names):
        if not no_check and name in known.ONLINE and secrets.get(wanted) is None:
            raise errors.Refused(
                f"there is no secret {wanted}",
                hint="Set the variable PGCOMMERCE_GATEWAY_…, or write the file in --secrets-dir.",
            )
    if not no_check and name in known.ONLINE:
        _check_key(config, name, secrets.get(secret_name) or "", external_account, charge_type)
    with Session(dsn, "commerce_platform", organization) as session:
        account = session.one(
            """
            select * from commerce.register_gateway_account(
                gateway => %(gateway)s, secret_name => %(secret_name)s,
                webhook_secret_names => %(webhook_secret_names)s, livemode => %(livemode)s,
                external_account => %(external_account)s, charge_type => %(charge_type)s,
                is_enabled => %(is_enabled)s, webhook_scheme => %(webhook_scheme)s
            )
            """,
            gateway=name,
            secret_name=secret_name,
            webhook_secret_names=list(webhook_secret_names),
            livemode=live,
            external_account=external_account,
            charge_type=charge_type,
            is_enabled=not disabled,
            webhook_scheme=webhook_scheme,
        )
    if account is None:
        raise errors.Refused("the database gave no answer")
    if as_json:
        print_json(account)
        return
    click.echo(f"account {account['id']} is registered")
    gateway_module = known.online().get(name)
    if gateway_module is not None:
        click.echo(f"its webhooks go to <relay>/webhooks/{name}/{account['id']}")
        if not webhook_secret_names and not gateway_module.signs_with_key:
            click.echo("they will be refused: no --webhook-secret-name was given", err=True)


def _check_key(
    config: Config, name: str, secret: str, external_account: str | None, charge_type: str | None
) -> None:
    async def ask() -> str | None:
        one = known.online(
            stripe_api_base=config.stripe_api_base,
            paystack_api_base=config.paystack_api_base,
            flutterwave_api_base=config.flutterwave_api_base,
        )[name]
        try:
            return await one.check(secret)
        finally:
            await one.close()

    owner = asyncio.run(ask())
    if owner is None:
        click.echo("the key is accepted; this gateway does not say whose it is", err=True)
        return
    # With a charge type the key is the platform's and the account one connected to it.
    if external_account is not None and charge_type is None and owner != external_account:
        raise errors.Refused(
            f"the key belongs to the account {owner}, not to {external_account}",
            hint="Name the secret of the right account, or give --charge-type for a connected one.",
        )
    click.echo(f"the key belongs to the account {owner}", err=True)


@click.group()
def events() -> None:
    """The inbox of webhooks."""


@events.command("list")
@dsn_option
@json_option
@click.option(
    "--outcome", type=click.Choice(["applied", "ignored", "duplicate", "failed", "unmatched"])
)
@click.option("--gateway", "gateway_name")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
def events_list(
    dsn: str, as_json: bool, outcome: str | None, gateway_name: str | None, limit: int
) -> None:
    """Show events of all organizations, newest first."""
    with Session(dsn, "commerce_platform") as session:
        rows = session.all(
            """
            select id, gateway, event_type, outcome, organization_id, event_key, attempts,
                received_at, error ->> 'message' as error
            from commerce.webhook_events
            where (%(outcome)s::text is null or outcome = %(outcome)s)
                and (%(gateway)s::text is null or gateway = %(gateway)s)
            order by received_at desc, id desc
            limit %(limit)s
            """,
            outcome=outcome,
            gateway=gateway_name,
            limit=limit,
        )
    print_rows(rows, as_json)


@events.command("show")
@dsn_option
@json_option
@click.argument("event_id", type=click.UUID)
def events_show(dsn: str, as_json: bool, event_id: UUID) -> None:  # noqa: ARG001 - always JSON
    """Show one event with its effects, its error and its body, as JSON."""
    with Session(dsn, "commerce_platform") as session:
        row = session.one("select * from commerce.webhook_events where id = %(id)s", id=event_id)
    if row is None:
        raise errors.Refused(f"there is no event {event_id}")
    print_json(row)


@events.command("replay")
@dsn_option
@json_option
@click.argument("event_id", type=click.UUID)
def events_replay(dsn: str, as_json: bool, event_id: UUID) -> None:
    """Try a failed or unmatched event again. Exit status 1 when it fails again."""
    with Session(dsn, "commerce_platform") as session:
        row = session.one(
            "select * from commerce.replay_webhook_event(event_id => %(id)s)", id=event_id
        )
    if row is None:
        raise errors.Refused(f"there is no event {event_id}")
    if as_json:
        print_json(row)
    else:
        click.echo(f"{row['outcome']}")
    if row["outcome"] in {"failed", "unmatched"}:
        raise SystemExit(1)


@click.group()
def payments() -> None:
    """Payments of an organization."""


@payments.command("list")
@dsn_option
@json_option
@click.option("--organization", required=True, help="Its slug or id.")
@click.option("--status")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
def payments_list(
    dsn: str, as_json: bool, organization: str, status: str | None, limit: int
) -> None:
    """Show payments, newest first."""
    with Session(dsn, "commerce_service", organization) as session:
        rows = session.all(
            """
            select payment.id, ord.order_number, payment.gateway, payment.status,
                payment.amount_minor, payment.received_minor, payment.refunded_minor,
                payment.currency, payment.reference, payment.created_at
            from commerce.payments as payment
            left join commerce.orders as ord
                on ord.organization_id = payment.organization_id and ord.id = payment.order_id
            where %(status)s::text is null or payment.status = %(status)s
            order by payment.created_at desc, payment.id desc
            limit %(limit)s
            """,
            status=status,
            limit=limit,
        )
    print_rows(rows, as_json)


@payments.command("show")
@dsn_option
@json_option
@click.argument("reference")
def payments_show(dsn: str, as_json: bool, reference: str) -> None:  # noqa: ARG001 - always JSON
    """Show a payment, what its gateway was asked and what it said, as JSON.

    REFERENCE is ours: it alone finds organization and payment.
    """
    organization_id, payment_id = _parse(reference)
    with Session(dsn, "commerce_service", organization_id) as session:
        print_json(
            {
                **_payment(session, payment_id),
                "commands": session.all(
                    """
                    select id, kind, status, attempts, not_before, result, error, created_at
                    from commerce.gateway_commands
                    where payment_id = %(id)s
                    order by created_at, id
                    """,
                    id=payment_id,
                ),
                "refunds": session.all(
                    """
                    select id, amount_minor, currency, status, reason, gateway_reference,
                        failure_reason, created_at
                    from commerce.refunds
                    where payment_id = %(id)s
                    order by created_at, id
                    """,
                    id=payment_id,
                ),
                "events": session.all(
                    """
                    select id, event_type, event_key, outcome, attempts, received_at
                    from commerce.webhook_events
                    where payment_id = %(id)s
                    order by received_at, id
                    """,
                    id=payment_id,
                ),
            }
        )


@payments.command("verify")
@dsn_option
@json_option
@click.argument("reference")
@click.option("--wait", type=click.IntRange(0, 600), default=10, help="Seconds to wait.")
def payments_verify(dsn: str, as_json: bool, reference: str, wait: int) -> None:
    """Have the gateway asked how a payment stands; the answer counts like a webhook.

    A running relay asks. Waits for the payment to come to an end, at most so many seconds.
    """
    organization_id, payment_id = _parse(reference)
    with Session(dsn, "commerce_service", organization_id) as session:
        session.one("select commerce.verify_payment(payment_id => %(id)s)", id=payment_id)
        deadline = time.monotonic() + wait
        while True:
            payment = _payment(session, payment_id)
            is_over = time.monotonic() > deadline or payment["status"] in _ENDS
            if is_over:
                break
            time.sleep(0.3)
    if as_json:
        print_json(payment)
    else:
        click.echo(payment["status"])


@payments.command("refund")
@dsn_option
@json_option
@click.argument("reference")
@click.option(
    "--amount-minor",
    type=click.IntRange(min=1),
    help="In minor units; none means all that is left.",
)
@click.option("--reason", help="Kept with the refund.")
@click.option("--restock", is_flag=True, help="Put the order's goods back into stock.")
@click.option("--key", help="Refunds once however often it is given.")
@click.confirmation_option(prompt="Send money back?")
def payments_refund(
    dsn: str,
    as_json: bool,
    reference: str,
    amount_minor: int | None,
    reason: str | None,
    restock: bool,
    key: str | None,
) -> None:
    """Send money of a payment back, by the way it came. A running relay asks the gateway.

    REFERENCE is ours: it alone finds organization and payment.
    """
    organization_id, payment_id = _parse(reference)
    with Session(dsn, "commerce_service", organization_id) as session:
        payment = _payment(session, payment_id)
        if payment["order_id"] is None:
            raise errors.Refused("the payment belongs to no order", hint="Allocate it first.")
        refund = session.one(
            """
            select *
            from commerce.issue_refund(
                order_id => %(order_id)s, amount_minor => %(amount_minor)s, reason => %(reason)s,
                restock => %(restock)s, payment_id => %(payment_id)s, idempotency_key => %(key)s
            )
            """,
            order_id=payment["order_id"],
            amount_minor=amount_minor,
            reason=reason,
            restock=restock,
            payment_id=payment_id,
            key=key,
        )
    if refund is None:
        raise errors.Refused("the database gave no answer")
    if as_json:
        print_json({name: value for name, value in refund.items() if name != "fingerprint"})
    else:
        click.echo(f"{refund['amount_minor']} {refund['currency']}: {refund['status']}")


def _payment(session: Session, payment_id: UUID) -> Row:
    row = session.one("select commerce.get_payment(payment_id => %(id)s) as found", id=payment_id)
    if row is None:
        raise errors.Refused("there is no such payment")
    found: Row = row["found"]
    return found


def _parse(reference: str) -> tuple[UUID, UUID]:
    organization, _, payment = reference.partition("-")
    try:
        if len(organization) == len(payment) == 32:
            return UUID(organization), UUID(payment)
    except ValueError:
        pass
    raise errors.Refused(
        f"{reference} is no reference of a payment",
        hint="It is 32 hexadecimal digits, a hyphen, and 32 more.",
    )


def print_rows(rows: list[Row], as_json: bool) -> None:
    """As a table for people, or as one JSON document."""
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("none")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in rows[0]:
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 1000
    console.print(table)


commands = [gateway, events]
