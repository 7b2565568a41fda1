create or replace function commerce_private.known_currency(
    organization_id uuid,
    currency text
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_currency text;
begin
    if currency is null then
        select organization.currency
        into v_currency
        from commerce.organizations as organization
        where organization.id = known_currency.organization_id;
    else
        select known.code
        into v_currency
        from commerce.currencies as known
        where known.code = known_currency.currency;
        if not found then
            perform commerce_private.refuse_catalog_input(
                'currency', 'unknown_value', 'Send an ISO 4217 code such as EUR.');
        end if;
    end if;
    return v_currency;
end;
$$;

comment on function commerce_private.known_currency(uuid, text) is
$md$A currency that exists; the organization's own when none is named.

Raises `VC101`.$md$;

revoke all on function commerce_private.known_currency(uuid, text) from public;
