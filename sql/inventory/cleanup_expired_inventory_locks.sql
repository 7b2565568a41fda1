create or replace function commerce.cleanup_expired_inventory_locks(
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
    v_done integer := 0;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad sweep argument',
            detail = jsonb_build_object('argument', 'max_rows'),
            hint = 'Send a number from 1 to 100000.';
    end if;
    -- Across organizations, each in statements of its own: whoever has waited longest comes first.
    for v_organization_id in
        select due.organization_id
        from (
            select lock.organization_id, lock.expires_at
            from commerce.inventory_locks as lock
            where lock.state = 'active' and lock.expires_at <= commerce_private.clock()
            order by lock.expires_at
            limit max_rows
        ) as due
        group by due.organization_id
        order by min(due.expires_at)
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.expire_locks(v_organization_id, max_rows - v_done);
    end loop;
    return v_done;
end;
$$;

comment on function commerce.cleanup_expired_inventory_locks(integer) is
$md$Sweep stock locks that are past their end: they become `expired`, and their units are free in the books too.

The worker's, across organizations, at most `max_rows` locks a call; rows somebody works on are left for
the next. Repeatable, and nothing waits for it: a lapsed lock keeps nobody from buying meanwhile.
Returns how many locks it expired.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.cleanup_expired_inventory_locks(integer) from public;
grant execute on function commerce.cleanup_expired_inventory_locks(integer) to commerce_worker;
