create or replace function commerce_private.admit_holder(
    caller commerce_private.caller,
    customer_id uuid,
    wanted_holds integer = 1
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_customer_id uuid := customer_id;
    v_is_trusted boolean := caller.member_role is not null or caller.role in ('commerce_service', 'commerce_owner');
    v_user_id uuid;
    v_status text;
    v_open integer;
    v_allowed integer;
begin
    -- Who is signed in holds for themselves, unless they work here.
    select holder.id, holder.status
    into v_customer_id, v_status
    from commerce.customers as holder
    where holder.organization_id = caller.organization_id
        and (holder.id = admit_holder.customer_id
             or (admit_holder.customer_id is null and holder.user_id = caller.user_id
                 and caller.member_role is null))
        and (v_is_trusted or holder.user_id = caller.user_id);
    if admit_holder.customer_id is not null and v_customer_id is null then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', admit_holder.customer_id),
            hint = 'Send the id of one of this organization''s customers whom you may act for.';
    elsif v_status = 'blocked' then
        raise exception using
            errcode = 'VU301',
            message = 'the customer is blocked',
            detail = jsonb_build_object('customer_id', v_customer_id),
            hint = 'A manager can call commerce.unblock_customer.';
    end if;
    if v_customer_id is null and (caller.user_id is null or caller.member_role is not null) then
        return null;
    end if;

    -- One after the other, or two calls at once would both be the last one allowed.
    perform pg_advisory_xact_lock(
        commerce_private.holder_key(caller.organization_id, coalesce(v_customer_id, caller.user_id)));
    -- One of the two: each has its index.
    v_user_id := case when v_customer_id is null then caller.user_id end;
    select count(*)
    into v_open
    from commerce.slot_reservations as held
    where held.organization_id = caller.organization_id
        and held.status = 'reserved'
        and held.expires_at > commerce_private.clock()
        and (held.customer_id = v_customer_id or held.user_id = v_user_id)
        and not exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = caller.organization_id and booking.reservation_id = held.id
        );
    v_allowed := commerce_private.setting(caller.organization_id, 'max_open_holds')::integer;
    if v_open + wanted_holds > v_allowed then
        raise exception using
            errcode = 'VB501',
            message = 'too many open holds',
            detail = jsonb_build_object('open_holds', v_open, 'wanted', wanted_holds, 'max_open_holds', v_allowed),
            hint = 'Release a hold with commerce.release_reservation, or order what is held.';
    end if;
    return v_customer_id;
end;
$$;

comment on function commerce_private.admit_holder(commerce_private.caller, uuid, integer) is
$md$Whom a hold is for, provided they may have another one: the customer of the caller, or the one named.

Open holds (live, and in no order yet) are counted per customer, else per user; members' own user
does not count. Raises `VU201`, `VU301`, `VB501`.$md$;

revoke all on function commerce_private.admit_holder(commerce_private.caller, uuid, integer) from public;
