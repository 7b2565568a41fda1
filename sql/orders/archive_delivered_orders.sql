create or replace function commerce.archive_delivered_orders(
    max_rows integer = 1000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad sweep argument',
            detail = jsonb_build_object('argument', 'max_rows'),
            hint = 'Send a number from 1 to 100000.';
    end if;
    for v_organization_id in
        select organization.id
        from commerce.organizations as organization
        order by organization.id
    loop
        exit when v_rows >= max_rows;
        v_rows := v_rows + commerce_private.archive_due(v_organization_id, max_rows - v_rows);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.archive_delivered_orders(integer) is
$md$Sweep: archive what is over (`delivered`, `partially_refunded`, `refunded`, `cancelled`) and untouched for `archive_after_days`.

The worker's, across organizations, at most `max_rows` orders a call; repeatable, beside traffic. Open disputes
keep an order. Returns how many it archived.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.archive_delivered_orders(integer) from public;
grant execute on function commerce.archive_delivered_orders(integer) to commerce_worker;
