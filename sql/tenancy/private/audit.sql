create or replace function commerce_private.audit(
    caller commerce_private.caller,
    function_name text,
    subject_id text,
    changed_keys text[] = '{}'
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if caller.member_role is null and caller.role <> 'commerce_platform' then
        return;
    end if;
    insert into commerce.audit_log
        (organization_id, at, actor_user_id, actor_role, function_name, subject_id, changed_keys)
    values (
        caller.organization_id, commerce_private.clock(), caller.user_id,
        coalesce(caller.member_role, 'platform'), audit.function_name, audit.subject_id, audit.changed_keys
    );
end;
$$;

comment on function commerce_private.audit(commerce_private.caller, text, text, text[]) is
$md$Write down a command that a member, or the platform, carried out: who, what, on which subject, which keys changed.

Ids and names of columns only, never values: the log outlives the persons in it. Callers who are
no members leave no row.$md$;

revoke all on function commerce_private.audit(commerce_private.caller, text, text, text[]) from public;
