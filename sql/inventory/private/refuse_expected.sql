create or replace function commerce_private.refuse_expected(
    expected_stock_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VI201',
        message = 'expected stock not found',
        detail = jsonb_build_object('expected_stock_id', expected_stock_id),
        hint = 'Send the id of stock of this product that is expected at this location and has not all come yet.';
end;
$$;

comment on function commerce_private.refuse_expected(uuid) is
$md$Refuse an expectation of stock that does not exist, or of which all has come.

Raises `VI201`, always.$md$;

revoke all on function commerce_private.refuse_expected(uuid) from public;
