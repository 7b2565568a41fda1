"""Every error a caller can meet, one class each.

Refusals of the database are raised by psycopg itself as the class of their SQLSTATE: importing
this module registers them. Refusals of the program (`Refused` and below) never reached the
database, or are about its schema.
"""

from __future__ import annotations

import json
from typing import Any

import psycopg


class CommerceError(psycopg.DatabaseError):
    """A refusal raised by a pgcommerce function: a code, a message, a JSON detail, a hint."""

    def __init_subclass__(cls, code: str | None = None, name: str | None = None) -> None:
        super().__init_subclass__(code=code, name=name)
        if code is not None:
            by_code[code] = cls

    @property
    def detail(self) -> dict[str, Any]:
        """The documented keys of this refusal; empty when the server sent none."""
        text = self.diag.message_detail
        if not text:
            return {}
        try:
            value = json.loads(text)
        except ValueError:
            return {"text": text}
        return value if isinstance(value, dict) else {"value": value}

    @property
    def message(self) -> str:
        """The short sentence, without detail, hint and context."""
        return self.diag.message_primary or ""

    @property
    def hint(self) -> str | None:
        """What to do about it, in words."""
        return self.diag.message_hint


by_code: dict[str, type[CommerceError]] = {}
"""Every documented SQLSTATE and its class."""


class BadTenancyInput(CommerceError, code="VT101"):
    """An argument of a tenancy function is missing or malformed."""


class OrganizationNotFound(CommerceError, code="VT201"):
    """There is no such organization or member."""


class NoOrganization(CommerceError, code="VT301"):
    """The call has no organization in its context."""


class NotAllowed(CommerceError, code="VT302"):
    """This caller may not do this."""


class OrganizationSuspended(CommerceError, code="VT303"):
    """The organization is suspended."""


class TenancyConflict(CommerceError, code="VT401"):
    """The slug is taken, or the last owner would go."""


class RateLimited(CommerceError, code="VT501"):
    """Too many calls; detail `retry_after` says when to come back."""


class BadCustomerInput(CommerceError, code="VU101"):
    """An argument about a customer is missing or malformed."""


class CustomerNotFound(CommerceError, code="VU201"):
    """There is no such customer here."""


class CustomerBlocked(CommerceError, code="VU301"):
    """The customer is blocked."""


class OpenObligations(CommerceError, code="VU401"):
    """Open balances or future bookings stand against it."""


class MergeConflict(CommerceError, code="VU402"):
    """The two customers cannot be merged without force."""


class BadCatalogInput(CommerceError, code="VC101"):
    """An argument of a catalogue function is missing or malformed."""


class NotForSale(CommerceError, code="VC201"):
    """Product, plan or price is unknown or not for sale."""


class VoucherUnusable(CommerceError, code="VC301"):
    """Promotion, gift card or entitlement cannot be used; detail says why."""


class BadQuantity(CommerceError, code="VI101"):
    """A quantity is missing, not positive or too large."""


class NoStockRecord(CommerceError, code="VI201"):
    """There is no stock record of this product."""


class InsufficientStock(CommerceError, code="VI401"):
    """Less is available than wanted; detail has `product_id`, `wanted`, `available`."""


class StockChanged(CommerceError, code="VI402"):
    """The stock changed meanwhile (compare and swap)."""


class BadOrderInput(CommerceError, code="VO101"):
    """An argument about an order, or a page cursor, is malformed."""


class OrderNotFound(CommerceError, code="VO201"):
    """Order, item, shipment or return is unknown here."""


class WrongOrderToken(CommerceError, code="VO301"):
    """The order token is wrong."""


class OrderTransitionRefused(CommerceError, code="VO401"):
    """This order cannot go from its state to the wanted one."""


class IdempotencyKeyReused(CommerceError, code="VO402"):
    """The idempotency key was used with another request."""


class PriceChanged(CommerceError, code="VO403"):
    """The total differs from the expected one; detail has `total_minor`."""


class TooLate(CommerceError, code="VO404"):
    """It is too late to cancel or change."""


