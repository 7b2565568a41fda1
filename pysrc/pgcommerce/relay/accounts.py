"""Which accounts exist, and which of them a delivery belongs to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pgcommerce.gateways import Account, BadSignature, Event, Gateway
from pgcommerce.gateways.secrets import Secrets
from pgcommerce.relay.store import Store

_KEEP_SECONDS: Final = 60.0
_ASK_AGAIN_SECONDS: Final = 2.0


class UnknownAccount(LookupError):
    """The path names an account that is not registered at this gateway."""


@dataclass(frozen=True)
class Verified:
    """A delivery that was signed with the secret of one or several accounts."""

    event: Event
    account: str | None
    """Its id; for a connected account nobody registered its own name, which matches nothing."""


class Accounts:
    """The list of accounts, asked for once a minute, and sooner when a delivery fits none."""

    def __init__(
        self, store: Store, secrets: Secrets, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._accounts: list[Account] = []
        self._asked_at: float | None = None

    async def refresh(self, older_than: float = _KEEP_SECONDS) -> bool:
        """Ask the database unless its last answer is young enough. Was it asked?"""
        now = self._clock()
        if self._asked_at is not None and now - self._asked_at < older_than:
            return False
        self._accounts = await self._store.accounts()
        self._asked_at = now
        return True

    async def identify(
        self, gateway: Gateway, named: str | None, body: bytes, headers: Mapping[str, str]
    ) -> Verified:
        """Verify a delivery and find its account.

        Raises `UnknownAccount`, `BadSignature`, `MalformedEvent`.
        """
        await self.refresh()
        try:
            return self._identify(gateway, named, body, headers)
        except (UnknownAccount, BadSignature):
            # An account registered, or a secret named, since the last look.
            if not await self.refresh(older_than=_ASK_AGAIN_SECONDS):
                raise
            return self._identify(gateway, named, body, headers)

    def _identify(
        self, gateway: Gateway, named: str | None, body: bytes, headers: Mapping[str, str]
    ) -> Verified:
        candidates = [account for account in self._accounts if account.gateway == gateway.name]
        if named is not None:
            candidates = [
                account
                for account in candidates
                if named in {str(account.id), account.external_account}
            ]
            if not candidates:
                raise UnknownAccount(gateway.name)
        verdicts: dict[str, bool] = {}
        verified = [
            account
            for account in candidates
            if any(
                self._verifies(gateway, body, headers, secret, verdicts)
                for secret in self._secrets.all_of(account.webhook_secret_names)
            )
        ]
        if not verified:
            raise BadSignature("no registered secret signed this body")
        event = gateway.normalise(body)
        return Verified(event, choose(verified, event))

    @staticmethod
    def _verifies(
        gateway: Gateway,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        verdicts: dict[str, bool],
    ) -> bool:
        """Several accounts may share a secret: each is tried once."""
        if secret not in verdicts:
            try:
                gateway.verify(body, headers, secret)
            except BadSignature:
                verdicts[secret] = False
            else:
                verdicts[secret] = True
        return verdicts[secret]


def choose(verified: Sequence[Account], event: Event) -> str | None:
    """The account an event belongs to, among those whose secret verified its bytes."""
    found = list(verified)
    if event.connected_account is not None:
        found = [
            account for account in found if account.external_account == event.connected_account
        ]
        if not found:
            return event.connected_account
    found = [account for account in found if account.livemode == event.livemode] or found
    if len(found) > 1:
        # Organizations that share one gateway account: our own reference says whose payment it is.
        prefixes = {reference.partition("-")[0] for reference in event.payment_references}
        found = [account for account in found if account.organization_id.hex in prefixes] or found
    return str(min(found, key=lambda account: account.id).id)
