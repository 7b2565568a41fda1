create or replace function commerce_private.party_terms(
    booking commerce.bookings,
    participants jsonb,
    out party_size integer,
    out off_minor bigint
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_item commerce.order_items;
    v_places jsonb;
    v_old_minor bigint;
    v_new_minor bigint;
    v_unknown text;
begin
    party_size := commerce_private.count_party(participants);
    off_minor := 0;
    select item.*
    into v_item
    from commerce.order_items as item
    where item.organization_id = (booking).organization_id and item.id = (booking).order_item_id;
    if v_item.snapshot -> 'tiers' is not null then
        -- The price list as it was sold; how many places a tier takes, the plan still says.
        select plan.tiers
        into v_places
        from commerce.pricing_plans as plan
        where plan.organization_id = (booking).organization_id
            and plan.id = v_item.pricing_plan_id;
        select min(who.key) filter (where sold.tier is null),
            sum(who.value::integer * coalesce(list.places, 1)),
            sum(who.value::integer * sold.price_minor)
        into v_unknown, party_size, v_new_minor
        from jsonb_each_text(participants) as who
        left join jsonb_to_recordset(v_item.snapshot -> 'tiers') as sold (tier text, price_minor bigint)
            on sold.tier = who.key
        left join jsonb_to_recordset(coalesce(v_places, '[]')) as list (tier text, places integer)
            on list.tier = who.key;
        select sum(who.value::integer * sold.price_minor)
        into v_old_minor
        from jsonb_each_text((booking).participants) as who
        join jsonb_to_recordset(v_item.snapshot -> 'tiers') as sold (tier text, price_minor bigint)
            on sold.tier = who.key;
        if v_unknown is not null or v_new_minor > v_old_minor or party_size < 1 then
            raise exception using
                errcode = 'VB101',
                message = 'bad time range, party size or arguments',
                detail = jsonb_strip_nulls(jsonb_build_object(
                    'argument', 'participants',
                    'reason', case
                        when v_unknown is not null then 'unknown_tier'
                        when party_size < 1 then 'nobody'
                        else 'costs_more'
                    end,
                    'tier', v_unknown)),
                hint = 'Take away from what was booked; book others, or at another price, on their own.';
        end if;
        off_minor := (booking).total_minor
            - round((booking).total_minor::numeric * v_new_minor / nullif(v_old_minor, 0))::bigint;
    elsif party_size < (booking).party_size and v_item.quantity > 1 then
        -- Sold by the head; what is sold as a whole costs the same for fewer.
        off_minor := (booking).total_minor
            - round((booking).total_minor::numeric * party_size / (booking).party_size)::bigint;
    end if;
    off_minor := coalesce(off_minor, 0);
end;
$$;

comment on function commerce_private.party_terms(commerce.bookings, jsonb) is
$md$How many places other participants of a booking take, and what it costs less with them, in minor units.

By the tiers it was sold by, else by the head, else (sold as a whole) nothing. Raises `VB101` (argument, reason):
no participants, a tier that was not booked, or a party that would cost more.$md$;

revoke all on function commerce_private.party_terms(commerce.bookings, jsonb) from public;
