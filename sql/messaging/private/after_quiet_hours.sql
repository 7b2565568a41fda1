create or replace function commerce_private.after_quiet_hours(
    organization_id uuid,
    at timestamptz
)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_hours jsonb := commerce_private.setting(after_quiet_hours.organization_id, 'quiet_hours');
    v_from time;
    v_to time;
    v_local timestamp;
    v_zone text;
begin
    if v_hours is null or jsonb_typeof(v_hours) <> 'object' then
        return at;
    end if;
    v_from := (v_hours ->> 'from')::time;
    v_to := (v_hours ->> 'to')::time;
    select organization.timezone
    into v_zone
    from commerce.organizations as organization
    where organization.id = after_quiet_hours.organization_id;
    v_local := at at time zone v_zone;
    if v_from < v_to then
        if v_local::time >= v_from and v_local::time < v_to then
            return (v_local::date + v_to) at time zone v_zone;
        end if;
    elsif v_local::time >= v_from then
        return (v_local::date + 1 + v_to) at time zone v_zone;
    elsif v_local::time < v_to then
        return (v_local::date + v_to) at time zone v_zone;
    end if;
    return at;
end;
$$;

comment on function commerce_private.after_quiet_hours(uuid, timestamptz) is
$md$The first instant, not before the given one, at which the organization's quiet hours let a message go out.$md$;

revoke all on function commerce_private.after_quiet_hours(uuid, timestamptz) from public;
