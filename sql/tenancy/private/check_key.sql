create or replace function commerce_private.check_key(
    caller commerce_private.caller,
    key text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if key is null then
        if caller.role in ('commerce_anon', 'commerce_user')
            and commerce_private.setting(caller.organization_id, 'require_idempotency_keys')::boolean then
            raise exception using
                errcode = 'VT101',
                message = 'an idempotency key is needed',
                detail = jsonb_build_object('argument', 'idempotency_key', 'reason', 'missing'),
                hint = 'Send a random key with at least 22 characters, and the same key when you retry.';
        end if;
    elsif not commerce_private.is_key(key, caller.role) then
        raise exception using
            errcode = 'VT101',
            message = 'the idempotency key is too short or too long',
            detail = jsonb_build_object('argument', 'idempotency_key', 'reason', 'length', 'length', length(key)),
            hint = 'Send a random key with 22 to 255 characters, and the same key when you retry.';
    end if;
end;
$$;

comment on function commerce_private.check_key(commerce_private.caller, text) is
$md$Check that an idempotency key is there where the organization wants one, and hard to guess where anybody may call.

Raises `VT101`.$md$;

revoke all on function commerce_private.check_key(commerce_private.caller, text) from public;
