-- Bank account, direct debit and due-date mail (DOMAIN R12, R20): from when to when each, changed only with a second person.
alter table madoguchi.bank_account
  add column bank_code    text collate "C" check (bank_code ~ '^[0-9]{4}$'),
  add column branch_code  text collate "C" check (branch_code ~ '^[0-9]{3}$'),
  add column branch       text check (length(branch) between 1 and 60),
  add column account_kind text check (account_kind in ('ORDINARY', 'CURRENT', 'SAVINGS')),
  add constraint bank_account_codes check (num_nulls(bank_code, branch_code, branch, account_kind) in (0, 4)),
  add constraint bank_account_whose unique (id, member_no);
comment on table madoguchi.bank_account is 'The account that a member registered for repayment. The console needs and holds no more of its number than three digits.';
comment on column madoguchi.bank_account.bank_code is 'Code of the bank (統一金融機関コード) when it was registered; null = registered without one.';
comment on column madoguchi.bank_account.branch_code is 'Code of the branch.';
comment on column madoguchi.bank_account.branch is 'Name of the branch when it was registered.';
comment on column madoguchi.bank_account.account_kind is 'Ordinary (普通), current (当座) or savings (貯蓄).';

create table madoguchi.due_day_choice (
  bank_code      text collate "C" not null check (bank_code ~ '^[0-9]{4}$'),
  effective_from date not null,
  primary key (bank_code)
);
comment on table madoguchi.due_day_choice is 'Banks from which direct debit leaves the member the due day; from all others it is the 5th (DOMAIN §2).';
comment on column madoguchi.due_day_choice.bank_code is 'Code of the bank.';
comment on column madoguchi.due_day_choice.effective_from is 'From this day on.';
insert into madoguchi.due_day_choice (bank_code, effective_from) values
  ('0009', '2010-06-18'), ('0033', '2010-06-18'), ('0001', '2022-04-01'), ('0005', '2022-04-01'), ('9900', '2022-04-01');

create function madoguchi.debit_due_day(p_bank_code text, p_due_day integer, p_on date) returns integer
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case when exists (select from madoguchi.due_day_choice c where c.bank_code = p_bank_code and c.effective_from <= p_on)
              then p_due_day else 5 end
$$;
comment on function madoguchi.debit_due_day(text, integer, date) is 'The due day under direct debit from a bank, for who has another one so far: the same where the bank leaves it, else the 5th.';

create table madoguchi.direct_debit (
  id              bigint generated always as identity primary key,
  member_no       madoguchi.member_no not null references madoguchi.member,
  bank_account_id bigint not null,
  due_day         smallint not null check (due_day in (5, 15, 25, 31)),
  valid_from      timestamptz not null,
  valid_to        timestamptz check (valid_to > valid_from),
  foreign key (bank_account_id, member_no) references madoguchi.bank_account (id, member_no)
);
create unique index direct_debit_one_open on madoguchi.direct_debit (member_no) where valid_to is null;
create index direct_debit_by_member on madoguchi.direct_debit (member_no, valid_from desc);
create index direct_debit_by_account on madoguchi.direct_debit (bank_account_id, member_no);
comment on table madoguchi.direct_debit is 'Direct debit (口座振替): the instalment is drawn from the registered account on the due date.';
comment on column madoguchi.direct_debit.id is 'Row id.';
comment on column madoguchi.direct_debit.member_no is 'Whose.';
comment on column madoguchi.direct_debit.bank_account_id is 'From which account.';
comment on column madoguchi.direct_debit.due_day is 'Due day that goes with it; 31 = month end.';
comment on column madoguchi.direct_debit.valid_from is 'On from.';
comment on column madoguchi.direct_debit.valid_to is 'Until; null = on.';

create table madoguchi.due_date_mail (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  days_before smallint not null check (days_before between 1 and 7),
  valid_from  timestamptz not null,
  valid_to    timestamptz check (valid_to > valid_from)
);
create unique index due_date_mail_one_open on madoguchi.due_date_mail (member_no) where valid_to is null;
create index due_date_mail_by_member on madoguchi.due_date_mail (member_no, valid_from desc);
comment on table madoguchi.due_date_mail is 'Due-date mail (返済日お知らせメール), which a member opts in to.';
comment on column madoguchi.due_date_mail.id is 'Row id.';
comment on column madoguchi.due_date_mail.member_no is 'Whose.';
comment on column madoguchi.due_date_mail.days_before is 'How many days before the due date it is sent.';
comment on column madoguchi.due_date_mail.valid_from is 'On from.';
comment on column madoguchi.due_date_mail.valid_to is 'Until; null = on.';

