create or replace function commerce_private.current_header(
    name text
)
returns text
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    -- After a transaction that set it, the setting is the empty string and not null.
    v_headers text := nullif(current_setting('request.headers', true), '');
begin
    if v_headers is null then
        return null;
    end if;
    -- A block of its own: without headers no call pays for a subtransaction.
    begin
        return nullif(v_headers::jsonb ->> lower(current_header.name), '');
    exception
        when data_exception then
            raise exception using
                errcode = 'VT301',
                message = 'the headers are not json',
                detail = jsonb_build_object('setting', 'request.headers'),
                hint = 'Set request.headers to one json object of the names in lower case, inside the transaction.';
    end;
end;
$$;

comment on function commerce_private.current_header(text) is
$md$A header of the HTTP request this transaction serves, or null.

Raises `VT301` when the headers are no json.$md$;

revoke all on function commerce_private.current_header(text) from public;
grant execute on function commerce_private.current_header(text)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
