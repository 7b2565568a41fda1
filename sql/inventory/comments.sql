-- What the tables and columns of inventory mean.

comment on table commerce.stock_locations is 'Where stock lies.';
comment on column commerce.stock_locations.organization_id is
'The organization the row belongs to.';
comment on column commerce.stock_locations.id is
'Key; the first location carries the organization''s own id.';
comment on column commerce.stock_locations.name is 'What people call it.';
comment on column commerce.stock_locations.created_at is 'When the row was made.';
comment on column commerce.stock_locations.updated_at is 'When the row was last changed.';

comment on table commerce.stock_levels is 'How many units of a product lie at a location, and how many of them are spoken for.';
comment on column commerce.stock_levels.organization_id is 'The organization the row belongs to.';
comment on column commerce.stock_levels.product_id is 'Number of the product.';
comment on column commerce.stock_levels.location_id is 'Where it lies.';
comment on column commerce.stock_levels.on_hand is 'Units on the shelf: the sum of the movements.';
comment on column commerce.stock_levels.reserved is
'Units that active locks hold: the sum of their rows.';
comment on column commerce.stock_levels.created_at is 'When the row was made.';
comment on column commerce.stock_levels.updated_at is 'When the row was last changed.';

comment on table commerce.inventory_locks is 'Units that an order holds until it is paid, or until they lapse.';
comment on column commerce.inventory_locks.organization_id is
'The organization the row belongs to.';
comment on column commerce.inventory_locks.order_id is 'The order that holds them.';
comment on column commerce.inventory_locks.product_id is 'Number of the product.';
comment on column commerce.inventory_locks.location_id is 'Where they lie.';
comment on column commerce.inventory_locks.qty_reserved is 'How many.';
comment on column commerce.inventory_locks.qty_backordered is
'How many were sold before they came, and are still to come.';
comment on column commerce.inventory_locks.expires_at is 'From when on anybody may have them.';
comment on column commerce.inventory_locks.state is
'`active`, `converted` (sold), `released` or `expired`.';
comment on column commerce.inventory_locks.created_at is 'When the row was made.';
comment on column commerce.inventory_locks.updated_at is 'When the row was last changed.';

comment on table commerce.stock_movements is 'Every change of what is on the shelf; append-only.';
comment on column commerce.stock_movements.organization_id is
'The organization the row belongs to.';
comment on column commerce.stock_movements.id is 'Key, a uuid of version 7.';
comment on column commerce.stock_movements.product_id is 'Number of the product.';
comment on column commerce.stock_movements.location_id is 'Where it lies.';
comment on column commerce.stock_movements.kind is
'`receipt`, `sale`, `restock`, `adjustment`, `damage` or `transfer`.';
comment on column commerce.stock_movements.quantity is 'Units that came; negative: that went.';
comment on column commerce.stock_movements.reason is 'Why, in words.';
comment on column commerce.stock_movements.order_id is 'The order it belongs to, if any.';
comment on column commerce.stock_movements.actor_user_id is 'Who did it, if a user did.';
comment on column commerce.stock_movements.at is 'When it happened.';
comment on column commerce.stock_movements.created_at is 'When the row was made.';

comment on table commerce.expected_stock is 'Units that are on their way.';
comment on column commerce.expected_stock.organization_id is 'The organization the row belongs to.';
comment on column commerce.expected_stock.id is 'Key, a uuid of version 7.';
comment on column commerce.expected_stock.product_id is 'Number of the product.';
comment on column commerce.expected_stock.location_id is 'Where they will lie.';
comment on column commerce.expected_stock.quantity is 'How many, those that have come among them; fewer when it was said that no more will.';
comment on column commerce.expected_stock.quantity_received is 'How many of them have come.';
comment on column commerce.expected_stock.expected_at is 'When they should come.';
comment on column commerce.expected_stock.received_at is 'When the last of them came, or it was said that no more will.';
comment on column commerce.expected_stock.created_at is 'When the row was made.';
comment on column commerce.expected_stock.updated_at is 'When the row was last changed.';
