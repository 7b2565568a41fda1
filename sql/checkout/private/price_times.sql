create or replace function commerce_private.price_times(
    organization_id uuid,
    items jsonb,
    done integer[]
)
returns commerce_private.priced_line[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce_private.priced_line[] := array[]::commerce_private.priced_line[];
    v_line commerce_private.priced_line;
    v_reservation commerce.slot_reservations;
    v_found record;
    v_service commerce.services;
    v_plan commerce.pricing_plans;
    v_tiers record;
    v_party integer;
begin
    for v_line.line, v_line.item in
        select item.line::integer, item.value
        from jsonb_array_elements(items) with ordinality as item (value, line)
        where item.line <> all(done)
        order by item.line
    loop
        perform commerce_private.check_item(v_line.line, v_line.item);
        if v_line.item ? 'gift_card_minor' then
            v_lines := v_lines || commerce_private.price_gift_card(organization_id, v_line.line, v_line.item);
            continue;
        elsif v_line.item ? 'pricing_plan_id' then
            v_lines := v_lines || commerce_private.price_plan(organization_id, v_line.line, v_line.item);
            continue;
        end if;
        v_line.reservation_id := (v_line.item ->> 'reservation_id')::uuid;
        v_line.hold_token := (v_line.item ->> 'hold_token')::uuid;
        v_line.starts_at := (v_line.item ->> 'starts_at')::timestamptz;
        if v_line.reservation_id is not null then
            -- Without a lock: take_reservations locks it, and looks again.
            select reservation.*
            into v_reservation
            from commerce.slot_reservations as reservation
            where reservation.organization_id = price_times.organization_id
                and reservation.id = v_line.reservation_id;
            if not found then
                raise exception using
                    errcode = 'VB201',
                    message = 'reservation not found',
                    detail = jsonb_build_object('reservation_id', v_line.reservation_id),
                    hint = 'Hold the time again with commerce.reserve_time_slot.';
            end if;
            v_line.service_id := v_reservation.service_id;
            v_line.starts_at := v_reservation.starts_at;
            v_party := v_reservation.party_size;
        else
            v_line.service_id := (v_line.item ->> 'service_id')::uuid;
            v_party := coalesce((v_line.item ->> 'party_size')::integer, 1);
        end if;
        select service as service, plan as plan
        into v_found
        from commerce.services as service
        left join commerce.pricing_plans as plan
            on plan.organization_id = service.organization_id
            and plan.service_id = service.id
            and plan.kind = 'one_off'
            and plan.status = 'active'
        where service.organization_id = price_times.organization_id
            and service.id = v_line.service_id
            and (service.status = 'active' or v_line.reservation_id is not null);
        if not found then
            raise exception using
                errcode = 'VB202',
                message = 'service not found',
                detail = jsonb_build_object('service_id', v_line.service_id),
                hint = 'Send the id of an active service of this organization.';
        end if;
        v_service := v_found.service;
        v_plan := v_found.plan;
        v_line.kind := 'service';
        v_line.title := v_service.name;
        v_line.pricing_plan_id := v_plan.id;
        v_line.quantity := case when v_service.capacity_mode = 'pooled' then v_party else 1 end;
        v_line.due_now_minor := v_service.deposit_minor * v_line.quantity;
        v_line.unit_price_minor := coalesce(v_plan.price_minor, v_service.price_minor);
        v_tiers := commerce_private.price_participants(
            v_line.line, v_line.item -> 'participants', v_party, v_plan.tiers);
        if v_tiers.total_minor is not null then
            v_line.unit_price_minor := v_tiers.total_minor;
            v_line.quantity := 1;
        end if;
        v_line.total_minor := v_line.unit_price_minor * v_line.quantity;
        v_line.due_now_minor := least(v_line.due_now_minor, v_line.total_minor);
        v_line.discount_minor := 0;
        v_line.tax_minor := 0;
        v_line.currency := coalesce(v_plan.currency, v_service.currency);
        v_line.tax_category := v_service.tax_category;
        v_line.is_stocked := false;
        v_line.is_short := false;
        v_line.allow_backorder := false;
        v_line.snapshot := jsonb_strip_nulls(jsonb_build_object(
            'duration_minutes', v_service.duration_minutes, 'starts_at', v_line.starts_at, 'party_size', v_party,
            'delivery_mode', v_service.delivery_mode, 'deposit_minor', v_service.deposit_minor,
            'tax_category', v_service.tax_category, 'participants', v_line.item -> 'participants',
            'tiers', v_tiers.tiers));
        v_lines := v_lines || case
            when v_line.item ? 'entitlement_id' then commerce_private.price_visit(
                v_line, case when v_service.capacity_mode = 'pooled' then v_party else 1 end)
            else v_line
        end;
    end loop;
    return v_lines;
end;
$$;

comment on function commerce_private.price_times(uuid, jsonb, integer[]) is
$md$Price the items that are times: held ones, and services to be held inside the order. `done` are the lines read already.

A pooled service costs its price for each participant, an exclusive one its price. A service with a price
list (its active `one_off` plan) costs what the tiers of its participants cost together, in one line.

Raises `VO101`, `VC201`, `VC301`, `VB101`, `VB201`, `VB202`.$md$;

revoke all on function commerce_private.price_times(uuid, jsonb, integer[]) from public;
