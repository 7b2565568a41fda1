"""What is taken in one look is what the definition offers, for calendars of every kind."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import psycopg.types.range

from tests.conftest import ConnectAs, Connection

NOW = datetime(2030, 3, 20, 9, tzinfo=UTC)
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")


def insert(owner: Connection, table: str, **values: Any) -> Any:
    """Write a row behind everybody's back and return its id."""
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    row = owner.execute(
        f"insert into commerce.{table} (organization_id, {names})"
        f" values (commerce_test.organization_id('acme'), {marks}) returning *",
        list(values.values()),
    ).fetchone()
    assert row is not None
    return row.get("id")


def hours(dice: random.Random) -> dict[str, Any]:
    """Return the hours of some day."""
    opens, closes = dice.choice((0, 7, 9, 10, 22)), dice.choice((0, 2, 12, 17, 20))
    return {"from_time": time(opens, dice.choice((0, 0, 30))), "to_time": time(closes)}


def make_calendar(owner: Connection, dice: random.Random) -> tuple[Any, list[Any]]:
    """Make a service with two people whose calendars are anything but simple."""
    # Every other calendar is nearly plain: one zone, one window a day.
    is_plain = dice.random() < 0.5
    zones = (dice.choice(ZONES),) if is_plain else ZONES
    windows = (0, 1, 1, 1) if is_plain else (0, 1, 1, 1, 1, 2)
    venue = insert(owner, "venues", name=f"Venue {dice.random()}", timezone=dice.choice(zones))
    service = insert(
        owner,
        "services",
        name=f"Service {dice.random()}",
        duration_minutes=dice.choice((20, 45, 60, 90)),
        price_minor=100,
        currency="USD",
        step_minutes=dice.choice((15, 20, 30, 50)),
        buffer_before_minutes=dice.choice((0, 0, 10)),
        buffer_after_minutes=dice.choice((0, 0, 15)),
        min_notice_minutes=dice.choice((0, 0, 1440)),
        max_advance_days=dice.choice((5, 20, 365)),
        venue_id=venue if is_plain else dice.choice((venue, None)),
    )
    people = [
        insert(owner, "staff", display_name=name, timezone=dice.choice(zones))
        for name in ("Ann", "Ben")
    ]
    for person in people:
        insert(owner, "service_staff", service_id=service, staff_id=person)
    subjects = [{"staff_id": person} for person in people]
    subjects += dice.sample([{"venue_id": venue}, {"service_id": service}], dice.randrange(3))
    for subject in subjects:
        for weekday in range(1, 8):
            for _ in range(dice.choice(windows)):
                insert(owner, "schedules", **subject, weekday=weekday, **hours(dice))
        if not is_plain and dice.random() < 0.2:
            valid = {
                "valid_from": date(2030, 3, 25),
                "valid_to": dice.choice((None, date(2030, 4, 5))),
            }
            insert(owner, "schedules", **subject, weekday=2, **valid, **hours(dice))
        for _ in range(dice.choice((0, 0, 1, 3))):
            day = date(2030, 3, 21) + timedelta(days=dice.randrange(14))
            times = hours(dice) if dice.random() < 0.5 else {}
            insert(owner, "schedule_exceptions", **subject, on_date=day, **times)
    for person in people:
        begin = NOW + timedelta(hours=dice.randrange(300))
        span = psycopg.types.range.TimestamptzRange(begin, begin + timedelta(hours=5))
        insert(owner, "time_off", staff_id=person, during=span)
    begin = NOW + timedelta(hours=dice.randrange(300))
    span = psycopg.types.range.TimestamptzRange(begin, begin + timedelta(hours=9))
    insert(owner, "blackouts", during=span, **dice.choice(({}, {"service_id": service})))
    return service, people


def wishes(dice: random.Random) -> list[datetime]:
    """Return starts by the quarter hour, many of them near the days on which clocks move."""
    some = [NOW + timedelta(minutes=5 * dice.randrange(-100, 5000)) for _ in range(60)]
    for zone, day in (("Europe/Berlin", 31), ("America/New_York", 21)):
        midnight = datetime(2030, 3, day, tzinfo=ZoneInfo(zone))
        some += [midnight + timedelta(minutes=15 * dice.randrange(-20, 100)) for _ in range(20)]
    return some


