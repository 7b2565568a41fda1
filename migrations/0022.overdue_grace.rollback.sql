-- Forget the time that instalments may be late.
delete from commerce.settings where key = 'overdue_grace_hours';
delete from commerce.setting_definitions where key = 'overdue_grace_hours';
