-- Drop what came back.
delete from commerce_meta.tables where table_name in ('commerce.returns', 'commerce.return_items');
drop table commerce.return_items;
drop table commerce.returns;
