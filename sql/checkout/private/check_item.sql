create or replace function commerce_private.check_item(
    line integer,
    item jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_uuid constant text := '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
    v_kinds integer;
    v_key text;
begin
    if jsonb_typeof(item) is distinct from 'object' then
        perform commerce_private.refuse_item(line, 'not_an_object', 'items');
    end if;
    select count(*)
    into v_kinds
    from unnest('{product_id,reservation_id,service_id,pricing_plan_id,gift_card_minor}'::text[]) as kind (key)
    where item ? kind.key;
    if v_kinds <> 1 then
        perform commerce_private.refuse_item(line, 'not_one_kind', 'items');
    end if;
    if item ->> 'product_id' ~ '^[1-9][0-9]{0,17}$' and item - '{product_id,quantity}'::text[] = '{}'
        and coalesce(item ->> 'quantity', '1') ~ '^([1-9][0-9]{0,5}|1000000)$' then
        raise exception using
            errcode = 'VC201',
            message = 'product not found or not for sale',
            detail = jsonb_build_object('line', line, 'product_id', (item ->> 'product_id')::bigint),
            hint = 'Send the number of an active product of this organization.';
    elsif item ? 'product_id' then
        perform commerce_private.refuse_item(
            line,
            case when item - '{product_id,quantity}'::text[] = '{}' then 'bad_value' else 'unknown_key' end,
            case
                when (item ->> 'product_id' ~ '^[1-9][0-9]{0,17}$') is not true then 'product_id'
                when item - '{product_id,quantity}'::text[] = '{}' then 'quantity'
                else (select min(part.key) from jsonb_object_keys(item - '{product_id,quantity}'::text[]) as part (key))
            end
        );
    elsif item ? 'pricing_plan_id' then
        select part.key
        into v_key
        from jsonb_each(item) as part
        where case part.key
            when 'pricing_plan_id' then (part.value #>> '{}' ~ v_uuid) is not true
            when 'quantity' then (part.value::text ~ '^[1-9][0-9]{0,2}$') is not true
            else true
        end
        order by part.key
        limit 1;
        if v_key is not null then
            perform commerce_private.refuse_item(line, 'bad_value_or_key', v_key);
        end if;
        return;
    elsif item ? 'gift_card_minor' then
        select part.key
        into v_key
        from jsonb_each(item) as part
        where case part.key
            when 'gift_card_minor' then (part.value::text ~ '^[1-9][0-9]{0,10}$') is not true
            when 'recipient_email' then jsonb_typeof(part.value) <> 'null'
                and (jsonb_typeof(part.value) <> 'string' or not commerce_private.is_email(part.value #>> '{}'))
            when 'message' then jsonb_typeof(part.value) not in ('string', 'null')
                or length(part.value #>> '{}') > 1000
            else true
        end
        order by part.key
        limit 1;
        if v_key is not null then
            perform commerce_private.refuse_item(line, 'bad_value_or_key', v_key);
        end if;
        perform commerce_private.refuse_card_number(item ->> 'message');
        return;
    end if;
    select part.key
    into v_key
    from jsonb_each(item) as part
    where case part.key
        when 'reservation_id' then (part.value #>> '{}' ~ v_uuid) is not true
        when 'hold_token' then jsonb_typeof(part.value) <> 'null' and (part.value #>> '{}' ~ v_uuid) is not true
        when 'service_id' then (part.value #>> '{}' ~ v_uuid) is not true
        when 'entitlement_id' then (part.value #>> '{}' ~ v_uuid) is not true
        when 'staff_id' then jsonb_typeof(part.value) <> 'null' and (part.value #>> '{}' ~ v_uuid) is not true
        when 'time_slot_id' then jsonb_typeof(part.value) <> 'null' and (part.value #>> '{}' ~ v_uuid) is not true
        when 'starts_at' then jsonb_typeof(part.value) <> 'null' and commerce_private.read_time(part.value #>> '{}') is null
        when 'follows_booking_id' then jsonb_typeof(part.value) <> 'null' and (part.value #>> '{}' ~ v_uuid) is not true
        when 'override_hours' then jsonb_typeof(part.value) <> 'boolean'
        when 'is_approved' then jsonb_typeof(part.value) <> 'boolean'
        when 'party_size' then (part.value #>> '{}' ~ '^[1-9][0-9]{0,4}$') is not true
        when 'customer_note' then jsonb_typeof(part.value) not in ('string', 'null') or length(part.value #>> '{}') > 10000
        when 'answers' then jsonb_typeof(part.value) <> 'object'
        when 'participants' then case
            when jsonb_typeof(part.value) <> 'object' or part.value = '{}' then true
            -- As text: 1.0 is a number, and no integer.
            else exists (
                select
                from jsonb_each(part.value) as who
                where (who.value::text ~ '^[0-9]{1,5}$') is not true
            )
        end
        else true
    end
    order by part.key
    limit 1;
    if v_key is not null then
        perform commerce_private.refuse_item(line, 'bad_value_or_key', v_key);
    end if;
end;
$$;

comment on function commerce_private.check_item(integer, jsonb) is
$md$Check one item that could not be priced as a product: exactly one kind, known keys, right values.

Raises `VO101` (line, argument, reason); `VC201` and `VC301` for kinds whose subject cannot be found.$md$;

revoke all on function commerce_private.check_item(integer, jsonb) from public;
