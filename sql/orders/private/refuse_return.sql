create or replace function commerce_private.refuse_return(
    short jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VO405',
        message = 'more than can be returned',
        detail = short,
        hint = 'Only what has left and is not in another return can come back.';
end;
$$;

comment on function commerce_private.refuse_return(jsonb) is
$md$Refuse to take back more than left: `{"order_item_id", "wanted", "open"}`.

Raises `VO405`, always.$md$;

revoke all on function commerce_private.refuse_return(jsonb) from public;
