create or replace function commerce_private.actor_word(
    organization_id uuid,
    actor_role text,
    actor_user_id uuid
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case
    when actor_word.actor_role = 'commerce_relay' then 'gateway'
    when actor_word.actor_role = 'commerce_worker' then 'clockwork'
    when actor_word.actor_role = 'commerce_anon' then 'guest'
    when actor_word.actor_role = 'commerce_owner' then 'operator'
    when exists (
        select
        from commerce.members as member
        where member.organization_id = actor_word.organization_id and member.user_id = actor_word.actor_user_id
    ) then 'member'
    when actor_word.actor_role = 'commerce_user' then 'customer'
    else 'backend'
end;
$$;

comment on function commerce_private.actor_word(uuid, text, uuid) is
$md$Who did something, in one word: `member`, `customer`, `guest`, `gateway`, `clockwork`, `backend` or `operator`.$md$;

revoke all on function commerce_private.actor_word(uuid, text, uuid) from public;
