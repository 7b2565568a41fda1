create or replace function commerce_private.check_max_rows(
    max_rows integer
)
returns void
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad number of rows',
            detail = jsonb_build_object('argument', 'max_rows', 'reason', 'range'),
            hint = 'Send a number from 1 to 100000.';
    end if;
end;
$$;

comment on function commerce_private.check_max_rows(integer) is
$md$Check how much a sweep may do at once. Raises `VS101`.$md$;

revoke all on function commerce_private.check_max_rows(integer) from public;
