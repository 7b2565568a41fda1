create or replace function commerce_private.check_range(
    argument text,
    value bigint,
    minimum bigint,
    maximum bigint
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if value not between minimum and maximum then
        perform commerce_private.refuse_catalog_input(argument, 'out_of_range',
            'Send a number from ' || minimum || ' to ' || maximum || '.');
    end if;
end;
$$;

comment on function commerce_private.check_range(text, bigint, bigint, bigint) is
$md$Check that a number, when there is one, lies between two others.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_range(text, bigint, bigint, bigint) from public;
