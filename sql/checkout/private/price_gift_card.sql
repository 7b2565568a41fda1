create or replace function commerce_private.price_gift_card(
    organization_id uuid,
    line integer,
    item jsonb
)
returns commerce_private.priced_line
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
begin
    v_line.line := line;
    v_line.item := item;
    v_line.kind := 'gift_card';
    v_line.title := 'Gift card';
    v_line.quantity := 1;
    v_line.unit_price_minor := (item ->> 'gift_card_minor')::bigint;
    v_line.discount_minor := 0;
    v_line.tax_minor := 0;
    v_line.total_minor := v_line.unit_price_minor;
    v_line.due_now_minor := v_line.unit_price_minor;
    select organization.currency
    into v_line.currency
    from commerce.organizations as organization
    where organization.id = price_gift_card.organization_id;
    v_line.is_stocked := false;
    v_line.is_short := false;
    v_line.allow_backorder := false;
    v_line.snapshot := jsonb_strip_nulls(jsonb_build_object(
        'recipient_email', item -> 'recipient_email', 'message', item -> 'message'));
    return v_line;
end;
$$;

comment on function commerce_private.price_gift_card(uuid, integer, jsonb) is
$md$The line of a gift card that is bought: it costs what it is worth, in the organization's currency, untaxed.$md$;

revoke all on function commerce_private.price_gift_card(uuid, integer, jsonb) from public;
