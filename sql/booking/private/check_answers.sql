create or replace function commerce_private.check_answers(
    fields jsonb,
    answers jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong record;
begin
    if jsonb_typeof(answers) is distinct from 'object' or length(answers::text) > 200000 then
        perform commerce_private.refuse_range('answers', 'Send a json object, one answer for each key of the form.');
    end if;
    select checked.key, checked.reason
    into v_wrong
    from (
        select coalesce(field.key, answer.key) as key,
            case
                when field.key is null then 'unknown_key'
                when coalesce(jsonb_typeof(answer.value), 'null') = 'null' then
                    case when field.is_required then 'missing' end
                when field.kind = 'number' then
                    case when jsonb_typeof(answer.value) <> 'number' then 'not_a_number' end
                when field.kind = 'boolean' then
                    case when jsonb_typeof(answer.value) <> 'boolean' then 'not_a_boolean' end
                when field.kind = 'choices' then
                    case
                        when jsonb_typeof(answer.value) <> 'array' or not field.choices @> answer.value then 'not_a_choice'
                        when field.is_required and answer.value = '[]' then 'missing'
                    end
                when jsonb_typeof(answer.value) <> 'string' then 'not_a_text'
                when field.is_required and btrim(answer.value #>> '{}') = '' then 'missing'
                when field.kind = 'choice' then
                    case when not field.choices @> jsonb_build_array(answer.value) then 'not_a_choice' end
                when field.kind = 'date' then
                    case when answer.value #>> '{}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then 'not_a_date' end
                when field.kind = 'email' then
                    case when not commerce_private.is_email(answer.value #>> '{}') then 'not_an_email' end
                when length(answer.value #>> '{}') > case field.kind when 'long_text' then 10000 else 1000 end then 'too_long'
            end as reason
        from (
            select part.value ->> 'key' as key, part.value ->> 'kind' as kind, part.value -> 'choices' as choices,
                coalesce((part.value ->> 'is_required')::boolean, true) as is_required
            from jsonb_array_elements(fields) as part
        ) as field
        full join jsonb_each(answers) as answer on answer.key = field.key
    ) as checked
    where checked.reason is not null
    order by checked.key
    limit 1;
    if v_wrong.reason is not null then
        raise exception using
            errcode = 'VB101',
            message = 'the form is not answered rightly',
            detail = jsonb_build_object('argument', 'answers', 'key', v_wrong.key, 'reason', v_wrong.reason),
            hint = 'Answer what commerce.intake_forms asks, each key as its kind wants it.';
    end if;
    -- A phone number may look like a card number.
    perform commerce_private.refuse_card_number((answers - array(
        select part.value ->> 'key'
        from jsonb_array_elements(fields) as part
        where part.value ->> 'kind' = 'phone'
    ))::text);
end;
$$;

comment on function commerce_private.check_answers(jsonb, jsonb) is
$md$Check answers against the fields of an intake form: required ones there, none that was not asked, each of its kind.

Raises `VB101` (argument, key, reason), `VT101`.$md$;

revoke all on function commerce_private.check_answers(jsonb, jsonb) from public;
