create or replace function commerce_private.archive_due(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before timestamptz := commerce_private.clock() - make_interval(
        days => (commerce_private.setting(organization_id, 'archive_after_days'))::integer);
    v_order_id uuid;
    v_rows integer := 0;
begin
    for v_order_id in
        select due.id
        from unnest(array['delivered', 'partially_refunded', 'refunded', 'cancelled']) as done (status)
        cross join lateral (
            -- Nobody changes what was made long ago, so the oldest are the due ones.
            select ord.id
            from commerce.orders as ord
            where ord.organization_id = archive_due.organization_id
                and ord.status = done.status
                and ord.created_at < v_before
                and ord.updated_at < v_before
                and not ord.is_disputed
            order by ord.created_at, ord.id
            limit archive_due.max_rows
        ) as due
        order by due.id
        limit archive_due.max_rows
    loop
        -- Left to whoever works on it.
        perform
        from commerce.orders as ord
        where ord.organization_id = archive_due.organization_id
            and ord.id = v_order_id
            and ord.status in ('delivered', 'partially_refunded', 'refunded', 'cancelled')
            and ord.updated_at < v_before
        for no key update skip locked;
        continue when not found;
        perform commerce_private.move_order(organization_id, v_order_id, 'archived');
        v_rows := v_rows + 1;
    end loop;
    return v_rows;
end;
$$;

comment on function commerce_private.archive_due(uuid, integer) is
$md$Archive orders of one organization that nothing has happened to for `archive_after_days`; orders by id, skipping those somebody holds.$md$;

revoke all on function commerce_private.archive_due(uuid, integer) from public;
