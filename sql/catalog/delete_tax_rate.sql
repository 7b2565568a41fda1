create or replace function commerce.delete_tax_rate(
    tax_rate_id uuid
)
returns commerce.tax_rates
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_rate commerce.tax_rates;
begin
    delete from commerce.tax_rates as rate
    where rate.organization_id = v_caller.organization_id and rate.id = delete_tax_rate.tax_rate_id
    returning rate.* into v_rate;
    if not found then
        raise exception using
            errcode = 'VC201',
            message = 'tax rate not found',
            detail = jsonb_build_object('tax_rate_id', tax_rate_id),
            hint = 'Send the id of a row of commerce.tax_rates.';
    end if;
    perform commerce_private.audit(v_caller, 'delete_tax_rate', tax_rate_id::text);
    return v_rate;
end;
$$;

comment on function commerce.delete_tax_rate(uuid) is
$md$Take back a tax rate that was set by mistake; orders that were taxed by it stay as they are. Needs a manager.

Raises `VC201` unknown rate, `VT302`.$md$;

revoke all on function commerce.delete_tax_rate(uuid) from public;
grant execute on function commerce.delete_tax_rate(uuid) to commerce_user, commerce_service;
