create or replace function commerce_private.run_check(
    check_name text,
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    case check_name
        when 'stock_equals_movements' then
            return query select * from commerce_private.verify_stock_equals_movements(organization_id, since);
        when 'reserved_equals_locks' then
            return query select * from commerce_private.verify_reserved_equals_locks(organization_id, since);
        when 'no_double_booking' then
            return query select * from commerce_private.verify_no_double_booking(organization_id, since);
        when 'capacity_not_exceeded' then
            return query select * from commerce_private.verify_capacity_not_exceeded(organization_id, since);
        when 'bookings_agree_with_reservations' then
            return query select * from commerce_private.verify_bookings_agree_with_reservations(organization_id, since);
        when 'order_totals_equal_items' then
            return query select * from commerce_private.verify_order_totals_equal_items(organization_id, since);
        when 'payment_status_equals_payments' then
            return query select * from commerce_private.verify_payment_status_equals_payments(organization_id, since);
        when 'ledger_balances' then
            return query select * from commerce_private.verify_ledger_balances(organization_id, since);
        when 'payments_equal_ledger' then
            return query select * from commerce_private.verify_payments_equal_ledger(organization_id, since);
        when 'payments_have_orders' then
            return query select * from commerce_private.verify_payments_have_orders(organization_id, since);
        when 'schedules_sum_to_total' then
            return query select * from commerce_private.verify_schedules_sum_to_total(organization_id, since);
        when 'histories_complete' then
            return query select * from commerce_private.verify_histories_complete(organization_id, since);
        when 'statistics_exact' then
            return query select * from commerce_private.verify_statistics_exact(organization_id, since);
        when 'stored_values_equal_entries' then
            return query select * from commerce_private.verify_stored_values_equal_entries(organization_id, since);
        when 'holds_equal_open_orders' then
            return query select * from commerce_private.verify_holds_equal_open_orders(organization_id, since);
        when 'entitlements_equal_uses' then
            return query select * from commerce_private.verify_entitlements_equal_uses(organization_id, since);
        when 'promotions_equal_uses' then
            return query select * from commerce_private.verify_promotions_equal_uses(organization_id, since);
        when 'documents_gapless' then
            return query select * from commerce_private.verify_documents_gapless(organization_id, since);
        when 'loose_references' then
            return query select * from commerce_private.verify_loose_references(organization_id, since);
        when 'no_row_crosses' then
            return query select * from commerce_private.verify_no_row_crosses(organization_id, since);
    end case;
end;
$$;

comment on function commerce_private.run_check(text, uuid, timestamptz) is
$md$Run one integrity check over one organization; each row is a fault.$md$;

revoke all on function commerce_private.run_check(text, uuid, timestamptz) from public;
