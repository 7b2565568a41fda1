create or replace function commerce_private.merge_belongings(
    organization_id uuid,
    keep_id uuid,
    drop_id uuid,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_credit commerce.stored_values;
    v_kept_id uuid;
begin
    -- A customer has one credit a currency, one default address, one reference a gateway account.
    for v_credit in
        select value.*
        from commerce.stored_values as value
        where value.organization_id = merge_belongings.organization_id
            and value.customer_id in (merge_belongings.keep_id, merge_belongings.drop_id)
        order by value.id
        for no key update
    loop
        select value.id
        into v_kept_id
        from commerce.stored_values as value
        where value.organization_id = merge_belongings.organization_id
            and value.customer_id = merge_belongings.keep_id
            and value.currency = v_credit.currency
            and value.status = 'active';
        continue when v_credit.customer_id = keep_id or v_credit.status = 'void' or v_kept_id is null;
        if v_credit.held_minor > 0 then
            perform commerce_private.refuse_merge('credit_held');
        end if;
        if v_credit.balance_minor > 0 then
            perform commerce_private.change_value(
                merge_belongings.organization_id, v_credit.id, 'grant', -v_credit.balance_minor,
                reason => 'customers merged', actor_user_id => merge_belongings.actor_user_id);
            perform commerce_private.change_value(
                merge_belongings.organization_id, v_kept_id, 'grant', v_credit.balance_minor,
                reason => 'customers merged', actor_user_id => merge_belongings.actor_user_id);
        end if;
        perform commerce_private.void_value(
            merge_belongings.organization_id, v_credit.id, 'customers merged', merge_belongings.actor_user_id);
    end loop;
    update commerce.customer_addresses as saved
    set is_default = false
    where saved.organization_id = merge_belongings.organization_id
        and saved.customer_id = merge_belongings.drop_id
        and saved.is_default
        and exists (
            select
            from commerce.customer_addresses as kept
            where kept.organization_id = merge_belongings.organization_id
                and kept.customer_id = merge_belongings.keep_id
                and kept.is_default
        );
    delete from commerce_private.customer_gateway_refs as dropped
    where dropped.organization_id = merge_belongings.organization_id
        and dropped.customer_id = merge_belongings.drop_id
        and exists (
            select
            from commerce_private.customer_gateway_refs as kept
            where kept.organization_id = merge_belongings.organization_id
                and kept.customer_id = merge_belongings.keep_id
                and kept.gateway = dropped.gateway
                and kept.account = dropped.account
        );
end;
$$;

comment on function commerce_private.merge_belongings(uuid, uuid, uuid, uuid) is
$md$Bring together what two customers may have once only: credit is added up, one default address and gateway reference stays.

Locks: credit by id. Raises `VU402` (`credit_held`) while an order holds the credit of the one that goes.$md$;

revoke all on function commerce_private.merge_belongings(uuid, uuid, uuid, uuid) from public;
