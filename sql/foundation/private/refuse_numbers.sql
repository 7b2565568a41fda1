create or replace function commerce_private.refuse_numbers(
    setting text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VS101',
        message = 'numbers are running out',
        detail = jsonb_build_object('setting', refuse_numbers.setting),
        hint = 'Set a format with more X.';
end;
$$;

comment on function commerce_private.refuse_numbers(text) is
$md$Stop drawing numbers of which twenty in a row were in use. Raises `VS101`.$md$;

revoke all on function commerce_private.refuse_numbers(text) from public;
