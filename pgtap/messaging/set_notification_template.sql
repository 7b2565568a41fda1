begin;
select plan(19);

select commerce_test.act_as('acme', 'mona');
select is((commerce.set_notification_template('receipt', 'email', 'en', 'S', 'B')).body_text, 'B', 'a manager words a message');
select is((commerce.set_notification_template('receipt', 'email', 'en', 'S', 'C')).body_text, 'C', 'and rewords it');
select isnt((commerce.set_notification_template('receipt', 'email', 'en', null, null)).body_text, 'C',
    'null brings the shipped words back');
select is((commerce.set_notification_template('anniversary', 'email', 'en', 'S', 'B')).template, 'anniversary',
    'own messages have own templates');
select is((commerce.enqueue_notification('email', 'anniversary', 'a@example.com', idempotency_key => 'k')).status,
    'queued', 'which can be queued');
select commerce_test.is_refused(format('select commerce.set_notification_template(%s)', arguments), 'VM101', why)
from (values
    ('null, ''email'', ''en'', ''S'', ''B''', 'no name'),
    ('''Not a name'', ''email'', ''en'', ''S'', ''B''', 'a name that is none'),
    ('''receipt'', null, ''en'', ''S'', ''B''', 'no channel'),
    ('''receipt'', ''pigeon'', ''en'', ''S'', ''B''', 'an unknown channel'),
    ('''receipt'', ''email'', null, ''S'', ''B''', 'no language'),
    ('''receipt'', ''email'', ''x'', ''S'', ''B''', 'a language that is none'),
    ('''receipt'', ''email'', ''en'', null, ''B''', 'no subject'),
    ('''receipt'', ''email'', ''en'', ''S'' || chr(10) || ''Bcc: x'', ''B''', 'a subject with a line break'),
    ('''receipt'', ''email'', ''en'', repeat(''S'', 501), ''B''', 'a huge subject'),
    ('''receipt'', ''email'', ''en'', ''S'', ''''', 'an empty body'),
    ('''receipt'', ''email'', ''en'', ''S'', repeat(''B'', 50001)', 'a huge body')
) as bad (arguments, why);
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.set_notification_template('receipt', 'email', 'en', 'S', 'B') $$,
    'VT302', 'staff word nothing');
select results_eq($$ select count(*) > 10 from commerce.notification_template_defaults $$, $$ values (true) $$, 'but see what ships');
select commerce_test.act_as('globex', 'ada');
select is_empty($$ select from commerce.notification_templates $$, 'and nobody a neighbour''s words');

select * from finish();
rollback;