create table madoguchi.bank_service_change (
  ref            uuid primary key,
  member_no      madoguchi.member_no not null references madoguchi.member,
  kind           text not null check (kind in ('BANK_ACCOUNT', 'DIRECT_DEBIT', 'DUE_DATE_MAIL')),
  reason         text not null check (reason in ('MEMBER_WISH', 'ACCOUNT_CLOSED', 'BANK_CHANGED', 'DEBIT_FAILED')),
  at             timestamptz not null,
  old_id         bigint,
  new_id         bigint,
  former_due_day smallint check (former_due_day in (5, 15, 25, 31)),
  contact_no     madoguchi.contact_no not null references madoguchi.contact,
  check_id       bigint not null references madoguchi.identity_check,
  staff_no       madoguchi.staff_no not null references madoguchi.staff,
  place_no       madoguchi.place_no not null references madoguchi.place,
  approval_ref   uuid not null references madoguchi.approval,
  check (num_nonnulls(old_id, new_id) > 0)
);
create index bank_service_change_by_member on madoguchi.bank_service_change (member_no, at desc);
create index bank_service_change_by_contact on madoguchi.bank_service_change (contact_no);
create index bank_service_change_by_check on madoguchi.bank_service_change (check_id);
create index bank_service_change_by_staff on madoguchi.bank_service_change (staff_no);
create index bank_service_change_by_place on madoguchi.bank_service_change (place_no);
create index bank_service_change_by_approval on madoguchi.bank_service_change (approval_ref);
create trigger bank_service_change_is_final before update or delete on madoguchi.bank_service_change
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.bank_service_change is 'What was changed of bank account, direct debit and due-date mail: asked for in a contact on a check, carried out by a second person.';
comment on column madoguchi.bank_service_change.ref is 'Stable name.';
comment on column madoguchi.bank_service_change.member_no is 'Whose.';
comment on column madoguchi.bank_service_change.kind is 'What.';
comment on column madoguchi.bank_service_change.reason is 'Why: the member wishes it, the account was closed, the bank was changed, a debit failed.';
comment on column madoguchi.bank_service_change.at is 'When it took effect.';
comment on column madoguchi.bank_service_change.old_id is 'Row that ended; null = it was off.';
comment on column madoguchi.bank_service_change.new_id is 'Row that began; null = it is off now.';
comment on column madoguchi.bank_service_change.former_due_day is 'Due day of the contract before, where direct debit moved it.';
comment on column madoguchi.bank_service_change.contact_no is 'In which contact it was asked for.';
comment on column madoguchi.bank_service_change.check_id is 'On which identity check.';
comment on column madoguchi.bank_service_change.staff_no is 'Who asked for it.';
comment on column madoguchi.bank_service_change.place_no is 'Where.';
comment on column madoguchi.bank_service_change.approval_ref is 'The second person''s agreement, which carried it out.';

create function madoguchi.bank_service_row(p_kind text, p_member_no text) returns bigint
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case p_kind
    when 'BANK_ACCOUNT' then (select a.id from madoguchi.bank_account a where a.member_no = p_member_no and a.valid_to is null)
    when 'DIRECT_DEBIT' then (select d.id from madoguchi.direct_debit d where d.member_no = p_member_no and d.valid_to is null)
    when 'DUE_DATE_MAIL' then (select m.id from madoguchi.due_date_mail m where m.member_no = p_member_no and m.valid_to is null)
  end
$$;
comment on function madoguchi.bank_service_row(text, text) is 'Row id of what is on now; null = off.';

