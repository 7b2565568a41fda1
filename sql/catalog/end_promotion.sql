create or replace function commerce.end_promotion(
    code text
)
returns commerce.promotions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_promotion commerce.promotions;
begin
    update commerce.promotions as promotion
    set status = 'archived'
    where promotion.organization_id = v_caller.organization_id
        and promotion.code = upper(btrim(end_promotion.code))
    returning promotion.* into v_promotion;
    if not found then
        raise exception using
            errcode = 'VC301',
            message = 'promotion not found',
            detail = jsonb_build_object('argument', 'code', 'reason', 'not_found'),
            hint = 'Send the code of a promotion of this organization.';
    end if;
    perform commerce_private.audit(v_caller, 'end_promotion', v_promotion.id::text, '{status}');
    return v_promotion;
end;
$$;

comment on function commerce.end_promotion(text) is
$md$End a promotion now; orders that use it keep their price. Ending twice is harmless. Needs a manager.

Raises `VC301` unknown code, `VT302`.$md$;

revoke all on function commerce.end_promotion(text) from public;
grant execute on function commerce.end_promotion(text) to commerce_user, commerce_service;
