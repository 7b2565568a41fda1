create or replace function commerce_private.missing_papers(
    organization_id uuid,
    booking_id uuid
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select nullif(
    jsonb_strip_nulls(jsonb_build_object(
        'waivers', case when service.requires_waiver then (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'waiver_id', waiver.id, 'title', waiver.title, 'signed', done.signatures, 'needed', wanted.signatures)
                    order by waiver.title, waiver.id
                ) filter (where done.signatures < wanted.signatures),
                -- A service that wants a waiver, and nobody has written one.
                case when count(*) = 0 then jsonb_build_array(jsonb_build_object('title', null)) end
            )
            from commerce.waivers as waiver
            cross join lateral (
                select case when waiver.is_for_each then booking.party_size else 1 end as signatures
            ) as wanted
            cross join lateral (
                select count(*) as signatures
                from commerce.waiver_signatures as signed
                where signed.organization_id = waiver.organization_id
                    and signed.waiver_id = waiver.id
                    and signed.booking_id = booking.id
                    and (not waiver.is_same_day or booking.local_date is null or signed.signed_on = booking.local_date)
            ) as done
            where waiver.organization_id = booking.organization_id
                and (waiver.service_id is null or waiver.service_id = booking.service_id)
                and waiver.status = 'active'
        ) end,
        'intake_form_id', form.id
    )),
    '{}'
)
from commerce.bookings as booking
join commerce.services as service
    on service.organization_id = booking.organization_id and service.id = booking.service_id
left join commerce.intake_forms as form
    on form.organization_id = service.organization_id
    and form.id = service.intake_form_id
    and form.is_required
    and form.status = 'active'
    and not exists (
        select
        from commerce.intake_responses as response
        where response.organization_id = form.organization_id
            and response.booking_id = missing_papers.booking_id
            and response.intake_form_id = form.id
    )
where booking.organization_id = missing_papers.organization_id and booking.id = missing_papers.booking_id;
$$;

comment on function commerce_private.missing_papers(uuid, uuid) is
$md$What has to be signed or answered before a booking's people are let in, or null: `{"waivers": [{"waiver_id", "title", "signed", "needed"}], "intake_form_id"}`.

Signatures count for the version of a waiver that is in force; of one to be signed on the day, only that day's.$md$;

revoke all on function commerce_private.missing_papers(uuid, uuid) from public;
