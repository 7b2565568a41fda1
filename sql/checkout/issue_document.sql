create or replace function commerce.issue_document(
    order_id uuid,
    kind text
)
returns commerce.documents
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_kind text := lower(btrim(kind));
    v_order commerce.orders;
    v_worth record;
    v_stated record;
    v_document commerce.documents;
begin
    if v_kind is null or v_kind not in ('invoice', 'credit_note', 'receipt') then
        perform commerce_private.refuse_order_input('kind', 'unknown_value', 'Send invoice, credit_note or receipt.');
    end if;
    v_order := commerce_private.lock_order(v_caller.organization_id, order_id);
    v_worth := commerce_private.worth_of_order(v_order);
    select
        coalesce(sum(known.total_minor) filter (where known.kind = 'invoice'), 0)
        - coalesce(sum(known.total_minor) filter (where known.kind = 'credit_note'), 0) as total_minor,
        coalesce(sum(known.tax_minor) filter (where known.kind = 'invoice'), 0)
        - coalesce(sum(known.tax_minor) filter (where known.kind = 'credit_note'), 0) as tax_minor
    into v_stated
    from commerce.documents as known
    where known.organization_id = v_caller.organization_id and known.order_id = issue_document.order_id;
    -- Each paper says what those before it do not say yet.
    if v_kind = 'receipt' then
        v_document.total_minor := v_order.paid_minor - v_order.refunded_minor;
        v_document.tax_minor := 0;
    else
        v_document.total_minor := (v_worth.worth_minor - v_stated.total_minor) * case v_kind when 'invoice' then 1 else -1 end;
        v_document.tax_minor := greatest(0,
            (v_worth.tax_minor - v_stated.tax_minor) * case v_kind when 'invoice' then 1 else -1 end);
    end if;
    select latest.id
    into v_document.id
    from commerce.documents as latest
    where latest.organization_id = v_caller.organization_id
        and latest.order_id = issue_document.order_id
        and latest.kind = v_kind
        and (
            v_document.total_minor <= 0
            or (v_kind = 'receipt' and latest.data ->> 'paid_minor' = v_order.paid_minor::text
                and latest.data ->> 'refunded_minor' = v_order.refunded_minor::text)
        )
    order by latest.sequence desc
    limit 1;
    if v_document.id is null and (
        v_document.total_minor < 0
        or (v_document.total_minor = 0 and (v_kind <> 'invoice' or v_order.status in ('cancelled', 'archived')))
    ) then
        perform commerce_private.refuse_order_input('kind', 'nothing_to_state', case v_kind
            when 'receipt' then 'Nothing was paid, or all of it went back.'
            when 'credit_note' then 'Nothing of an invoice went back, and the order costs what its invoices say.'
            else 'The order is cancelled.'
        end);
    elsif v_document.id is null then
        v_document.id := commerce_private.new_id();
        -- The counter last: whoever wants the next number waits for this transaction.
        v_document.sequence := commerce_private.next_counter(v_caller.organization_id, 'document:' || v_kind);
        insert into commerce.documents
            (organization_id, id, order_id, kind, sequence, document_number, currency, total_minor, tax_minor, data,
             issued_at)
        values (
            v_caller.organization_id, v_document.id, issue_document.order_id, v_kind, v_document.sequence,
            (array['INV-', 'CN-', 'RCP-'])[array_position(array['invoice', 'credit_note', 'receipt'], v_kind)]
                || lpad(v_document.sequence::text, greatest(6, length(v_document.sequence::text)), '0'),
            v_order.currency, v_document.total_minor, v_document.tax_minor, commerce_private.document_data(v_order),
            commerce_private.clock()
        );
        perform commerce_private.record_event(
            v_caller.organization_id, 'document.issued', v_document.id::text);
        perform commerce_private.audit(v_caller, 'issue_document', v_document.id::text);
    end if;
    select issued.*
    into v_document
    from commerce.documents as issued
    where issued.organization_id = v_caller.organization_id and issued.id = v_document.id;
    return v_document;
end;
$$;

comment on function commerce.issue_document(uuid, text) is
$md$Issue a paper about an order: `invoice`, `credit_note` or `receipt`. Numbers of each kind have no gap, and papers never change.

The first invoice is over the order as it stands; when the order costs more later, the next one is over the difference.
A credit note is over what refunds, returns for credit or exchange, changes and cancelling took off what invoices say.
Tax: items that are refunded or come back take theirs along, other refunds their share. A receipt tells what was paid and has not gone back, and no tax. `data` keeps
seller (settings `legal_name`, `tax_number`, `postal_address`), buyer, lines, taxes and payments of that moment.

When nothing has changed since, the same paper comes back. Call it alone: until its transaction ends nobody else gets a
number. Locks: order, counter. For managers and trusted backends; customers read theirs.

Raises `VO201` unknown order, `VO101` unknown kind, nothing to state (argument, reason), `VT302`.$md$;

revoke all on function commerce.issue_document(uuid, text) from public;
grant execute on function commerce.issue_document(uuid, text) to commerce_user, commerce_service;
