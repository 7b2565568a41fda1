create or replace function commerce_private.full_days(
    organization_id uuid,
    service_id uuid,
    customer_id uuid,
    at timestamptz
)
returns datemultirange
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(range_agg(full_period.days), '{}')
from commerce_private.full_periods(
    full_days.organization_id, full_days.service_id, full_days.customer_id, full_days.at
) as full_period;
$$;

comment on function commerce_private.full_days(uuid, uuid, uuid, timestamptz) is
$md$The days on which a customer may have no more of a service; none for nobody.$md$;

revoke all on function commerce_private.full_days(uuid, uuid, uuid, timestamptz) from public;
