create or replace function commerce_private.check_setting(
    definition commerce.setting_definitions,
    value jsonb
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text := jsonb_typeof(value);
    v_text text := value #>> '{}';
    v_reason text;
begin
    if v_type = 'null' then
        if definition.default_value <> 'null' then
            perform commerce_private.refuse_setting(definition.key, 'not_nullable');
        end if;
        return value;
    end if;
    if length(value::text) > 4000 then
        perform commerce_private.refuse_setting(definition.key, 'too_long');
    end if;
    v_reason := case definition.value_type
        when 'integer' then case
            when v_type <> 'number' then 'wrong_type'
            when v_text::numeric <> trunc(v_text::numeric) then 'not_whole'
            when v_text::numeric < coalesce(definition.minimum, -9e15)
                or v_text::numeric > coalesce(definition.maximum, 9e15) then 'out_of_bounds'
        end
        when 'boolean' then case when v_type <> 'boolean' then 'wrong_type' end
        when 'option' then case
            when v_type <> 'string' then 'wrong_type'
            when not v_text = any (definition.options) then 'not_an_option'
        end
        when 'text' then case
            when v_type <> 'string' then 'wrong_type'
            when length(btrim(v_text)) not between 1 and 1000 then 'length'
            -- Fewer than eight random characters would soon collide.
            when definition.key in ('order_number_format', 'booking_number_format')
                and (v_text !~ '^[A-Z0-9-]{8,32}$' or v_text !~ '(X[^X]*){8}') then 'malformed'
            when definition.key = 'site_url' and v_text !~ '^https?://[^[:space:]]+$' then 'malformed'
            when definition.key = 'email_from' and not commerce_private.is_email(
                coalesce(substring(v_text from '^[^<>]*<([^<>]+)>$'), v_text)) then 'malformed'
            when definition.key = 'locale' and v_text !~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$' then 'malformed'
        end
        when 'text_list' then case
            when v_type <> 'array' then 'wrong_type'
            when jsonb_array_length(value) > 20 then 'too_many'
            when exists (
                select
                from jsonb_array_elements(value) as part (entry)
                where jsonb_typeof(part.entry) <> 'string'
                    or not commerce_private.is_interval(part.entry #>> '{}', '1 year')
            ) then 'not_an_interval'
        end
        when 'object' then case
            when v_type <> 'object' then 'wrong_type'
            when definition.key = 'quiet_hours' then case
                when (select array_agg(part.key order by part.key) from jsonb_object_keys(value) as part (key))
                    is distinct from array['from', 'to']
                    or value ->> 'from' !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
                    or value ->> 'to' !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
                    or value ->> 'from' = value ->> 'to' then 'malformed'
            end
            when definition.key = 'tax_place' then case
                when value - '{country,region,postal_code}'::text[] <> '{}'
                    or (value ->> 'country' ~ '^[A-Z]{2}$') is not true
                    or jsonb_typeof(coalesce(value -> 'region', 'null')) not in ('string', 'null')
                    or jsonb_typeof(coalesce(value -> 'postal_code', 'null')) not in ('string', 'null')
                    then 'malformed'
            end
            when definition.key = 'rate_limits' then case
                when exists (
                    select
                    from jsonb_each(value) as part
                    where jsonb_typeof(part.value) <> 'object'
                        or coalesce(part.value ->> 'max', '') !~ '^[1-9][0-9]{0,5}$'
                        or not commerce_private.is_interval(part.value ->> 'per', '1 day')
                ) then 'malformed'
            end
            when exists (
                select
                from jsonb_each(value) as part
                where not definition.default_value ? part.key
            ) then 'unknown_key'
            when exists (
                select
                from jsonb_each(value) as part
                where jsonb_typeof(part.value) <> 'string' or not commerce_private.is_interval(part.value #>> '{}')
            ) then 'not_an_interval'
        end
    end;
    if v_reason is not null then
        perform commerce_private.refuse_setting(definition.key, v_reason);
    end if;
    perform commerce_private.refuse_card_number(case when definition.value_type = 'text' then v_text end);
    -- What a table of windows does not name keeps its default.
    if definition.value_type = 'object' and definition.default_value <> 'null' then
        return definition.default_value || value;
    end if;
    return value;
end;
$$;

comment on function commerce_private.check_setting(commerce.setting_definitions, jsonb) is
$md$Check a value against the definition of its setting; what is to be stored comes back.

Raises `VS101` (key, reason).$md$;

revoke all on function commerce_private.check_setting(commerce.setting_definitions, jsonb) from public;
