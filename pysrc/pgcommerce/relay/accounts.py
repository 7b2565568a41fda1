"""Which accounts exist, and which of them a delivery belongs to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pgcommerce.gateways import Account, BadSignature, Event, Gateway, GatewayAway
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
    key_name: str | None = None
    """The name of its API key, in case the gateway has to be asked."""


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

    async def confirm(self, gateway: Gateway, verified: Verified) -> Event:
        """The event with what the gateway answered, if it had to be asked. Raises `GatewayAway`."""
        event = verified.event
        if event.question is None:
            return event
        key = self._secrets.get(verified.key_name) if verified.key_name is not None else None
        if key is None:
            raise GatewayAway("the account's key is not here")
        return await gateway.confirm(event, key)

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
        verdicts: dict[tuple[str, str | None], bool] = {}
        verified = [
            account
            for account in candidates
            if any(
                self._verifies(gateway, body, headers, secret, account.webhook_scheme, verdicts)
                for secret in self._secrets.all_of(_signers(gateway, account))
            )
        ]
        if not verified:
            raise BadSignature("no registered secret signed this body")
        # A signature proves more than a password: where both were sent, the former counts.
        verified = [one for one in verified if one.webhook_scheme != "shared_secret"] or verified
        event = gateway.normalise(body, scheme=verified[0].webhook_scheme)
        chosen = choose(verified, event)
        if isinstance(chosen, str):
            return Verified(replace(event, livemode=bool(event.livemode)), chosen)
        livemode = chosen.livemode if event.livemode is None else event.livemode
        return Verified(replace(event, livemode=livemode), str(chosen.id), chosen.secret_name)

    @staticmethod
    def _verifies(
        gateway: Gateway,
        body: bytes,
        headers: Mapping[str, str],
        secret: str,
        scheme: str | None,
        verdicts: dict[tuple[str, str | None], bool],
    ) -> bool:
        """Several accounts may share a secret: each is tried once."""
        tried = (secret, scheme)
        if tried not in verdicts:
            try:
                gateway.verify(body, headers, secret, scheme=scheme)
            except BadSignature:
                verdicts[tried] = False
            else:
                verdicts[tried] = True
        return verdicts[tried]


def _signers(gateway: Gateway, account: Account) -> tuple[str, ...]:
    if not account.webhook_secret_names and gateway.signs_with_key:
        return (account.secret_name,)
    return account.webhook_secret_names


def choose(verified: Sequence[Account], event: Event) -> Account | str:
    """The account an event belongs to, among those whose secret verified its bytes.

    For a connected account that nobody registered, its own name.
    """
    found = list(verified)
    if event.connected_account is not None:
        found = [
            account for account in found if account.external_account == event.connected_account
        ]
        if not found:
            return event.connected_account
    if event.livemode is not None:
        found = [account for account in found if account.livemode == event.livemode] or found
    if len(found) > 1:
        # Organizations that share one gateway account: our own reference says whose payment it is.
        prefixes = {reference.partition("-")[0] for reference in event.payment_references}
        found = [account for account in found if account.organization_id.hex in prefixes] or found
    return min(found, key=lambda account: account.id)
