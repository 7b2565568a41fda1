"""What the relay counts, in Prometheus' words."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """One registry for each relay: no globals."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.webhooks = Counter(
            "pgcommerce_webhooks",
            "Deliveries answered, by gateway, HTTP status and what the database made of them.",
            ["gateway", "status", "outcome"],
            registry=self.registry,
        )
        self.webhook_seconds = Histogram(
            "pgcommerce_webhook_seconds",
            "Seconds from the last byte of a delivery to its answer.",
            ["gateway"],
            registry=self.registry,
        )
        self.commands = Counter(
            "pgcommerce_gateway_commands",
            "Commands carried out, by gateway, kind and outcome.",
            ["gateway", "kind", "outcome"],
            registry=self.registry,
        )
        self.command_seconds = Histogram(
            "pgcommerce_gateway_command_seconds",
            "Seconds a gateway took for a command.",
            ["gateway", "kind"],
            registry=self.registry,
        )
        self.database_up = Gauge(
            "pgcommerce_database_up",
            "1 when the last look at the database found it.",
            registry=self.registry,
        )

    def text(self) -> bytes:
        return generate_latest(self.registry)
