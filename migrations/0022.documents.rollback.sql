-- Forget what was issued.
delete from commerce_meta.tables where table_name = 'commerce.documents';
drop table commerce.documents;
