-- Take the ground away again: everything before it must be gone.
drop table commerce_meta.tables;
drop table commerce_meta.releases;
drop table commerce_meta.migration_files;
drop table commerce_meta.sql_files;
drop table commerce_meta.sandbox_clock;
drop table commerce_meta.installation;
drop function commerce_private.new_id();
