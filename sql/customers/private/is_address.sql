create or replace function commerce_private.is_address(
    address jsonb
)
returns boolean
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select case
    when jsonb_typeof(address) <> 'object' or address = '{}' or length(address::text) > 4000 then false
    when address ->> 'country' !~ '^[A-Z]{2}$' then false
    else not exists (
        select
        from jsonb_each(address) as part
        where jsonb_typeof(part.value) not in ('string', 'null')
            and not (part.key = 'lines' and jsonb_typeof(part.value) = 'array')
    )
end;
$$;

comment on function commerce_private.is_address(jsonb) is
$md$Whether this is an address as `check_address` reads it: a small JSON object of texts, the country as two letters.$md$;

revoke all on function commerce_private.is_address(jsonb) from public;
