create or replace function commerce_private.check_customer_extras(
    created_via text,
    tags text[],
    metadata jsonb,
    clear text[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if created_via is null or created_via not in ('admin', 'booking_widget', 'checkout', 'api', 'import') then
        perform commerce_private.refuse_customer_input('created_via', 'unknown');
    elsif jsonb_typeof(metadata) <> 'object' or length(metadata::text) > 20000 then
        perform commerce_private.refuse_customer_input('metadata', 'not_an_object_or_too_long');
    elsif cardinality(tags) > 100 or exists (
        select
        from unnest(tags) as part (tag)
        where part.tag is null or length(part.tag) not between 1 and 100
    ) then
        perform commerce_private.refuse_customer_input('tags', 'length');
    elsif exists (
        select
        from unnest(clear) as part (name)
        where part.name is null
            or part.name not in ('first_name', 'last_name', 'email', 'phone', 'timezone', 'locale', 'notes', 'tags', 'metadata')
    ) then
        perform commerce_private.refuse_customer_input('clear', 'unknown_column');
    end if;
    perform commerce_private.refuse_card_number(array_to_string(tags, ' '), metadata::text);
end;
$$;

comment on function commerce_private.check_customer_extras(text, text[], jsonb, text[]) is
$md$Check what only the organization says of a customer.

Raises `VU101` (argument, reason), `VT101` for what looks like a card number.$md$;

revoke all on function commerce_private.check_customer_extras(text, text[], jsonb, text[]) from public;
