create or replace function commerce_private.tg_compile_sales_rules()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.compile_sales_rules(
        case when tg_op = 'DELETE' then old.organization_id else new.organization_id end);
    return null;
end;
$$;

comment on function commerce_private.tg_compile_sales_rules() is
$md$Compile an organization's sales rules anew after a change of its settings, tax rates or shipping methods.$md$;

revoke all on function commerce_private.tg_compile_sales_rules() from public;
