create or replace function commerce.onboarding_status()
returns setof commerce.onboarding_step
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_organization_id uuid := v_caller.organization_id;
begin
    return query
    values
        (
            'members',
            exists (
                select
                from commerce.members as member
                where member.organization_id = v_organization_id
                    and member.role = 'owner'
                    and member.email is not null
            ),
            'Add the owner''s e-mail address with commerce.add_member, so that messages for the staff arrive.'
        ),
        (
            'sender',
            commerce_private.setting(v_organization_id, 'email_from') <> 'null',
            'Set email_from with commerce.set_setting, so that customers know who writes.'
        ),
        (
            'offer',
            exists (
                select
                from commerce.products as product
                where product.organization_id = v_organization_id and product.status = 'active'
            ) or exists (
                select
                from commerce.services as service
                where service.organization_id = v_organization_id and service.status = 'active'
            ),
            'Add something to sell with commerce.upsert_product or commerce.upsert_service.'
        ),
        (
            'stock',
            not exists (
                select
                from commerce.products as product
                where product.organization_id = v_organization_id
                    and product.status = 'active'
                    and product.track_inventory
                    and not product.allow_backorder
                    and not exists (
                        select
                        from commerce.stock_movements as movement
                        where movement.organization_id = product.organization_id
                            and movement.product_id = product.id
                    )
            ),
            'Put your products on the shelf with commerce.receive_stock.'
        ),
        (
            'hours',
            not exists (
                select
                from commerce.services as service
                where service.organization_id = v_organization_id
                    and service.status = 'active'
                    and service.capacity_mode = 'exclusive'
            ) or exists (
                select
                from commerce.schedules as rule
                where rule.organization_id = v_organization_id
            ),
            'Say when your people work with commerce.set_schedule.'
        ),
        (
            'payments',
            exists (
                select
                from commerce.gateway_accounts as account
                where account.organization_id = v_organization_id and account.is_enabled
            ),
            'Ask the operator of the platform to connect a payment gateway with pgcommerce gateway add.'
        ),
        (
            'first_order',
            exists (
                select
                from commerce.orders as ord
                where ord.organization_id = v_organization_id and ord.payment_status = 'paid'
            ),
            'Buy something yourself, and see it paid.'
        );
end;
$$;

comment on function commerce.onboarding_status() is
$md$What an organization still has to do before it can sell: each step, whether it is done, and how to do it.

For members and trusted backends.

Raises `VT301` no organization in context, `VT302` this caller may not.$md$;

revoke all on function commerce.onboarding_status() from public;
grant execute on function commerce.onboarding_status() to commerce_user, commerce_service;
