comment on table commerce.gateway_accounts is
$md$Where an organization takes payments: an account at a gateway, in test or in live mode.$md$;
comment on column commerce.gateway_accounts.gateway is
$md$`stripe`, `paystack`, `flutterwave`, `bank_transfer`, `cash_on_delivery` or `manual`.$md$;
comment on column commerce.gateway_accounts.secret_name is
$md$The name of the environment variable or file in which the relay finds the key; the key is never here.$md$;
comment on column commerce.gateway_accounts.webhook_secret_names is
$md$The names of the secrets that its webhooks are signed with: two while one replaces the other.$md$;
comment on column commerce.gateway_accounts.livemode is $md$Real money, or the gateway's test mode.$md$;
comment on column commerce.gateway_accounts.external_account is $md$What the gateway calls the account.$md$;
comment on column commerce.gateway_accounts.charge_type is
$md$How a platform charges for the account: `direct`, `destination`, or null when it does not.$md$;
comment on column commerce.gateway_accounts.webhook_scheme is
$md$How its webhooks are proved, where there is a choice: `hmac` (which null means) or `shared_secret`.$md$;
comment on column commerce.gateway_accounts.is_enabled is $md$Whether new payments use it; events count anyway.$md$;
comment on column commerce.gateway_accounts.is_charging is $md$Whether the gateway itself lets the account charge.$md$;
comment on column commerce.gateway_accounts.is_charging_as_of is $md$When the gateway said so.$md$;

comment on table commerce.payments is
$md$Attempts to pay. A status only goes forward, so that events end in the same state in whatever order they come.

`created` → `unknown` → `requires_action` → `processing` → `authorised` → `expired` → `cancelled` → `failed` →
`succeeded`, any of them skipped.$md$;
comment on column commerce.payments.order_id is $md$What is paid; null for money that nobody has allocated yet.$md$;
comment on column commerce.payments.gateway is $md$Who takes the money, or `gift_card` and `store_credit`.$md$;
comment on column commerce.payments.gateway_account_id is $md$The account at the gateway; null where a person takes the money.$md$;
comment on column commerce.payments.reference is
$md$Our name of the payment, the only thing about it that gateways keep: the ids of organization and payment.$md$;
comment on column commerce.payments.gateway_reference is $md$The gateway's id of the money movement, of the page before there is one.$md$;
comment on column commerce.payments.session_reference is $md$The gateway's id of the page on which it is paid.$md$;
comment on column commerce.payments.amount_minor is $md$What was asked for, in minor units of `currency`.$md$;
comment on column commerce.payments.received_minor is $md$What came, in minor units of `received_currency`.$md$;
comment on column commerce.payments.refunded_minor is $md$What of it went back.$md$;
comment on column commerce.payments.fee_minor is $md$What the gateway kept of it.$md$;
comment on column commerce.payments.application_fee_minor is $md$What the platform kept of it.$md$;
comment on column commerce.payments.currency is $md$The currency asked for.$md$;
comment on column commerce.payments.received_currency is $md$The currency that came; null until then.$md$;
comment on column commerce.payments.is_in_suspense is
$md$Received, but booked to no order: another amount or currency than asked for, or no order named.$md$;
comment on column commerce.payments.status is $md$How far the attempt has come.$md$;
comment on column commerce.payments.next_action is
$md$What the payer does next: `{"type": "wait"}`, `{"type": "redirect", "url": …}`, `{"type": "instructions", …}`; null
when there is nothing to do.$md$;
comment on column commerce.payments.failure_code is $md$Why it failed, in the gateway's word.$md$;
comment on column commerce.payments.failure_message is $md$Why it failed, in a sentence.$md$;
comment on column commerce.payments.idempotency_key is $md$The key its maker sent.$md$;
comment on column commerce.payments.fingerprint is $md$The digest of its maker's request.$md$;
comment on column commerce.payments.actor_user_id is $md$Who began it, or confirmed it first.$md$;
comment on column commerce.payments.expires_at is $md$Until when stock and times wait for it.$md$;
comment on column commerce.payments.succeeded_at is $md$When the money was booked.$md$;

comment on table commerce.refunds is
$md$Money on its way back. `requested` → `submitted` → `needs_attention` → `pending` → `succeeded` → `cancelled` or
`failed`: one that succeeded may still fail, and is booked back then.$md$;
comment on column commerce.refunds.order_id is $md$The order whose money it is.$md$;
comment on column commerce.refunds.payment_id is $md$The payment whose money it is.$md$;
comment on column commerce.refunds.amount_minor is $md$How much, in minor units of `currency`.$md$;
comment on column commerce.refunds.booked_minor is $md$How much of it is in the books: nothing, or all.$md$;
comment on column commerce.refunds.currency is $md$The currency in which the payment was received.$md$;
comment on column commerce.refunds.reason is $md$Why, in words for people.$md$;
comment on column commerce.refunds.status is $md$How far it has come.$md$;
comment on column commerce.refunds.gateway_reference is $md$What the gateway, or the bank, calls it.$md$;
comment on column commerce.refunds.failure_reason is $md$Why it failed.$md$;
comment on column commerce.refunds.idempotency_key is $md$The key its maker sent.$md$;
comment on column commerce.refunds.fingerprint is $md$The digest of its maker's request.$md$;
comment on column commerce.refunds.actor_user_id is $md$Who asked for it; null when a rule did, or somebody at the gateway.$md$;

