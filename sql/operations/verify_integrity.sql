create or replace function commerce.verify_integrity(
    checks text[] = null,
    since timestamptz = null,
    max_seconds integer = null
)
returns setof commerce.integrity_check
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_all constant text[] := array[
        'stock_equals_movements', 'reserved_equals_locks', 'no_double_booking', 'capacity_not_exceeded',
        'bookings_agree_with_reservations', 'order_totals_equal_items', 'payment_status_equals_payments',
        'ledger_balances', 'payments_equal_ledger', 'payments_have_orders', 'schedules_sum_to_total',
        'histories_complete', 'statistics_exact', 'stored_values_equal_entries', 'holds_equal_open_orders',
        'entitlements_equal_uses', 'promotions_equal_uses', 'documents_gapless', 'loose_references', 'no_row_crosses'
    ];
    v_role text := commerce_private.caller_role();
    v_begun timestamptz := clock_timestamp();
    v_organization_id uuid;
    v_organization_ids uuid[];
    v_faults bigint;
    v_sample jsonb;
    v_result commerce.integrity_check;
begin
    if v_role in ('commerce_platform', 'commerce_worker', 'commerce_owner') then
        v_organization_id := commerce_private.current_organization_id();
        v_organization_ids := array(
            select organization.id
            from commerce.organizations as organization
            where v_organization_id is null or organization.id = v_organization_id
        );
        if v_organization_id is not null and v_organization_ids = '{}' then
            perform commerce_private.refuse_organization(v_organization_id);
        end if;
    else
        v_organization_ids := array[(commerce_private.require('admin')).organization_id];
    end if;
    if exists (select from unnest(checks) as wanted (name) where wanted.name is null or not wanted.name = any (v_all)) then
        perform commerce_private.refuse_operation('checks', 'unknown');
    elsif max_seconds not between 1 and 86400 then
        perform commerce_private.refuse_operation('max_seconds', 'out_of_bounds');
    end if;

    foreach v_result.check_name in array v_all loop
        continue when not v_result.check_name = any (coalesce(checks, v_all));
        v_result.is_ok := true;
        v_result.row_count := 0;
        v_result.sample := '[]';
        foreach v_organization_id in array v_organization_ids loop
            if clock_timestamp() > v_begun + make_interval(secs => max_seconds) then
                -- Not seen to the end: nobody knows.
                v_result.is_ok := nullif(v_result.is_ok, true);
                exit;
            end if;
            select count(*), jsonb_agg(fault.what) filter (where fault.place <= 5)
            into v_faults, v_sample
            from commerce_private.run_check(v_result.check_name, v_organization_id, since)
                with ordinality as fault (what, place);
            if v_faults > 0 then
                v_result.is_ok := false;
                v_result.row_count := v_result.row_count + v_faults;
                if jsonb_array_length(v_result.sample) < 5 then
                    v_result.sample := v_result.sample || (
                        select jsonb_agg(fault.what || jsonb_build_object('organization_id', v_organization_id))
                        from jsonb_array_elements(v_sample) as fault (what)
                    );
                end if;
            end if;
        end loop;
        return next v_result;
    end loop;
end;
$$;

comment on function commerce.verify_integrity(text[], timestamptz, integer) is
$md$Ask the rows themselves whether the promises hold: one row a check, `is_ok`, how many faults, up to five or so of them.

* `stock_equals_movements`: stock levels whose movements do not sum to what is on hand.
* `reserved_equals_locks`: stock levels whose active locks do not sum to what is reserved.
* `no_double_booking`: live reservations of one person, or of one resource, that overlap.
* `capacity_not_exceeded`: time slots with more places taken than there are.
* `bookings_agree_with_reservations`: bookings whose reservation is another time, or lives when it should not, or the other way round.
* `order_totals_equal_items`: orders whose amounts are not those of their items, or whose balance is not what is left.
* `payment_status_equals_payments`: orders that say something else of their money than their payments do.
* `ledger_balances`: postings of the ledger whose legs do not sum to zero.
* `payments_equal_ledger`: payments that the ledger knows with another amount or fee, refunds and disputes that do not sum up.
* `payments_have_orders`: payments that succeeded, and neither belong to an order nor stand in suspense.
* `schedules_sum_to_total`: orders whose instalments do not sum to their total, or say something else of what is paid.
* `histories_complete`: orders and bookings whose history does not end in their status, or has a gap;
  orders whose log is not the chain it was.
* `statistics_exact`: customers whose statistics are not what their orders and bookings sum up to.
* `stored_values_equal_entries`: gift cards and credit whose balance is not what their entries, or the books, sum up to.
* `holds_equal_open_orders`: gift cards and credit held for more, or less, than orders that wait to be paid.
* `entitlements_equal_uses`: packages that count other visits than were used.
* `promotions_equal_uses`: promotions that count other uses than live orders made of them, or more than they allow.
* `loose_references`: rows that name an order, payment or booking without a foreign key, which the organization does not have.
* `no_row_crosses`: rows whose foreign key leads out of their organization.

`checks` names some of them; `since` looks only at what changed since then; after `max_seconds` what is
left has `is_ok` null. For admins and trusted backends in their organization; the platform, workers
and the owner without a context ask for all organizations.

Raises `VS101` unknown check or bad input, `VT302` this caller may not.$md$;

revoke all on function commerce.verify_integrity(text[], timestamptz, integer) from public;
grant execute on function commerce.verify_integrity(text[], timestamptz, integer)
to commerce_user, commerce_service, commerce_platform, commerce_worker;
