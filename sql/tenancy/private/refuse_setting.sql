create or replace function commerce_private.refuse_setting(
    key text,
    reason text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS101',
        message = 'bad setting',
        detail = jsonb_build_object('key', refuse_setting.key, 'reason', refuse_setting.reason),
        hint = 'The view commerce.settings_effective lists every setting with its type, bounds and meaning.';
end;
$$;

comment on function commerce_private.refuse_setting(text, text) is
$md$Turn a setting away: an unknown key, or a value it cannot have.

Raises `VS101`, always.$md$;

revoke all on function commerce_private.refuse_setting(text, text) from public;
