create or replace function commerce_private.order_by_key(
    organization_id uuid,
    idempotency_key text,
    fingerprint bytea
)
returns commerce.created_order
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made commerce.created_order;
begin
    select ord.*, access.access_token
    into v_made
    from commerce.orders as ord
    left join commerce_private.access_tokens as access
        on access.organization_id = ord.organization_id and access.subject_id = ord.id
    where ord.organization_id = order_by_key.organization_id
        and ord.idempotency_key = order_by_key.idempotency_key;
    if v_made.fingerprint <> order_by_key.fingerprint then
        perform commerce_private.refuse_key('create_order');
    end if;
    return v_made;
end;
$$;

comment on function commerce_private.order_by_key(uuid, text, bytea) is
$md$The order that the same request made before, as it stands now with its token; all null when there is none.

Raises `VO402` when the key was used with another request, or by another caller.$md$;

revoke all on function commerce_private.order_by_key(uuid, text, bytea) from public;