comment on table commerce.refund_items is $md$Which items of an order a refund was for.$md$;
comment on column commerce.refund_items.refund_id is $md$The refund.$md$;
comment on column commerce.refund_items.order_item_id is $md$The item.$md$;
comment on column commerce.refund_items.quantity is $md$How many of it.$md$;
comment on column commerce.refund_items.amount_minor is $md$What they cost, in minor units.$md$;

comment on table commerce.gateway_commands is $md$The outbox to gateways: what the relay is to ask, and what came of it.$md$;
comment on column commerce.gateway_commands.gateway is $md$Which gateway.$md$;
comment on column commerce.gateway_commands.gateway_account_id is $md$With which account.$md$;
comment on column commerce.gateway_commands.kind is
$md$`create_session`, `expire_session`, `verify`, `capture`, `void` or `refund`.$md$;
comment on column commerce.gateway_commands.payment_id is $md$About which payment.$md$;
comment on column commerce.gateway_commands.refund_id is $md$About which refund.$md$;
comment on column commerce.gateway_commands.request is $md$What else the gateway is told: title and addresses, never a person.$md$;
comment on column commerce.gateway_commands.status is
$md$`queued`, `sending` (a relay has it until `locked_until`), `done`, `failed` or `cancelled`.$md$;
comment on column commerce.gateway_commands.attempts is $md$How often a relay took it.$md$;
comment on column commerce.gateway_commands.not_before is $md$When it is due.$md$;
comment on column commerce.gateway_commands.locked_until is $md$Until when a relay has it.$md$;
comment on column commerce.gateway_commands.result is $md$What the gateway answered.$md$;
comment on column commerce.gateway_commands.error is $md$Why the last attempt came to nothing.$md$;

comment on table commerce.webhook_events is
$md$The inbox: each event of a gateway once, for ever. Its organization is unknown until a payment is found.$md$;
comment on column commerce.webhook_events.gateway is $md$Who sent it.$md$;
comment on column commerce.webhook_events.account is $md$The account whose secret verified it.$md$;
comment on column commerce.webhook_events.livemode is $md$Real money, or the gateway's test mode.$md$;
comment on column commerce.webhook_events.event_key is $md$What the gateway calls it: the same in every delivery.$md$;
comment on column commerce.webhook_events.event_type is $md$What the gateway says happened.$md$;
comment on column commerce.webhook_events.effects is $md$What that means, in the words of `receive_webhook_event`.$md$;
comment on column commerce.webhook_events.body is $md$The bytes as they came, dropped after `webhook_body_days`.$md$;
comment on column commerce.webhook_events.payment_id is $md$The payment it was about.$md$;
comment on column commerce.webhook_events.outcome is $md$`applied`, `ignored`, `unmatched` or `failed`.$md$;
comment on column commerce.webhook_events.error is $md$Why it failed: `code`, `message` and `detail`.$md$;
comment on column commerce.webhook_events.attempts is $md$How often it was tried.$md$;
comment on column commerce.webhook_events.occurred_at is $md$When it happened, as the gateway says.$md$;
comment on column commerce.webhook_events.received_at is $md$When it first came.$md$;
comment on column commerce.webhook_events.applied_at is $md$When its effects were carried out.$md$;

comment on table commerce.ledger_accounts is $md$The accounts of the books, the same for every organization.$md$;
comment on column commerce.ledger_accounts.code is $md$The name of the account.$md$;
comment on column commerce.ledger_accounts.kind is $md$`asset`, `liability`, `income` or `expense`.$md$;
comment on column commerce.ledger_accounts.description is $md$What is booked on it.$md$;

comment on table commerce.ledger_entries is
$md$Double entry, append-only: the legs of a posting sum to zero in each currency, which is checked at the end of the
statement, at commit at the latest.$md$;
comment on column commerce.ledger_entries.posting_id is $md$What holds the legs together.$md$;
comment on column commerce.ledger_entries.account_code is $md$The account.$md$;
comment on column commerce.ledger_entries.amount_minor is $md$In minor units: debits are positive, credits negative.$md$;
comment on column commerce.ledger_entries.currency is $md$The currency.$md$;
comment on column commerce.ledger_entries.payment_id is $md$The payment it is about.$md$;
comment on column commerce.ledger_entries.refund_id is $md$The refund it is about.$md$;
comment on column commerce.ledger_entries.order_id is $md$The order it is booked to; null in suspense, and for fees.$md$;
comment on column commerce.ledger_entries.at is $md$When it was booked.$md$;

