create or replace function commerce_private.verify_no_row_crosses(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key record;
begin
    -- The law is the foreign keys; this asks the rows themselves whether they keep it, and asks the same of
    -- references in hot tables whose key a function and a trigger keep instead. Names come from the
    -- catalogue, quoted; values go in as parameters.
    for v_key in
        select
            reference.conname as name,
            reference.conrelid::regclass as child,
            reference.confrelid::regclass as parent,
            array_agg(ours.attname order by part.place) as ours,
            array_agg(theirs.attname order by part.place) as theirs
        from pg_constraint as reference
        join pg_namespace as home
            on home.oid = reference.connamespace and home.nspname in ('commerce', 'commerce_private')
        join commerce_meta.tables as declared
            on declared.table_name = reference.conrelid::regclass::text
            and declared.scope = 'tenant'
            and declared.organization_column = 'organization_id'
        cross join lateral unnest(reference.conkey, reference.confkey) with ordinality as part (ours, theirs, place)
        join pg_attribute as ours on ours.attrelid = reference.conrelid and ours.attnum = part.ours
        join pg_attribute as theirs on theirs.attrelid = reference.confrelid and theirs.attnum = part.theirs
        where reference.contype = 'f'
        group by reference.oid, reference.conname, reference.conrelid, reference.confrelid
        union all
        select
            kept.name::name, kept.child::regclass, kept.parent::regclass,
            array['organization_id', kept.column_name]::name[], array['organization_id', 'id']::name[]
        from (
            values
                ('slot_reservations_service', 'commerce.slot_reservations', 'commerce.services', 'service_id'),
                ('slot_reservations_staff', 'commerce.slot_reservations', 'commerce.staff', 'staff_id'),
                ('order_items_product', 'commerce.order_items', 'commerce.products', 'product_id'),
                ('inventory_locks_product', 'commerce.inventory_locks', 'commerce.products', 'product_id')
        ) as kept (name, child, parent, column_name)
        order by 1
    loop
        return query execute format(
            'select jsonb_build_object(''constraint'', %L, ''row'', jsonb_build_array(%s)) from %s as child'
            ' where child.organization_id = $1 and %s and not exists (select from %s as parent where %s)'
            ' and ($2 is null or %s)',
            v_key.name,
            (select string_agg(format('child.%I', part.name), ', ') from unnest(v_key.ours) as part (name)),
            v_key.child,
            (select string_agg(format('child.%I is not null', part.name), ' and ') from unnest(v_key.ours) as part (name)),
            v_key.parent,
            (
                select string_agg(format('parent.%I = child.%I', part.theirs, part.ours), ' and ')
                from unnest(v_key.ours, v_key.theirs) as part (ours, theirs)
            ),
            coalesce(
                (
                    select format('child.%I >= $2', max(stamp.attname))
                    from pg_attribute as stamp
                    where stamp.attrelid = v_key.child
                        and stamp.attname in ('created_at', 'updated_at')
                        and not stamp.attisdropped
                    having count(*) > 0
                ),
                'true'
            )
        )
        using verify_no_row_crosses.organization_id, since;
    end loop;
end;
$$;

comment on function commerce_private.verify_no_row_crosses(uuid, timestamptz) is
$md$Foreign keys of tenant tables with rows whose other side is not in the same organization.

Of one organization; only what changed since an instant, unless that is null. Dynamic, so that a new
table is checked from its first day.$md$;

revoke all on function commerce_private.verify_no_row_crosses(uuid, timestamptz) from public;
