create or replace function commerce_private.check_tiers(
    tiers jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if tiers is null then
        return;
    elsif jsonb_typeof(tiers) <> 'array' or jsonb_array_length(tiers) > 50 or exists (
        select
        from jsonb_array_elements(tiers) as tier (value)
        where jsonb_typeof(tier.value) <> 'object'
            or case
                when jsonb_typeof(tier.value) = 'object' then
                    tier.value - '{tier,price_minor,places}'::text[] <> '{}'
                    or jsonb_typeof(tier.value -> 'tier') is distinct from 'string'
                    or length(tier.value ->> 'tier') not between 1 and 100
                    or (tier.value -> 'price_minor')::text is null
                    or (tier.value -> 'price_minor')::text !~ '^([0-9]{1,12}|1000000000000)$'
                    or coalesce((tier.value -> 'places')::text, '1') !~ '^[1-9][0-9]{0,4}$'
            end
    ) then
        perform commerce_private.refuse_catalog_input(
            'tiers', 'malformed', 'Send a list of {"tier": "child", "price_minor": 900, "places": 1}.');
    elsif (
        select count(*) > count(distinct tier.value ->> 'tier')
        from jsonb_array_elements(tiers) as tier (value)
    ) then
        perform commerce_private.refuse_catalog_input('tiers', 'repeated', 'Name every tier once.');
    end if;
    perform commerce_private.refuse_card_number(tiers::text);
end;
$$;

comment on function commerce_private.check_tiers(jsonb) is
$md$Check the tiers of a price list: `tier`, `price_minor` and perhaps `places` of each, no tier twice.

Raises `VC101`, `VT101`.$md$;

revoke all on function commerce_private.check_tiers(jsonb) from public;
