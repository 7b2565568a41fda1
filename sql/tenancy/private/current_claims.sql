create or replace function commerce_private.current_claims()
returns jsonb
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    -- After a transaction that set it, the setting is the empty string and not null.
    v_claims text := nullif(current_setting('request.jwt.claims', true), '');
begin
    if v_claims is null then
        return null;
    end if;
    -- A block of its own: without claims no call pays for a subtransaction.
    begin
        return nullif(v_claims::jsonb, 'null');
    exception
        when data_exception then
            raise exception using
                errcode = 'VT301',
                message = 'the claims are not json',
                detail = jsonb_build_object('setting', 'request.jwt.claims'),
                hint = 'Set request.jwt.claims to the json object of the verified token, inside the transaction.';
    end;
end;
$$;

comment on function commerce_private.current_claims() is
$md$The verified claims a gateway such as PostgREST set for this transaction, or null.

Raises `VT301` when they are no json.$md$;

revoke all on function commerce_private.current_claims() from public;
grant execute on function commerce_private.current_claims()
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
