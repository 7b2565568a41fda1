"""Many callers who want the same times: exactly the right ones win, and nobody waits for ever."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.booking.shop import (
    CONFIRM,
    FIRST_DAY,
    RESERVE,
    RESERVE_ANYBODY,
    RESERVE_PLACES,
    RESERVE_SEVERAL,
    Corner,
    Rounds,
    Shop,
)
from tests.conftest import ConnectAs
from tests.support.crowd import Call, Kind, Pace, codes


@pytest.fixture
def shop(fresh_db: str, connect_as: ConnectAs, pace: Pace) -> Iterator[Shop]:
    """A shop with 64 connections; nobody has frozen its clock."""
    made = Shop(fresh_db, connect_as, 64, pace)
    yield made
    made.pool.shutdown()


def test_one_time_has_one_winner(shop: Shop, rounds: Rounds) -> None:
    """64 callers for one time: one wins, the others are told VB401, promptly."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        answers = shop.race([RESERVE(shop.hour, start, shop.staff[turn // 1000], 1)] * 64)
        assert codes(answers) == {"won": 1, "VB401": 63}


def test_overlapping_times(shop: Shop, rounds: Rounds) -> None:
    """Hours that overlap by halves: whoever is refused overlaps somebody who won."""
    for turn in rounds(50, 2000):
        day = FIRST_DAY + timedelta(hours=4 * (turn % 1500))
        staff = shop.staff[turn // 1500]
        starts = [day + timedelta(minutes=30 * random.randrange(7)) for _ in range(64)]
        answers = shop.race([RESERVE(shop.hour, start, staff, 1) for start in starts])
        assert set(codes(answers)) == {"won", "VB401"}
        won = [start for start, answer in zip(starts, answers, strict=True) if answer.is_won]
        assert len(won) == shop.value(
            "select count(*) from commerce.slot_reservations"
            " where staff_id = %s and starts_at >= %s and starts_at <= %s",
            staff,
            day,
            day + timedelta(hours=3),
        )
        for start, answer in zip(starts, answers, strict=True):
            if not answer.is_won:
                assert any(abs(start - other) < timedelta(hours=1) for other in won)


EXTEND = Kind(
    "extend_reservation",
    "select id from commerce.extend_reservation(%s)",
    lambda corner, _: (corner.hold(),),
)
ORDER_HELD = Kind(
    "create_order of a hold",
    "select id from commerce.create_order(items => %s)",
    lambda corner, _: (json.dumps([{"reservation_id": str(corner.hold())}]),),
)


def test_holders_who_go_on(shop: Shop, rounds: Rounds) -> None:
    """A hold is extended, ordered and confirmed while others try to get into it: all go on, at once."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        rivals = [
            RESERVE(shop.hour, start + timedelta(minutes=30 * random.randint(-1, 1)), staff, 1)
            for _ in range(14)
        ]
        held = shop.value(
            "select id from commerce.reserve_time_slot(%s, %s, %s)", shop.hour, start, staff
        )
        for holder in (EXTEND, ORDER_HELD, CONFIRM):
            item: object = held
            if holder == ORDER_HELD:
                item = json.dumps([{"reservation_id": str(held)}])
            elif holder == CONFIRM:
                item = shop.value(
                    "select id from commerce.bookings where reservation_id = %s", held
                )
            answers = shop.race([*rivals, holder(item)])
            assert codes(answers[:-1]) == {"VB401": 14}
            assert answers[-1].is_won


def test_a_rival_of_two_holds(shop: Shop) -> None:
    """Somebody who wants half of two holds waits outside while both are extended, and is then refused."""
    holder, rival = shop.clients[:2]
    first, second, wanted = (FIRST_DAY + timedelta(minutes=minutes) for minutes in (0, 60, 30))
    held = [
        shop.value(
            "select id from commerce.reserve_time_slot(%s, %s, %s)", shop.hour, start, shop.staff[0]
        )
        for start in (first, second)
    ]
    with holder.transaction():
        holder.execute("select commerce.extend_reservation(%s)", (held[0],))
        answer = shop.pool.submit(
            rival.execute, RESERVE.query, (shop.hour, wanted, shop.staff[0], 1)
        )
        while not shop.value(
            "select exists (select from pg_locks where pid = %s and not granted)",
            rival.info.backend_pid,
        ):
            assert not answer.done()
        holder.execute("select commerce.extend_reservation(%s)", (held[1],))
    with pytest.raises(psycopg.Error) as refused:
        answer.result()
    assert refused.value.sqlstate == "VB401"


def test_whoever_is_free(shop: Shop, rounds: Rounds) -> None:
    """Five people and 64 callers who do not mind whom they get: five win."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        answers = shop.race([RESERVE_ANYBODY(shop.hour, start, None, 1)] * 64)
        assert codes(answers) == {"won": 5, "VB401": 59}


def test_places_of_a_slot(shop: Shop, rounds: Rounds) -> None:
    """Parties of one to three for ten places: never more, and none refused that would have fit."""
    yoga = shop.value("select commerce_test.given_service('Yoga', 60, 'pooled', 10)")
    for turn in rounds(50, 2000):
        slot = shop.value(
            "select commerce_test.given_time_slot(%s, %s, 10)",
            yoga,
            FIRST_DAY + timedelta(hours=turn),
        )
        parties = [random.randint(1, 3) for _ in range(64)]
        answers = shop.race([RESERVE_PLACES(slot, party) for party in parties])
        assert set(codes(answers)) == {"won", "VB402"}
        taken = sum(p for p, answer in zip(parties, answers, strict=True) if answer.is_won)
        refused = [p for p, answer in zip(parties, answers, strict=True) if not answer.is_won]
        assert taken <= 10 < taken + min(refused)


def test_a_lapsed_hold_over_two_times(shop: Shop, rounds: Rounds) -> None:
    """An expired hold blocks neither of the two times it covers, with the sweep at work beside it."""
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=3 * (turn % 1000))
        staff = shop.staff[turn // 1000]
        shop.owner.execute(
            """
            insert into commerce.slot_reservations
                (organization_id, service_id, staff_id, during, occupied, status, expires_at)
            select commerce_test.organization_id('acme'), %s, %s, span, span, 'reserved',
                clock_timestamp() - interval '1 second'
            from (select tstzrange(%s, %s) as span) as s
            """,
            (shop.hour, staff, start, start + timedelta(hours=2)),
        )
        calls = [
            RESERVE(shop.hour, start + timedelta(hours=place % 2), staff, 1) for place in range(8)
        ]
        answers = shop.race(calls, beside=shop.sweep if turn % 2 else None)
        assert codes(answers) == {"won": 2, "VB401": 6}
        assert codes(answers[0::2]) == {"won": 1, "VB401": 3}


def test_several_times_in_any_order(shop: Shop, rounds: Rounds) -> None:
    """Sets of times named in every order: one caller gets all of them, nobody a deadlock."""
    ann, ben, cem = shop.staff[:3]
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        calls = []
        for _ in range(16):
            segments = [
                {"service_id": str(shop.hour), "starts_at": start.isoformat(), "staff_id": str(who)}
                for who in (ann, ben, cem)
            ]
            random.shuffle(segments)
            calls.append(RESERVE_SEVERAL(json.dumps(segments)))
        calls += [RESERVE(shop.hour, start, random.choice((ann, ben, cem)), 1)] * 4
        answers = shop.race(calls)
        assert set(codes(answers)) == {"won", "VB401"}
        held = shop.value(
            "select count(*) from commerce.slot_reservations where starts_at = %s", start
        )
        several, one = codes(answers[:16])["won"], codes(answers[16:])["won"]
        assert held == 3 * several + one
        assert (several, one) in ((1, 0), (0, 1))


def test_several_times_of_anybody(shop: Shop, rounds: Rounds) -> None:
    """Five people, and callers who want any two at once: two of them get two each."""
    reserve_two = Kind(
        "reserve_time_slots, anybody",
        RESERVE_SEVERAL.query,
        lambda corner, _: (json.dumps([corner.wish(2)[0]] * 2),),
    )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        wish = {"service_id": str(shop.hour), "starts_at": start.isoformat()}
        answers = shop.race([reserve_two(json.dumps([wish, wish]))] * 16)
        assert codes(answers) == {"won": 2, "VB401": 14}


def test_one_key_one_hold(shop: Shop, rounds: Rounds) -> None:
    """The same request with the same key, 16 times at once: one hold, sixteen equal answers."""
    reserve = Kind(
        "reserve_time_slot, one key",
        "select id, hold_token from commerce.reserve_time_slot(%s, %s, %s, idempotency_key => %s)",
        lambda corner, _: (corner.hour, corner.start(), corner.person, str(uuid4())),
    )
    for turn in rounds(50, 2000):
        start = FIRST_DAY + timedelta(hours=2 * (turn % 1000))
        call = reserve(shop.hour, start, shop.staff[turn // 1000], f"key {turn}")
        answers = shop.race([call] * 16)
        assert codes(answers) == {"won": 16}
        assert len({str(answer.row) for answer in answers}) == 1


def test_resources(shop: Shop, rounds: Rounds) -> None:
    """Two rooms, five people, 32 callers who need one of each: two win, and no person is kept."""
    room = shop.value("select commerce_test.given_service('With room', 60)")
    shop.perform(room, shop.staff)
    shop.rooms("room", 2, [room])

    @cache
    def with_room(corner: Corner) -> Any:
        service, _ = corner.staffed(2)
        shop.rooms(corner.name, 2, [service])
        return service

    reserve = Kind(
        "reserve_time_slot, anybody and a room",
        RESERVE.query,
        lambda corner, _: (with_room(corner), corner.start(), None, 1),
    )
    for turn in rounds(20, 2000):
        start = FIRST_DAY + timedelta(hours=2 * turn)
        answers = shop.race([reserve(room, start, None, 1)] * 32)
        assert codes(answers) == {"won": 2, "VB401": 30}
        assert (
            shop.value(
                "select count(*) from commerce.slot_reservations where starts_at = %s", start
            )
            == 2
        )


OPEN = "select id from commerce.create_time_slot(%s, %s, max_capacity => 10, staff_id => %s)"
PLAN = "select commerce.generate_sessions(%s, %s, %s) as made"


def test_a_room_of_sessions_and_appointments(shop: Shop) -> None:
    """One room that appointments want, sessions, and who plans a day of them: it is sold once, without a deadlock."""
    massage = shop.value("select commerce_test.given_service('Massage', 60)")
    yoga = shop.value("select commerce_test.given_service('Yoga', 60, 'pooled', 10)")
    for service in (massage, yoga):
        shop.perform(service, shop.staff)
    shop.rooms("studio", 1, [massage, yoga])
    hours = [{"weekday": day, "from": "10:00", "to": "16:00"} for day in range(1, 8)]
    shop.clients[0].execute(
        "select commerce.set_schedule(%s, service_id => %s)", (json.dumps(hours), yoga)
    )
    for turn in range(30):
        day = FIRST_DAY + timedelta(days=turn, hours=10)
        starts = [day + timedelta(hours=hour) for hour in range(6)]
        calls = [Call(RESERVE.query, (massage, start, None, 1)) for start in starts * 3]
        calls += [
            Call(OPEN, (yoga, start, teacher))
            for start in starts
            for teacher in (random.choice(shop.staff), None)
        ]
        answers = shop.at_once([*calls, *[Call(PLAN, (yoga, day.date(), day.date()))] * 2])
        assert set(codes(answers[:-2])) <= {"won", "VB401"}
        planned = [answer.row["made"] for answer in answers[-2:] if answer.row is not None]
        assert len(planned) == 2
        assert codes(answers[:-2])["won"] + sum(planned) == shop.value(
            "select count(*) from commerce.reservation_resources"
            " where occupied && tstzrange(%s, %s) and status in ('reserved', 'confirmed')",
            day,
            day + timedelta(hours=6),
        )
