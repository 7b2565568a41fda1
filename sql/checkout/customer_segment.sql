create or replace function commerce.customer_segment(
    customer_id uuid,
    at timestamptz = null
)
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_customer commerce.customers;
begin
    if at is not null and not isfinite(at) then
        perform commerce_private.refuse_customer_input('at', 'out_of_bounds');
    end if;
    select customer.*
    into v_customer
    from commerce.customers as customer
    where customer.organization_id = v_caller.organization_id
        and customer.id = customer_segment.customer_id
        and (
            v_caller.role in ('commerce_service', 'commerce_owner')
            or commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank('manager')
            or customer.user_id = v_caller.user_id
        );
    if v_customer.id is null then
        raise exception using
            errcode = 'VU201',
            message = 'customer not found',
            detail = jsonb_build_object('customer_id', customer_id),
            hint = 'Send the id of a customer of this organization.';
    end if;
    return commerce_private.segment_of(v_customer, coalesce(at, commerce_private.clock()));
end;
$$;

comment on function commerce.customer_segment(uuid, timestamptz) is
$md$Which segment a customer is in now, or would be in at another instant by what is known of them today.

Always exactly one, the first that fits: `blocked`; `vip` (spent more than setting `vip_spend_minor`, or at least
`vip_bookings` bookings, or a booking in each of the last three whole calendar months); `new` (fewer than two
bookings); `churned` (more than 90 days without activity), `at_risk` (60 to 90), `active`. The column `segment` holds
what `refresh_customer_segments` last found. Days are the organization's. For the customer, managers and trusted
backends.

Raises `VU201` unknown customer, or somebody else's, `VU101` an instant that is none.$md$;

revoke all on function commerce.customer_segment(uuid, timestamptz) from public;
grant execute on function commerce.customer_segment(uuid, timestamptz) to commerce_user, commerce_service;
