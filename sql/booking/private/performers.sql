create or replace function commerce_private.performers(
    organization_id uuid,
    service_id uuid,
    staff_id uuid = null
)
returns uuid[]
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    array_agg(performer.staff_id order by performer.staff_id)
        filter (where performers.staff_id is null or performer.staff_id = performers.staff_id),
    case when count(*) = 0 and performers.staff_id is null
        then array['00000000-0000-0000-0000-000000000000']::uuid[] else '{}' end
)
from commerce.service_staff as performer
where performer.organization_id = performers.organization_id
    and performer.service_id = performers.service_id;
$$;

comment on function commerce_private.performers(uuid, uuid, uuid) is
$md$Who performs a service (or only this person, if they do); the nil uuid alone when it needs nobody.$md$;

revoke all on function commerce_private.performers(uuid, uuid, uuid) from public;
