"""What orders come to, beside a small model of the same rules: equal to the last minor unit."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import psycopg

from tests.conftest import ConnectAs, Connection
from tests.support.shapes import check_shape

COUNTRIES = ("DE", "FR", "US")
CATEGORIES = (None, "books", "food")
PERCENTS = ("0", "5.5", "7", "8.875", "19", "20", "33.333333")
TIERS = {"adult": 2100, "child": 905, "family": 4500}
PLACES = {"adult": 1, "child": 1, "family": 4}


QUOTE = """
    select commerce.quote_order(
        items => %(items)s, cart_id => %(cart)s, shipping_address => %(address)s,
        shipping_method_id => %(method)s, promotion_code => %(code)s, customer_id => %(customer)s)
"""
ORDER = """
    select made.*
    from commerce.create_order(
        items => %(items)s, cart_id => %(cart)s, shipping_address => %(address)s,
        shipping_method_id => %(method)s, promotion_code => %(code)s, customer_id => %(customer)s,
        expected_total_minor => %(expected)s) as made
"""


def split(amount: int, weights: list[int]) -> list[int]:
    """Split an amount: floors, then one each to the largest remainders, the first of equals."""
    total = max(1, sum(weights))
    parts = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % total), at))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def half_up(amount: Fraction) -> int:
    """Round to the nearest, halves up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


@dataclass
class Line:
    """What the model knows of a line."""

    price: int
    kind: str
    product: int | None = None
    category: str | None = None
    discount: int = 0
    tax: int = 0

    @property
    def net(self) -> int:
        """What is left of the price."""
        return self.price - self.discount


@dataclass
class Promotion:
    """A code, its limits, and what was used of it."""

    code: str
    kind: str
    percent: Fraction
    amount: int
    scope: str
    products: list[int] | None
    minimum: int
    max_uses: int | None
    budget: int | None
    is_stackable: bool
    uses: int = 0
    spent: int = 0

    def is_for(self, line: Line) -> bool:
        """Say whether it makes this line cheaper."""
        if line.kind == "service":
            return self.scope != "products" and self.products is None
        return self.scope != "services" and (self.products is None or line.product in self.products)


@dataclass
class Order:
    """What the model expects of an order."""

    lines: list[Line]
    subtotal: int
    discount: int
    shipping: int
    tax: int
    total: int
    used: list[tuple[Promotion, int]] = field(default_factory=list)


class Refused(Exception):
    """The model refuses, and says how."""


