create or replace function commerce_private.price_participants(
    line integer,
    participants jsonb,
    party_size integer,
    price_list jsonb,
    out total_minor bigint,
    out tiers jsonb
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_places bigint;
    v_unknown text;
begin
    if participants is null then
        return;
    end if;
    select
        sum(who.value::integer * coalesce(tier.places, 1)),
        sum(who.value::integer * tier.price_minor),
        min(who.key) filter (where tier.tier is null),
        jsonb_agg(
            jsonb_build_object('tier', tier.tier, 'quantity', who.value::integer, 'price_minor', tier.price_minor)
            order by tier.tier) filter (where tier.tier is not null)
    into v_places, total_minor, v_unknown, tiers
    from jsonb_each_text(participants) as who
    left join jsonb_to_recordset(price_list) as tier (tier text, price_minor bigint, places integer)
        on tier.tier = who.key;
    if price_list <> '[]' and v_unknown is not null then
        raise exception using
            errcode = 'VB101',
            message = 'unknown tier of participants',
            detail = jsonb_build_object(
                'line', line, 'argument', 'participants', 'reason', 'unknown_tier', 'tier', v_unknown),
            hint = 'Count participants by the tiers of the price list of the service.';
    elsif v_places <> party_size then
        raise exception using
            errcode = 'VB101',
            message = 'participants do not sum to the party',
            detail = jsonb_build_object(
                'line', line, 'argument', 'participants', 'reason', 'not_the_party', 'party_size', party_size),
            hint = 'Count every participant once: together they are as many as were held.';
    end if;
    if v_unknown is not null then
        total_minor := null;
    end if;
end;
$$;

comment on function commerce_private.price_participants(integer, jsonb, integer, jsonb) is
$md$What participants cost by the tiers of a price list; null without tiers. Together they take the places of the party.

Raises `VB101` (reason `unknown_tier`, `not_the_party`).$md$;

revoke all on function commerce_private.price_participants(integer, jsonb, integer, jsonb) from public;
