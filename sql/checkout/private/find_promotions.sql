create or replace function commerce_private.find_promotions(
    organization_id uuid,
    codes text[]
)
returns setof commerce.promotions
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_codes text[];
    v_code text;
    v_promotion commerce.promotions;
    v_now timestamptz := commerce_private.clock();
    v_reason text;
begin
    select array_agg(distinct upper(btrim(given.code)))
    into v_codes
    from unnest(codes) as given (code);
    if cardinality(v_codes) > 10 then
        perform commerce_private.refuse_promotion(v_codes[11], 'too_many');
    end if;
    foreach v_code in array v_codes loop
        select promotion.*
        into v_promotion
        from commerce.promotions as promotion
        where promotion.organization_id = find_promotions.organization_id and promotion.code = v_code;
        v_reason := case
            when v_promotion.id is null then 'not_found'
            when v_promotion.status <> 'active' or v_promotion.ends_at <= v_now then 'ended'
            when v_promotion.starts_at > v_now then 'not_started'
            when v_promotion.uses >= v_promotion.max_uses then 'used_up'
            when v_promotion.spent_minor >= v_promotion.budget_minor then 'budget'
            when cardinality(v_codes) > 1 and not v_promotion.is_stackable then 'not_stackable'
        end;
        if v_reason is not null then
            perform commerce_private.refuse_promotion(left(v_code, 100), v_reason);
        end if;
    end loop;
    -- Shares of the price before fixed amounts, whatever order the codes came in.
    return query
    select promotion.*
    from commerce.promotions as promotion
    where promotion.organization_id = find_promotions.organization_id and promotion.code = any(v_codes)
    order by promotion.kind = 'free_shipping', promotion.kind = 'amount', promotion.code;
end;
$$;

comment on function commerce_private.find_promotions(uuid, text[]) is
$md$The promotions of these codes in the order in which they apply: percentages, amounts, free shipping; by code among equals.

Raises `VC301` (reason `not_found`, `ended`, `not_started`, `used_up`, `budget`, `not_stackable`,
`too_many`).$md$;

revoke all on function commerce_private.find_promotions(uuid, text[]) from public;
