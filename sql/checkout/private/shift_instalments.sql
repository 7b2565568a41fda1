create or replace function commerce_private.shift_instalments(
    organization_id uuid,
    order_id uuid,
    due_at timestamptz[],
    amounts_minor bigint[],
    change_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_amounts_minor bigint[] := amounts_minor;
    v_change_minor bigint := change_minor;
begin
    for v_place in 1..cardinality(v_amounts_minor) loop
        v_amounts_minor[v_place] := v_amounts_minor[v_place] + v_change_minor;
        v_change_minor := least(0, v_amounts_minor[v_place]);
        v_amounts_minor[v_place] := v_amounts_minor[v_place] - v_change_minor;
    end loop;
    delete from commerce.payment_schedules as part
    where part.organization_id = shift_instalments.organization_id and part.order_id = shift_instalments.order_id;
    perform commerce_private.write_instalments(organization_id, order_id, due_at, v_amounts_minor);
end;
$$;

comment on function commerce_private.shift_instalments(uuid, uuid, timestamptz[], bigint[], bigint) is
$md$Let the first of an unpaid order's instalments carry what it costs more or less, the next what is left of that.

`due_at` and `amounts_minor` are the instalments as they were.$md$;

revoke all on function commerce_private.shift_instalments(uuid, uuid, timestamptz[], bigint[], bigint) from public;
