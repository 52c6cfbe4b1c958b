-- Identity by phone: drawn questions, what is on file to ask about, the call-back; documents from 2027-04-01.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('phone_check.questions', '3'),
  ('phone_check.matches', '2'),
  ('phone_check.dealings', '1'),
  ('phone_check.others', '1'),
  ('phone_check.repayment_days', '3'),
  ('phone_check.contact_days', '7'),
  ('call_back.registered_days', '30'),
  ('reveal.seconds', '20')) s(key, value);

-- What a caller can be asked about -------------------------------------------------------------------------------------
create table madoguchi.bank_account (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  bank       text not null check (length(bank) between 1 and 60),
  last3      text collate "C" not null check (last3 ~ '^[0-9]{3}$'),
  valid_from timestamptz not null,
  valid_to   timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create unique index bank_account_one_open on madoguchi.bank_account (member_no) where valid_to is null;
create index bank_account_by_member on madoguchi.bank_account (member_no);
comment on table madoguchi.bank_account is 'The account from which a member repays by direct debit (口座振替). The console needs and holds no more of its number than three digits.';
comment on column madoguchi.bank_account.id is 'Row id.';
comment on column madoguchi.bank_account.member_no is 'Whose.';
comment on column madoguchi.bank_account.bank is 'Name of the bank.';
comment on column madoguchi.bank_account.last3 is 'Last three digits of the account number.';
comment on column madoguchi.bank_account.valid_from is 'Registered from.';
comment on column madoguchi.bank_account.valid_to is 'Registered until; null = today''s account.';

create table madoguchi.repayment (
  id        bigint generated always as identity primary key,
  member_no madoguchi.member_no not null references madoguchi.member,
  paid_on   date not null,
  amount    madoguchi.yen not null check (amount > 0),
  way       text not null check (way in ('DEBIT', 'TRANSFER', 'ATM', 'STORE', 'INTERNET'))
);
create index repayment_by_member on madoguchi.repayment (member_no, paid_on desc, id desc);
comment on table madoguchi.repayment is 'Repayments as they arrived (ご返済).';
comment on column madoguchi.repayment.id is 'Row id.';
comment on column madoguchi.repayment.member_no is 'Who repaid.';
comment on column madoguchi.repayment.paid_on is 'Day of the payment.';
comment on column madoguchi.repayment.amount is 'Yen.';
comment on column madoguchi.repayment.way is 'Direct debit, bank transfer, ATM, at a store, through the internet.';

-- The check by phone ---------------------------------------------------------------------------------------------------
alter table madoguchi.identity_check drop constraint identity_check_fail_reason_check;
alter table madoguchi.identity_check add constraint identity_check_fail_reason_check check (fail_reason in (
  'NAME_DIFFERS', 'BIRTH_DATE_DIFFERS', 'ADDRESS_DIFFERS', 'FACE_DIFFERS', 'EXPIRED', 'NOT_ACCEPTED', 'SUSPECTED_FORGERY', 'NO_DOCUMENT', 'ANSWERS_DIFFER'));

create table madoguchi.phone_check (
  id         bigint generated always as identity primary key,
  contact_no madoguchi.contact_no not null references madoguchi.contact,
  renewal    boolean not null,
  begun_at   timestamptz not null,
  ended_at   timestamptz check (ended_at >= begun_at),
  check_id   bigint unique references madoguchi.identity_check,
  check (check_id is null or ended_at is not null)
);
create unique index phone_check_one_open on madoguchi.phone_check (contact_no) where ended_at is null;
create index phone_check_by_contact on madoguchi.phone_check (contact_no);
comment on table madoguchi.phone_check is 'Checks by phone: name and birth date matched, then questions were drawn. One at a time in a contact, so that nobody draws until the questions suit.';
comment on column madoguchi.phone_check.id is 'Row id.';
comment on column madoguchi.phone_check.contact_no is 'During which contact.';
comment on column madoguchi.phone_check.renewal is 'Whether it renews a passed check by one question.';
comment on column madoguchi.phone_check.begun_at is 'When its questions were drawn.';
comment on column madoguchi.phone_check.ended_at is 'When it was decided, or became void because the contact had been parked too long; null = open.';
comment on column madoguchi.phone_check.check_id is 'Its result.';

create table madoguchi.phone_question (
  check_id  bigint not null references madoguchi.phone_check,
  position  smallint not null check (position between 1 and 20),
  question  text not null check (question in ('ADDRESS', 'PHONE', 'EMAIL', 'EMPLOYER', 'REPAYMENT_DAY', 'REPAYMENT_AMOUNT', 'DEBIT_BANK', 'DUE_DAY', 'LAST_CONTACT')),
  outcome   text check (outcome in ('MATCHED', 'DIFFERED', 'NOT_KNOWN', 'SEEN')),
  primary key (check_id, position),
  unique (check_id, question)
);
comment on table madoguchi.phone_question is 'What a caller was asked and whether it matched; never the answer, neither the right one nor the one that was given.';
comment on column madoguchi.phone_question.check_id is 'In which check.';
comment on column madoguchi.phone_question.position is 'Order in which it was drawn, from 1.';
comment on column madoguchi.phone_question.question is 'What was asked: contact data, employer, or dealings (repayment, bank, due day, last contact).';
comment on column madoguchi.phone_question.outcome is 'Matched, differed, the caller did not know, or the answer had meanwhile been on the screen and did not count; null = open.';

create function madoguchi.guard_phone_question() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'UPDATE' and old.outcome is not null then
    raise exception 'question % is answered', old.position using errcode = 'MD002';
  end if;
  if exists (select from madoguchi.phone_check p where p.id = new.check_id and p.ended_at is not null) then
    raise exception 'the check is over' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_phone_question() is 'A question is answered once, while its check is open (MD002).';
create trigger guard_phone_question before insert or update on madoguchi.phone_question for each row execute function madoguchi.guard_phone_question();
create trigger phone_question_is_kept before delete on madoguchi.phone_question for each row execute function madoguchi.refuse_change();

create function madoguchi.guard_phone_check() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then
    raise exception 'the check is over' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_phone_check() is 'A check by phone ends once (MD002).';
create trigger guard_phone_check before update on madoguchi.phone_check for each row execute function madoguchi.guard_phone_check();
create trigger phone_check_is_kept before delete on madoguchi.phone_check for each row execute function madoguchi.refuse_change();

create function madoguchi.guard_identity_check() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if new.method = 'PHONE' and not exists (
    select from madoguchi.contact c where c.contact_no = new.contact_no and c.channel in ('PHONE_IN', 'PHONE_OUT')) then
    raise exception 'a check by phone is made in a phone contact' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_identity_check() is 'A check by phone is made in a phone contact (MD003).';
create trigger guard_identity_check before insert on madoguchi.identity_check for each row execute function madoguchi.guard_identity_check();

-- The call-back ----------------------------------------------------------------------------------------------------------
alter table madoguchi.contact add column answers_contact_no madoguchi.contact_no references madoguchi.contact,
  add constraint contact_answers check (answers_contact_no is null or call_purpose = 'CALL_BACK');
create index contact_by_answered on madoguchi.contact (answers_contact_no) where answers_contact_no is not null;
comment on column madoguchi.contact.answers_contact_no is 'The call of the member that this call-back (折り返し) answers.';

create function madoguchi.proves_by_call_back(p_member_no text, p_digits text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (
    select from madoguchi.member_phone h
    where h.member_no = p_member_no and h.digits = p_digits and h.valid_to is null
      and h.valid_from < p_at - make_interval(days => madoguchi.setting_int('call_back.registered_days', p_at)))
$$;
comment on function madoguchi.proves_by_call_back(text, text, timestamptz) is
  'Whether calling a number proves more than questions do: a number of the member''s own, registered for longer than the days of setting call_back.registered_days; never the workplace, never one that was given in a call.';

create function madoguchi.called_back(p_contact_no text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (
    select from madoguchi.contact c
    where c.contact_no = p_contact_no and c.channel = 'PHONE_OUT' and c.call_purpose = 'CALL_BACK'
      and madoguchi.proves_by_call_back(c.member_no, c.caller_number, c.opened_at)
      and madoguchi.valid_identity_check(p_contact_no, p_at) is not null)
$$;
comment on function madoguchi.called_back(text, timestamptz) is
  'Whether the stronger proof by phone holds in a contact: we called the member back at a number that proves, and the check of this call was passed and holds (DOMAIN, decisions).';

-- Documents from 2027-04-01: the rule is the IC chip (draft of 2025-12-05; its final text was not found, so this is the careful reading).
update madoguchi.document_rule set effective_to = '2027-04-01'
 where effective_to is null and kind in ('DRIVERS_LICENCE', 'DRIVING_HISTORY', 'MY_NUMBER_CARD', 'PASSPORT', 'RESIDENCE_CARD', 'SPECIAL_RESIDENT_CARD');
insert into madoguchi.document_rule (kind, effective_from, accepted, photo, has_expiry, needs_second, issued_after, issued_before, chip_required) values
  ('DRIVERS_LICENCE',       '2027-04-01', true, true, true,  false, null,         null,         true),
  ('DRIVING_HISTORY',       '2027-04-01', true, true, false, true,  '2012-04-01', null,         false),
  ('MY_NUMBER_CARD',        '2027-04-01', true, true, true,  false, null,         null,         true),
  ('PASSPORT',              '2027-04-01', true, true, true,  false, null,         '2020-02-04', true),
  ('RESIDENCE_CARD',        '2027-04-01', true, true, true,  false, null,         null,         true),
  ('SPECIAL_RESIDENT_CARD', '2027-04-01', true, true, true,  false, null,         null,         true);
