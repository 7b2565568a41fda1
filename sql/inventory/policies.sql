-- Who reads the shelves: members, trusted backends and readers. Visitors ask commerce.get_available_stock.

grant select on commerce.stock_locations to commerce_user, commerce_service, commerce_reader;
drop policy if exists stock_locations_user on commerce.stock_locations;
create policy stock_locations_user on commerce.stock_locations for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists stock_locations_trusted on commerce.stock_locations;
create policy stock_locations_trusted on commerce.stock_locations for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.stock_levels to commerce_user, commerce_service, commerce_reader;
drop policy if exists stock_levels_user on commerce.stock_levels;
create policy stock_levels_user on commerce.stock_levels for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists stock_levels_trusted on commerce.stock_levels;
create policy stock_levels_trusted on commerce.stock_levels for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.inventory_locks to commerce_user, commerce_service, commerce_reader;
drop policy if exists inventory_locks_user on commerce.inventory_locks;
create policy inventory_locks_user on commerce.inventory_locks for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists inventory_locks_trusted on commerce.inventory_locks;
create policy inventory_locks_trusted on commerce.inventory_locks for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.stock_movements to commerce_user, commerce_service, commerce_reader;
drop policy if exists stock_movements_user on commerce.stock_movements;
create policy stock_movements_user on commerce.stock_movements for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists stock_movements_trusted on commerce.stock_movements;
create policy stock_movements_trusted on commerce.stock_movements for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.expected_stock to commerce_user, commerce_service, commerce_reader;
drop policy if exists expected_stock_user on commerce.expected_stock;
create policy expected_stock_user on commerce.expected_stock for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists expected_stock_trusted on commerce.expected_stock;
create policy expected_stock_trusted on commerce.expected_stock for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
