-- Forget how webhooks are proved.
alter table commerce.gateway_accounts drop column webhook_scheme;
