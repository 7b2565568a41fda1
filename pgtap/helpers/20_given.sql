-- Things that a test takes for granted.

create function commerce_test.given_organization(slug text, timezone text = 'UTC', currency text = 'USD')
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    select o.id into v_id from commerce.organizations as o where o.slug = given_organization.slug;
    if v_id is not null then
        return v_id;
    end if;
    insert into commerce.organizations (name, slug, timezone, currency)
    values (initcap(slug), slug, timezone, currency)
    returning id into v_id;
    insert into commerce_private.directory (kind, key, organization_id) values ('slug', slug, v_id);
    insert into commerce_private.organization_secrets (organization_id, token_secret)
    values (v_id, sha256(convert_to('secret of ' || slug, 'UTF8')));
    insert into commerce.stock_locations (organization_id, id, name) values (v_id, v_id, 'Main');
    return v_id;
end;
$$;

create function commerce_test.given_member(name text, role text = 'staff', organization text = 'acme')
returns uuid
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.members as m (organization_id, user_id, role, email)
values (
    commerce_test.organization_id(given_member.organization),
    commerce_test.user_id(given_member.name, given_member.organization),
    given_member.role,
    given_member.name || '@' || given_member.organization || '.example'
)
on conflict (organization_id, user_id) do update set role = excluded.role
returning m.user_id;
$$;

-- A customer; `is_user` says whether they can sign in (act_as('acme', name) is them then).
create function commerce_test.given_customer(
    name text = 'carla',
    organization text = null,
    is_user boolean = true
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_customer.organization);
    v_slug text := commerce_test.slug_of(v_organization_id);
    v_id uuid;
begin
    select c.id into v_id
    from commerce.customers as c
    where c.organization_id = v_organization_id and c.email = name || '@' || v_slug || '.test';
    if v_id is null then
        insert into commerce.customers (organization_id, user_id, first_name, last_name, email)
        values (
            v_organization_id,
            case when is_user then commerce_test.user_id(name, v_slug) end,
            initcap(name), 'Example', name || '@' || v_slug || '.test'
        )
        returning id into v_id;
        if is_user then
            insert into commerce_private.organization_users (organization_id, user_id)
            values (v_organization_id, commerce_test.user_id(name, v_slug))
            on conflict do nothing;
        end if;
    end if;
    return v_id;
end;
$$;

-- So many more pieces on the shelf, with the movement that proves them.
create function commerce_test.given_stock(
    product_id bigint,
    quantity bigint,
    organization text = null,
    location_id uuid = null
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_stock.organization);
    v_location_id uuid := coalesce(given_stock.location_id, v_organization_id);
begin
    insert into commerce.stock_levels as l (organization_id, product_id, location_id, on_hand)
    values (v_organization_id, given_stock.product_id, v_location_id, quantity)
    on conflict on constraint stock_levels_pkey do update set on_hand = l.on_hand + excluded.on_hand;
    if quantity <> 0 then
        insert into commerce.stock_movements
            (organization_id, product_id, location_id, kind, quantity, reason, at)
        values (v_organization_id, given_stock.product_id, v_location_id, 'receipt', quantity, 'given',
            commerce_private.clock());
    end if;
end;
$$;

create function commerce_test.given_product(
    sku text,
    price_minor bigint = 1000,
    stock bigint = null,
    organization text = null,
    track_inventory boolean = true,
    status text = 'active'
)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_product.organization);
    v_id bigint;
begin
    -- From the same counter that the engine takes its product numbers from.
    insert into commerce_private.counters as c (organization_id, name, value)
    values (v_organization_id, 'product', 1)
    on conflict on constraint counters_pkey do update set value = c.value + 1
    returning c.value into v_id;
    insert into commerce.products
        (organization_id, id, sku, name, price_minor, currency, track_inventory, status)
    select v_organization_id, v_id, given_product.sku, initcap(given_product.sku), given_product.price_minor,
        o.currency, given_product.track_inventory, given_product.status
    from commerce.organizations as o
    where o.id = v_organization_id;
    if given_product.stock is not null then
        perform commerce_test.given_stock(v_id, given_product.stock, given_product.organization);
    end if;
    return v_id;
end;
$$;

create function commerce_test.given_venue(name text = 'Main', timezone text = 'UTC', organization text = null)
returns uuid
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.venues (organization_id, name, timezone)
values (commerce_test.organization_id(given_venue.organization), given_venue.name, given_venue.timezone)
returning id;
$$;

