create or replace function commerce_private.next_counter(
    organization_id uuid,
    name text
)
returns bigint
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.counters as counter (organization_id, name, value)
values (next_counter.organization_id, next_counter.name, 1)
on conflict (organization_id, name) do update set value = counter.value + 1
returning counter.value;
$$;

comment on function commerce_private.next_counter(uuid, text) is
$md$The next number of an organization's counter, from 1 without a gap.

Holds the counter's row until the transaction ends: gapless, and therefore no place for hot paths.$md$;

revoke all on function commerce_private.next_counter(uuid, text) from public;
