create or replace function commerce_private.read_page(
    page_cursor text,
    page_size integer,
    out at timestamptz,
    out id uuid
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if page_size is null or page_size not between 1 and 500 then
        perform commerce_private.refuse_order_input('page_size', 'out_of_range', 'Send a number from 1 to 500.');
    elsif page_cursor is null then
        return;
    elsif page_cursor !~ '^-?[0-9]{1,17}[.][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        perform commerce_private.refuse_order_input('page_cursor', 'malformed',
            'Send the page_cursor of the last row of the page before.');
    end if;
    at := timestamptz '1970-01-01 00:00+00' + split_part(page_cursor, '.', 1)::bigint * interval '1 microsecond';
    id := split_part(page_cursor, '.', 2)::uuid;
end;
$$;

comment on function commerce_private.read_page(text, integer) is
$md$Where the next page of a list begins: after this instant and id, both null on the first page.

Raises `VO101` for a malformed cursor or a page size beyond 1 to 500.$md$;

revoke all on function commerce_private.read_page(text, integer) from public;
