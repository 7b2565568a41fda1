create or replace function commerce_private.refuse_key(
    function_name text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VO402',
        message = 'the idempotency key was used with another request',
        detail = jsonb_build_object('function', refuse_key.function_name),
        hint = 'Retry with exactly the same arguments as the same caller, or send a new key.';
end;
$$;

comment on function commerce_private.refuse_key(text) is
$md$Turn a reused idempotency key away, saying nothing of the request it belongs to.

Raises `VO402`, always.$md$;

revoke all on function commerce_private.refuse_key(text) from public;
