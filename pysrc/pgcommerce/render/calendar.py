"""Calendar invitations (RFC 5545, RFC 5546).

The same booking state gives the same bytes: uid and sequence come from the booking, the stamp from
the message, so that a mail sent again is the mail sent before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from icalendar import Calendar, Event, vCalAddress, vText

PRODID: Final = "-//pgcommerce//pgcommerce//EN"

_CANCELLING: Final = frozenset({"booking_cancelled"})


@dataclass(frozen=True)
class Invitation:
    """An `.ics` part and the method its content type must name."""

    method: str
    content: bytes


def invitation(
    template: str,
    data: Mapping[str, Any],
    *,
    organizer: str,
    attendee: str,
    stamp: datetime,
) -> Invitation | None:
    """The invitation a booking message carries, or none when its data names no time.

    `data` has `ical_uid`, `ical_sequence`, `starts_at`, `ends_at`, and may have `service`,
    `venue`, `customer_name`, `meeting_url`, `organization.name`.
    """
    uid, starts_at, ends_at = data.get("ical_uid"), _at(data, "starts_at"), _at(data, "ends_at")
    if not uid or starts_at is None or ends_at is None:
        return None
    is_cancelled = template in _CANCELLING
    method = "CANCEL" if is_cancelled else "REQUEST"

    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    if data.get("customer_name"):
        guest.params["CN"] = vText(str(data["customer_name"]))
    host = vCalAddress(f"mailto:{organizer}")
    organization = data.get("organization")
    if isinstance(organization, Mapping) and organization.get("name"):
        host.params["CN"] = vText(str(organization["name"]))

    event = Event()
    event.add("uid", str(uid))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("sequence", int(data.get("ical_sequence") or 0))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("summary", str(data.get("service") or "Booking"))
    if data.get("venue"):
        event.add("location", str(data["venue"]))
    if data.get("meeting_url"):
        event.add("url", str(data["meeting_url"]))
    event.add("organizer", host)
    event.add("attendee", guest, encode=False)

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", method)  # of the calendar, never of the event
    calendar.add_component(event)
    return Invitation(method, calendar.to_ical())


def _at(data: Mapping[str, Any], name: str) -> datetime | None:
    """An instant, always told in UTC: single appointments need no time zone definition."""
    try:
        value = datetime.fromisoformat(str(data[name]))
    except (KeyError, ValueError):
        return None
    return None if value.tzinfo is None else value.astimezone(UTC)
