create or replace function commerce_private.take_promotions(
    organization_id uuid,
    order_id uuid,
    customer_id uuid,
    email text,
    promotion_ids uuid[],
    discounts_minor bigint[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken record;
    v_promotion commerce.promotions;
    v_digest bytea := sha256(convert_to(lower(btrim(email)), 'UTF8'));
    v_now timestamptz;
    v_reason text;
begin
    for v_taken in
        select promotion.id, promotion.discount_minor
        from unnest(promotion_ids, discounts_minor) as promotion (id, discount_minor)
        order by promotion.id
    loop
        -- Under the lock of its row: whoever waited here sees every use before its own.
        select promotion.*
        into v_promotion
        from commerce.promotions as promotion
        where promotion.organization_id = take_promotions.organization_id and promotion.id = v_taken.id
        for no key update;
        v_now := commerce_private.clock();
        v_reason := case
            when v_promotion.status <> 'active' or v_promotion.ends_at <= v_now then 'ended'
            when v_promotion.uses >= v_promotion.max_uses then 'used_up'
            when v_promotion.spent_minor + v_taken.discount_minor > v_promotion.budget_minor then 'budget'
            when v_promotion.max_uses_per_customer <= commerce_private.promotion_uses_of(
                organization_id, v_taken.id, customer_id, email) then 'customer_limit'
        end;
        if v_reason is not null then
            raise exception using
                errcode = 'VC301',
                message = 'promotion cannot be used',
                detail = jsonb_build_object(
                    'argument', 'promotion_code', 'code', v_promotion.code, 'reason', v_reason),
                hint = 'Order without the code.';
        end if;
        insert into commerce.promotion_uses
            (organization_id, promotion_id, order_id, customer_id, email_digest, discount_minor)
        values (
            take_promotions.organization_id, v_taken.id, take_promotions.order_id, take_promotions.customer_id,
            v_digest, v_taken.discount_minor
        );
        perform commerce_private.count_promotion(
            organization_id, v_taken.id, 1, v_taken.discount_minor);
    end loop;
end;
$$;

comment on function commerce_private.take_promotions(uuid, uuid, uuid, text, uuid[], bigint[]) is
$md$Use promotions for an order: total, budget and each customer's share are counted, and never exceeded.

A customer is known by id, and by a digest of the e-mail address. Locks promotions by id.

Raises `VC301` (reason `ended`, `used_up`, `budget`, `customer_limit`).$md$;

revoke all on function commerce_private.take_promotions(uuid, uuid, uuid, text, uuid[], bigint[]) from public;
