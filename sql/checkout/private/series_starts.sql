create or replace function commerce_private.series_starts(
    starts_at timestamptz,
    timezone text,
    rule jsonb
)
returns timestamptz[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_first timestamp := starts_at at time zone timezone;
    v_key text;
    v_weekdays integer[];
    v_except date[];
    v_until date;
    v_starts timestamptz[];
begin
    -- Each part is looked at before anything is read out of it.
    select part.key
    into v_key
    from jsonb_each(case when jsonb_typeof(rule) = 'object' then rule else '{"rule": null}' end) as part
    where case part.key
        when 'every_weeks' then (part.value::text ~ '^([1-9]|[1-4][0-9]|5[0-2])$') is not true
        when 'count' then (part.value::text ~ '^([1-9][0-9]?|1[0-9][0-9]|200)$') is not true or rule ? 'until'
        when 'until' then jsonb_typeof(part.value) <> 'string'
            or commerce_private.read_time((part.value #>> '{}') || 'T00:00Z') is null
        when 'weekdays' then case
            when jsonb_typeof(part.value) <> 'array' or jsonb_array_length(part.value) not between 1 and 7 then true
            else exists (
                select
                from jsonb_array_elements(part.value) as weekday
                where (weekday.value::text ~ '^[1-7]$') is not true
            )
        end
        when 'except' then case
            when jsonb_typeof(part.value) <> 'array' or jsonb_array_length(part.value) > 1000 then true
            else exists (
                select
                from jsonb_array_elements(part.value) as day
                where jsonb_typeof(day.value) <> 'string'
                    or commerce_private.read_time((day.value #>> '{}') || 'T00:00Z') is null
            )
        end
        else true
    end
    order by part.key
    limit 1;
    if v_key is not null or not rule ?| '{count,until}' then
        raise exception using
            errcode = 'VB101',
            message = 'bad rule of a series',
            detail = jsonb_build_object('argument', 'rule', 'key', coalesce(v_key, 'count')),
            hint = 'Send {"every_weeks":1,"weekdays":[1,3],"count":10,"except":["2027-01-01"]}, or "until" a date instead of a count.';
    end if;

    select coalesce(array_agg(weekday.value::integer), array[extract(isodow from v_first)::integer])
    into v_weekdays
    from jsonb_array_elements_text(rule -> 'weekdays') as weekday;
    select array_agg((day.value)::date)
    into v_except
    from jsonb_array_elements_text(rule -> 'except') as day;
    v_until := (rule ->> 'until')::date;

    -- On the wall clock: nine o'clock stays nine o'clock when the clocks change.
    select array_agg(candidate.starts_at order by candidate.starts_at)
    into v_starts
    from (
        select
            case when day.on_date = v_first::date then series_starts.starts_at
                else (day.on_date + v_first::time) at time zone series_starts.timezone end as starts_at,
            day.on_date,
            row_number() over (order by day.on_date) as place
        from (
            select date_trunc('week', v_first)::date
                + 7 * coalesce((rule ->> 'every_weeks')::integer, 1) * round.number
                + weekday.number - 1 as on_date
            from generate_series(0, 200) as round (number)
            cross join (select distinct named.number from unnest(v_weekdays) as named (number)) as weekday
        ) as day
        where day.on_date >= v_first::date and (v_until is null or day.on_date <= v_until)
    ) as candidate
    where candidate.place <= coalesce((rule ->> 'count')::integer, 201)
        and candidate.on_date <> all (coalesce(v_except, '{}'));
    if coalesce(cardinality(v_starts), 0) not between 1 and 200 then
        raise exception using
            errcode = 'VB101',
            message = 'bad rule of a series',
            detail = jsonb_build_object('argument', 'rule', 'key', 'count', 'dates', coalesce(cardinality(v_starts), 0)),
            hint = 'Send a rule of 1 to 200 dates.';
    end if;
    return v_starts;
end;
$$;

comment on function commerce_private.series_starts(timestamptz, text, jsonb) is
$md$The starts of a weekly series, in order, at the same time on the wall clock of a zone.

`rule` is `{"every_weeks": 1, "weekdays": [1, 3], "count": 10, "except": ["2027-01-01"]}`, or `until` a date,
included, instead of a count. Weeks begin on Monday, that of the first start counts as the first; weekdays are
that of the first start when left out. `count` counts dates that are excepted too, as calendars do.

Raises `VB101` (argument, key), also beyond 200 dates.$md$;

revoke all on function commerce_private.series_starts(timestamptz, text, jsonb) from public;
