create or replace function commerce_private.point_key(
    caller commerce_private.caller,
    function_name text,
    key text,
    result_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce_private.idempotency_keys as claimed
set result_id = point_key.result_id
where claimed.organization_id = (point_key.caller).organization_id
    and claimed.function_name = point_key.function_name
    and claimed.key = point_key.key;
$$;

comment on function commerce_private.point_key(commerce_private.caller, text, text, uuid) is
$md$Say what a key that this transaction has claimed stands for, when its id was not known beforehand.$md$;

revoke all on function commerce_private.point_key(commerce_private.caller, text, text, uuid) from public;
