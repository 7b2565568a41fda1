-- The shop that the benchmarks run against. Run by a superuser; running it again changes nothing.
-- Ids are made up from numbers, so that a script finds member of staff 17 without looking it up.
create schema if not exists bench;
grant usage on schema bench to public;

create sequence if not exists bench.hold_n cache 32;
create sequence if not exists bench.fight_n minvalue 0;
create sequence if not exists bench.order_n cache 32;
create sequence if not exists bench.event_n;
grant usage on all sequences in schema bench to public;

create or replace function bench.id(kind text, n bigint)
returns uuid
language sql
immutable
parallel safe
return ('be000000-000' || kind || '-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

insert into commerce.organizations (id, name, slug, timezone, currency)
values (bench.id('0', 1), 'Bench', 'bench', 'UTC', 'USD')
on conflict do nothing;
insert into commerce_private.organization_secrets (organization_id, token_secret)
values (bench.id('0', 1), sha256('bench'))
on conflict do nothing;
insert into commerce_private.directory (kind, key, organization_id)
values ('slug', 'bench', bench.id('0', 1))
on conflict do nothing;

-- one service, 1,000 people who perform it, every hour of the week
insert into commerce.services (organization_id, id, name, duration_minutes, price_minor, currency,
                               step_minutes, max_advance_days)
values (bench.id('0', 1), bench.id('1', 1), 'Half an hour', 30, 5000, 'USD', 30, 3650)
on conflict do nothing;
insert into commerce.staff (organization_id, id, display_name, timezone)
select bench.id('0', 1), bench.id('2', n), 'Member of staff ' || n, 'UTC'
from generate_series(0, 999) as n
on conflict do nothing;
insert into commerce.service_staff (organization_id, service_id, staff_id)
select bench.id('0', 1), bench.id('1', 1), bench.id('2', n)
from generate_series(0, 999) as n
on conflict do nothing;
insert into commerce.schedules (organization_id, staff_id, weekday, from_time, to_time)
select bench.id('0', 1), bench.id('2', n), weekday, '00:00', '00:00'
from generate_series(0, 999) as n, generate_series(1, 7) as weekday
where not exists (select from commerce.schedules where organization_id = bench.id('0', 1));

-- 10,000 customers, 10,000 products, more stock than any run can sell
insert into commerce.customers (organization_id, id, first_name, last_name, email, created_via)
select bench.id('0', 1), bench.id('3', n), 'Customer', n::text, 'customer' || n || '@bench.example', 'import'
from generate_series(0, 9999) as n
on conflict do nothing;
insert into commerce.products (organization_id, id, sku, name, price_minor, currency)
select bench.id('0', 1), n, 'SKU-' || n, 'Product ' || n, 1000 + n % 100, 'USD'
from generate_series(1, 10000) as n
on conflict do nothing;
insert into commerce.stock_locations (organization_id, id, name)
values (bench.id('0', 1), bench.id('0', 1), 'default')
on conflict do nothing;
insert into commerce.stock_levels (organization_id, product_id, location_id, on_hand)
select bench.id('0', 1), n, bench.id('0', 1), 1000000000
from generate_series(1, 10000) as n
on conflict do nothing;
insert into commerce.stock_movements (organization_id, product_id, location_id, kind, quantity, reason, at)
select bench.id('0', 1), n, bench.id('0', 1), 'receipt', 1000000000, 'first delivery', now()
from generate_series(1, 10000) as n
where not exists (select from commerce.stock_movements where organization_id = bench.id('0', 1));

-- an account at a gateway, so that orders can be paid
insert into commerce.gateway_accounts (organization_id, id, gateway, secret_name, livemode, external_account)
values (bench.id('0', 1), bench.id('4', 1), 'stripe', 'PGCOMMERCE_GATEWAY_BENCH', true, 'acct_bench')
on conflict do nothing;
insert into commerce_private.directory (kind, key, organization_id)
values ('gateway_account', bench.id('4', 1)::text, bench.id('0', 1))
on conflict do nothing;

-- Holds made before: a constraint over an empty table costs less than one over a used one. Its bare
-- twin is given the same number.
insert into commerce.slot_reservations
    (organization_id, service_id, staff_id, during, occupied, expires_at)
select
    bench.id('0', 1), bench.id('1', 1), bench.id('2', n % 1000), hold.during, hold.during,
    now() + interval '15 minutes'
from generate_series(
    1,
    coalesce(nullif(current_setting('bench.holds', true), ''), '50000')::bigint
        - (select count(*) from commerce.slot_reservations where organization_id = bench.id('0', 1))
) as missing
cross join lateral (select nextval('bench.hold_n') + 0 * missing as n) as walk
cross join lateral (
    select tstzrange(
        current_setting('bench.first_day')::timestamptz + (n / 1000) * interval '30 minutes',
        current_setting('bench.first_day')::timestamptz + (n / 1000 + 1) * interval '30 minutes'
    ) as during
) as hold;

-- What a fight looks like from outside: who wanted what, how it ended, how long it took on the server.
create unlogged table if not exists bench.attempts (
    label text not null,
    prize bigint not null,
    outcome text not null,
    took_us double precision not null,
    client integer not null default pg_backend_pid(),
    at timestamptz not null default clock_timestamp()
);
grant select, insert on bench.attempts to public;

-- A call for the half hour number `prize`, counted over all 1,000 people from `first_day` on.
create or replace function bench.fight(label text, prize bigint, first_day timestamptz)
returns text
language plpgsql
volatile
as $$
declare
    v_began timestamptz := clock_timestamp();
    v_outcome text := 'won';
begin
    begin
        perform commerce.reserve_time_slot(
            service_id => bench.id('1', 1),
            staff_id => bench.id('2', prize % 1000),
            starts_at => first_day + (prize / 1000) * interval '30 minutes'
        );
    exception when others then
        v_outcome := sqlstate;
    end;
    insert into bench.attempts (label, prize, outcome, took_us)
    values (fight.label, fight.prize, v_outcome, extract(epoch from clock_timestamp() - v_began) * 1e6);
    return v_outcome;
end;
$$;

-- What no function that holds a time can do without: this one does nothing else. It asks neither who calls, nor
-- whether anybody works then, and hands back no token.
create or replace function bench.hold_alone(staff_id uuid, starts_at timestamptz)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_id uuid;
begin
    insert into commerce.slot_reservations as held
        (organization_id, id, service_id, staff_id, during, occupied, starts_at, ends_at, expires_at,
         is_staff_requested)
    values (
        'be000000-0000-4000-8000-000000000001', commerce_private.new_id(), 'be000000-0001-4000-8000-000000000001',
        hold_alone.staff_id, tstzrange(hold_alone.starts_at, hold_alone.starts_at + interval '30 minutes'),
        tstzrange(hold_alone.starts_at, hold_alone.starts_at + interval '30 minutes'), hold_alone.starts_at,
        hold_alone.starts_at + interval '30 minutes', now() + interval '15 minutes', true
    )
    returning held.id into v_id;
    return v_id;
end;
$$;

-- The naive design takes what everybody wants first.
create or replace function bench.take_first()
returns void
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select
    from commerce.stock_levels as stock
    where stock.organization_id = 'be000000-0000-4000-8000-000000000001'
        and stock.product_id = 1
        and stock.location_id = stock.organization_id
    for no key update;
end;
