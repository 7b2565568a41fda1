create or replace function commerce_private.order_rules(
    organization_id uuid,
    payment_method text
)
returns commerce_private.order_rules
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rules commerce_private.order_rules;
    v_now timestamptz := commerce_private.clock();
    v_settings jsonb;
    v_window text;
begin
    -- One statement for four settings.
    select jsonb_object_agg(definition.key, coalesce(own.value, definition.default_value))
    into v_settings
    from commerce.setting_definitions as definition
    left join commerce.settings as own
        on own.organization_id = order_rules.organization_id and own.key = definition.key
    where definition.key in ('order_number_format', 'inventory_lock_minutes', 'unpaid_order_hours', 'payment_window');
    v_rules.number_format := v_settings ->> 'order_number_format';
    v_window := v_settings -> 'payment_window' ->> case
        when order_rules.payment_method in ('stripe', 'paystack', 'flutterwave') then 'card'
        else order_rules.payment_method
    end;
    v_rules.capacity_until := v_now + coalesce(
        v_window::interval, make_interval(mins => (v_settings ->> 'inventory_lock_minutes')::integer));
    v_rules.expires_at := greatest(
        v_rules.capacity_until, v_now + make_interval(hours => (v_settings ->> 'unpaid_order_hours')::integer));
    return v_rules;
end;
$$;

comment on function commerce_private.order_rules(uuid, text) is
$md$How new orders are numbered, how long they keep stock and times, and when they are cancelled unpaid.

Stock and times last as long as the payment method's window, without a method `inventory_lock_minutes`.$md$;

revoke all on function commerce_private.order_rules(uuid, text) from public;
