create or replace function commerce_private.offer_time(
    entry commerce.waitlist_entries,
    starts_at timestamptz,
    staff_id uuid,
    time_slot_id uuid
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reservation_id uuid;
    v_now timestamptz := commerce_private.clock();
    v_has_limits boolean;
begin
    select service.customer_limits is not null
    into v_has_limits
    from commerce.services as service
    where service.organization_id = entry.organization_id and service.id = entry.service_id;
    begin
        -- Times are held here already, so nobody is waited for: whoever is just taking something themselves is
        -- passed over.
        if v_has_limits and not pg_try_advisory_xact_lock(
            commerce_private.holder_key(entry.organization_id, entry.customer_id)) then
            return false;
        end if;
        v_reservation_id := (commerce_private.hold_time(
            caller => row(entry.organization_id, entry.user_id, 'commerce_service', null)::commerce_private.caller,
            service_id => entry.service_id,
            starts_at => offer_time.starts_at,
            staff_id => offer_time.staff_id,
            time_slot_id => offer_time.time_slot_id,
            party_size => entry.party_size,
            expires_at => least(
                offer_time.starts_at,
                v_now + commerce_private.setting(entry.organization_id, 'waitlist_offer_minutes')::integer
                    * interval '1 minute'),
            customer_id => entry.customer_id,
            is_staff_requested => false
        )).id;
        -- The time comes first, so that nobody holds a wish while waiting for a time; a wish that somebody
        -- else is just fulfilling gives its time back.
        perform
        from commerce.waitlist_entries as waiting
        where waiting.organization_id = entry.organization_id
            and waiting.id = entry.id
            and waiting.status = 'waiting'
        for no key update skip locked;
        if not found then
            perform commerce_private.refuse_time('taken', entry.service_id, offer_time.starts_at);
        end if;
    exception
        when sqlstate 'VB401' or sqlstate 'VB402' or sqlstate 'VB405' or sqlstate 'VB101' or sqlstate 'VB202' then
            return false;
    end;
    update commerce.waitlist_entries as waiting
    set status = 'offered', reservation_id = v_reservation_id, offered_at = v_now
    where waiting.organization_id = entry.organization_id and waiting.id = entry.id;
    perform commerce_private.tell_of_offer(entry.organization_id, entry.id);
    return true;
end;
$$;

comment on function commerce_private.offer_time(commerce.waitlist_entries, timestamptz, uuid, uuid) is
$md$Hold a time for somebody who waits, for `waitlist_offer_minutes`, and tell them; false when it cannot be had,
or when they no longer wait, have as many as the service lets a customer have, or are just taking another one.

Locks the customer if the service limits them and if nobody else has, the time slot and the time, then the entry.$md$;

revoke all on function commerce_private.offer_time(commerce.waitlist_entries, timestamptz, uuid, uuid) from public;
