"""Mails from templates. Templates are the organizations' own: they run in a sandbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pgcommerce.render.calendar import invitation

DEFAULT_SENDER: Final = "no-reply@localhost"

_ADDRESS: Final = re.compile(r"[^\s<>@\"(),:;\\\[\]]+@[^\s<>@\"(),:;\\\[\]]+\Z")
_MAX_SUBJECT: Final = 300
_NO_MINOR_UNITS: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
        "MGA",
    ]
)
_THREE_DECIMALS: Final = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])


class RenderError(ValueError):
    """The message cannot be written: sending it again will not help."""


@dataclass(frozen=True)
class Message:
    """A message from the queue, with the template it is to be written with."""

    id: UUID
    template: str
    recipient: str
    subject: str
    body_text: str
    body_html: str | None
    data: Mapping[str, Any]
    created_at: datetime
    sender: str | None = None
    sender_name: str | None = None


def render_mail(message: Message) -> EmailMessage:
    """The mail, the same bytes each time. Raises `RenderError`."""
    sender = _address(message.sender or DEFAULT_SENDER, "sender", name=message.sender_name)
    recipient = _address(message.recipient, "recipient")
    text_templates, html_templates = _environments()
    words = {**message.data, "data": message.data}
    try:
        subject = text_templates.from_string(message.subject).render(words)
        text = text_templates.from_string(message.body_text).render(words)
        html = (
            html_templates.from_string(message.body_html).render(words)
            if message.body_html
            else None
        )
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, OverflowError) as error:
        raise RenderError(f"template {message.template}: {error}") from error
    except RecursionError as error:
        raise RenderError(f"template {message.template}: nested too deeply") from error

    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = _one_line(subject)
    mail["Date"] = format_datetime(message.created_at.astimezone(UTC))
    mail["Message-ID"] = f"<{message.id}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    boundary = f"=_{message.id.hex}"
    if html is not None:
        mail.add_alternative(html, subtype="html", cte="quoted-printable")
        mail.set_boundary(f"{boundary}_a")
    invite = invitation(
        message.template,
        message.data,
        organizer=sender.addr_spec,
        attendee=recipient.addr_spec,
        stamp=message.created_at,
    )
    if invite is not None:
        # The alternative is what Gmail reads, the attachment what old Outlooks do.
        mail.add_alternative(
            invite.content.decode("utf-8"),
            subtype="calendar",
            params={"method": invite.method},
            cte="base64",
        )
        mail.set_boundary(f"{boundary}_a")
        mail.add_attachment(
            invite.content, maintype="application", subtype="ics", filename="invite.ics"
        )
        mail.set_boundary(f"{boundary}_m")
    return mail


def _address(text: str, what: str, *, name: str | None = None) -> Address:
    if not _ADDRESS.match(text) or len(text) > 320:
        raise RenderError(f"the {what} is no e-mail address")
    try:
        user, _, domain = text.rpartition("@")
        return Address(_one_line(name or ""), user, domain)
    except (ValueError, TypeError) as error:
        raise RenderError(f"the {what} is no e-mail address") from error


def _one_line(text: str) -> str:
    """A header value: whatever was put into the data, it starts no header of its own."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())[
        :_MAX_SUBJECT
    ]


@lru_cache(maxsize=1)
def _environments() -> tuple[jinja2.Environment, jinja2.Environment]:
    return _environment(autoescape=False), _environment(autoescape=True)


def _environment(*, autoescape: bool) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=autoescape,
        undefined=jinja2.ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = money
    environment.filters["local_time"] = local_time
    return environment


def money(amount_minor: Any, currency: Any = "") -> str:
    """`4250 | money('EUR')` is `42.50 EUR`."""
    if isinstance(amount_minor, jinja2.Undefined) or amount_minor is None:
        return ""
    code = "" if isinstance(currency, jinja2.Undefined) or currency is None else str(currency)
    exponent = 0 if code in _NO_MINOR_UNITS else 3 if code in _THREE_DECIMALS else 2
    return f"{Decimal(int(amount_minor)).scaleb(-exponent):,.{exponent}f} {code}".strip()


def local_time(value: Any, timezone: Any = "UTC", form: str = "%Y-%m-%d %H:%M") -> str:
    """An ISO instant as wall clock time: `starts_at | local_time(timezone)`."""
    if isinstance(value, jinja2.Undefined) or value is None:
        return ""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        zone = ZoneInfo(
            "UTC" if isinstance(timezone, jinja2.Undefined) or not timezone else str(timezone)
        )
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return str(value)
    return at.astimezone(zone).strftime(form)
