create or replace function commerce.remove_member(
    user_id uuid
)
returns commerce.members
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_member commerce.members;
begin
    if v_caller.user_id is distinct from remove_member.user_id then
        v_caller := commerce_private.require('admin');
    end if;
    v_member := commerce_private.check_member_change(v_caller, remove_member.user_id, null);
    delete from commerce.members as member
    where member.organization_id = v_caller.organization_id and member.user_id = remove_member.user_id;
    perform commerce_private.audit(v_caller, 'remove_member', remove_member.user_id::text);
    return v_member;
end;
$$;

comment on function commerce.remove_member(uuid) is
$md$End a membership; the row that was comes back.

For admins and trusted backends, and for members about themselves; only owners remove owners, and the
last owner stays.

Raises `VT201` unknown member, `VT302` this caller may not, `VT401` last owner.$md$;

revoke all on function commerce.remove_member(uuid) from public;
grant execute on function commerce.remove_member(uuid) to commerce_user, commerce_service;
