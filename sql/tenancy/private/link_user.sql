create or replace function commerce_private.link_user(
    organization_id uuid,
    user_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.organization_users (organization_id, user_id)
select link_user.organization_id, link_user.user_id
where link_user.user_id is not null
on conflict do nothing;
$$;

comment on function commerce_private.link_user(uuid, uuid) is
$md$Remember that a user is a customer here, so that they may select this organization though it is not published.

A null user does nothing.$md$;

revoke all on function commerce_private.link_user(uuid, uuid) from public;
