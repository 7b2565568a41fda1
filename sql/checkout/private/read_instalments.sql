create or replace function commerce_private.read_instalments(
    instalments jsonb,
    out due_at timestamptz[],
    out amounts_minor bigint[]
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(instalments) is distinct from 'array' or jsonb_array_length(instalments) not between 1 and 120
        or exists (
            select
            from jsonb_array_elements(instalments) as given (part)
            where jsonb_typeof(given.part) <> 'object'
                or coalesce(given.part ->> 'amount_minor', '') !~ '^[1-9][0-9]{0,15}$'
                or commerce_private.read_time(given.part ->> 'due_at') is null
                or commerce_private.read_time(given.part ->> 'due_at') not between '2000-01-01' and '2200-01-01'
        ) then
        perform commerce_private.refuse_payment_input(
            'instalments', 'malformed',
            'Send 1 to 120 of {"amount_minor": 500, "due_at": "2030-01-01T00:00:00Z"}, with positive amounts.');
    end if;
    select
        array_agg(part.due_at order by part.due_at, part.place),
        array_agg(part.amount_minor order by part.due_at, part.place)
    into due_at, amounts_minor
    from (
        select
            commerce_private.read_time(given.part ->> 'due_at') as due_at,
            (given.part ->> 'amount_minor')::bigint as amount_minor,
            given.place
        from jsonb_array_elements(instalments) with ordinality as given (part, place)
    ) as part;
end;
$$;

comment on function commerce_private.read_instalments(jsonb) is
$md$The instalments that somebody sent, as they fall due. Raises `VP101`.$md$;

revoke all on function commerce_private.read_instalments(jsonb) from public;
