create or replace function commerce_private.check_wish(
    caller commerce_private.caller,
    wanted commerce.slot_reservations,
    offer commerce_private.offers,
    resource_ids uuid[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if wanted.party_size > offer.capacity then
        raise exception using
            errcode = 'VB101',
            message = 'the party is too large for this service',
            detail = jsonb_build_object('argument', 'party_size', 'party_size', wanted.party_size,
                                        'capacity', offer.capacity),
            hint = 'Send a party that the service has room for, or book more than once.';
    end if;
    -- Another length would be sold at the service's price: only the business may do so.
    if upper(wanted.during) - lower(wanted.during) <> offer.duration
        and caller.member_role is null and caller.role not in ('commerce_service', 'commerce_owner') then
        raise exception using
            errcode = 'VB101',
            message = 'the service has another length',
            detail = jsonb_build_object('argument', 'ends_at', 'minutes', extract(epoch from offer.duration)::integer / 60),
            hint = 'Leave ends_at out: the service knows how long it takes.';
    end if;
    if exists (
        select
        from unnest(resource_ids) as wish (id)
        where not exists (
            select
            from commerce.resources as resource
            where resource.organization_id = caller.organization_id
                and resource.id = wish.id
                and resource.status = 'active'
                and resource.resource_group = any(offer.resource_groups)
        )
    ) then
        raise exception using
            errcode = 'VB202',
            message = 'resource not found',
            detail = jsonb_build_object('resource_ids', to_jsonb(resource_ids)),
            hint = 'Send ids of active resources in groups that the service is assigned.';
    end if;
end;
$$;

comment on function commerce_private.check_wish(
    commerce_private.caller, commerce.slot_reservations, commerce_private.offers, uuid[]
) is
$md$Check the rarer parts of a wish: the size of the party, another length than the service's, chosen resources.

Raises `VB101`, `VB202`.$md$;

revoke all on function commerce_private.check_wish(
    commerce_private.caller, commerce.slot_reservations, commerce_private.offers, uuid[]
) from public;
