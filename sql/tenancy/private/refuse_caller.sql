create or replace function commerce_private.refuse_caller(
    caller commerce_private.caller,
    level text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VT302',
        message = 'this caller may not do this',
        detail = jsonb_build_object('needs', level, 'role', caller.role, 'member_role', caller.member_role),
        hint = 'Call it as one who may: the comment of the function says who.';
end;
$$;

comment on function commerce_private.refuse_caller(commerce_private.caller, text) is
$md$Turn a caller away.

Raises `VT302`, always.$md$;

revoke all on function commerce_private.refuse_caller(commerce_private.caller, text) from public;