create function madoguchi.change_bank_service(
  p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_kind text, p_reason text, p_new jsonb, p_old_id bigint, p_approval_ref uuid)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact  madoguchi.contact;
  v_account  madoguchi.bank_account;
  v_contract madoguchi.contract;
  v_at       timestamptz;
  v_new      bigint;
  v_due_day  integer;
  v_former   integer;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null or v_contact.channel = 'LETTER'
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'bank services are changed in an open contact, on a valid identity check' using errcode = 'MD003';
  elsif p_kind = 'BANK_ACCOUNT' and v_contact.channel in ('PHONE_IN', 'PHONE_OUT') and not madoguchi.called_back(p_contact_no, v_at) then
    raise exception 'a bank account is changed by phone only after a call-back' using errcode = 'MD003';
  elsif p_approval_ref is null or not madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'CHANGE_BANK_SERVICE') then
    raise exception 'a second person carries this out' using errcode = 'MD003';
  elsif madoguchi.bank_service_row(p_kind, v_contact.member_no::text) is distinct from p_old_id then
    raise exception 'what is registered is not as it was seen' using errcode = 'MD003';
  end if;
  select c.* into v_contract from madoguchi.contract c where c.member_no = v_contact.member_no and c.state = 'ACTIVE';
  if v_contract.id is null then
    raise exception 'the contract has ended' using errcode = 'MD003';
  end if;
  case p_kind
    when 'BANK_ACCOUNT' then
      -- A mandate names its account: with the account ends the direct debit from it.
      update madoguchi.direct_debit d set valid_to = v_at where d.member_no = v_contact.member_no and d.valid_to is null;
      update madoguchi.bank_account a set valid_to = v_at where a.id = p_old_id;
      if p_new is not null then
        insert into madoguchi.bank_account (member_no, bank, last3, valid_from, bank_code, branch_code, branch, account_kind)
        values (v_contact.member_no, p_new->>'bank', p_new->>'last3', v_at, p_new->>'bankCode', p_new->>'branchCode', p_new->>'branch',
                p_new->>'accountKind')
        returning id into v_new;
      end if;
    when 'DIRECT_DEBIT' then
      update madoguchi.direct_debit d set valid_to = v_at where d.id = p_old_id;
      if p_new is not null then
        select a.* into v_account from madoguchi.bank_account a where a.member_no = v_contact.member_no and a.valid_to is null;
        if v_account.bank_code is null or v_account.id is distinct from (p_new->>'accountId')::bigint then
          raise exception 'the registered account is not as it was seen' using errcode = 'MD003';
        end if;
        v_due_day := madoguchi.debit_due_day(v_account.bank_code, v_contract.due_day, (v_at at time zone 'Asia/Tokyo')::date);
        insert into madoguchi.direct_debit (member_no, bank_account_id, due_day, valid_from)
        values (v_contact.member_no, v_account.id, v_due_day, v_at)
        returning id into v_new;
        if v_due_day <> v_contract.due_day then
          if exists (select from madoguchi.delinquency d where d.member_no = v_contact.member_no and d.settled_on is null) then
            raise exception 'the due day of who is late stays' using errcode = 'MD003';
          end if;
          v_former := v_contract.due_day;
          -- Counted from today the next due date lies ahead, whatever the former one was.
          update madoguchi.contract c
             set due_day = v_due_day, due_counted_from = greatest(c.due_counted_from, (v_at at time zone 'Asia/Tokyo')::date), version = c.version + 1
           where c.id = v_contract.id;
        end if;
      end if;
    when 'DUE_DATE_MAIL' then
      update madoguchi.due_date_mail m set valid_to = v_at where m.id = p_old_id;
      if p_new is not null then
        insert into madoguchi.due_date_mail (member_no, days_before, valid_from)
        values (v_contact.member_no, (p_new->>'daysBefore')::smallint, v_at)
        returning id into v_new;
      end if;
  end case;
  update madoguchi.member m set version = m.version + 1 where m.member_no = v_contact.member_no;
  insert into madoguchi.bank_service_change (ref, member_no, kind, reason, at, old_id, new_id, former_due_day, contact_no, check_id, staff_no,
                                             place_no, approval_ref)
  values (p_ref, v_contact.member_no, p_kind, p_reason, v_at, p_old_id, v_new, v_former, v_contact.contact_no, p_check_id, p_staff_no,
          v_contact.place_no, p_approval_ref);
  return v_at;
end $$;
comment on function madoguchi.change_bank_service(uuid, text, bigint, text, text, text, jsonb, bigint, uuid) is
  'Ends what was on and begins what is asked for (null = off), in an open contact on a valid identity check and with a second person''s agreement; a bank account by phone only after a call-back. Direct debit from a bank that does not leave the due day moves it to the 5th. Refused otherwise (MD003).';

-- The message; the kinds grow by one, whatever they are by now.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['outbox', 'message_template'] loop
    execute (
      select format('alter table madoguchi.%I drop constraint %I, add constraint %I %s', v_table, c.conname, c.conname,
                    replace(pg_get_constraintdef(c.oid), 'ARRAY[', 'ARRAY[''BANK_SERVICE_CHANGED''::text, '))
      from pg_constraint c where c.conname = v_table || '_kind_check');
  end loop;
end $$;
insert into madoguchi.message_template (kind, channel, valid_from, subject, body) values
  ('BANK_SERVICE_CHANGED', 'MAIL', timestamptz '2000-01-01 00:00:00+09', 'ご登録の口座・お知らせ設定の変更を受け付けました',
   '{name} さま' || E'\n\n' || '{changed_at}、ご登録の口座またはお知らせ設定の変更を受け付けました。' || E'\n\n' ||
   'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
   'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n');
insert into madoguchi.message_template (kind, channel, valid_from, body) values
  ('BANK_SERVICE_CHANGED', 'SMS', timestamptz '2000-01-01 00:00:00+09',
   '{changed_at}、ご登録の口座またはお知らせ設定の変更を受け付けました。お心当たりのない場合はご連絡ください。');
