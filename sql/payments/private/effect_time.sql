create or replace function commerce_private.effect_time(
    effect jsonb,
    key text
)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_at timestamptz;
begin
    if jsonb_typeof(effect -> key) = 'number' and (effect -> key)::numeric between 0 and 253402300799 then
        return to_timestamp((effect -> key)::double precision);
    elsif (effect ->> key) !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then
        return null;
    end if;
    v_at := (effect ->> key)::timestamptz;
    return case when isfinite(v_at) then v_at end;
exception
    when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value
        or invalid_parameter_value then
        return null;
end;
$$;

comment on function commerce_private.effect_time(jsonb, text) is
$md$An instant that an effect names, as text or in seconds since 1970; null when it names none that makes sense.$md$;

revoke all on function commerce_private.effect_time(jsonb, text) from public;
