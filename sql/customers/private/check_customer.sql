create or replace function commerce_private.check_customer(
    customer jsonb
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_checked jsonb := '{}'::jsonb;
    v_key text;
    v_value jsonb;
    v_text text;
    v_longest integer;
begin
    if jsonb_typeof(customer) <> 'object' then
        perform commerce_private.refuse_customer_input('customer', 'not_an_object');
    end if;
    for v_key, v_value in
        select part.key, part.value
        from jsonb_each(customer) as part
    loop
        if v_key = 'metadata' and jsonb_typeof(v_value) = 'object' and length(v_value::text) <= 20000 then
            perform commerce_private.refuse_card_number(v_value::text);
            v_checked := v_checked || jsonb_build_object(v_key, v_value);
            continue;
        end if;
        v_longest := case v_key
            when 'first_name' then 100 when 'last_name' then 100 when 'name' then 200 when 'email' then 254
            when 'phone' then 40 when 'timezone' then 60 when 'locale' then 20 when 'notes' then 10000
        end;
        if v_longest is null and v_key <> 'metadata' then
            perform commerce_private.refuse_customer_input(v_key, 'unknown_key');
        elsif jsonb_typeof(v_value) = 'null' then
            continue;
        elsif jsonb_typeof(v_value) <> 'string' then
            perform commerce_private.refuse_customer_input(v_key, 'wrong_type');
        end if;
        v_text := btrim(v_value #>> '{}');
        if v_text = '' then
            continue;
        elsif length(v_text) > v_longest then
            perform commerce_private.refuse_customer_input(v_key, 'too_long');
        elsif v_key = 'email' and not commerce_private.is_email(v_text) then
            perform commerce_private.refuse_customer_input(v_key, 'not_an_email');
        elsif v_key = 'timezone' and not commerce_private.is_timezone(v_text) then
            perform commerce_private.refuse_customer_input(v_key, 'not_a_timezone');
        elsif v_key = 'locale' and v_text !~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$' then
            perform commerce_private.refuse_customer_input(v_key, 'not_a_locale');
        elsif v_key = 'phone' then
            -- A phone number may well satisfy the check of card numbers: it has a form of its own.
            v_text := regexp_replace(v_text, '[ ()./-]', '', 'g');
            if v_text !~ '^[+][1-9][0-9]{6,14}$' then
                perform commerce_private.refuse_customer_input(v_key, 'not_e164');
            end if;
        else
            perform commerce_private.refuse_card_number(v_text);
        end if;
        v_checked := v_checked || jsonb_build_object(v_key, v_text);
    end loop;
    if v_checked ? 'name' then
        -- One line for a name, as many forms have it: the last word is the family name.
        v_text := v_checked ->> 'name';
        v_checked := jsonb_strip_nulls(jsonb_build_object(
            'first_name', left(regexp_replace(v_text, '[[:space:]]+[^[:space:]]+$', ''), 100),
            'last_name', left(substring(v_text from '[[:space:]]([^[:space:]]+)$'), 100)
        )) || (v_checked - 'name');
    end if;
    return v_checked;
end;
$$;

comment on function commerce_private.check_customer(jsonb) is
$md$Read what somebody says about a customer: `email`, `first_name`, `last_name` (or `name`), `phone`, `timezone`, `locale`, `notes`, `metadata`.

Trimmed, the phone number in E.164; empty and null values are left out.

Raises `VU101` (argument, reason), `VT101` for what looks like a card number.$md$;

revoke all on function commerce_private.check_customer(jsonb) from public;
