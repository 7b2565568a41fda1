-- A zone, a suspension, or a setting of holds, changes all offers of its organization.
create or replace function commerce_private.tg_compile_all_offers()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.compile_offers(
        case when tg_table_name = 'organizations' then (to_jsonb(new) ->> 'id')::uuid
             else (to_jsonb(coalesce(new, old)) ->> 'organization_id')::uuid end
    );
    return null;
end;
$$;

comment on function commerce_private.tg_compile_all_offers() is
$md$Compile every offer of an organization whose zone, status or settings of holds changed.$md$;

revoke all on function commerce_private.tg_compile_all_offers() from public;

create or replace trigger organizations_50_compile_offers
after update of timezone, status on commerce.organizations
for each row when (old.timezone is distinct from new.timezone or old.status is distinct from new.status)
execute function commerce_private.tg_compile_all_offers();

create or replace trigger settings_50_compile_on_change
after insert or update on commerce.settings
for each row when (new.key in ('hold_minutes', 'anonymous_hold_minutes', 'max_hold_minutes', 'max_open_holds'))
execute function commerce_private.tg_compile_all_offers();

create or replace trigger settings_50_compile_on_delete
after delete on commerce.settings
for each row when (old.key in ('hold_minutes', 'anonymous_hold_minutes', 'max_hold_minutes', 'max_open_holds'))
execute function commerce_private.tg_compile_all_offers();
