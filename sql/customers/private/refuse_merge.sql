create or replace function commerce_private.refuse_merge(
    reason text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VU402',
        message = 'this would make one customer of two',
        detail = jsonb_build_object('reason', refuse_merge.reason),
        hint = 'Leave the address or the user out, or merge the two customers first.';
end;
$$;

comment on function commerce_private.refuse_merge(text) is
$md$Refuse what would give one customer the address or the user of another.

Raises `VU402`, always.$md$;

revoke all on function commerce_private.refuse_merge(text) from public;
