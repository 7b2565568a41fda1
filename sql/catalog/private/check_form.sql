create or replace function commerce_private.check_form(
    fields jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_field jsonb;
    v_reason text;
    v_place integer := 0;
begin
    if jsonb_typeof(fields) is distinct from 'array' or jsonb_array_length(fields) not between 1 and 100 then
        perform commerce_private.refuse_catalog_input('fields', 'not_a_list', 'Send a list of 1 to 100 fields.');
    end if;
    for v_field in
        select field.value
        from jsonb_array_elements(fields) as field
    loop
        v_place := v_place + 1;
        v_reason := case
            when jsonb_typeof(v_field) <> 'object' then 'not_an_object'
            when v_field - '{key,label,kind,is_required,choices,help}'::text[] <> '{}' then 'unknown_key'
            when jsonb_typeof(v_field -> 'key') is distinct from 'string'
                or v_field ->> 'key' !~ '^[a-z][a-z0-9_]{0,49}$' then 'bad_key'
            when jsonb_typeof(v_field -> 'label') is distinct from 'string'
                or length(v_field ->> 'label') not between 1 and 500 then 'bad_label'
            when jsonb_typeof(v_field -> 'kind') is distinct from 'string'
                or v_field ->> 'kind' not in
                ('text', 'long_text', 'number', 'boolean', 'choice', 'choices', 'date', 'email', 'phone') then 'bad_kind'
            when jsonb_typeof(coalesce(v_field -> 'is_required', 'true')) <> 'boolean' then 'bad_is_required'
            when jsonb_typeof(coalesce(v_field -> 'help', '""')) <> 'string'
                or length(v_field ->> 'help') > 2000 then 'bad_help'
            when (v_field ->> 'kind' in ('choice', 'choices')) <> (v_field ? 'choices') then 'bad_choices'
            when v_field ? 'choices' then case
                when jsonb_typeof(v_field -> 'choices') <> 'array'
                    or jsonb_array_length(v_field -> 'choices') not between 1 and 200
                    or exists (
                        select
                        from jsonb_array_elements(v_field -> 'choices') as choice
                        where jsonb_typeof(choice.value) <> 'string' or length(choice.value #>> '{}') not between 1 and 500
                    ) then 'bad_choices'
            end
        end;
        if v_reason is not null then
            raise exception using
                errcode = 'VC101',
                message = 'bad catalogue input',
                detail = jsonb_build_object('argument', 'fields', 'reason', v_reason, 'place', v_place),
                hint = 'Send fields such as {"key":"allergies","label":"Allergies?","kind":"text","is_required":true}.';
        end if;
    end loop;
    if (select count(distinct field.value ->> 'key') from jsonb_array_elements(fields) as field) < v_place then
        perform commerce_private.refuse_catalog_input('fields', 'key_twice', 'Give every field a key of its own.');
    end if;
    perform commerce_private.refuse_card_number(fields::text);
end;
$$;

comment on function commerce_private.check_form(jsonb) is
$md$Check the fields of an intake form: `[{"key", "label", "kind", "is_required", "choices", "help"}]`.

Kinds are `text`, `long_text`, `number`, `boolean`, `choice`, `choices`, `date`, `email`, `phone`; a choice
needs `choices`. Raises `VC101` (argument, reason, place), `VT101`.$md$;

revoke all on function commerce_private.check_form(jsonb) from public;
