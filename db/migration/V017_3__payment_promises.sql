-- A late member promises a payment (入金約束): the call is handed over to who collects, with day and amount.
insert into madoguchi.setting (key, effective_from, value, made_by) values
  ('payment_promise.days', timestamptz '2000-01-01 00:00:00+09', '31', 'migration');

alter table madoguchi.contact drop constraint contact_outcome_check;
alter table madoguchi.contact add constraint contact_outcome_check check (outcome in (
  'LOGIN_CONFIRMED', 'LOCK_CLEARED', 'STILL_FAILING', 'EXPLAINED', 'SENT_TO_STORE', 'CALL_BACK', 'HANDED_OVER', 'IDENTITY_NOT_CONFIRMED', 'ABANDONED'));

create table madoguchi.payment_promise (
  contact_no  madoguchi.contact_no primary key references madoguchi.contact,
  member_no   madoguchi.member_no not null references madoguchi.member,
  promised_on date not null,
  amount      madoguchi.yen not null check (amount > 0),
  made_at     timestamptz not null,
  staff_no    madoguchi.staff_no not null references madoguchi.staff,
  check (promised_on >= (made_at at time zone 'Asia/Tokyo')::date)
);
create index payment_promise_by_member on madoguchi.payment_promise (member_no, made_at desc);
create index payment_promise_by_staff on madoguchi.payment_promise (staff_no);
create trigger payment_promise_is_final before update or delete on madoguchi.payment_promise
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.payment_promise is 'What late members promised to pay (入金約束), written when the contact was closed; collecting itself is done elsewhere.';
comment on column madoguchi.payment_promise.contact_no is 'In which contact.';
comment on column madoguchi.payment_promise.member_no is 'Who promised.';
comment on column madoguchi.payment_promise.promised_on is 'Day of the payment; at most so many days ahead (setting payment_promise.days).';
comment on column madoguchi.payment_promise.amount is 'Amount, yen.';
comment on column madoguchi.payment_promise.made_at is 'When it was promised.';
comment on column madoguchi.payment_promise.staff_no is 'Who took it down.';
