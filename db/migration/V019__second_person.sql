-- The second person: own place first, then everybody; and requests for which nobody waits at the counter or on the phone.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('approval.widen_minutes', '3'),
  ('approval.business_days', '2')) s(key, value);

alter table madoguchi.approval add column seen_at timestamptz check (seen_at >= made_at);
comment on column madoguchi.approval.seen_at is 'When somebody who may decide opened it first.';
