create or replace function commerce.create_promotion(
    code text,
    kind text,
    percent numeric = null,
    amount_minor bigint = null,
    name text = null,
    currency text = null,
    scope text = 'all',
    product_ids bigint[] = null,
    service_ids uuid[] = null,
    minimum_minor bigint = null,
    max_uses bigint = null,
    max_uses_per_customer integer = null,
    budget_minor bigint = null,
    is_stackable boolean = false,
    starts_at timestamptz = null,
    ends_at timestamptz = null
)
returns commerce.promotions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_code text := upper(btrim(code));
    v_promotion commerce.promotions;
begin
    perform commerce_private.check_name('code', code);
    perform commerce_private.check_name('name', name, is_needed => false);
    perform commerce_private.check_name('kind', kind);
    perform commerce_private.check_choice('kind', kind, '{percent,amount,free_shipping}');
    perform commerce_private.check_name('scope', scope);
    perform commerce_private.check_choice('scope', scope, '{all,products,services}');
    perform commerce_private.check_range('amount_minor', amount_minor, 1, 1000000000000);
    perform commerce_private.check_range('minimum_minor', minimum_minor, 0, 1000000000000000);
    perform commerce_private.check_range('max_uses', max_uses, 1, 1000000000000);
    perform commerce_private.check_range('max_uses_per_customer', max_uses_per_customer, 1, 1000000000);
    perform commerce_private.check_range('budget_minor', budget_minor, 1, 1000000000000000);
    if length(v_code) > 100 then
        perform commerce_private.refuse_catalog_input('code', 'too_long', 'Send at most 100 characters.');
    elsif (kind = 'percent') <> (percent is not null) or (kind = 'amount') <> (amount_minor is not null) then
        perform commerce_private.refuse_catalog_input(
            case when (kind = 'percent') <> (percent is not null) then 'percent' else 'amount_minor' end,
            'not_of_this_kind', 'Send percent with kind percent, amount_minor with kind amount, and neither with free_shipping.');
    elsif percent <> round(percent, 6) or percent <= 0 or percent > 100 then
        perform commerce_private.refuse_catalog_input(
            'percent', 'out_of_range', 'Send a number above 0, to 100, with at most six decimals.');
    elsif not coalesce(isfinite(starts_at), true) or not coalesce(isfinite(ends_at), true) or ends_at <= starts_at then
        perform commerce_private.refuse_catalog_input('ends_at', 'out_of_range', 'A promotion ends after it starts.');
    elsif is_stackable is null then
        perform commerce_private.refuse_catalog_input('is_stackable', 'missing', 'Send true or false.');
    elsif cardinality(product_ids) not between 1 and 1000 or exists (
        select
        from unnest(product_ids) as wanted (id)
        where not exists (
            select
            from commerce.products as product
            where product.organization_id = v_caller.organization_id and product.id = wanted.id
        )
    ) then
        perform commerce_private.refuse_catalog_input(
            'product_ids', 'not_found', 'Send 1 to 1,000 products of this organization, or leave it out for all.');
    elsif cardinality(service_ids) not between 1 and 1000 or exists (
        select
        from unnest(service_ids) as wanted (id)
        where not exists (
            select
            from commerce.services as service
            where service.organization_id = v_caller.organization_id and service.id = wanted.id
        )
    ) then
        perform commerce_private.refuse_catalog_input(
            'service_ids', 'not_found', 'Send 1 to 1,000 services of this organization, or leave it out for all.');
    end if;

    insert into commerce.promotions as promotion
        (organization_id, code, name, kind, percent, amount_minor, currency, scope, product_ids, service_ids,
         minimum_minor, max_uses, max_uses_per_customer, budget_minor, is_stackable, starts_at, ends_at)
    values (
        v_caller.organization_id,
        v_code,
        coalesce(create_promotion.name, v_code),
        create_promotion.kind,
        create_promotion.percent,
        create_promotion.amount_minor,
        case
            when create_promotion.currency is not null
                or num_nonnulls(amount_minor, budget_minor, nullif(minimum_minor, 0)) > 0
                then commerce_private.known_currency(v_caller.organization_id, create_promotion.currency)
        end,
        create_promotion.scope,
        create_promotion.product_ids,
        create_promotion.service_ids,
        coalesce(create_promotion.minimum_minor, 0),
        create_promotion.max_uses,
        create_promotion.max_uses_per_customer,
        create_promotion.budget_minor,
        create_promotion.is_stackable,
        create_promotion.starts_at,
        create_promotion.ends_at
    )
    on conflict do nothing
    returning promotion.* into v_promotion;
    if v_promotion.id is null then
        perform commerce_private.refuse_catalog_input(
            'code', 'taken', 'There is a promotion with this code: choose another one.');
    end if;
    perform commerce_private.audit(v_caller, 'create_promotion', v_promotion.id::text);
    return v_promotion;
end;
$$;

comment on function commerce.create_promotion(
    text, text, numeric, bigint, text, text, text, bigint[], uuid[], bigint, bigint, integer, bigint, boolean,
    timestamptz, timestamptz
) is
$md$Make a code that makes orders cheaper. Needs a manager.

`kind` is `percent` (with `percent`), `amount` (with `amount_minor`, at most what the items cost) or
`free_shipping`. It is for `scope` `all`, `products` or `services`, or only for `product_ids` and
`service_ids`; for orders with at least `minimum_minor` of these; `max_uses` times in all,
`max_uses_per_customer` times for each customer, until it took off `budget_minor`; from `starts_at` until
`ends_at`. Several codes can be combined when all of them are `is_stackable`: percentages first, then
amounts. Amounts are in `currency`, by default the organization's. Codes do not know case.

Orders that are cancelled or expire give their use back. A promotion does not change once it is made:
`end_promotion` ends it.

Raises `VC101` bad input, or code taken (argument, reason), `VT101` card number, `VT302`.$md$;

revoke all on function commerce.create_promotion(
    text, text, numeric, bigint, text, text, text, bigint[], uuid[], bigint, bigint, integer, bigint, boolean,
    timestamptz, timestamptz
) from public;
grant execute on function commerce.create_promotion(
    text, text, numeric, bigint, text, text, text, bigint[], uuid[], bigint, bigint, integer, bigint, boolean,
    timestamptz, timestamptz
) to commerce_user, commerce_service;