class TooMuch(CommerceError, code="VO405"):
    """More than can be shipped or returned."""


class BadBookingInput(CommerceError, code="VB101"):
    """Bad time range, party size or arguments."""


class BookingNotFound(CommerceError, code="VB201"):
    """Reservation, booking or waitlist entry is unknown here."""


class ServiceNotFound(CommerceError, code="VB202"):
    """Service, slot, staff or resource is unknown here."""


class WrongHoldToken(CommerceError, code="VB301"):
    """The hold token is wrong."""


class SlotTaken(CommerceError, code="VB401"):
    """The time overlaps another held or confirmed booking."""


class NotEnoughPlaces(CommerceError, code="VB402"):
    """Fewer places are left than wanted."""


class HoldExpired(CommerceError, code="VB403"):
    """The hold has expired or was released."""


class BookingTransitionRefused(CommerceError, code="VB404"):
    """This booking cannot go from its state to the wanted one."""


class NotBookable(CommerceError, code="VB405"):
    """Not bookable at this time; detail has `reason`."""


class FormMissing(CommerceError, code="VB406"):
    """A waiver or an intake form is missing."""


class CannotExtend(CommerceError, code="VB407"):
    """The hold cannot be extended again."""


class TooManyHolds(CommerceError, code="VB501"):
    """Too many open holds for this caller."""


class BadPaymentInput(CommerceError, code="VP101"):
    """Bad amount, currency or payment input."""


class PaymentNotFound(CommerceError, code="VP201"):
    """Payment, refund or event is unknown here."""


class GatewayUnavailable(CommerceError, code="VP301"):
    """The gateway account is missing or disabled."""


class OrderNotPayable(CommerceError, code="VP401"):
    """The order is already paid or not payable."""


class RefundTooLarge(CommerceError, code="VP402"):
    """The refund exceeds what is left."""


class PaymentTransitionRefused(CommerceError, code="VP403"):
    """This payment cannot go from its state to the wanted one."""


class BadMessageInput(CommerceError, code="VM101"):
    """Bad message, template or endpoint."""


class MessageNotFound(CommerceError, code="VM201"):
    """There is no such message here."""


class BadSweepOrSetting(CommerceError, code="VS101"):
    """Bad sweep or setting."""


class IntegrityBroken(CommerceError, code="VS901"):
    """An integrity check failed."""


class BadReportRange(CommerceError, code="VR101"):
    """The range of the report is malformed."""


class Refused(Exception):
    """The program will not do this; the message says why, the hint what to do."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class IncompleteInstallation(Refused):
    """Files that belong to this program are missing."""


class NoDatabase(Refused):
    """No database was named, or it cannot be reached."""


class ReadOnlyDatabase(Refused):
    """The database takes no changes: a standby, or one that was set to be read only."""


class NotBootstrapped(Refused):
    """Roles or schemas are missing: `pgcommerce bootstrap` has not run here."""


class BootstrapRefused(Refused):
    """Roles, schemas or privileges stand in the way of bootstrapping."""


class NewerDatabase(Refused):
    """The database was upgraded by a newer program than this one."""


class ChangedMigration(Refused):
    """A migration that was released or applied has another content now."""


class MissingRollback(Refused):
    """A migration has no rollback file."""


class MigrationFailed(Refused):
    """A migration raised; nothing of it was kept."""


class LoadFailed(Refused):
    """A file below `sql/` could not be loaded; nothing was kept."""


class VerificationFailed(Refused):
    """The catalogue is not as it must be after loading; nothing was kept."""


class SandboxRefused(Refused):
    """A database is a sandbox from its first upgrade on, or never."""


class UpgradeBusy(Refused):
    """Another upgrade of this database is running."""


class NoServer(Refused):
    """No PostgreSQL program was found on this machine."""


class FolderTaken(Refused):
    """The data folder is in use, or belongs to something else."""


class PortTaken(Refused):
    """Something else listens on the wanted port."""


class ServerFailed(Refused):
    """The server did not start or stop."""
