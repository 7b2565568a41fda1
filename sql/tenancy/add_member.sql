create or replace function commerce.add_member(
    user_id uuid,
    role text,
    email text = null
)
returns commerce.members
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('admin');
    v_member commerce.members;
    v_email text := nullif(btrim(add_member.email), '');
begin
    if add_member.user_id is null then
        perform commerce_private.refuse_input('user_id', 'missing');
    elsif commerce_private.member_rank(add_member.role) is null then
        perform commerce_private.refuse_input('role', 'unknown');
    elsif v_email is not null and not commerce_private.is_email(v_email) then
        perform commerce_private.refuse_input('email', 'not_an_email');
    elsif add_member.role = 'owner' and v_caller.role = 'commerce_user' and v_caller.member_role <> 'owner' then
        perform commerce_private.refuse_caller(v_caller, 'owner');
    end if;
    insert into commerce.members (organization_id, user_id, role, email)
    values (v_caller.organization_id, add_member.user_id, add_member.role, v_email)
    on conflict on constraint members_pkey do update
    set email = coalesce(excluded.email, members.email)
    where members.role = excluded.role
    returning * into v_member;
    if not found then
        raise exception using
            errcode = 'VT401',
            message = 'already a member with another role',
            detail = jsonb_build_object('reason', 'already_member', 'user_id', add_member.user_id),
            hint = 'Change the role with commerce.set_member_role.';
    end if;
    perform commerce_private.audit(v_caller, 'add_member', add_member.user_id::text, '{role,email}');
    return v_member;
end;
$$;

comment on function commerce.add_member(uuid, text, text) is
$md$Let a user work for the organization, as `owner`, `admin`, `manager` or `staff`.

`email` is where messages for the staff go. Adding somebody again with the same role changes the
address only. For admins and trusted backends; only owners add owners.

Raises `VT101` bad input, `VT302` this caller may not, `VT401` a member already, with another role.$md$;

revoke all on function commerce.add_member(uuid, text, text) from public;
grant execute on function commerce.add_member(uuid, text, text) to commerce_user, commerce_service;
