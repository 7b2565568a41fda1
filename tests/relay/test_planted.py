"""Planted keys, secrets, tokens and card numbers are in no log, no answer and no table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql

from pgcommerce.demo.fake_flutterwave import hashed
from pgcommerce.demo.fake_stripe import signed
from tests.relay.stage import SECRETS, Stage, stage, until

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")

CARD = "4242424242424242"
PLANTED = [
    *(secret for pair in SECRETS.values() for secret in pair if secret is not None),
    CARD,
    "4242 4242 4242 4242",
    "planted",
]


def rows_of(dsn: str) -> str:
    """Everything that is stored, as text."""
    with psycopg.connect(dsn) as connection:
        tables = connection.execute(
            """
            select n.nspname, c.relname
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where n.nspname like 'commerce%' and c.relkind in ('r', 'p')
                and n.nspname <> 'commerce_test'
            """
        ).fetchall()
        texts = []
        for schema, table in tables:
            query = sql.SQL("select stored::text from {} as stored").format(
                sql.Identifier(schema, table)
            )
            texts += [row[0] for row in connection.execute(query)]
    assert len(texts) > 100
    return "\n".join(texts)


def event(made: Stage, kind: str, **subject: Any) -> str:
    """A Stripe event that repeats what a payer typed."""
    return json.dumps(
        {
            "id": f"evt_{kind}",
            "object": "event",
            "type": kind,
            "created": 1_900_000_000,
            "livemode": False,
            "data": {"object": {"id": "pi_1", "object": "payment_intent", **subject}},
        }
    )


def test_nothing_planted_is_found_again(fresh_db: str, tmp_path: Path) -> None:
    """After lives, forgeries, refusals and mistakes of every kind, at the most talkative level."""
    answers: list[str] = []
    with stage(fresh_db, tmp_path) as made:
        relay = made.relay(PGCOMMERCE_LOG_LEVEL="DEBUG")
        try:
            made.wait_ready()
            made.live("stripe")
            made.live("paystack")
            key, webhook_secret = SECRETS["stripe"]
            assert webhook_secret is not None
            failed = event(
                made,
                "payment_intent.payment_failed",
                amount=1000,
                currency="usd",
                last_payment_error={"code": "declined", "message": f"card {CARD} with {key}"},
            )
            unknown = event(made, "customer.created", note=f"4242 4242 4242 4242 {CARD}")
            path = "/webhooks/stripe"
            for sent, headers, to in (
                (failed, signed(failed, webhook_secret), path),
                (unknown, signed(unknown, webhook_secret), path),
                (unknown, signed(unknown, "whsec_planted_guess"), path),
                (f"not json {CARD} {key}", signed(f"not json {CARD} {key}", webhook_secret), path),
                ("{}", {"stripe-signature": key, "authorization": f"Bearer {key}"}, path),
                ("{}", {}, f"{path}/{webhook_secret}"),
                ("{}", {}, f"/webhooks/{CARD}"),
                ("{}", hashed("{}", "planted"), "/webhooks/flutterwave"),
            ):
                answer = httpx.post(made.url + to, content=sent, headers=headers, trust_env=False)
                answers.append(f"{answer.status_code} {answer.text} {answer.headers}")
            # A key that is not accepted, and one that fits into no header.
            for number, wrong in enumerate(("sk_planted_wrong", "sk planted\nwrong")):
                (made.folder / "secrets" / f"wrong_{number}").write_text(wrong)
                made.one(
                    "commerce_platform",
                    "select (commerce.register_gateway_account('paystack', %s)).id",
                    f"wrong_{number}",
                )
                order_id, _ = made.given_order()
                payment_id = made.one(
                    "commerce_service",
                    "select (commerce.start_payment(%s, 'paystack')).id",
                    order_id,
                )
                made.await_status(payment_id, "failed")
            answers.append(httpx.get(f"{made.url}/metrics", trust_env=False).text)
            shown = subprocess.run(
                [
                    *(sys.executable, "-m", "pgcommerce", "events", "list", "--json"),
                    *("--dsn", fresh_db),
                ],
                capture_output=True,
                text=True,
                check=True,
            )
            answers.append(shown.stdout + shown.stderr)
        finally:
            relay.stop()
        log = until("the log", lambda: (made.folder / "relay.log").read_text() or None)
    assert [answer[:3] for answer in answers[:8]] == [
        "200",
        "200",
        *["400"] * 3,
        *["404"] * 2,
        "400",
    ]
    assert "webhook received" in log
    assert "command carried out" in log
    stored = rows_of(fresh_db)
    assert "payment_intent.payment_failed" in stored
    for where, text in (("log", log), ("answers", "\n".join(answers)), ("tables", stored)):
        found = [planted for planted in PLANTED if planted in text]
        assert found == [], f"{found} in the {where}"