class Shop:
    """A random catalogue, in the database and in the model."""

    def __init__(self, service: Connection, dice: random.Random) -> None:
        """Make it."""
        self.service, self.dice = service, dice
        self.is_included = dice.random() < 0.5
        self.by_line = dice.random() < 0.5
        self.home = dice.choice((None, "DE"))
        self.set("prices_include_tax", self.is_included)
        self.set("tax_rounding", "line" if self.by_line else "total")
        self.set("tax_place", self.home and {"country": self.home})
        self.products: dict[int, tuple[int, str | None]] = {}
        self.stock: Counter[int] = Counter()
        for _ in range(5):
            self.add_product()
        self.plan = dice.random() < 0.7
        self.lesson = self.value(
            "select (commerce.upsert_service(name => 'Class', duration_minutes => 60,"
            " price_minor => 1999, capacity_mode => 'pooled', capacity => 100000,"
            " max_advance_days => 3650)).id"
        )
        self.slot = self.value(
            "select (commerce.create_time_slot(%s, '2034-01-02 10:00+00', max_capacity => 100000)).id",
            self.lesson,
        )
        if self.plan:
            tiers = [
                {"tier": tier, "price_minor": price, "places": PLACES[tier]}
                for tier, price in TIERS.items()
            ]
            self.value(
                "select (commerce.upsert_pricing_plan('Class', 'one_off', 2001, %s, %s::jsonb)).id",
                self.lesson,
                json.dumps(tiers),
            )
        self.rates: dict[tuple[str, str, str], Fraction] = {}
        for name in ("VAT", "City"):
            for country in COUNTRIES:
                for category in ("standard", "books", "shipping"):
                    if dice.random() < 0.5:
                        percent = dice.choice(PERCENTS)
                        self.value(
                            "select (commerce.set_tax_rate(%s, %s, %s, name => %s)).id",
                            percent,
                            country,
                            category,
                            name,
                        )
                        self.rates[name, country, category] = Fraction(percent)
        self.fee = dice.choice((0, 1, 499, 1250))
        self.free_over = dice.choice((None, 5000))
        self.method = self.value(
            "select (commerce.upsert_shipping_method('Parcel', price_minor => %s,"
            " free_over_minor => %s)).id",
            self.fee,
            self.free_over,
        )
        self.buyer = self.value("select (commerce.upsert_customer('buyer@shop.test')).id")
        self.charity = self.value("select (commerce.upsert_customer('charity@shop.test')).id")
        self.value("select (commerce.set_tax_exemption(%s, 'Charity 17')).id", self.charity)
        self.promotions = [self.add_promotion(number) for number in range(6)]
        self.orders: dict[Any, Order] = {}

    def value(self, query: str, *arguments: Any) -> Any:
        """Ask for one value."""
        row = self.service.execute(query, arguments).fetchone()
        assert row is not None
        return next(iter(row.values()))

    def ask(self, query: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Ask for one row."""
        row = self.service.execute(query, arguments).fetchone()
        assert row is not None
        return row

    def set(self, key: str, value: Any) -> None:
        """Set something."""
        self.value("select commerce.set_setting(%s, %s::jsonb)", key, json.dumps(value))

    def add_product(self) -> None:
        """Make a product with some stock."""
        price = self.dice.choice((0, 1, 99, 333, 1000, 1999, 123457))
        category = self.dice.choice(CATEGORIES)
        number = self.value(
            "select (commerce.upsert_product(sku => %s, name => 'Thing', price_minor => %s,"
            " tax_category => %s)).id",
            f"thing-{len(self.products)}",
            price,
            category,
        )
        self.stock[number] = self.dice.choice((5, 50))
        self.value("select (commerce.receive_stock(%s, %s)).on_hand", number, self.stock[number])
        self.products[number] = (price, category)

    def add_promotion(self, number: int) -> Promotion:
        """Make a promotion."""
        dice = self.dice
        kind = dice.choice(("percent", "percent", "amount", "free_shipping"))
        made = Promotion(
            code=f"P{number}",
            kind=kind,
            percent=Fraction(dice.choice(("10", "12.5", "33.333333", "100"))),
            amount=dice.choice((1, 500, 2222)),
            scope=dice.choice(("all", "all", "products", "services")),
            products=dice.choice((None, None, dice.sample(sorted(self.products), 2))),
            minimum=dice.choice((0, 0, 1000)),
            max_uses=dice.choice((None, 3)),
            budget=dice.choice((None, 3000)),
            is_stackable=dice.random() < 0.7,
        )
        if made.scope == "services":
            made.products = None
        self.service.execute(
            "select commerce.create_promotion(%s, %s, percent => %s, amount_minor => %s, scope => %s,"
            " product_ids => %s, minimum_minor => %s, max_uses => %s, budget_minor => %s,"
            " is_stackable => %s)",
            (
                made.code,
                kind,
                str(float(made.percent)) if kind == "percent" else None,
                made.amount if kind == "amount" else None,
                made.scope,
                made.products,
                made.minimum,
                made.max_uses,
                made.budget,
                made.is_stackable,
            ),
        )
        return made

    def percents(self, category: str | None, country: str | None) -> Fraction:
        """Add up the rates of a category in a country, of each name the nearest."""
        known = (
            self.rates.get(
                (name, country, category or "standard"),
                self.rates.get((name, country, "standard"), Fraction(0)),
            )
            for name in ("VAT", "City")
            if country
        )
        return sum(known, Fraction(0))

    def expect(
        self,
        lines: list[Line],
        country: str | None,
        codes: list[str],
        is_shipped: bool,
        is_exempt: bool,
    ) -> Order:
        """Price an order as the rules say."""
        subtotal = sum(line.price for line in lines)
        promotions = [made for made in self.promotions if made.code in codes]
        for made in sorted(promotions, key=lambda made: made.code):
            if made.max_uses is not None and made.uses >= made.max_uses:
                raise Refused("used_up")
            if made.budget is not None and made.spent >= made.budget:
                raise Refused("budget")
            if len(promotions) > 1 and not made.is_stackable:
                raise Refused("not_stackable")
        order = ("percent", "amount", "free_shipping")
        used: list[tuple[Promotion, int]] = []
        discount = 0
        is_waived = False
        for made in sorted(promotions, key=lambda made: (order.index(made.kind), made.code)):
            weights = [line.net if made.is_for(line) else 0 for line in lines]
            before = sum(line.price for line in lines if made.is_for(line))
            if before == 0:
                raise Refused("nothing_eligible")
            if before < made.minimum:
                raise Refused("minimum")
            if made.kind == "free_shipping":
                off = 0 if is_waived else self.shipping(lines, is_shipped)
                is_waived = True
            else:
                off = (
                    min(made.amount, sum(weights))
                    if made.kind == "amount"
                    else half_up(sum(weights) * made.percent / 100)
                )
                for line, part in zip(lines, split(off, weights), strict=True):
                    line.discount += part
            if made.budget is not None and made.spent + off > made.budget:
                raise Refused("budget")
            discount += off
            if off:
                used.append((made, off))
        shipping = self.shipping(lines, is_shipped)
        tax = self.tax(lines, country, shipping, shipping if is_waived else 0)
        if is_exempt:
            # Of a price that contains it the tax is taken off.
            discount += tax if self.is_included else 0
            for line in lines:
                line.discount += line.tax if self.is_included else 0
                line.tax = 0
            tax = 0
        total = subtotal - discount + shipping + (0 if self.is_included else tax)
        return Order(lines, subtotal, discount, shipping, tax, total, used)

    def shipping(self, lines: list[Line], is_shipped: bool) -> int:
        """Price the shipping."""
        goods = sum(line.net for line in lines if line.kind == "product")
        is_free = self.free_over is not None and goods >= self.free_over
        return self.fee if is_shipped and not is_free else 0

    def tax(self, lines: list[Line], country: str | None, shipping: int, waived: int) -> int:
        """Tax the lines and the shipping; each line learns its part."""
        if not self.rates:
            return 0
        post = Line(shipping, "shipping", category="shipping", discount=waived)
        groups: dict[Any, list[tuple[Line, Fraction]]] = {}
        for at, line in enumerate([*([post] if shipping else []), *lines]):
            # A class is held at home, everything else goes where the customer is.
            where = self.home if line.kind == "service" else country or self.home
            percent = self.percents(line.category, where)
            base = 100 + (percent if self.is_included else 0)
            key = (percent, at) if self.by_line else percent
            groups.setdefault(key, []).append((line, Fraction(line.net) * percent / base))
        for members in groups.values():
            rounded = half_up(sum((exact for _, exact in members), Fraction(0)))
            for line, exact in members:
                line.tax = int(exact)
            left = rounded - sum(line.tax for line, _ in members)
            # A stable sort: the first of equals comes first.
            members.sort(key=lambda member: -(member[1] - int(member[1])))
            for line, _ in members[:left]:
                line.tax += 1
        return post.tax + sum(line.tax for line in lines)

    def buy(self) -> None:
        """Quote and order something; the model says what comes of it."""
        dice = self.dice
        items: list[dict[str, Any]] = []
        lines: list[Line] = []
        wanted: Counter[int] = Counter()
        is_cart = dice.random() < 0.5
        for _ in range(dice.randint(1, 5)):
            if dice.random() < 0.75:
                number, quantity = dice.choice(sorted(self.products)), dice.randint(1, 3)
                price, category = self.products[number]
                if is_cart and number in wanted:
                    # A cart has one line of each product.
                    at = next(
                        at for at, item in enumerate(items) if item.get("product_id") == number
                    )
                    items[at]["quantity"] += quantity
                    lines[at].price += price * quantity
                    wanted[number] += quantity
                    continue
                items.append({"product_id": number, "quantity": quantity})
                lines.append(Line(price * quantity, "product", number, category))
                wanted[number] += quantity
            else:
                party = {tier: dice.randint(1, 3) for tier in dice.sample(sorted(TIERS), 2)}
                size = sum(
                    count * (PLACES[tier] if self.plan else 1) for tier, count in party.items()
                )
                tiered = sum(TIERS[tier] * count for tier, count in party.items())
                items.append(
                    {
                        "service_id": str(self.lesson),
                        "starts_at": "2034-01-02T10:00:00Z",
                        "time_slot_id": str(self.slot),
                        "party_size": size,
                        "participants": party,
                    }
                )
                lines.append(Line(tiered if self.plan else size * 1999, "service"))
        country = dice.choice((*COUNTRIES, "IT"))
        codes = [made.code for made in dice.sample(self.promotions, dice.choice((0, 0, 1, 2)))]
        if not is_cart:
            codes = codes[:1]
        is_shipped = bool(wanted)
        customer = dice.choice((None, self.buyer, self.charity))
        expected: Order | None = None
        reason: str | None = None
        try:
            expected = self.expect(lines, country, codes, is_shipped, customer == self.charity)
        except Refused as refused:
            reason = str(refused)
        is_short = any(count > self.stock[number] for number, count in wanted.items())

        cart = None
        if is_cart:
            cart = self.value(
                "select (commerce.create_cart(items => %s::jsonb)).id", json.dumps(items)
            )
        asked = {
            "items": None if is_cart else json.dumps(items),
            "cart": cart,
            "address": json.dumps({"country": country}),
            "method": self.method if is_shipped else None,
            "customer": customer,
            "code": codes[0] if codes else None,
        }
        try:
            with self.service.transaction():
                for code in codes[1:]:
                    self.value("select (commerce.apply_promotion(%s, %s)).id", cart, code)
                quote = self.ask(QUOTE, asked)["quote_order"]
                made = self.ask(ORDER, asked | {"expected": quote["total_minor"]})
        except psycopg.Error as error:
            made = {"code": error.sqlstate, "error": str(error)}
        if reason or is_short:
            assert made.get("code") == ("VC301" if reason else "VI401"), (made, reason, lines)
            return
        assert "code" not in made, (made, lines)
        assert expected is not None
        names = ("subtotal", "discount", "shipping", "tax", "total")
        model = {name: getattr(expected, name) for name in names}
        assert {name: made[f"{name}_minor"] for name in names} == model, (lines, codes, country)
        assert {name: quote[f"{name}_minor"] for name in names} == model
        assert [(item["discount_minor"], item["tax_minor"]) for item in quote["items"]] == [
            (line.discount, line.tax) for line in lines
        ]
        assert sum(tax["tax_minor"] for tax in quote["taxes"]) == expected.tax
        is_told = bool(quote["tax_exemption"])
        assert is_told == (customer == self.charity and bool(self.rates))
        assert min(item["total_minor"] for item in quote["items"]) >= 0
        check_shape("quote", quote)
        if is_cart:
            check_shape("cart", self.value("select commerce.get_cart(%s)", cart))
        self.stock.subtract(wanted)
        for promotion, off in expected.used:
            promotion.uses += 1
            promotion.spent += off
        expected.lines = lines
        self.orders[made["id"]] = expected

    def cancel(self) -> None:
        """Cancel an order: goods and promotions come back."""
        if not self.orders:
            return
        number = self.dice.choice(sorted(self.orders))
        order = self.orders.pop(number)
        self.value("select (commerce.cancel_order(%s)).status", number)
        for item in self.service.execute(
            "select product_id, quantity from commerce.order_items"
            " where order_id = %s and product_id is not null",
            (number,),
        ):
            self.stock[item["product_id"]] += item["quantity"]
        for promotion, off in order.used:
            promotion.uses -= 1
            promotion.spent -= off

    def pay(self) -> None:
        """Pay an order by hand, in one or two parts."""
        if not self.orders:
            return
        number = self.dice.choice(sorted(self.orders))
        left = self.value("select due_minor from commerce.orders where id = %s", number)
        for part in {left, left // 2} if left > 1 else {left}:
            if (
                0
                < part
                <= self.value("select due_minor from commerce.orders where id = %s", number)
            ):
                self.value(
                    "select (commerce.confirm_offline_payment(%s, order_id => %s)).id", part, number
                )


def test_orders_come_to_what_the_model_says(
    fresh_db: str, connect_as: ConnectAs, rounds: Callable[[int, int], range]
) -> None:
    """Random catalogues, taxes, promotions, carts, payments and cancellations."""
    for turn in rounds(4, 400):
        dice = random.Random(turn)
        owner = connect_as(fresh_db, None)
        slug = f"shop-{turn}"
        owner.execute("select commerce_test.given_organization(%s)", (slug,))
        shop = Shop(connect_as(fresh_db, "commerce_service", organization=slug), dice)
        for _ in range(40):
            dice.choice((shop.buy, shop.buy, shop.buy, shop.cancel, shop.pay))()
        for number, units in shop.stock.items():
            assert shop.value("select commerce.get_available_stock(%s)", number) == units
            assert shop.value(
                "select sum(quantity) = max(on_hand) and min(on_hand) >= 0 from commerce.stock_levels"
                " join commerce.stock_movements using (organization_id, product_id)"
                " where product_id = %s",
                number,
            )
        uses = shop.service.execute("select code, uses, spent_minor from commerce.promotions")
        assert {row["code"]: (row["uses"], row["spent_minor"]) for row in uses} == {
            made.code: (made.uses, made.spent) for made in shop.promotions
        }
        assert (
            shop.service.execute(
                "select * from commerce.verify_integrity() where not is_ok"
            ).fetchall()
            == []
        )
        owner.close()
        shop.service.close()
