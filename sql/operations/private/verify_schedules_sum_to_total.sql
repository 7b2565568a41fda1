create or replace function commerce_private.verify_schedules_sum_to_total(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'order_id', ord.id, 'total_minor', ord.total_minor, 'instalments_minor', parts.amount_minor,
    'paid_minor', ord.paid_minor, 'wrong_statuses', parts.wrong_statuses
)
from commerce.orders as ord
join (
    select
        part.organization_id,
        part.order_id,
        sum(part.amount_minor) as amount_minor,
        count(*) filter (where (part.status = 'paid') <> (part.until_minor <= part.paid_minor)) as wrong_statuses
    from (
        select
            own.organization_id, own.order_id, own.amount_minor, own.status, owner.paid_minor,
            sum(own.amount_minor) over (partition by own.order_id order by own.sequence) as until_minor
        from commerce.payment_schedules as own
        join commerce.orders as owner
            on owner.organization_id = own.organization_id and owner.id = own.order_id
        where own.organization_id = verify_schedules_sum_to_total.organization_id
    ) as part
    where part.organization_id = verify_schedules_sum_to_total.organization_id
    group by part.organization_id, part.order_id
) as parts on parts.organization_id = ord.organization_id and parts.order_id = ord.id
where ord.organization_id = verify_schedules_sum_to_total.organization_id
    and (verify_schedules_sum_to_total.since is null or ord.updated_at >= verify_schedules_sum_to_total.since)
    and (parts.amount_minor <> ord.total_minor or parts.wrong_statuses > 0);
$$;

comment on function commerce_private.verify_schedules_sum_to_total(uuid, timestamptz) is
$md$Orders whose instalments do not sum to their total, or say something else of what is paid than the money does.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_schedules_sum_to_total(uuid, timestamptz) from public;
