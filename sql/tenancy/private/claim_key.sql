create or replace function commerce_private.claim_key(
    caller commerce_private.caller,
    function_name text,
    key text,
    request jsonb,
    result_id uuid
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_fingerprint bytea;
    v_claimed commerce_private.idempotency_keys;
begin
    perform commerce_private.check_key(caller, key);
    if key is null then
        return result_id;
    end if;
    v_fingerprint := commerce_private.fingerprint(caller, request);
    -- Waits for a rival that holds the key uncommitted: afterwards there is its row, or the key is ours.
    insert into commerce_private.idempotency_keys
        (organization_id, function_name, key, fingerprint, result_id, created_at)
    values (
        caller.organization_id, claim_key.function_name, claim_key.key, v_fingerprint, claim_key.result_id,
        commerce_private.clock()
    )
    on conflict do nothing;
    if found then
        return result_id;
    end if;
    select claimed.fingerprint, claimed.result_id
    into v_claimed.fingerprint, v_claimed.result_id
    from commerce_private.idempotency_keys as claimed
    where claimed.organization_id = caller.organization_id
        and claimed.function_name = claim_key.function_name
        and claimed.key = claim_key.key;
    if v_claimed.fingerprint <> v_fingerprint then
        perform commerce_private.refuse_key(function_name);
    end if;
    return v_claimed.result_id;
end;
$$;

comment on function commerce_private.claim_key(commerce_private.caller, text, text, jsonb, uuid) is
$md$Take an idempotency key for a request, and learn whose result it stands for.

Returns `result_id` when the key is new (or null): go on and make that row. Returns another id when
the same request was made before: read that row and answer with it. A call that raises leaves no key.

Instants stand in `request` at time zone UTC: jsonb writes them in the session's zone, which a retry
from another connection need not share.

Raises `VO402` when the key was used with another request or by another caller, `VT101` when a key is
needed and missing, or malformed.$md$;

revoke all on function commerce_private.claim_key(commerce_private.caller, text, text, jsonb, uuid) from public;
