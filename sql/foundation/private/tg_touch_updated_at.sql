create or replace function commerce_private.tg_touch_updated_at()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    new.updated_at := commerce_private.clock();
    return new;
end;
$$;

comment on function commerce_private.tg_touch_updated_at() is
$md$Stamp the row with the time it was changed.$md$;

revoke all on function commerce_private.tg_touch_updated_at() from public;
