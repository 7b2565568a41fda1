create or replace function commerce_private.queue_for_staff(
    organization_id uuid,
    staff_ids uuid[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staff_id uuid;
begin
    for v_staff_id in
        select distinct person.id
        from unnest(staff_ids) as person (id)
        where person.id is not null
        order by person.id
    loop
        perform pg_advisory_xact_lock(hashtextextended(
            'commerce.calendar ' || queue_for_staff.organization_id || v_staff_id, 0));
    end loop;
end;
$$;

comment on function commerce_private.queue_for_staff(uuid, uuid[]) is
$md$Wait, person by person in key order, until nobody else is moving bookings of these people.

The first thing that whoever moves bookings does: of two that move them crosswise one goes first.$md$;

revoke all on function commerce_private.queue_for_staff(uuid, uuid[]) from public;
