create or replace function commerce.upsert_product(
    sku text = null,
    name text = null,
    price_minor bigint = null,
    currency text = null,
    description text = null,
    parent_product_id bigint = null,
    options jsonb = null,
    tax_category text = null,
    track_inventory boolean = null,
    allow_backorder boolean = null,
    weight_grams integer = null,
    status text = null,
    metadata jsonb = null,
    product_id bigint = null,
    clear text[] = null
)
returns commerce.products
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_product commerce.products;
begin
    perform commerce_private.check_name('sku', sku, is_needed => product_id is null);
    perform commerce_private.check_name('name', name, is_needed => false);
    perform commerce_private.check_range('price_minor', price_minor, 0, 1000000000000);
    perform commerce_private.check_range('weight_grams', weight_grams, 0, 100000000);
    perform commerce_private.check_choice('status', status, '{draft,active,archived}');
    perform commerce_private.check_clear(clear, '{description,parent_product_id,tax_category,weight_grams}');
    if jsonb_typeof(options) <> 'object' or length(options::text) > 20000 then
        perform commerce_private.refuse_catalog_input('options', 'not_a_small_object', 'Send a json object.');
    elsif jsonb_typeof(metadata) <> 'object' or length(metadata::text) > 20000 then
        perform commerce_private.refuse_catalog_input('metadata', 'not_a_small_object', 'Send a json object.');
    elsif length(description) > 20000 then
        perform commerce_private.refuse_catalog_input('description', 'too_long', 'Send at most 20,000 characters.');
    elsif length(tax_category) > 200 then
        perform commerce_private.refuse_catalog_input('tax_category', 'too_long', 'Send at most 200 characters.');
    elsif currency is not null
        and not exists (select from commerce.currencies as known where known.code = upsert_product.currency) then
        perform commerce_private.refuse_catalog_input('currency', 'unknown_value', 'Send an ISO 4217 code such as EUR.');
    end if;
    perform commerce_private.refuse_card_number(description, tax_category, options::text, metadata::text);

    -- Two calls that make the same product wait for each other here.
    perform pg_advisory_xact_lock(hashtextextended('commerce.products ' || v_caller.organization_id, 0));
    select product.id
    into v_product.id
    from commerce.products as product
    where product.organization_id = v_caller.organization_id
        and case
            when upsert_product.product_id is not null then product.id = upsert_product.product_id
            else product.sku = upsert_product.sku
        end
    for no key update;
    if v_product.id is null and product_id is not null then
        raise exception using
            errcode = 'VC201',
            message = 'product not found',
            detail = jsonb_build_object('product_id', product_id),
            hint = 'Leave product_id out to find a product by its sku, or to make one.';
    elsif v_product.id is null and num_nulls(name, price_minor) > 0 then
        perform commerce_private.refuse_catalog_input(
            case when name is null then 'name' else 'price_minor' end, 'missing',
            'A new product needs a sku, a name and a price.');
    elsif parent_product_id is not null and (
        parent_product_id = v_product.id
        or not exists (
            select
            from commerce.products as parent
            where parent.organization_id = v_caller.organization_id
                and parent.id = upsert_product.parent_product_id
                and parent.parent_product_id is null
        )
    ) then
        perform commerce_private.refuse_catalog_input(
            'parent_product_id', 'not_a_parent', 'Send the number of another product that is no variant itself.');
    elsif exists (
        select
        from commerce.products as other
        where other.organization_id = v_caller.organization_id
            and other.sku = upsert_product.sku
            and other.id <> v_product.id
    ) then
        perform commerce_private.refuse_catalog_input('sku', 'taken', 'Another product has this sku.');
    end if;

    if v_product.id is null then
        insert into commerce.products as product
            (organization_id, id, sku, name, description, parent_product_id, options, price_minor, currency,
             tax_category, track_inventory, allow_backorder, weight_grams, status, metadata)
        select
            v_caller.organization_id,
            commerce_private.next_counter(v_caller.organization_id, 'product'),
            upsert_product.sku,
            upsert_product.name,
            upsert_product.description,
            upsert_product.parent_product_id,
            coalesce(upsert_product.options, '{}'),
            upsert_product.price_minor,
            coalesce(upsert_product.currency, organization.currency),
            upsert_product.tax_category,
            coalesce(upsert_product.track_inventory, true),
            coalesce(upsert_product.allow_backorder, false),
            upsert_product.weight_grams,
            coalesce(upsert_product.status, 'active'),
            coalesce(upsert_product.metadata, '{}')
        from commerce.organizations as organization
        where organization.id = v_caller.organization_id
        returning product.* into v_product;
    else
        update commerce.products as product
        set
            sku = coalesce(upsert_product.sku, product.sku),
            name = coalesce(upsert_product.name, product.name),
            description = case when 'description' = any(clear) then null
                else coalesce(upsert_product.description, product.description) end,
            parent_product_id = case when 'parent_product_id' = any(clear) then null
                else coalesce(upsert_product.parent_product_id, product.parent_product_id) end,
            options = coalesce(upsert_product.options, product.options),
            price_minor = coalesce(upsert_product.price_minor, product.price_minor),
            currency = coalesce(upsert_product.currency, product.currency),
            tax_category = case when 'tax_category' = any(clear) then null
                else coalesce(upsert_product.tax_category, product.tax_category) end,
            track_inventory = coalesce(upsert_product.track_inventory, product.track_inventory),
            allow_backorder = coalesce(upsert_product.allow_backorder, product.allow_backorder),
            weight_grams = case when 'weight_grams' = any(clear) then null
                else coalesce(upsert_product.weight_grams, product.weight_grams) end,
            status = coalesce(upsert_product.status, product.status),
            metadata = coalesce(upsert_product.metadata, product.metadata)
        where product.organization_id = v_caller.organization_id and product.id = v_product.id
        returning product.* into v_product;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_product', v_product.id::text, array(
        select given.key
        from jsonb_each(jsonb_build_object(
            'sku', sku, 'name', name, 'price_minor', price_minor, 'currency', currency, 'description', description,
            'parent_product_id', parent_product_id, 'options', options, 'tax_category', tax_category,
            'track_inventory', track_inventory, 'allow_backorder', allow_backorder, 'weight_grams', weight_grams,
            'status', status, 'metadata', metadata)) as given (key, value)
        where given.value <> 'null'
        union
        select cleared.key
        from unnest(clear) as cleared (key)
        order by 1
    ));
    return v_product;
end;
$$;

comment on function commerce.upsert_product(
    text, text, bigint, text, text, bigint, jsonb, text, boolean, boolean, integer, text, jsonb, bigint, text[]
) is
$md$Make a product, or change the one with this `product_id`, else with this `sku`.

What is left out keeps its value; `clear` empties `description`, `parent_product_id`, `tax_category`,
`weight_grams`. New products track their stock, take no backorders and are on sale; their currency is
the organization's unless given. `price_minor` is in minor units. Needs a manager.

Raises `VC101` bad input (argument, reason), `VC201` unknown `product_id`, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.upsert_product(
    text, text, bigint, text, text, bigint, jsonb, text, boolean, boolean, integer, text, jsonb, bigint, text[]
) from public;
grant execute on function commerce.upsert_product(
    text, text, bigint, text, text, bigint, jsonb, text, boolean, boolean, integer, text, jsonb, bigint, text[]
) to commerce_user, commerce_service;
