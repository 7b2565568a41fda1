create or replace function commerce_private.statement_lines(
    organization_id uuid,
    gateway text,
    rows jsonb,
    out place bigint,
    out row_key text,
    out line jsonb,
    out order_id uuid,
    out is_known boolean
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    given.place,
    given.line ->> 'key',
    given.line,
    coalesce(paid.order_id, numbered.id),
    exists (
        select
        from commerce.bank_statement_rows as known
        where known.organization_id = statement_lines.organization_id
            and known.gateway = statement_lines.gateway
            and known.row_key = given.line ->> 'key'
    )
from jsonb_array_elements(statement_lines.rows) with ordinality as given (line, place)
left join lateral (
    select payment.order_id
    from commerce.payments as payment
    where payment.organization_id = statement_lines.organization_id
        and payment.reference = substring(lower(given.line ->> 'reference') from '[0-9a-f]{32}-[0-9a-f]{32}')
) as paid on true
left join lateral (
    select ord.id
    from commerce.orders as ord
    where ord.organization_id = statement_lines.organization_id
        and ord.order_number = any (
            regexp_split_to_array(upper(given.line ->> 'reference'), '[^A-Z0-9_-]+'))
        and ord.currency = upper(given.line ->> 'currency')
    order by ord.id desc
    limit 1
) as numbered on true;
$$;

comment on function commerce_private.statement_lines(uuid, text, jsonb) is
$md$The lines of a statement, with the order that each one names by our payment reference or by its number, and whether it was imported before.$md$;

revoke all on function commerce_private.statement_lines(uuid, text, jsonb) from public;
