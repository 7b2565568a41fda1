create or replace function commerce_private.take_for_good(
    organization_id uuid,
    order_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_needs record;
    v_bookings integer;
    v_round integer := 0;
begin
    loop
        v_round := v_round + 1;
        begin
            select
                needs.has_bookings, needs.has_lapsed_bookings, needs.has_locks, needs.has_lapsed_locks
            into v_needs
            from commerce_private.order_needs(
                take_for_good.organization_id, take_for_good.order_id, commerce_private.clock()) as needs;
            v_bookings := 0;
            if v_needs.has_bookings then
                if v_needs.has_lapsed_bookings then
                    perform commerce_private.retake_reservations(
                        organization_id, order_id, commerce_private.clock() + interval '5 minutes');
                end if;
                v_bookings := commerce_private.confirm_bookings(organization_id, order_id);
            end if;
            perform commerce_private.count_order(organization_id, order_id);
            if v_needs.has_locks then
                if v_needs.has_lapsed_locks then
                    perform commerce_private.retake_locks(
                        organization_id, order_id, commerce_private.clock() + interval '5 minutes');
                end if;
                perform commerce_private.convert_locks(organization_id, order_id, null);
            end if;
            -- A neighbour may have let something lapse between the look and the taking.
            if exists (
                select
                from commerce.inventory_locks as lock
                where lock.organization_id = take_for_good.organization_id
                    and lock.order_id = take_for_good.order_id
                    and lock.state in ('active', 'expired')
            ) then
                raise exception using errcode = 'VI401';
            end if;
            return v_bookings;
        exception
            when sqlstate 'VI401' or sqlstate 'VB401' or sqlstate 'VB402' or sqlstate 'VB403' then
                -- Rolled back to before the first lock of the round. What is gone is gone for good
                -- only when it had lapsed in our own eyes.
                exit when v_round >= 3 or v_needs.has_lapsed_bookings or v_needs.has_lapsed_locks;
        end;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.take_for_good(uuid, uuid) is
$md$Confirm an order's bookings and turn its locks into sales, all or nothing; what lapsed is taken again.

Returns the number of bookings, or null when others have the times or the stock by now: then nothing
has changed. The caller holds the order. Locks: bookings, reservations, customer, inventory locks, stock.$md$;

revoke all on function commerce_private.take_for_good(uuid, uuid) from public;
