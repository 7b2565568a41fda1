"""Mails are written from templates nobody trusts, over data nobody trusts."""

from __future__ import annotations

import dataclasses
import email
import email.policy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from pgcommerce.render import Message, RenderError, render_mail
from pgcommerce.render.mail import local_time, money

BOOKING = {
    "ical_uid": "booking-1@example",
    "ical_sequence": 2,
    "starts_at": "2030-06-01T09:00:00+02:00",
    "ends_at": "2030-06-01T09:45:00+02:00",
    "service": "Cut, wash; dry",
    "venue": "Main street 1",
}


def message(**fields: Any) -> Message:
    """A message as the queue hands it out."""
    given: dict[str, Any] = {
        "id": UUID("01900000-0000-7000-8000-000000000001"),
        "template": "order_confirmation",
        "recipient": "ada@example.com",
        "subject": "Your order {{ data.order_number }}",
        "body_text": "Thank you, {{ data.name }}.",
        "body_html": "<p>Thank you, {{ data.name }}.</p>",
        "data": {"order_number": "ORD-1", "name": "Zoë <b>"},
        "created_at": datetime(2030, 1, 1, 9, tzinfo=UTC),
        "sender": "shop@acme.example",
        "sender_name": "Acme, Inc.",
    }
    return Message(**{**given, **fields})


def parsed(written: Message) -> Any:
    """The mail as a receiver reads it."""
    return email.message_from_bytes(render_mail(written).as_bytes(), policy=email.policy.default)


def test_a_mail_has_text_and_html() -> None:
    """Text stays as it is, html is escaped."""
    mail = parsed(message())
    assert mail["From"] == '"Acme, Inc." <shop@acme.example>'
    assert mail["To"] == "ada@example.com"
    assert mail["Subject"] == "Your order ORD-1"
    assert mail.get_body(("plain",)).get_content().strip() == "Thank you, Zoë <b>."
    assert mail.get_body(("html",)).get_content().strip() == "<p>Thank you, Zoë &lt;b&gt;.</p>"


def test_the_same_message_is_the_same_bytes() -> None:
    """A mail sent again is the mail sent before, with the same message id."""
    written = message(template="booking_confirmation", data=BOOKING)
    assert render_mail(written).as_bytes() == render_mail(written).as_bytes()
    assert parsed(written)["Message-ID"] == f"<{written.id}@acme.example>"


def test_data_starts_no_header_of_its_own() -> None:
    """Newlines in a subject become spaces."""
    mail = parsed(message(data={"order_number": "1\r\nBcc: eve@example.com", "name": ""}))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Your order 1 Bcc: eve@example.com"


@pytest.mark.parametrize(
    "address",
    ["", "ada", "@", "ada@", "a b@c", "a@b,c@d", "a@b\nBcc: c@d", "<a@b>", "a@" + "x" * 400],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """Sending it again would not help."""
    with pytest.raises(RenderError):
        render_mail(message(recipient=address))
    with pytest.raises(RenderError):
        render_mail(message(sender=address or "x"))


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ data.__class__.__init__.__globals__ }}",
        "{{ data.update({'x': 1}) }}",
        "{{ data | attr('__class__') }}",
        "{% include 'x' %}",
        "{% for i in range(999999999) %}{% endfor %}",
        "{{ 1 / 0 }}",
        "{{",
        "{% if %}",
        "{{ data | nonsense }}",
        "{{ '%s' | format }}",
    ],
)
def test_templates_reach_nothing_but_their_data(template: str) -> None:
    """A template that tries, or is broken, is refused or says nothing."""
    try:
        mail = parsed(message(subject="s", body_text=template, body_html=None))
    except RenderError:
        return
    said = mail.get_body(("plain",)).get_content().strip()
    assert said == ""


def test_a_missing_key_leaves_a_gap() -> None:
    """Never a failure, however deep."""
    mail = parsed(message(subject="{{ data.a.b.c }}!", data={}))
    assert mail["Subject"] == "!"


def test_a_booking_mail_carries_an_invitation() -> None:
    """As an alternative for Gmail, as an attachment for Outlook: the same bytes."""
    mail = parsed(message(template="booking_confirmation", data=BOOKING))
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    assert parts[0].get_param("method") == "REQUEST"
    attachment = next(part for part in mail.walk() if part.get_filename() == "invite.ics")
    calendar = Calendar.from_ical(attachment.get_content())
    assert calendar["METHOD"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    assert "METHOD" not in event
    assert event["UID"] == "booking-1@example"
    assert event["SEQUENCE"] == 2
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == "Cut, wash; dry"
    assert event["DTSTART"].to_ical() == b"20300601T070000Z"
    assert event["DTSTAMP"].to_ical() == b"20300101T090000Z"
    assert event["ORGANIZER"] == "mailto:shop@acme.example"
    assert event["ATTENDEE"] == "mailto:ada@example.com"
    raw = attachment.get_content()
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_a_cancelled_booking_takes_its_entry_along() -> None:
    """Same uid, the higher sequence of the data, status and method of a cancellation."""
    mail = parsed(message(template="booking_cancelled", data={**BOOKING, "ical_sequence": 3}))
    attachment = next(part for part in mail.walk() if part.get_filename() == "invite.ics")
    calendar = Calendar.from_ical(attachment.get_content())
    assert calendar["METHOD"] == "CANCEL"
    (event,) = calendar.walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"]) == ("booking-1@example", 3)
    assert event["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("missing", ["ical_uid", "starts_at", "ends_at"])
def test_without_a_time_there_is_no_invitation(missing: str) -> None:
    """An immediate session has none; a time without a zone is none either."""
    data = {name: value for name, value in BOOKING.items() if name != missing}
    mail = parsed(message(template="booking_confirmation", data=data))
    assert not any(part.get_content_type() == "text/calendar" for part in mail.walk())
    naive = {**BOOKING, "starts_at": "2030-06-01T09:00:00"}
    mail = parsed(message(template="booking_confirmation", data=naive))
    assert not any(part.get_content_type() == "text/calendar" for part in mail.walk())


def test_plain_text_only() -> None:
    """A template without html makes a mail of one part."""
    mail = parsed(dataclasses.replace(message(), body_html=None))
    assert mail.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (4200, "EUR", "42.00 EUR"),
        (123456789, "USD", "1,234,567.89 USD"),
        (4200, "JPY", "4,200 JPY"),
        (4200, "KWD", "4.200 KWD"),
        (-5, "EUR", "-0.05 EUR"),
        (None, "EUR", ""),
    ],
)
def test_money_is_told_in_major_units(amount: int | None, currency: str, said: str) -> None:
    """By the currency's own exponent."""
    assert money(amount, currency) == said


def test_local_time_is_the_wall_clock() -> None:
    """Across daylight saving; what is no instant is told as it is."""
    assert local_time("2030-06-01T07:00:00Z", "Europe/Vienna") == "2030-06-01 09:00"
    assert local_time("2030-12-01T07:00:00Z", "Europe/Vienna") == "2030-12-01 08:00"
    assert local_time("soon", "Europe/Vienna") == "soon"
    assert local_time("2030-06-01T07:00:00Z", "No/Where") == "2030-06-01T07:00:00Z"
