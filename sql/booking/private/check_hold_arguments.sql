create or replace function commerce_private.check_hold_arguments(
    service_id uuid,
    starts_at timestamptz,
    ends_at timestamptz,
    time_slot_id uuid,
    party_size integer,
    hold_minutes integer
)
returns void
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_argument text;
begin
    -- Beyond these years clocks and calendars overflow; no service is sold that far away.
    v_argument := case
        when time_slot_id is null and service_id is null then 'service_id'
        when time_slot_id is null and starts_at is null then 'starts_at'
        when starts_at not between '1970-01-01 00:00+00' and '2200-01-01 00:00+00' then 'starts_at'
        when ends_at is not null and time_slot_id is not null then 'ends_at'
        when ends_at <= starts_at or ends_at > starts_at + interval '744 hours' then 'ends_at'
        when party_size is null or party_size not between 1 and 100000 then 'party_size'
        when hold_minutes < 1 then 'hold_minutes'
    end;
    if v_argument is not null then
        raise exception using
            errcode = 'VB101',
            message = 'bad time range, party size or arguments',
            detail = jsonb_build_object('argument', v_argument),
            hint = 'Send a service and a start, or a time slot alone; at least one person; at least one minute; an end after the start, within 31 days.';
    end if;
end;
$$;

comment on function commerce_private.check_hold_arguments(uuid, timestamptz, timestamptz, uuid, integer, integer) is
$md$Check what a hold is asked for with, before anything is looked up.

Raises `VB101`; `argument` in the detail names the first one that is wrong.$md$;

revoke all on function
    commerce_private.check_hold_arguments(uuid, timestamptz, timestamptz, uuid, integer, integer)
from public;
