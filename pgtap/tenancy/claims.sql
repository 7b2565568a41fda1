-- Who is calling, when a gateway such as PostgREST says it: claims, headers, guest tokens.
begin;
select plan(36);

create function pg_temp.request(claims jsonb, headers jsonb = null, role text = 'commerce_user')
returns void
language plpgsql
as $$
begin
    perform set_config('role', 'none', true);
    perform set_config('commerce.organization_id', '', true);
    perform set_config('commerce.user_id', '', true);
    perform set_config('request.jwt.claims', coalesce(claims::text, ''), true);
    perform set_config('request.headers', coalesce(headers::text, ''), true);
    perform set_config('role', role, true);
end;
$$;
grant execute on function pg_temp.request(jsonb, jsonb, text) to public;

select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada')), '{"x-commerce-organization": "acme"}');
select is(commerce_private.current_user_id(), commerce_test.user_id('ada'), 'the subject is the user');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'),
    'a header selects the organization by slug');
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada')), '{"x-commerce-organization": "ACME"}');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'in any case');
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada')),
    jsonb_build_object('x-commerce-organization', commerce_test.organization_id('acme')));
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'or by id');
select is(commerce.get_setting('hold_minutes'), '15', 'and commands know the member');

select pg_temp.request(jsonb_build_object(
    'sub', commerce_test.user_id('ada'),
    'organization_id', commerce_test.organization_id('twin'),
    'app_metadata', jsonb_build_object('organization_id', commerce_test.organization_id('acme'))
));
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'),
    'app_metadata comes before the top level, which users may be able to write');
select pg_temp.request(jsonb_build_object(
    'sub', commerce_test.user_id('ada'),
    'user_metadata', jsonb_build_object('organization_id', commerce_test.organization_id('acme'))
));
select is(commerce_private.current_organization_id(), null, 'user_metadata selects nothing');

select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada')));
select set_config('commerce.organization_id', commerce_test.organization_id('acme')::text, true);
select set_config('commerce.user_id', commerce_test.user_id('adam')::text, true);
select is(commerce_private.current_organization_id(), null, 'settings select nothing where claims stand');
select is(commerce_private.current_user_id(), commerce_test.user_id('ada'), 'nor do they say who it is');

select pg_temp.request('{"sub": "x"}', '{"x-commerce-organization": "nowhere"}');
select is(commerce_private.current_organization_id(), null, 'what is neither a slug nor an id selects nothing');
select commerce_test.is_refused($$ select commerce.get_setting('hold_minutes') $$, 'VT201', 'and commands do not find it');
select pg_temp.request('{"app_metadata": {"organization_id": "12"}}');
select is(commerce_private.current_organization_id(), null, 'nor does an id in the claims that is no uuid');
select commerce_test.is_refused($$ select commerce.get_setting('hold_minutes') $$, 'VT201', 'which is not found either');
select set_config('request.headers', '{broken', true);
select commerce_test.is_refused($$ select commerce.get_setting('hold_minutes') $$, 'VT301', 'headers that are no json are refused');
select set_config('request.jwt.claims', '{"sub": "\u0000"}', true);
select commerce_test.is_refused($$ select commerce.get_setting('hold_minutes') $$, 'VT301', 'and claims that jsonb cannot hold');
select set_config('request.jwt.claims', '{broken', true);
select throws_ok($$ select commerce_private.current_organization_id() $$, 'VT301', null,
    'claims that are no json are refused');
select set_config('request.jwt.claims', '', true);
select set_config('commerce.organization_id', commerce_test.organization_id('acme')::text, true);
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'),
    'empty claims are none: the setting counts');

-- Subjects that are no uuid.
select pg_temp.request('{"iss": "https://id.example", "sub": "auth0|42"}', '{"x-commerce-organization": "acme"}');
select is(commerce_private.current_user_id(), null, 'a subject that is no uuid is nobody yet');
select commerce_test.force($$
    insert into commerce_private.identities (issuer, subject, user_id)
    values ('https://id.example', 'auth0|42', commerce_test.user_id('mona'))
$$);
select is(commerce_private.current_user_id(), commerce_test.user_id('mona'), 'until identities knows them');
select pg_temp.request('{"iss": "https://other.example", "sub": "auth0|42"}');
select is(commerce_private.current_user_id(), null, 'the same subject of another issuer is somebody else');

-- What is not published shows to its own people only.
select commerce_test.force($$ update commerce.organizations set is_published = false where slug = 'acme' $$);
select pg_temp.request('{}', '{"x-commerce-organization": "acme"}', 'commerce_anon');
select is(commerce_private.current_organization_id(), null, 'visitors do not select what is not published');
select is(commerce.find_organization('acme'), null, 'nor do they find it');
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada', 'twin')),
    '{"x-commerce-organization": "acme"}');
select is(commerce_private.current_organization_id(), null, 'nor do strangers');
create temporary table told as select 'acme' as slug, commerce_test.error_of($$ select commerce.get_setting('hold_minutes') $$) as error;
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada', 'twin')), '{"x-commerce-organization": "nowhere"}');
select is(
    replace(commerce_test.error_of($$ select commerce.get_setting('hold_minutes') $$)::text, 'nowhere', 'acme'), error::text,
    'who are told the same of it as of what does not exist') from told;
select is(error #>> '{code}', 'VT201', 'that there is no such organization') from told;
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('stan')), '{"x-commerce-organization": "acme"}');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'members do');
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('carla')), '{"x-commerce-organization": "acme"}');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'customers do');
select pg_temp.request('{"role": "service"}', '{"x-commerce-organization": "acme"}', 'commerce_service');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'backends do');
select is(commerce.find_organization('Acme'), commerce_test.organization_id('acme'), 'and find it by its slug');
select is(commerce.find_organization('nowhere'), null, 'what is not there is not found');

-- A guest shows the token of an order.
reset role;
select commerce_test.given_organization('other');
select commerce_test.force($$
    insert into commerce_private.access_tokens (organization_id, subject_id, access_token)
    values (commerce_test.organization_id('other'), '00000000-0000-7000-8000-000000000001',
        'f0000000-0000-0000-0000-00000000000f')
$$);
select pg_temp.request('{}', '{"x-commerce-organization": "other", "x-commerce-token": "f0000000-0000-0000-0000-00000000000f"}',
    'commerce_anon');
select is(commerce_private.current_guest_id(), '00000000-0000-7000-8000-000000000001',
    'a token in the header is the order it stands for');
select pg_temp.request('{}', '{"x-commerce-organization": "other", "x-commerce-token": "guess"}', 'commerce_anon');
select is(commerce_private.current_guest_id(), null, 'a guessed token is nothing, and no error');
select commerce_test.act_as('other', null, 'commerce_anon');
select set_config('commerce.order_token', 'f0000000-0000-0000-0000-00000000000f', true);
select is(commerce_private.current_guest_id(), '00000000-0000-7000-8000-000000000001',
    'so is a token in the setting');
select commerce_test.act_as('other', null, 'commerce_anon');
select is(commerce_private.current_guest_id(), null, 'without one nobody is a guest');

-- A visitor who says to be somebody is nobody all the same.
select commerce_test.act_as('acme', 'ada', 'commerce_anon');
select is(commerce_private.current_user_id(), null, 'a visitor has no user, whatever the settings say');
select pg_temp.request(jsonb_build_object('sub', commerce_test.user_id('ada')), '{"x-commerce-organization": "acme"}', 'commerce_anon');
select is(commerce_private.current_user_id(), null, 'or the claims');

select * from finish();
rollback;
