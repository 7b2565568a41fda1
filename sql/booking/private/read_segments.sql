create or replace function commerce_private.read_segments(
    segments jsonb
)
returns setof commerce_private.segment
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(segments) is distinct from 'array' or jsonb_array_length(segments) not between 1 and 50 then
        perform commerce_private.refuse_range('segments', 'Send a json array of 1 to 50 segments.');
    end if;
    begin
        return query
        select item.place, (item.value ->> 'service_id')::uuid, (item.value ->> 'starts_at')::timestamptz,
            (item.value ->> 'ends_at')::timestamptz, (item.value ->> 'staff_id')::uuid,
            (item.value ->> 'preferred_staff_id')::uuid, (item.value ->> 'time_slot_id')::uuid,
            case when item.value ? 'party_size' then (item.value ->> 'party_size')::integer else 1 end,
            item.value ->> 'staff_id' is not null
        from jsonb_array_elements(segments) with ordinality as item (value, place);
    exception
        when data_exception then
            perform commerce_private.refuse_range('segments',
                'Send segments such as {"service_id": "…", "starts_at": "2030-01-01T09:00:00Z"}.');
    end;
end;
$$;

comment on function commerce_private.read_segments(jsonb) is
$md$The wishes of `reserve_time_slots` as rows.

Raises `VB101`.$md$;

revoke all on function commerce_private.read_segments(jsonb) from public;
