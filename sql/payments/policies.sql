-- Payers see their payments through get_payment: the rows hold what gateway and platform keep.
grant select on commerce.payments, commerce.refunds, commerce.refund_items, commerce.ledger_entries,
commerce.disputes, commerce.payouts, commerce.bank_statement_rows, commerce.tenders
to commerce_user, commerce_service, commerce_reader;
grant select on commerce.payment_schedules to commerce_anon, commerce_user, commerce_service, commerce_reader;
grant select on commerce.gateway_accounts, commerce.gateway_commands, commerce.webhook_events
to commerce_user, commerce_service;
grant select on commerce.gateway_accounts, commerce.webhook_events to commerce_platform;
grant select on commerce.ledger_accounts
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;

drop policy if exists gateway_accounts_admin on commerce.gateway_accounts;
create policy gateway_accounts_admin on commerce.gateway_accounts for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('admin'))
);
drop policy if exists gateway_accounts_service on commerce.gateway_accounts;
create policy gateway_accounts_service on commerce.gateway_accounts for select to commerce_service, commerce_platform
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists payments_manager on commerce.payments;
create policy payments_manager on commerce.payments for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists payments_service on commerce.payments;
create policy payments_service on commerce.payments for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists refunds_manager on commerce.refunds;
create policy refunds_manager on commerce.refunds for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists refunds_service on commerce.refunds;
create policy refunds_service on commerce.refunds for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists refund_items_manager on commerce.refund_items;
create policy refund_items_manager on commerce.refund_items for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists refund_items_service on commerce.refund_items;
create policy refund_items_service on commerce.refund_items for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists tenders_manager on commerce.tenders;
create policy tenders_manager on commerce.tenders for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists tenders_service on commerce.tenders;
create policy tenders_service on commerce.tenders for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists disputes_manager on commerce.disputes;
create policy disputes_manager on commerce.disputes for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists disputes_service on commerce.disputes;
create policy disputes_service on commerce.disputes for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- Who pays an order sees what of it is due when.
drop policy if exists payment_schedules_user on commerce.payment_schedules;
create policy payment_schedules_user on commerce.payment_schedules for select to commerce_anon, commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        order_id = (select commerce_private.current_guest_id())
        or (select commerce_private.is_member('manager'))
        or order_id in (
            select ord.id
            from commerce.orders as ord
            where ord.organization_id = (select commerce_private.current_organization_id())
                and ord.customer_id = (select commerce_private.current_customer_id())
        )
    )
);
drop policy if exists payment_schedules_service on commerce.payment_schedules;
create policy payment_schedules_service on commerce.payment_schedules for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists payouts_manager on commerce.payouts;
create policy payouts_manager on commerce.payouts for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists payouts_service on commerce.payouts;
create policy payouts_service on commerce.payouts for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists bank_statement_rows_manager on commerce.bank_statement_rows;
create policy bank_statement_rows_manager on commerce.bank_statement_rows for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists bank_statement_rows_service on commerce.bank_statement_rows;
create policy bank_statement_rows_service on commerce.bank_statement_rows for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists gateway_commands_admin on commerce.gateway_commands;
create policy gateway_commands_admin on commerce.gateway_commands for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('admin'))
);
drop policy if exists gateway_commands_service on commerce.gateway_commands;
create policy gateway_commands_service on commerce.gateway_commands for select to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));

drop policy if exists webhook_events_admin on commerce.webhook_events;
create policy webhook_events_admin on commerce.webhook_events for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('admin'))
);
drop policy if exists webhook_events_service on commerce.webhook_events;
create policy webhook_events_service on commerce.webhook_events for select to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));
-- The platform also looks after events that no organization was found for.
drop policy if exists webhook_events_platform on commerce.webhook_events;
create policy webhook_events_platform on commerce.webhook_events for select to commerce_platform
using (true);

drop policy if exists ledger_accounts_all on commerce.ledger_accounts;
create policy ledger_accounts_all on commerce.ledger_accounts for select
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform
using (true);

drop policy if exists ledger_entries_manager on commerce.ledger_entries;
create policy ledger_entries_manager on commerce.ledger_entries for select to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists ledger_entries_service on commerce.ledger_entries;
create policy ledger_entries_service on commerce.ledger_entries for select to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));