def take_some(
    owner: Connection, backend: Connection, dice: random.Random, service: Any, customer: Any
) -> None:
    """Limit a service, and hold for a customer whatever they may have of a few times."""
    limits = {
        "day": dice.choice((1, 2)),
        "week": dice.choice((1, 2, 3)),
        "month": dice.choice((2, 4)),
        "upcoming": dice.choice((3, 4, 5)),
    }
    chosen = {period: limits[period] for period in dice.sample(sorted(limits), dice.randint(1, 2))}
    owner.execute(
        "update commerce.services set customer_limits = %s where id = %s",
        (json.dumps(chosen), service),
    )
    free = backend.execute(
        "select starts_at from commerce.get_available_slots(%s, %s, %s)",
        (service, NOW, NOW + timedelta(days=30)),
    ).fetchall()
    for row in dice.sample(free, min(4, len(free))):
        with contextlib.suppress(psycopg.Error):
            backend.execute(
                "select id from commerce.reserve_time_slot(%s, %s, customer_id => %s)",
                (service, row["starts_at"], customer),
            )


def test_what_is_taken_is_what_is_offered(
    fresh_db: str, connect_as: ConnectAs, rounds: Callable[[int, int], range]
) -> None:
    """A start is won if and only if the definition has nothing against it, and is listed then.

    Every other calendar is asked by a customer, who may have only so much of its service.
    """
    owner = connect_as(fresh_db, None, organization="acme")
    backend = connect_as(fresh_db, "commerce_service", organization="acme")
    who = insert(owner, "customers", user_id=uuid4())
    user = owner.execute("select user_id from commerce.customers where id = %s", (who,)).fetchone()
    assert user is not None
    customer = connect_as(fresh_db, "commerce_user", organization="acme", user=user["user_id"])
    insert(owner, "settings", key="require_idempotency_keys", value="false")
    insert(owner, "settings", key="max_open_holds", value="1000")
    owner.execute("select commerce.set_clock(%s)", (NOW,))
    for turn in rounds(12, 300):
        dice = random.Random(turn)
        service, people = make_calendar(owner, dice)
        client = customer if turn % 2 else backend
        if client is customer:
            take_some(owner, backend, dice, service, who)
        for person in people:
            listed = {
                row["starts_at"]
                for row in client.execute(
                    "select starts_at from commerce.get_available_slots(%s, %s, %s, %s)",
                    (service, NOW - timedelta(days=2), NOW + timedelta(days=30), person),
                )
            }
            some = wishes(dice) + dice.sample(sorted(listed), min(30, len(listed)))
            reasons = client.execute(
                "select starts_at, reason from commerce.check_slots(%s, %s, %s)",
                (service, some, person),
            ).fetchall()
            for row in reasons:
                start, reason = row["starts_at"], row["reason"]
                try:
                    with client.transaction(force_rollback=True):
                        client.execute(
                            "select id from commerce.reserve_time_slot(%s, %s, %s)",
                            (service, start, person),
                        )
                    code, taken = "won", ""
                except psycopg.Error as error:
                    code, taken = str(error.sqlstate), str(error.diag.message_detail)
                assert code in ("won", "VB405", "VB401"), (turn, start, taken)
                assert (code == "won") == (reason is None), (turn, start, reason, taken)
                assert reason is None or f'"{reason}"' in taken, (turn, start, reason, taken)
                assert (start in listed) == (reason is None), (turn, start, reason)


def test_offers_follow_what_they_are_made_of(
    fresh_db: str, connect_as: ConnectAs, rounds: Callable[[int, int], range]
) -> None:
    """However calendars are changed, compiling everything anew changes no offer."""
    owner = connect_as(fresh_db, None, organization="acme")
    every = "select offer::text as text from commerce_private.offers as offer order by 1"
    for turn in rounds(6, 100):
        dice = random.Random(turn)
        service, people = make_calendar(owner, dice)
        for statement in dice.sample(
            (
                f"delete from commerce.schedules where staff_id = '{people[0]}' and weekday < 4",
                f"delete from commerce.service_staff where staff_id = '{people[1]}'",
                f"delete from commerce.time_off where staff_id = '{people[0]}'",
                "delete from commerce.schedule_exceptions",
                "delete from commerce.blackouts",
                f"update commerce.services set duration_minutes = 33 where id = '{service}'",
                f"update commerce.services set venue_id = null where id = '{service}'",
                f"update commerce.staff set timezone = 'Asia/Tokyo' where id = '{people[0]}'",
                f"update commerce.staff set is_service_provider = false where id = '{people[1]}'",
                "update commerce.venues set timezone = 'Asia/Tokyo'",
                "update commerce.organizations set timezone = 'Europe/Paris' where slug = 'acme'",
                "insert into commerce.settings (organization_id, key, value)"
                " values (commerce_test.organization_id('acme'), 'hold_minutes', '20')"
                " on conflict on constraint settings_pkey do update set value = '25'",
            ),
            7,
        ):
            owner.execute(statement)
        before = owner.execute(every).fetchall()
        owner.execute(
            "select commerce_private.compile_offers(commerce_test.organization_id('acme'))"
        )
        assert owner.execute(every).fetchall() == before
