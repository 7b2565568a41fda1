create or replace function commerce.bind_reader(
    login text,
    organization_id uuid
)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('platform');
begin
    if not exists (select from pg_roles as known where known.rolname = bind_reader.login and known.rolcanlogin) then
        perform commerce_private.refuse_input('login', 'no_such_login');
    end if;
    if bind_reader.organization_id is null then
        delete from commerce_private.reader_bindings as binding
        where binding.login = bind_reader.login;
        return;
    end if;
    if not exists (
        select
        from commerce.organizations as organization
        where organization.id = bind_reader.organization_id
    ) then
        perform commerce_private.refuse_organization(bind_reader.organization_id);
    end if;
    insert into commerce_private.reader_bindings (login, organization_id)
    values (bind_reader.login, bind_reader.organization_id)
    on conflict on constraint reader_bindings_pkey do update set organization_id = excluded.organization_id;
    v_caller.organization_id := bind_reader.organization_id;
    perform commerce_private.audit(v_caller, 'bind_reader', bind_reader.login);
end;
$$;

comment on function commerce.bind_reader(text, uuid) is
$md$Bind a login that has the role `commerce_reader` to the one organization whose rows it may read.

Settings and claims say nothing for a reader: only this binding does. A null organization takes the
binding away, and the login reads nothing. For `commerce_platform`.

Raises `VT101` no such login, `VT201` unknown organization, `VT302` this caller may not.$md$;

revoke all on function commerce.bind_reader(text, uuid) from public;
grant execute on function commerce.bind_reader(text, uuid) to commerce_platform;
