-- depends: 0011.disputes_and_schedules
-- Let a gateway's account say how its webhooks are proved, where the gateway has more than one way.
-- Locks:    access exclusive on commerce.gateway_accounts, milliseconds (nullable column, no default, few rows).
-- Backfill: none; null is the strictest way the gateway has.
-- Reverse:  drops the column and its data.
set local lock_timeout = '5s';

alter table commerce.gateway_accounts
add column webhook_scheme text
constraint gateway_accounts_scheme_check check (webhook_scheme in ('hmac', 'shared_secret'));
