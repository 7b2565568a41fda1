create or replace function commerce_private.log_hash(
    entry commerce.order_logs,
    former bytea
)
returns bytea
language sql
immutable
parallel safe
return sha256(
    coalesce(former, '\x'::bytea)
    || uuid_send((entry).organization_id)
    || uuid_send((entry).order_id)
    || int4send((entry).place)
    || int8send((extract(epoch from (entry).at) * 1000000)::bigint)
    || coalesce(uuid_send((entry).actor_user_id), '\x00'::bytea)
    || case when (entry).is_visible_to_customer then '\x01'::bytea else '\x00'::bytea end
    || (entry).data_digest
    || convert_to(jsonb_build_array((entry).actor_role, (entry).action)::text, 'UTF8')
);

comment on function commerce_private.log_hash(commerce.order_logs, bytea) is
$md$The hash of one entry of an order's log: over the hash of the former entry, and all of this one but data and salt.

Of the data it covers `data_digest`, so that they can be cleared without breaking the chain.$md$;

revoke all on function commerce_private.log_hash(commerce.order_logs, bytea) from public;
