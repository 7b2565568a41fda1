create or replace function commerce_private.context_uuid(
    name text,
    value text
)
returns uuid
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if value is null or value = '' then
        return null;
    elsif value ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then
        -- The usual form, without the subtransaction that catching an error costs.
        return value::uuid;
    end if;
    begin
        return value::uuid;
    exception
        when invalid_text_representation then
            raise exception using
                errcode = 'VT301',
                message = 'the context is not a uuid',
                detail = jsonb_build_object('setting', context_uuid.name),
                hint = 'Set it to the id of the organization, user or order, inside the transaction.';
    end;
end;
$$;

comment on function commerce_private.context_uuid(text, text) is
$md$Read an id that a setting, claim or header carries; empty is null.

Raises `VT301` when it is no uuid.$md$;

revoke all on function commerce_private.context_uuid(text, text) from public;
