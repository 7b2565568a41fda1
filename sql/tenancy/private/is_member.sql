create or replace function commerce_private.is_member(
    minimum text = 'staff'
)
returns boolean
language sql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
select exists (
    select
    from commerce.members as member
    where member.organization_id = commerce_private.current_organization_id()
        and member.user_id = commerce_private.current_user_id()
        and commerce_private.member_rank(member.role) >= commerce_private.member_rank(is_member.minimum)
);
$$;

comment on function commerce_private.is_member(text) is
$md$Is the caller a member of the organization in context, with at least this role?$md$;

revoke all on function commerce_private.is_member(text) from public;
grant execute on function commerce_private.is_member(text)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
