create or replace function commerce.join_waitlist(
    service_id uuid,
    during tstzrange,
    party_size integer = 1,
    customer_id uuid = null
)
returns commerce.waitlist_entries
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_service commerce.services;
    v_customer commerce.customers;
    v_entry commerce.waitlist_entries;
begin
    if party_size is null or party_size not between 1 and 100000 then
        perform commerce_private.refuse_range('party_size', 'Send at least one person.');
    elsif during is null or isempty(during) or lower_inf(during) or upper_inf(during)
        or not isfinite(lower(during)) or not isfinite(upper(during))
        or upper(during) > lower(during) + interval '8784 hours'
        or upper(during) not between commerce_private.clock() and '2200-01-01' then
        perform commerce_private.refuse_range('during', 'Send a range of at most 366 days that is not over yet.');
    end if;
    select service.id, service.capacity_mode, service.capacity, service.duration_minutes
    into v_service.id, v_service.capacity_mode, v_service.capacity, v_service.duration_minutes
    from commerce.services as service
    where service.organization_id = v_caller.organization_id
        and service.id = join_waitlist.service_id
        and service.status = 'active';
    if v_service.id is null then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif v_service.capacity_mode = 'exclusive' and party_size > v_service.capacity then
        perform commerce_private.refuse_range('party_size', 'Send a party that the service has room for.');
    elsif upper(during) - lower(during) < v_service.duration_minutes * interval '1 minute' then
        perform commerce_private.refuse_range('during', 'Send a range that is at least as long as the service.');
    end if;
    v_customer := commerce_private.find_or_make_customer(v_caller, customer_id, null, 'booking_widget');
    if v_customer.id is null then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', customer_id),
            hint = 'Send the id of the customer who waits.';
    end if;

    insert into commerce.waitlist_entries as entry
        (organization_id, service_id, customer_id, user_id, during, party_size)
    values (v_caller.organization_id, v_service.id, v_customer.id, v_customer.user_id, join_waitlist.during,
            join_waitlist.party_size)
    on conflict do nothing;
    if found then
        perform commerce_private.audit(v_caller, 'join_waitlist', v_customer.id::text);
    end if;
    select entry.*
    into v_entry
    from commerce.waitlist_entries as entry
    where entry.organization_id = v_caller.organization_id
        and entry.service_id = v_service.id
        and entry.customer_id = v_customer.id
        and entry.during = join_waitlist.during
        and entry.party_size = join_waitlist.party_size
        and entry.status in ('waiting', 'offered');
    return v_entry;
end;
$$;

comment on function commerce.join_waitlist(uuid, tstzrange, integer, uuid) is
$md$Wait for a time of a service to become free within a range, for a party.

First come, first served. What becomes free is held for whoever is next, for `waitlist_offer_minutes`; they are told,
and order it (`get_waitlist_offer` shows them the hold and its token) before it goes to the next. Customers wait for
themselves, members and trusted backends name the customer. The same wish twice is one.

Raises `VB202` unknown service, `VB101` bad range or party, `VU201` unknown customer, `VU301` blocked, `VT302` visitors.$md$;

revoke all on function commerce.join_waitlist(uuid, tstzrange, integer, uuid) from public;
grant execute on function commerce.join_waitlist(uuid, tstzrange, integer, uuid) to commerce_user, commerce_service;
