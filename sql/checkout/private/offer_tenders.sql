-- Since no more of the credit need be used than is wanted.
drop function if exists commerce_private.offer_tenders(uuid, uuid, text, text, boolean, bigint);

create or replace function commerce_private.offer_tenders(
    organization_id uuid,
    customer_id uuid,
    currency text,
    gift_card_code text,
    use_store_credit boolean,
    store_credit_minor bigint,
    payable_minor bigint
)
returns commerce_private.tender_offer
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_offer commerce_private.tender_offer;
    v_card commerce.stored_values;
begin
    v_offer.gift_card_minor := 0;
    v_offer.store_credit_minor := 0;
    if gift_card_code is not null then
        v_card := commerce_private.find_gift_card(organization_id, gift_card_code);
        if v_card.id is null then
            perform commerce_private.refuse_value('gift_card_code', 'not_found');
        elsif v_card.status = 'void' then
            perform commerce_private.refuse_value('gift_card_code', 'void');
        elsif v_card.expires_at <= commerce_private.clock() then
            perform commerce_private.refuse_value('gift_card_code', 'expired');
        elsif v_card.currency <> currency then
            perform commerce_private.refuse_value('gift_card_code', 'currency');
        elsif v_card.balance_minor <= v_card.held_minor then
            perform commerce_private.refuse_value('gift_card_code', 'used_up');
        elsif payable_minor <= 0 then
            perform commerce_private.refuse_value('gift_card_code', 'only_gift_cards');
        end if;
        v_offer.gift_card_id := v_card.id;
        v_offer.gift_card_minor := least(payable_minor, v_card.balance_minor - v_card.held_minor);
    end if;
    if store_credit_minor < 0 then
        perform commerce_private.refuse_item(null, 'negative', 'store_credit_minor');
    elsif use_store_credit or store_credit_minor is not null then
        if customer_id is null then
            perform commerce_private.refuse_value('use_store_credit', 'no_customer');
        end if;
        select value.id, least(
            payable_minor - v_offer.gift_card_minor, value.balance_minor - value.held_minor,
            offer_tenders.store_credit_minor)
        into v_offer.store_credit_id, v_offer.store_credit_minor
        from commerce.stored_values as value
        where value.organization_id = offer_tenders.organization_id
            and value.customer_id = offer_tenders.customer_id
            and value.currency = offer_tenders.currency
            and value.status = 'active';
        if v_offer.store_credit_id is null then
            v_offer.store_credit_minor := 0;
        end if;
    end if;
    return v_offer;
end;
$$;

comment on function commerce_private.offer_tenders(uuid, uuid, text, text, boolean, bigint, bigint) is
$md$What of a purchase a gift card and the customer's credit would pay, looked at without a lock.

The card first, then of the credit no more than `store_credit_minor`. A customer without credit has none to use, which is no error.

Raises `VC301` (reason) when the card cannot be used, or credit is asked for without a customer, `VO101` a negative
`store_credit_minor`.$md$;

revoke all on function commerce_private.offer_tenders(uuid, uuid, text, text, boolean, bigint, bigint) from public;
