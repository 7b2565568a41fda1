create or replace function commerce_private.read_rules(
    rules jsonb
)
returns table (weekday smallint, from_time time, to_time time, valid_from date, valid_to date)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(rules) is distinct from 'array' or jsonb_array_length(rules) > 500 then
        perform commerce_private.refuse_catalog_input('rules', 'not_an_array',
            'Send a json array of at most 500 rules.');
    end if;
    begin
        return query
        select (rule.value ->> 'weekday')::smallint, (rule.value ->> 'from')::time, (rule.value ->> 'to')::time,
            (rule.value ->> 'valid_from')::date, (rule.value ->> 'valid_to')::date
        from jsonb_array_elements(rules) as rule (value);
    exception
        when data_exception then
            perform commerce_private.refuse_catalog_input('rules', 'malformed',
                'Send rules such as {"weekday": 1, "from": "09:00", "to": "17:00"}.');
    end;
    if exists (
        select
        from jsonb_array_elements(rules) as rule (value)
        where jsonb_typeof(rule.value) <> 'object'
            or coalesce(rule.value ->> 'weekday', '') !~ '^[1-7]$'
            or coalesce(rule.value ->> 'from', '') !~ '^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$'
            or coalesce(rule.value ->> 'to', '') !~ '^(([01][0-9]|2[0-3]):[0-5][0-9](:00)?|24:00)$'
            or coalesce(rule.value ->> 'valid_from', '1970-01-01') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
            or coalesce(rule.value ->> 'valid_to', '1970-01-01') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
            or rule.value ->> 'valid_from' > rule.value ->> 'valid_to'
    ) then
        perform commerce_private.refuse_catalog_input('rules', 'malformed',
            'Send rules such as {"weekday": 1, "from": "09:00", "to": "17:00"}; 1 is Monday.');
    end if;
end;
$$;

comment on function commerce_private.read_rules(jsonb) is
$md$Weekly hours as rows from `[{"weekday":1,"from":"09:00","to":"17:00","valid_from":null,"valid_to":null}]`.

Raises `VC101`.$md$;

revoke all on function commerce_private.read_rules(jsonb) from public;
