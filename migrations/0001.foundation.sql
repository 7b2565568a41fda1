-- Lay the ground every room stands on: keys, and the books the upgrade keeps about itself.
-- Locks:    none that anybody waits for (new objects only).
-- Backfill: none.
-- Reverse:  drops the objects; the schemas and roles stay, bootstrap made them.
set local lock_timeout = '5s';

-- Keys are uuid version 7 (RFC 9562, section 5.7): ordered by time, so that inserts touch few index
-- pages. PostgreSQL has a generator from version 18 on. A structural function: column defaults use it.
do $do$
begin
    if current_setting('server_version_num')::integer >= 180000 then
        execute $sql$
            create function commerce_private.new_id()
            returns uuid
            language sql
            volatile
            parallel safe
            return pg_catalog.uuidv7()
        $sql$;
    else
        execute $sql$
            create function commerce_private.new_id()
            returns uuid
            language sql
            volatile
            parallel safe
            -- 48 bits of milliseconds, the version, 12 bits of fractions of a millisecond, and 62 random bits.
            return (
                overlay(
                    lpad(to_hex((date_part('epoch', clock_timestamp()) * 4096000)::bigint), 15, '0')
                    placing '7' from 13 for 0
                )
                || right(gen_random_uuid()::text, 17)
            )::uuid
        $sql$;
    end if;
end;
$do$;

-- Is this a database whose clock a caller may set? Written once, when the first upgrade makes it.
create table commerce_meta.installation (
    is_only boolean not null default true,
    is_sandbox boolean not null default false,
    created_at timestamptz not null default now(),
    constraint installation_pkey primary key (is_only),
    constraint installation_one_row_check check (is_only)
);

-- The instant at which a sandbox is frozen. Only the clock() of a sandbox looks here.
create table commerce_meta.sandbox_clock (
    is_only boolean not null default true,
    at timestamptz not null,
    constraint sandbox_clock_pkey primary key (is_only),
    constraint sandbox_clock_one_row_check check (is_only)
);

-- What every file of sql/ was when it was last loaded, and what it made.
create table commerce_meta.sql_files (
    path text not null,
    sha256 text not null,
    objects jsonb not null default '[]',
    release text not null default '',
    loaded_at timestamptz not null default now(),
    constraint sql_files_pkey primary key (path)
);

-- What every migration was when it was applied: yoyo knows names only.
create table commerce_meta.migration_files (
    id text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    constraint migration_files_pkey primary key (id)
);

create table commerce_meta.releases (
    id bigint generated always as identity,
    release text not null,
    by_login text not null default session_user,
    migrations text[] not null default '{}',
    files text[] not null default '{}',
    tables jsonb not null default '{}',
    took interval,
    at timestamptz not null default now(),
    constraint releases_pkey primary key (id)
);

-- What every table is: whose rows it holds, which room owns it, which columns are about a person.
create table commerce_meta.tables (
    table_name text not null,
    room text not null,
    scope text not null,
    organization_column text,
    personal_columns text[] not null default '{}',
    constraint tables_pkey primary key (table_name),
    constraint tables_scope_check check (scope in ('tenant', 'global', 'local')),
    constraint tables_organization_check check ((scope = 'tenant') = (organization_column is not null))
);
