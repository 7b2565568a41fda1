create or replace function commerce_private.tg_compile_offers()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed jsonb;
begin
    -- The changed rows of one statement, by organization: which services, people and venues they touch.
    for v_changed in
        select jsonb_build_object(
            'organization_id', touched.organization_id,
            'services', jsonb_agg(distinct touched.service_id) filter (where touched.service_id is not null),
            'performers', jsonb_agg(distinct touched.staff_id),
            'staff', jsonb_agg(distinct touched.staff_id) filter (where touched.service_id is null and touched.staff_id is not null),
            'venues', jsonb_agg(distinct touched.venue_id) filter (where touched.service_id is null and touched.staff_id is null and touched.venue_id is not null),
            'all', bool_or(num_nonnulls(touched.service_id, touched.staff_id, touched.venue_id) = 0)
        )
        from (
            select (row.value ->> 'organization_id')::uuid as organization_id,
                case when tg_table_name = 'services' then row.value ->> 'id' else row.value ->> 'service_id' end as service_id,
                case when tg_table_name = 'staff' then row.value ->> 'id' else row.value ->> 'staff_id' end as staff_id,
                case when tg_table_name = 'venues' then row.value ->> 'id'
                     when tg_table_name = 'services' then null
                     else row.value ->> 'venue_id' end as venue_id
            from (select to_jsonb(changed) as value from changed) as row
        ) as touched
        group by touched.organization_id
        order by touched.organization_id
    loop
        if (v_changed ->> 'all')::boolean then
            perform commerce_private.compile_offers((v_changed ->> 'organization_id')::uuid);
        else
            if tg_table_name = 'service_staff' then
                perform commerce_private.compile_offers((v_changed ->> 'organization_id')::uuid,
                    service_ids => array(select jsonb_array_elements_text(v_changed -> 'services')::uuid),
                    staff_ids => array(select jsonb_array_elements_text(v_changed -> 'performers')::uuid));
            elsif v_changed -> 'services' <> 'null' then
                perform commerce_private.compile_offers((v_changed ->> 'organization_id')::uuid,
                    service_ids => array(select jsonb_array_elements_text(v_changed -> 'services')::uuid));
            end if;
            if v_changed -> 'staff' <> 'null' then
                perform commerce_private.compile_offers((v_changed ->> 'organization_id')::uuid,
                    staff_ids => array(select jsonb_array_elements_text(v_changed -> 'staff')::uuid));
            end if;
            if v_changed -> 'venues' <> 'null' then
                perform commerce_private.compile_offers((v_changed ->> 'organization_id')::uuid,
                    venue_ids => array(select jsonb_array_elements_text(v_changed -> 'venues')::uuid));
            end if;
        end if;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.tg_compile_offers() is
$md$Compile the offers that the rows changed by one statement touch; works on the transition table `changed`.$md$;

revoke all on function commerce_private.tg_compile_offers() from public;

create or replace trigger schedules_50_compile_on_insert
after insert on commerce.schedules
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger schedules_50_compile_on_update
after update on commerce.schedules
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger schedules_50_compile_on_delete
after delete on commerce.schedules
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger schedule_exceptions_50_compile_on_insert
after insert on commerce.schedule_exceptions
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger schedule_exceptions_50_compile_on_update
after update on commerce.schedule_exceptions
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger schedule_exceptions_50_compile_on_delete
after delete on commerce.schedule_exceptions
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger time_off_50_compile_on_insert
after insert on commerce.time_off
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger time_off_50_compile_on_update
after update on commerce.time_off
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger time_off_50_compile_on_delete
after delete on commerce.time_off
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger blackouts_50_compile_on_insert
after insert on commerce.blackouts
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger blackouts_50_compile_on_update
after update on commerce.blackouts
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger blackouts_50_compile_on_delete
after delete on commerce.blackouts
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_staff_50_compile_on_insert
after insert on commerce.service_staff
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_staff_50_compile_on_update
after update on commerce.service_staff
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_staff_50_compile_on_delete
after delete on commerce.service_staff
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_resource_groups_50_compile_on_insert
after insert on commerce.service_resource_groups
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_resource_groups_50_compile_on_update
after update on commerce.service_resource_groups
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger service_resource_groups_50_compile_on_delete
after delete on commerce.service_resource_groups
referencing old table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger services_50_compile_on_insert
after insert on commerce.services
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger services_50_compile_on_update
after update on commerce.services
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger staff_50_compile_on_update
after update on commerce.staff
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();

create or replace trigger venues_50_compile_on_update
after update on commerce.venues
referencing new table as changed
for each statement
execute function commerce_private.tg_compile_offers();
