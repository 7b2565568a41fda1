-- What an administrator runs once in a database: roles, schemas and one extension.
--
-- By psql, or by `pgcommerce bootstrap`. The login needs CREATEROLE and CREATE on the database; it
-- need not be a superuser. Safe to run again, and in several databases of one server at once.
--
-- The login that runs it becomes able to deploy. To let another one deploy as well:
--     PGOPTIONS='-c commerce.deployer=<login>' psql -f sql/bootstrap.sql

begin;

do $bootstrap$
begin
    if pg_catalog.current_setting('server_version_num')::integer < 150000 then
        raise exception using
            errcode = 'feature_not_supported',
            message = 'this server is too old',
            hint = 'pgcommerce needs PostgreSQL 15 or later.';
    end if;
end
$bootstrap$;

-- Two runs in one database queue up here; runs in two databases meet in the retries below.
do $bootstrap$
begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('pgcommerce bootstrap', 0));
end
$bootstrap$;

do $bootstrap$
declare
    v_role text;
    v_login text;
    v_tries integer;
begin
    foreach v_role in array array[
        'commerce_owner', 'commerce_anon', 'commerce_user', 'commerce_service', 'commerce_relay',
        'commerce_worker', 'commerce_reader', 'commerce_platform'
    ] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            begin
                execute pg_catalog.format('create role %I nologin', v_role);
            exception
                -- another database of this server was faster
                when duplicate_object or unique_violation then null;
            end;
        end if;

        if exists (
            select from pg_catalog.pg_roles
            where rolname = v_role and (rolsuper or rolbypassrls or rolcanlogin)
        ) then
            raise exception using
                errcode = 'object_not_in_prerequisite_state',
                message = 'a role of this name exists with too much power',
                detail = pg_catalog.json_build_object('role', v_role)::text,
                hint = 'It must be nologin, not superuser and not bypassrls. Alter or rename it.';
        end if;
    end loop;

    foreach v_login in array array[
        current_user::text, pg_catalog.current_setting('commerce.deployer', true)
    ] loop
        continue when v_login is null or v_login = '';

        if not exists (select from pg_catalog.pg_roles where rolname = v_login) then
            raise exception using
                errcode = 'undefined_object',
                message = 'the deploying login does not exist',
                detail = pg_catalog.json_build_object('login', v_login)::text,
                hint = 'Create the login first.';
        end if;

        -- A superuser may set any role. Before version 16 membership allows both set and inherit.
        v_tries := 0;
        while not (
            select
                r.rolsuper
                or case
                    when pg_catalog.current_setting('server_version_num')::integer < 160000
                        then pg_catalog.pg_has_role(r.rolname, 'commerce_owner', 'member')
                    else
                        pg_catalog.pg_has_role(r.rolname, 'commerce_owner', 'set')
                        and pg_catalog.pg_has_role(r.rolname, 'commerce_owner', 'usage')
                end
            from pg_catalog.pg_roles as r
            where r.rolname = v_login
        ) loop
            v_tries := v_tries + 1;
            begin
                if pg_catalog.current_setting('server_version_num')::integer < 160000 then
                    execute pg_catalog.format('grant commerce_owner to %I', v_login);
                else
                    execute pg_catalog.format(
                        'grant commerce_owner to %I with inherit true, set true', v_login
                    );
                end if;
            exception
                when insufficient_privilege then
                    raise exception using
                        errcode = 'insufficient_privilege',
                        message = 'commerce_owner was made by another login',
                        detail = pg_catalog.json_build_object('login', v_login)::text,
                        hint = pg_catalog.format(
                            'Whoever made it runs: grant commerce_owner to %I with admin option',
                            v_login
                        );
                -- "tuple concurrently updated": another database of this server grants right now
                when internal_error or unique_violation then
                    if v_tries >= 20 then
                        raise;
                    end if;
                    perform pg_catalog.pg_sleep(0.05);
            end;
        end loop;
    end loop;
end
$bootstrap$;

do $bootstrap$
declare
    v_schema text;
    v_owner text;
begin
    foreach v_schema in array array['commerce', 'commerce_private', 'commerce_meta'] loop
        v_owner := (
            select pg_catalog.pg_get_userbyid(n.nspowner)
            from pg_catalog.pg_namespace as n
            where n.nspname = v_schema
        );

        if v_owner is null then
            -- commerce_owner itself may not create anything in the database
            execute pg_catalog.format('create schema %I authorization commerce_owner', v_schema);
        elsif v_owner <> 'commerce_owner' then
            raise exception using
                errcode = 'duplicate_schema',
                message = 'a schema of this name exists and belongs to somebody else',
                detail = pg_catalog.json_build_object('schema', v_schema, 'owner', v_owner)::text,
                hint = 'pgcommerce uses fixed names. Rename that schema, or use another database.';
        end if;
    end loop;
end
$bootstrap$;

do $bootstrap$
declare
    v_login text := current_user;
    v_is_lent boolean := false;
begin
    if not exists (select from pg_catalog.pg_extension where extname = 'btree_gist') then
        -- a noinherit login is a member of commerce_owner without its privileges
        if not pg_catalog.has_schema_privilege(v_login, 'commerce_private', 'create') then
            v_is_lent := true;
            set local role commerce_owner;
            execute pg_catalog.format(
                'grant usage, create on schema commerce_private to %I', v_login
            );
            set local role none;
        end if;

        create extension btree_gist with schema commerce_private;

        if v_is_lent then
            set local role commerce_owner;
            execute pg_catalog.format(
                'revoke usage, create on schema commerce_private from %I', v_login
            );
            set local role none;
        end if;
    end if;
end
$bootstrap$;

-- A new function is nobody's until its file grants it. Only the global form has an effect.
set local role commerce_owner;
alter default privileges for role commerce_owner revoke execute on functions from public;

commit;
