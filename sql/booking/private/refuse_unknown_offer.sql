create or replace function commerce_private.refuse_unknown_offer(
    organization_id uuid,
    service_id uuid,
    staff_id uuid,
    starts_at timestamptz
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from commerce.services as service
        join commerce.staff as staff on staff.organization_id = service.organization_id
        where service.organization_id = refuse_unknown_offer.organization_id
            and service.id = refuse_unknown_offer.service_id
            and staff.id = refuse_unknown_offer.staff_id
    ) then
        perform commerce_private.refuse_time('staff_unavailable', service_id, starts_at,
            jsonb_build_object('staff_id', staff_id));
    end if;
    raise exception using
        errcode = 'VB202',
        message = 'service or staff not found',
        detail = jsonb_build_object('service_id', refuse_unknown_offer.service_id,
                                    'staff_id', refuse_unknown_offer.staff_id),
        hint = 'Send ids of this organization''s services and staff.';
end;
$$;

comment on function commerce_private.refuse_unknown_offer(uuid, uuid, uuid, timestamptz) is
$md$Turn down a service or a person that this organization does not have, or that do not go together.

Raises `VB202`, or `VB405` with reason `staff_unavailable`, always.$md$;

revoke all on function commerce_private.refuse_unknown_offer(uuid, uuid, uuid, timestamptz) from public;
