create or replace function commerce_private.booking_scope(
    caller commerce_private.caller,
    out sees_all boolean,
    out staff_id uuid,
    out customer_id uuid,
    out order_id uuid
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    sees_all := caller.role in ('commerce_service', 'commerce_owner')
        or coalesce(
            caller.role = 'commerce_user'
            and commerce_private.member_rank(caller.member_role) >= commerce_private.member_rank('manager'), false);
    if sees_all then
        return;
    end if;
    order_id := commerce_private.current_guest_id();
    if caller.role = 'commerce_user' then
        staff_id := commerce_private.current_staff_id();
        customer_id := commerce_private.current_customer_id();
    end if;
end;
$$;

comment on function commerce_private.booking_scope(commerce_private.caller) is
$md$Whose bookings a caller sees: all (managers, trusted backends), those they perform, their own as a customer, those of the order whose token they show.

Readers that work as the owner ask it instead of row security, which would keep their indexes from being used.$md$;

revoke all on function commerce_private.booking_scope(commerce_private.caller) from public;
