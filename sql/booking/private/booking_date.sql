create or replace function commerce_private.booking_date(
    organization_id uuid,
    service_id uuid,
    time_slot_id uuid,
    starts_at timestamptz
)
returns date
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select (booking_date.starts_at at time zone commerce_private.booking_timezone(
            service.organization_id, coalesce(slot.venue_id, service.venue_id)))::date
        from commerce.services as service
        left join commerce.time_slots as slot
            on slot.organization_id = service.organization_id and slot.id = booking_date.time_slot_id
        where service.organization_id = booking_date.organization_id and service.id = booking_date.service_id
    );
end;
$$;

comment on function commerce_private.booking_date(uuid, uuid, uuid, timestamptz) is
$md$The calendar day on which a time of a service begins: its slot's venue's, else the service's venue's, else the organization's.$md$;

revoke all on function commerce_private.booking_date(uuid, uuid, uuid, timestamptz) from public;
