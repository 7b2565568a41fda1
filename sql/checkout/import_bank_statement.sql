create or replace function commerce.import_bank_statement(
    gateway text,
    rows jsonb
)
returns setof commerce.imported_row
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_line record;
begin
    perform commerce_private.check_statement(gateway, rows);
    -- The same statement twice at once: one waits for the other.
    perform pg_advisory_xact_lock(
        hashtextextended('bank_statement:' || v_caller.organization_id || gateway, 0));
    perform
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id
        and ord.id in (
            select line.order_id
            from commerce_private.statement_lines(v_caller.organization_id, gateway, rows) as line
            where not line.is_known
        )
    order by ord.id
    for no key update;
    for v_line in
        select line.*
        from commerce_private.statement_lines(v_caller.organization_id, gateway, rows) as line
        order by line.order_id, line.place
    loop
        return next commerce_private.import_line(
            v_caller, gateway, v_line.row_key, v_line.line, v_line.order_id);
    end loop;
    perform commerce_private.audit(v_caller, 'import_bank_statement', gateway, '{status}');
end;
$$;

comment on function commerce.import_bank_statement(text, jsonb) is
$md$Take the money of a bank statement over: one row a line, each once, however often it is sent.

`gateway` is `bank_transfer`, `manual` or `cash_on_delivery`; `rows` is a list of `{"key", "amount_minor", "currency",
"reference", "received_at", "payer"}`: `key` is what the bank calls the line, `received_at` an instant with its
offset, or a date. Money finds its order by our payment reference, or the order number, in `reference`,
and settles it like `confirm_offline_payment`: parts add up, what is too much goes back. What finds none waits in
suspense for `allocate_payment`.

`outcome` of each: `matched`, `suspense`, `approval` (above `four_eyes_minor`, another member confirms it) or
`duplicate` (imported before). For managers and trusted backends. All lines are one transaction: send some
hundred at a time, and the same again after an error. Locks: the import, orders, then as settlement.

Raises `VP101` a malformed line (row), `VO402` a key that stood for another line, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.import_bank_statement(text, jsonb) from public;
grant execute on function commerce.import_bank_statement(text, jsonb) to commerce_user, commerce_service;
