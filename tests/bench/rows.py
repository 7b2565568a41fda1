"""What is measured against what. Adding a row is adding one entry."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.measure import AS_OWNER, AS_RELAY, AS_SERVICE


@dataclass(frozen=True)
class Row:
    """An engine script and its denominator; both touch the same number of things a call.

    `target` is the least ratio, engine to bare, of both forms; None where the row only explains
    another one. `prepare` is a statement that makes %s things for the engine to work on; then runs
    are counted in calls, not seconds.
    """

    name: str
    engine: str
    bare: str
    target: float | None
    clients: tuple[int, ...] = (8, 64)
    judged_clients: tuple[int, ...] = (8,)
    options: str = AS_SERVICE
    bare_options: str = AS_OWNER
    prepare: str | None = None
    prepare_bare: str | None = None
    calls: int | None = None
    is_cpu_judged: bool = True


ROWS = (
    Row(
        name="reserve_time_slot",
        engine="reserve_time_slot.sql",
        bare="bare_hold.sql",
        target=0.70,
    ),
    # What a hold's row costs in our table, by a function that does nothing else: no check fits in
    # between that and the target.
    Row(
        name="reserve_time_slot, its row alone in an empty function",
        engine="hold_alone.sql",
        bare="bare_hold.sql",
        target=None,
        clients=(8,),
        options=AS_OWNER,
    ),
    Row(
        name="create_order, 3 lines",
        engine="create_order.sql",
        bare="bare_order.sql",
        target=0.50,
    ),
    # What an order's rows cost in our tables, with their keys, indexes, checks and history.
    Row(
        name="create_order, 3 lines, its rows alone in one statement",
        engine="order_alone.sql",
        bare="bare_order.sql",
        target=None,
        clients=(8,),
        options=AS_OWNER,
    ),
    Row(
        name="settlement by receive_webhook_event",
        engine="settlement.sql",
        bare="settlement_bare.sql",
        target=0.40,
        options=AS_RELAY,
        clients=(8,),
        prepare="select bench.prepare_settlements(%s)",
        prepare_bare="select bare.prepare_settlements(%s)",
        calls=4000,
    ),
    # A sale of one product that everybody wants: against the naive design, with the same orders and with
    # bare rows, against the plain function, and against the same orders over many products. How locks are
    # waited for is no matter of CPU.
    Row(
        name="sale of one product, create_order_fast against the same orders, naive",
        engine="sale_fast.sql",
        bare="sale_naive.sql",
        target=5.0,
        clients=(64,),
        judged_clients=(64,),
        bare_options=AS_SERVICE,
        is_cpu_judged=False,
    ),
    Row(
        name="sale of one product, create_order_fast against bare rows, naive",
        engine="sale_fast.sql",
        bare="bare_sale.sql",
        target=5.0,
        clients=(64,),
        judged_clients=(64,),
        is_cpu_judged=False,
    ),
    Row(
        name="sale of one product, create_order_fast against create_order",
        engine="sale_fast.sql",
        bare="sale_plain.sql",
        target=1.0,
        clients=(64,),
        judged_clients=(64,),
        bare_options=AS_SERVICE,
        is_cpu_judged=False,
    ),
    Row(
        name="sale of one product against spread products",
        engine="sale_fast.sql",
        bare="sale_spread.sql",
        target=0.85,
        clients=(64,),
        judged_clients=(64,),
        bare_options=AS_SERVICE,
        is_cpu_judged=False,
    ),
)
