-- depends: 0021.instalments
-- Let an instalment be late for a while before it is overdue: who pays at the counter pays a little later.
-- Locks:    none that anybody waits for (one new row).
-- Backfill: none.
-- Reverse:  drops the setting and what was set.
set local lock_timeout = '5s';

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('overdue_grace_hours', 'organization', 'integer', '24', 0, 8760, null,
     'For how many hours after it was due an instalment may be late before it is overdue.');
