create or replace function commerce_private.refuse_card_number(
    variadic inputs text[]
)
returns void
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_digits text;
begin
    -- Most input has nothing that begins like one: ids have runs of 13 digits too, but inside of words.
    if array_to_string(inputs, ' ') !~ '(?:^|[^0-9a-zA-Z-])[2-6](?:[ -]?[0-9]){12}' then
        return;
    end if;
    for v_digits in
        select regexp_replace(found.run[1], '[^0-9]', '', 'g')
        from regexp_matches(array_to_string(inputs, ' . '), '(?:^|[^0-9a-zA-Z-])([2-6](?:[ -]?[0-9]){12,18})(?![0-9a-zA-Z-])', 'g') as found (run)
    loop
        -- ISO/IEC 7812-1, annex B: from the right every second digit counts twice.
        if (
            select sum(case when place % 2 = 0 then digit * 2 - case when digit > 4 then 9 else 0 end else digit end) % 10
            from (
                select place, substr(reverse(v_digits), place, 1)::integer as digit
                from generate_series(1, length(v_digits)) as place
            ) as luhn
        ) = 0 then
            raise exception using
                errcode = 'VT101',
                message = 'input holds what looks like a card number',
                detail = jsonb_build_object('reason', 'card_number'),
                hint = 'Take the number out: card numbers belong into the payment page of a gateway only.';
        end if;
    end loop;
end;
$$;

comment on function commerce_private.refuse_card_number(text[]) is
$md$Refuse text in which a card number stands: 13 to 19 digits, perhaps spaced, that satisfy Luhn's check.

Every command passes the free text and jsonb it is given through here. Raises `VT101` with reason
`card_number`; the number itself is not repeated in the error.$md$;

revoke all on function commerce_private.refuse_card_number(text[]) from public;
