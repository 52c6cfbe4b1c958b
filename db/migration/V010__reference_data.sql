-- What the trade decided (DOMAIN, "The decisions"), and who may do what (DOMAIN R31c).
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('login_lock.threshold', '5'),
  ('login_lock.window_hours', '24'),
  ('dormancy.years', '3'),
  ('identity_check.minutes', '60'),
  ('identity_check.parked_minutes', '10'),
  ('identity_check.failures_allowed', '2'),
  ('lock_clearing.clearings_before_second', '2'),
  ('lock_clearing.clearings_days', '90'),
  ('lock_clearing.daily_limit', '30'),
  ('approval.minutes', '15'),
  ('search.rows', '50'),
  ('sign_in.account_failures', '5'),
  ('sign_in.address_failures', '30'),
  ('sign_in.wait_minutes', '15'),
  ('session.idle_minutes', '15'),
  ('session.hours', '10')) s(key, value);

insert into madoguchi.permission (permission, description) values
  ('MEMBER_READ', 'Search members and open the masked member page'),
  ('CONTACT_WRITE', 'Open, park and close contacts; write notes'),
  ('LOCK_SET', 'Lock a member (loss, takeover)'),
  ('LOCK_CLEAR', 'Clear a login lock; never in a phone contact'),
  ('WEBID_REISSUE', 'Re-issue a Web-ID'),
  ('CREDENTIAL_RESET', 'Start a password or PIN reset'),
  ('ADDRESS_CHANGE', 'Change address or workplace'),
  ('CONTACT_DATA_CHANGE', 'Change phone, e-mail or bank account'),
  ('ACCOUNT_REACTIVATE', 'Re-activate a dormant member'),
  ('INCOME_INTAKE', 'Take in an income certificate'),
  ('INCOME_DECIDE', 'Decide an income certificate'),
  ('LIMIT_REQUEST', 'Take in a limit-increase request'),
  ('LIMIT_DECIDE', 'Decide a limit, lift a stop'),
  ('BORROWING_STOP', 'Stop borrowing at once'),
  ('RESTRICTED_READ', 'See restricted flags and bureau data'),
  ('NOTICE_WRITE', 'Post notices and maintenance rules'),
  ('STAFF_ADMIN', 'Administer staff accounts, settings, dead letters'),
  ('AUDIT_READ', 'Search and verify the trail'),
  ('IDENTITY_PHONE', 'Check identity by phone'),
  ('IDENTITY_IN_PERSON', 'Check identity in person or by video'),
  ('MEMBER_REVEAL', 'Reveal one masked field, with a reason');

insert into madoguchi.role (role, description) values
  ('AGENT', 'Call-center agent'), ('CLERK', 'Store clerk'), ('OPERATOR', 'Machine operator'), ('REVIEWER', 'Reviewer'),
  ('SUPERVISOR', 'Supervisor'), ('MANAGER', 'Head of screening'), ('ADMIN', 'Administrator'), ('AUDITOR', 'Auditor');

