create or replace function commerce_private.check_address(
    address jsonb
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if address is null or jsonb_typeof(address) <> 'object' or address = '{}' then
        perform commerce_private.refuse_customer_input('address', 'not_an_object');
    elsif length(address::text) > 4000 then
        perform commerce_private.refuse_customer_input('address', 'too_long');
    elsif exists (
        select
        from jsonb_each(address) as part
        where jsonb_typeof(part.value) not in ('string', 'null')
            and not (part.key = 'lines' and jsonb_typeof(part.value) = 'array')
    ) then
        perform commerce_private.refuse_customer_input('address', 'wrong_type');
    elsif address ->> 'country' !~ '^[A-Z]{2}$' then
        perform commerce_private.refuse_customer_input('address', 'country_not_iso_3166');
    end if;
    perform commerce_private.refuse_card_number((address - 'phone')::text);
    return jsonb_strip_nulls(address);
end;
$$;

comment on function commerce_private.check_address(jsonb) is
$md$Read an address: a JSON object of texts (`name`, `line1`, `line2`, `city`, `region`, `postal_code`, `country` …); the country as two letters.

Raises `VU101` (argument, reason), `VT101` for what looks like a card number.$md$;

revoke all on function commerce_private.check_address(jsonb) from public;
