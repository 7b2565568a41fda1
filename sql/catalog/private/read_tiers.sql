create or replace function commerce_private.read_tiers(
    tiers jsonb
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if tiers is null then
        return null;
    elsif jsonb_typeof(tiers) <> 'array' or jsonb_array_length(tiers) > 20 then
        perform commerce_private.refuse_catalog_input('tiers', 'not_a_list', 'Send an array of at most 20 tiers.');
    elsif exists (
        select
        from jsonb_array_elements(tiers) as given (tier)
        where jsonb_typeof(given.tier) <> 'object'
            or case when jsonb_typeof(given.tier) = 'object' then
                given.tier - '{hours_before,kept_percent,kept_minor}'::text[] <> '{}'
                or coalesce(given.tier ->> 'hours_before', '') !~ '^[0-9]{1,4}([.][0-9]{1,2})?$'
                or coalesce(given.tier ->> 'kept_percent', '0') !~ '^([0-9]{1,2}|100)$'
                or coalesce(given.tier ->> 'kept_minor', '0') !~ '^[0-9]{1,12}$'
            end
    ) then
        perform commerce_private.refuse_catalog_input('tiers', 'malformed',
            'Send tiers such as {"hours_before": 24, "kept_percent": 50, "kept_minor": 0}.');
    elsif (
        select count(*) <> count(distinct (given.tier ->> 'hours_before')::numeric)
        from jsonb_array_elements(tiers) as given (tier)
    ) then
        perform commerce_private.refuse_catalog_input('tiers', 'repeated', 'Send one tier for each hours_before.');
    end if;
    return (
        select coalesce(jsonb_agg(
            jsonb_build_object(
                'hours_before', (given.tier ->> 'hours_before')::numeric,
                'kept_percent', coalesce((given.tier ->> 'kept_percent')::integer, 0),
                'kept_minor', coalesce((given.tier ->> 'kept_minor')::bigint, 0))
            order by (given.tier ->> 'hours_before')::numeric desc), '[]')
        from jsonb_array_elements(tiers) as given (tier)
    );
end;
$$;

comment on function commerce_private.read_tiers(jsonb) is
$md$Read the tiers of a cancellation policy: complete, and the longest notice first.

Raises `VC101`.$md$;

revoke all on function commerce_private.read_tiers(jsonb) from public;
