create or replace function commerce_private.price_visit(
    line commerce_private.priced_line,
    visits integer
)
returns commerce_private.priced_line
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line := line;
begin
    v_line.entitlement_id := (v_line.item ->> 'entitlement_id')::uuid;
    v_line.snapshot := v_line.snapshot || jsonb_build_object(
        'entitlement_id', v_line.entitlement_id, 'list_price_minor', v_line.total_minor);
    v_line.quantity := visits;
    v_line.unit_price_minor := 0;
    v_line.total_minor := 0;
    v_line.due_now_minor := 0;
    return v_line;
end;
$$;

comment on function commerce_private.price_visit(commerce_private.priced_line, integer) is
$md$The line of an appointment that is paid by visits of an entitlement: it costs nothing any more.

Its `quantity` is the number of visits; what it would have cost stands in its snapshot.$md$;

revoke all on function commerce_private.price_visit(commerce_private.priced_line, integer) from public;
