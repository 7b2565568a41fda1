create or replace function commerce_private.refuse_stock(
    short jsonb
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if short ->> 'available' is null then
        raise exception using
            errcode = 'VI201',
            message = 'no stock record',
            detail = jsonb_build_object('product_id', short -> 'product_id'),
            hint = 'Receive stock of the product first, or let it go without tracking.';
    end if;
    raise exception using
        errcode = 'VI401',
        message = 'insufficient stock',
        detail = short,
        hint = 'Offer what is available, or try later: locks of unpaid orders lapse.';
end;
$$;

comment on function commerce_private.refuse_stock(jsonb) is
$md$Refuse an order for want of units: `{"product_id", "wanted", "available"}`, available null when nothing is on record.

Raises `VI401` or `VI201`, always.$md$;

revoke all on function commerce_private.refuse_stock(jsonb) from public;
