create or replace function commerce_private.tg_record_price()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'UPDATE' then
        if old.price_minor = new.price_minor and old.currency = new.currency
            and (tg_table_name <> 'pricing_plans' or to_jsonb(old) -> 'tiers' = to_jsonb(new) -> 'tiers') then
            return null;
        end if;
    end if;
    insert into commerce.price_changes
        (organization_id, product_id, service_id, pricing_plan_id, price_minor, currency, tiers, valid_from)
    values (
        new.organization_id,
        case when tg_table_name = 'products' then (to_jsonb(new) ->> 'id')::bigint end,
        case when tg_table_name = 'services' then (to_jsonb(new) ->> 'id')::uuid end,
        case when tg_table_name = 'pricing_plans' then (to_jsonb(new) ->> 'id')::uuid end,
        new.price_minor,
        new.currency,
        case when tg_table_name = 'pricing_plans' then to_jsonb(new) -> 'tiers' end,
        commerce_private.clock()
    );
    return null;
end;
$$;

comment on function commerce_private.tg_record_price() is
$md$Keep a new price of a product, service or plan, with the instant from which on it holds.$md$;

revoke all on function commerce_private.tg_record_price() from public;
