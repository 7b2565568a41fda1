-- Drop the stock with its movements.
delete from commerce_meta.tables where room = 'inventory';
drop table commerce.expected_stock;
drop table commerce.stock_movements;
drop table commerce.inventory_locks;
drop table commerce.stock_levels;
drop table commerce.stock_locations;
drop domain commerce.lock_state;