insert into madoguchi.role_permission (role, permission, level)
select role, permission, level from (values
  ('MEMBER_READ',        'ALONE',   'ALONE',  'ALONE',  'CASE',   'ALONE',  'CASE',   null,    null),
  ('CONTACT_WRITE',      'ALONE',   'ALONE',  'ALONE',  'ALONE',  'ALONE',  null,     null,    null),
  ('LOCK_SET',           'ALONE',   'ALONE',  'ALONE',  null,     'ALONE',  null,     null,    null),
  ('LOCK_CLEAR',         null,      'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('WEBID_REISSUE',      'ALONE',   'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('CREDENTIAL_RESET',   null,      'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('ADDRESS_CHANGE',     'ALONE',   'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('CONTACT_DATA_CHANGE','REQUEST', 'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('ACCOUNT_REACTIVATE', 'ALONE',   'ALONE',  'ALONE',  null,     'SECOND', null,     null,    null),
  ('INCOME_INTAKE',      'REQUEST', 'ALONE',  'ALONE',  'ALONE',  null,     null,     null,    null),
  ('INCOME_DECIDE',      null,      null,     null,     'ALONE',  'SECOND', null,     null,    null),
  ('LIMIT_REQUEST',      'ALONE',   'ALONE',  'ALONE',  null,     null,     null,     null,    null),
  ('LIMIT_DECIDE',       null,      null,     null,     'ALONE',  'SECOND', 'SECOND', null,    null),
  ('BORROWING_STOP',     'REQUEST', 'REQUEST','REQUEST','ALONE',  'ALONE',  'ALONE',  null,    null),
  ('RESTRICTED_READ',    null,      null,     null,     'CASE',   'CASE',   'ALONE',  null,    null),
  ('NOTICE_WRITE',       null,      null,     null,     null,     null,     null,     'ALONE', null),
  ('STAFF_ADMIN',        null,      null,     null,     null,     null,     null,     'ALONE', null),
  ('AUDIT_READ',         null,      null,     null,     null,     'ALONE',  null,     null,    'ALONE'),
  ('IDENTITY_PHONE',     'ALONE',   null,     null,     null,     null,     null,     null,    null),
  ('IDENTITY_IN_PERSON', null,      'ALONE',  'ALONE',  null,     null,     null,     null,    null),
  ('MEMBER_REVEAL',      'ALONE',   'ALONE',  'ALONE',  'CASE',   'ALONE',  'CASE',   null,    null)
) t(permission, agent, clerk, operator, reviewer, supervisor, manager, admin, auditor)
cross join lateral (values ('AGENT', agent), ('CLERK', clerk), ('OPERATOR', operator), ('REVIEWER', reviewer),
                           ('SUPERVISOR', supervisor), ('MANAGER', manager), ('ADMIN', admin), ('AUDITOR', auditor)) l(role, level)
where level is not null;

insert into madoguchi.maintenance_rule (kind, weekday, starts, lasts, effective_from)
values ('WEEKLY', 1, time '00:00', interval '7 hours', timestamptz '2000-01-01 00:00:00+09');

insert into madoguchi.product_version (product_version, effective_from, apr_lowest, apr_highest, late_rate, limit_lowest, limit_highest, age_lowest, age_highest) values
  ('2010-06', '2010-06-18', 4.5, 17.8, 20.0, 10000, 5000000, 20, 69),
  ('2022-04', '2022-04-01', 4.5, 17.8, 20.0, 10000, 5000000, 18, 69),
  ('2025-10', '2025-10-01', 2.5, 18.0, 20.0, 10000, 5000000, 18, 69);

insert into madoguchi.document_rule (kind, effective_from, effective_to, accepted, photo, has_expiry, needs_second, issued_after, issued_before, max_age_months, chip_required) values
  ('DRIVERS_LICENCE',           '2000-01-01', null, true, true,  true,  false, null,         null,         null, false),
  ('DRIVING_HISTORY',           '2000-01-01', null, true, true,  false, false, '2012-04-01', null,         null, false),
  ('MY_NUMBER_CARD',            '2016-01-01', null, true, true,  true,  false, null,         null,         null, false),
  ('PASSPORT',                  '2000-01-01', null, true, true,  true,  false, null,         '2020-02-04', null, false),
  ('RESIDENCE_CARD',            '2012-07-09', null, true, true,  true,  false, null,         null,         null, false),
  ('SPECIAL_RESIDENT_CARD',     '2012-07-09', null, true, true,  true,  false, null,         null,         null, false),
  ('QUALIFICATION_CERTIFICATE', '2024-12-02', null, true, false, true,  true,  null,         null,         null, false),
  ('RESIDENT_RECORD',           '2000-01-01', null, true, false, false, true,  null,         null,         6,    false);

insert into madoguchi.prefecture (prefecture, latitude, longitude) values
  ('北海道', 43.06417, 141.34694), ('青森県', 40.82444, 140.74), ('岩手県', 39.70361, 141.1525), ('宮城県', 38.26889, 140.87194),
  ('秋田県', 39.71861, 140.1025), ('山形県', 38.24056, 140.36333), ('福島県', 37.75, 140.46778), ('茨城県', 36.34139, 140.44667),
  ('栃木県', 36.56583, 139.88361), ('群馬県', 36.39111, 139.06083), ('埼玉県', 35.85694, 139.64889), ('千葉県', 35.60472, 140.12333),
  ('東京都', 35.68944, 139.69167), ('神奈川県', 35.44778, 139.6425), ('新潟県', 37.90222, 139.02361), ('富山県', 36.69528, 137.21139),
  ('石川県', 36.59444, 136.62556), ('福井県', 36.06528, 136.22194), ('山梨県', 35.66389, 138.56833), ('長野県', 36.65139, 138.18111),
  ('岐阜県', 35.39111, 136.72222), ('静岡県', 34.97694, 138.38306), ('愛知県', 35.18028, 136.90667), ('三重県', 34.73028, 136.50861),
  ('滋賀県', 35.00444, 135.86833), ('京都府', 35.02139, 135.75556), ('大阪府', 34.68639, 135.52), ('兵庫県', 34.69139, 135.18306),
  ('奈良県', 34.68528, 135.83278), ('和歌山県', 34.22611, 135.1675), ('鳥取県', 35.50361, 134.23833), ('島根県', 35.47222, 133.05056),
  ('岡山県', 34.66167, 133.935), ('広島県', 34.39639, 132.45944), ('山口県', 34.18583, 131.47139), ('徳島県', 34.06583, 134.55944),
  ('香川県', 34.34028, 134.04333), ('愛媛県', 33.84167, 132.76611), ('高知県', 33.55972, 133.53111), ('福岡県', 33.60639, 130.41806),
  ('佐賀県', 33.24944, 130.29889), ('長崎県', 32.74472, 129.87361), ('熊本県', 32.78972, 130.74167), ('大分県', 33.23806, 131.6125),
  ('宮崎県', 31.91111, 131.42389), ('鹿児島県', 31.56028, 130.55806), ('沖縄県', 26.2125, 127.68111);

select madoguchi.ensure_partitions_between(
  ((clock_timestamp() at time zone 'Asia/Tokyo') - interval '27 months')::date,
  ((clock_timestamp() at time zone 'Asia/Tokyo') + interval '24 months')::date);
