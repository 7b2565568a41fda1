create or replace function commerce_private.caller_role()
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Never current_user: inside a security definer function that is the owner.
    v_login text := current_setting('role');
begin
    if v_login = 'none' then
        v_login := session_user;
    end if;
    if v_login in ('commerce_service', 'commerce_user', 'commerce_anon', 'commerce_relay', 'commerce_worker',
                   'commerce_reader', 'commerce_platform', 'commerce_owner') then
        return v_login;
    end if;
    if pg_has_role(v_login, 'commerce_owner', 'usage') then
        return 'commerce_owner';
    end if;
    -- A login is granted exactly one caller role; of several none is chosen.
    return (
        select min(role.name)
        from unnest(array['commerce_service', 'commerce_user', 'commerce_anon', 'commerce_relay',
                          'commerce_worker', 'commerce_reader', 'commerce_platform']) as role (name)
        where pg_has_role(v_login, role.name, 'usage')
        having count(*) = 1
    );
end;
$$;

comment on function commerce_private.caller_role() is
$md$The caller role of this session: the role it set, else that of its login. Null when the login has none, or several.

Superusers and members of `commerce_owner` count as `commerce_owner`.$md$;

revoke all on function commerce_private.caller_role() from public;
grant execute on function commerce_private.caller_role()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