comment on column commerce.payments.is_manual_capture is $md$Authorised first: the money moves when `capture_payment` says so.$md$;
comment on column commerce.payments.payout_id is $md$With which payout, or courier's cash, the money came in.$md$;

comment on table commerce.disputes is
$md$A payer's objection to a payment. Its status only goes forward: `warning` (an inquiry), `needs_response`, `under_review`,
then `closed`, `won` or `lost`. `held_minor`, `returned_minor`, `lost_minor` and `charged_minor` are what the books say of it.$md$;
comment on column commerce.disputes.payment_id is $md$The payment.$md$;
comment on column commerce.disputes.gateway_reference is $md$The gateway's id of the dispute.$md$;
comment on column commerce.disputes.amount_minor is $md$How much it is about, in minor units; null until the gateway says.$md$;
comment on column commerce.disputes.currency is $md$The currency of its payment.$md$;
comment on column commerce.disputes.reason is $md$What the payer says, in the gateway's words.$md$;
comment on column commerce.disputes.status is $md$`warning`, `needs_response`, `under_review`, `closed`, `won` or `lost`.$md$;
comment on column commerce.disputes.due_by is $md$Until when evidence counts.$md$;
comment on column commerce.disputes.is_withdrawn is $md$Whether the gateway has taken the money out.$md$;
comment on column commerce.disputes.withdrawn_minor is $md$How much, when it was not the disputed amount.$md$;
comment on column commerce.disputes.is_reinstated is $md$Whether the gateway has put money back.$md$;
comment on column commerce.disputes.reinstated_minor is $md$How much, when it was not all.$md$;
comment on column commerce.disputes.fee_minor is $md$What the gateway charges for it.$md$;
comment on column commerce.disputes.opened_at is $md$When it was first heard of.$md$;
comment on column commerce.disputes.closed_at is $md$When it was decided.$md$;
comment on column commerce.disputes.held_minor is $md$Booked: what the gateway keeps back until the decision.$md$;
comment on column commerce.disputes.returned_minor is $md$Booked: what the customer got back because it was lost.$md$;
comment on column commerce.disputes.lost_minor is $md$Booked: what it cost beyond what was still to be given back.$md$;
comment on column commerce.disputes.charged_minor is $md$Booked: the gateway's fee.$md$;

comment on table commerce.payment_schedules is
$md$Instalments: what of an order is due when. They sum to the order's total; money pays them in their sequence.$md$;
comment on column commerce.payment_schedules.order_id is $md$The order.$md$;
comment on column commerce.payment_schedules.sequence is $md$The place among the order's instalments, from 1.$md$;
comment on column commerce.payment_schedules.due_at is $md$When it is due.$md$;
comment on column commerce.payment_schedules.amount_minor is $md$How much, in minor units of the order's currency.$md$;
comment on column commerce.payment_schedules.status is
$md$`open`, `paid` (what was received covers it and all before it), or `overdue`.$md$;
comment on column commerce.payment_schedules.next_step_at is
$md$When the sweep has something to do about it: remind the customer, or find it overdue; null when nothing more.$md$;
comment on column commerce.payment_schedules.reminded_at is $md$When the customer was reminded before it was due.$md$;
comment on column commerce.payment_schedules.overdue_at is $md$When it was found overdue.$md$;

comment on table commerce.payouts is
$md$What came in together: a gateway's payout to the bank, or the cash that a courier hands over.$md$;
comment on column commerce.payouts.gateway is $md$Who paid out; `cash_on_delivery` is a courier.$md$;
comment on column commerce.payouts.courier is $md$Which courier.$md$;
comment on column commerce.payouts.reference is $md$What it is called at the gateway or bank.$md$;
comment on column commerce.payouts.amount_minor is $md$What came in, in minor units.$md$;
comment on column commerce.payouts.expected_minor is $md$What the payments in it sum to.$md$;
comment on column commerce.payouts.currency is $md$The currency.$md$;
comment on column commerce.payouts.paid_at is $md$When it came in.$md$;
comment on column commerce.payouts.actor_user_id is $md$Who wrote it down.$md$;

comment on table commerce.bank_statement_rows is $md$The lines of bank statements that were imported, each once, for ever.$md$;
comment on column commerce.bank_statement_rows.gateway is $md$For which kind of payment the statement is.$md$;
comment on column commerce.bank_statement_rows.row_key is $md$What the bank calls the line.$md$;
comment on column commerce.bank_statement_rows.fingerprint is $md$The digest of the line.$md$;
comment on column commerce.bank_statement_rows.outcome is $md$`matched`, `suspense` or `approval`.$md$;
comment on column commerce.bank_statement_rows.payment_id is $md$The payment that the line became.$md$;

comment on table commerce.tenders is 'Which gift card or credit a payment draws on.';
comment on column commerce.tenders.organization_id is 'The organization the row belongs to.';
comment on column commerce.tenders.payment_id is 'The payment: `authorised` while the value is held, `succeeded` once it is spent.';
comment on column commerce.tenders.stored_value_id is 'The gift card or credit.';
comment on column commerce.tenders.created_at is 'When the row was made.';
