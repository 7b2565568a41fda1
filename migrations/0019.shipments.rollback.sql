-- Drop the parcels.
delete from commerce_meta.tables where table_name in ('commerce.shipments', 'commerce.shipment_items');
drop table commerce.shipment_items;
drop table commerce.shipments;
