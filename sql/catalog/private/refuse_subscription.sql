create or replace function commerce_private.refuse_subscription(
    subscription_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VC201',
        message = 'subscription not found',
        detail = jsonb_build_object('subscription_id', subscription_id),
        hint = 'Send the id of a subscription of yours; managers may name any of their organization.';
end;
$$;

comment on function commerce_private.refuse_subscription(uuid) is
$md$Refuse a subscription that is not there, or somebody else's. Raises `VC201`, always.$md$;

revoke all on function commerce_private.refuse_subscription(uuid) from public;