create function commerce_test.given_service(
    name text,
    duration_minutes integer = 60,
    capacity_mode text = 'exclusive',
    capacity integer = 1,
    price_minor bigint = 5000,
    buffer_before_minutes integer = 0,
    buffer_after_minutes integer = 0,
    step_minutes integer = null,
    venue_id uuid = null,
    organization text = null,
    status text = 'active'
)
returns uuid
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.services (
    organization_id, name, duration_minutes, price_minor, currency, capacity_mode, capacity,
    buffer_before_minutes, buffer_after_minutes, step_minutes, venue_id, status
)
select o.id, given_service.name, given_service.duration_minutes, given_service.price_minor, o.currency,
    given_service.capacity_mode, given_service.capacity, given_service.buffer_before_minutes,
    given_service.buffer_after_minutes,
    coalesce(given_service.step_minutes, given_service.duration_minutes), given_service.venue_id,
    given_service.status
from commerce.organizations as o
where o.id = commerce_test.organization_id(given_service.organization)
returning id;
$$;

-- Somebody who works around the clock, and performs these services.
create function commerce_test.given_staff(
    display_name text,
    service_ids uuid[] = '{}',
    is_always_open boolean = true,
    timezone text = 'UTC',
    user_id uuid = null,
    organization text = null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := commerce_test.organization_id(given_staff.organization);
    v_id uuid;
begin
    insert into commerce.staff (organization_id, display_name, timezone, user_id)
    values (v_organization_id, given_staff.display_name, given_staff.timezone, given_staff.user_id)
    returning id into v_id;
    insert into commerce_private.staff_details (organization_id, staff_id, hourly_rate_minor)
    values (v_organization_id, v_id, 2500);
    insert into commerce.service_staff (organization_id, service_id, staff_id)
    select v_organization_id, s.id, v_id
    from unnest(given_staff.service_ids) as s (id);
    if is_always_open then
        -- `to` at or before `from` ends the next day.
        insert into commerce.schedules (organization_id, staff_id, weekday, from_time, to_time)
        select v_organization_id, v_id, d.weekday, '00:00', '00:00'
        from generate_series(1, 7) as d (weekday);
    end if;
    return v_id;
end;
$$;

create function commerce_test.given_time_slot(
    service_id uuid,
    starts_at timestamptz,
    max_capacity integer = 1,
    duration interval = '1 hour',
    staff_id uuid = null,
    organization text = null
)
returns uuid
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.time_slots (organization_id, service_id, staff_id, during, max_capacity)
values (
    commerce_test.organization_id(given_time_slot.organization), given_time_slot.service_id,
    given_time_slot.staff_id,
    tstzrange(given_time_slot.starts_at, given_time_slot.starts_at + given_time_slot.duration),
    given_time_slot.max_capacity
)
returning id;
$$;

-- What the template's organizations have: acme and twin are seeded alike.
create function commerce_test.seed(organization text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_venue uuid;
    v_haircut uuid;
    v_yoga uuid;
begin
    perform commerce_test.given_organization(organization);
    perform commerce_test.given_member('ada', 'owner', organization);
    perform commerce_test.given_member('adam', 'admin', organization);
    perform commerce_test.given_member('mona', 'manager', organization);
    perform commerce_test.given_member('stan', 'staff', organization);
    perform commerce_test.given_customer('carla', organization);
    perform commerce_test.given_customer('walter', organization, is_user => false);
    perform commerce_test.given_product('seed-shampoo', 1500, 10, organization);
    perform commerce_test.given_product('seed-voucher', 2500, null, organization, track_inventory => false);
    v_venue := commerce_test.given_venue('Seed studio', 'UTC', organization);
    v_haircut := commerce_test.given_service('Seed haircut', 45, venue_id => v_venue, organization => organization);
    update commerce.services as s
    set max_advance_days = 3650
    where s.id = v_haircut;
    v_yoga := commerce_test.given_service('Seed yoga', 60, 'pooled', 8, venue_id => v_venue,
        organization => organization);
    perform commerce_test.given_staff('Seed Sam', array[v_haircut, v_yoga],
        user_id => commerce_test.user_id('stan', organization), organization => organization);
    perform commerce_test.given_time_slot(v_yoga, '2040-01-02 09:00+00', 8, organization => organization);
end;
$$;
