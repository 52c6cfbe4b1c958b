-- The periodic review (途上与信, DOMAIN §3): whom a month makes due, the bureau's answer, and what follows where a limit is no longer carried.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('periodic_review.drawn_above', '50000'),
  ('periodic_review.balance_above', '100000'),
  ('periodic_review.months', '3'),
  ('periodic_review.days', '21')) s(key, value);

create table madoguchi.month_end (
  contract_id bigint not null references madoguchi.contract,
  month       date not null check (extract(day from month) = 1),
  drawn       madoguchi.yen not null check (drawn >= 0),
  balance     madoguchi.yen not null check (balance >= 0),
  primary key (contract_id, month)
);
create index month_end_by_month on madoguchi.month_end (month, contract_id) include (drawn, balance);
comment on table madoguchi.month_end is 'What each contract came to in a month, as the account system closed it.';
comment on column madoguchi.month_end.contract_id is 'Which contract.';
comment on column madoguchi.month_end.month is 'First day of the month.';
comment on column madoguchi.month_end.drawn is 'Borrowed in the month, yen.';
comment on column madoguchi.month_end.balance is 'Principal at the end of the month, yen.';
create trigger month_end_is_final before update or delete on madoguchi.month_end for each row execute function madoguchi.refuse_change();

create table madoguchi.periodic_review (
  ref         uuid primary key,
  contract_id bigint not null references madoguchi.contract,
  member_no   madoguchi.member_no not null references madoguchi.member,
  month       date not null check (extract(day from month) = 1),
  kind        text not null check (kind in ('MONTHLY', 'QUARTERLY')),
  due_by      date not null,
  state       text not null default 'DUE' check (state in ('DUE', 'AT_REVIEW', 'ENDED')),
  findings    text[] not null default '{}',
  found_at    timestamptz,
  asked_at    timestamptz,
  outcome     text check (outcome in ('FINE', 'KEPT', 'REDUCED', 'STOPPED', 'CONTRACT_ENDED')),
  note        text check (length(note) between 1 and 400),
  ended_by    madoguchi.staff_no references madoguchi.staff,
  ended_at    timestamptz,
  change_ref  uuid unique references madoguchi.limit_change (ref),
  unique (contract_id, month),
  check ((state = 'ENDED') = (outcome is not null)),
  check ((outcome is null) = (ended_at is null)),
  check (coalesce(outcome in ('REDUCED', 'STOPPED'), false) = (change_ref is not null)),
  check (outcome is distinct from 'KEPT' or note is not null)
);
create index periodic_review_open on madoguchi.periodic_review (state, due_by, ref) where state <> 'ENDED';
create index periodic_review_by_member on madoguchi.periodic_review (member_no, month desc);
create index periodic_review_by_ender on madoguchi.periodic_review (ended_by) where ended_by is not null;
comment on table madoguchi.periodic_review is 'Reviews of contracts in force: one a contract and month that makes it due.';
comment on column madoguchi.periodic_review.ref is 'Stable name; occasion of the inquiry at a bureau.';
comment on column madoguchi.periodic_review.contract_id is 'Which contract.';
comment on column madoguchi.periodic_review.member_no is 'Whose.';
comment on column madoguchi.periodic_review.month is 'First day of the month that made it due.';
comment on column madoguchi.periodic_review.kind is 'Monthly: much was drawn and is owed (settings periodic_review.drawn_above, balance_above). Quarterly: no bureau answered for periodic_review.months.';
comment on column madoguchi.periodic_review.due_by is 'The bureau is asked by this day at the latest (periodic_review.days after the month).';
comment on column madoguchi.periodic_review.state is 'To be asked for; an answer shows something that a reviewer must look at; ended.';
comment on column madoguchi.periodic_review.findings is 'Codes of limit_findings that were not in order for the present limit when the bureau had answered.';
comment on column madoguchi.periodic_review.found_at is 'When that was.';
comment on column madoguchi.periodic_review.asked_at is 'When the member was last asked for an income certificate.';
comment on column madoguchi.periodic_review.outcome is 'Nothing found; kept as it is, with a reason; limit lowered; borrowing stopped; the contract ended meanwhile.';
comment on column madoguchi.periodic_review.note is 'In the reviewer''s words, for colleagues.';
comment on column madoguchi.periodic_review.ended_by is 'Who ended it; the one who asked the bureau where nothing was found.';
comment on column madoguchi.periodic_review.ended_at is 'When.';
comment on column madoguchi.periodic_review.change_ref is 'The cut that it led to.';

create function madoguchi.guard_periodic_review() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'DELETE' or old.state = 'ENDED'
     or (new.ref, new.contract_id, new.member_no, new.month, new.kind, new.due_by)
        is distinct from (old.ref, old.contract_id, old.member_no, old.month, old.kind, old.due_by) then
    raise exception 'a periodic review ends once and is kept' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_periodic_review() is 'A review ends once and is kept (MD002).';
create trigger guard_periodic_review before update or delete on madoguchi.periodic_review
  for each row execute function madoguchi.guard_periodic_review();

create function madoguchi.open_periodic_reviews(p_month date, p_after bigint, p_most integer, out opened integer, out last_contract bigint)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_month date := date_trunc('month', p_month)::date;
  v_end   date := (date_trunc('month', p_month) + interval '1 month')::date;
  v_at    timestamptz := (date_trunc('month', p_month) + interval '1 month') at time zone 'Asia/Tokyo';
begin
  opened := 0;
  if v_at > clock_timestamp() then
    return;
  end if;
  select max(e.contract_id) into last_contract
  from (select e.contract_id from madoguchi.month_end e where e.month = v_month and e.contract_id > p_after order by e.contract_id limit p_most) e;
  insert into madoguchi.periodic_review (ref, contract_id, member_no, month, kind, due_by)
  select gen_random_uuid(), d.contract_id, d.member_no, v_month, d.kind, v_end - 1 + madoguchi.setting_int('periodic_review.days', v_at)
  from (
    select c.id as contract_id, c.member_no,
           case when e.drawn > s.drawn and e.balance > s.balance then 'MONTHLY'
                when e.balance > s.balance and c.credit_limit > 0
                     and not exists (select from madoguchi.borrowing_stop b where b.member_no = c.member_no and b.lifted_at is null)
                     and not exists (select from madoguchi.bureau_answer a
                                     where a.member_no = c.member_no and a.outcome = 'ANSWERED'
                                       and a.answered_at >= v_at - make_interval(months => s.months)) then 'QUARTERLY' end as kind
    from madoguchi.month_end e
    join madoguchi.contract c on c.id = e.contract_id and c.state = 'ACTIVE'
    cross join (select madoguchi.setting_int('periodic_review.drawn_above', v_at)::bigint as drawn,
                       madoguchi.setting_int('periodic_review.balance_above', v_at)::bigint as balance,
                       madoguchi.setting_int('periodic_review.months', v_at) as months) s
    where e.month = v_month and e.contract_id > p_after and e.contract_id <= last_contract) d
  where d.kind is not null
  on conflict (contract_id, month) do nothing;
  get diagnostics opened = row_count;
end $$;
comment on function madoguchi.open_periodic_reviews(date, bigint, integer) is
  'Opens the reviews that a month which is over makes due, once each, of so many contracts after one: more than 50,000 yen drawn with more than 100,000 owed, or more than 100,000 owed, lending not stopped, and no bureau asked for three months (DOMAIN §3). Says how many, and the last contract it looked at; null = there are no more.';

create function madoguchi.periodic_review_findings(p_facts madoguchi.limit_facts, p_limit bigint, p_at timestamptz) returns text[]
language sql stable set search_path = pg_catalog, madoguchi as $$
  select coalesce(array_agg(f.code order by f.line), '{}')
  from madoguchi.limit_findings(p_facts, p_limit, p_facts.apr, p_at) f
  where f.result <> 'OK'
    and f.code in ('INCOME_CERTIFICATE', 'BUREAU_ANSWER', 'TOTAL_LENDING', 'DELINQUENCY', 'DEFAULT', 'SELF_EXCLUSION', 'LEGAL_STANDING')
$$;
comment on function madoguchi.periodic_review_findings(madoguchi.limit_facts, bigint, timestamptz) is
  'What of the tasks of a limit case also concerns a limit that is in force, and is not in order.';

create function madoguchi.find_in_periodic_review(p_ref uuid, p_staff_no text) returns text[]
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_review   madoguchi.periodic_review;
  v_facts    madoguchi.limit_facts;
  v_findings text[];
  v_at       timestamptz;
begin
  select r.* into v_review from madoguchi.periodic_review r where r.ref = p_ref;
  perform 1 from madoguchi.member m where m.member_no = v_review.member_no for no key update;
  v_at := clock_timestamp();
  select r.* into v_review from madoguchi.periodic_review r where r.ref = p_ref;
  if v_review.ref is null or v_review.state = 'ENDED' then
    return v_review.findings;
  end if;
  v_facts := madoguchi.limit_facts_of(v_review.member_no::text, v_at);
  v_findings := madoguchi.periodic_review_findings(v_facts, v_facts.credit_limit, v_at);
  if v_facts.contract_id is distinct from v_review.contract_id or v_facts.contract_state <> 'ACTIVE' then
    update madoguchi.periodic_review r set state = 'ENDED', outcome = 'CONTRACT_ENDED', ended_by = p_staff_no, ended_at = v_at where r.ref = p_ref;
  elsif 'BUREAU_ANSWER' = any (v_findings) then
    return v_findings;
  elsif cardinality(v_findings) = 0 then
    update madoguchi.periodic_review r
       set state = 'ENDED', outcome = 'FINE', findings = v_findings, found_at = v_at, ended_by = p_staff_no, ended_at = v_at where r.ref = p_ref;
  else
    update madoguchi.periodic_review r set state = 'AT_REVIEW', findings = v_findings, found_at = v_at where r.ref = p_ref;
  end if;
  return v_findings;
end $$;
comment on function madoguchi.find_in_periodic_review(uuid, text) is
  'Looks at a review with the bureau''s answer of the last days: ends it where nothing is found, else lays it before the reviewers. Without such an answer nothing changes.';

create function madoguchi.end_periodic_review(
  p_ref uuid, p_review_id bigint, p_outcome text, p_limit bigint, p_reason text, p_note text, p_fingerprint text, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_review madoguchi.periodic_review;
  v_facts  madoguchi.limit_facts;
  v_found  text[];
  v_change uuid;
  v_at     timestamptz;
begin
  select r.* into v_review from madoguchi.periodic_review r where r.ref = p_ref;
  perform 1 from madoguchi.member m where m.member_no = v_review.member_no for no key update;
  v_at := clock_timestamp();
  select r.* into v_review from madoguchi.periodic_review r where r.ref = p_ref for update;
  if v_review.ref is null or v_review.state <> 'AT_REVIEW' then
    raise exception 'review % is not to be decided', p_ref using errcode = 'MD003';
  end if;
  v_facts := madoguchi.limit_facts_of(v_review.member_no::text, v_at);
  if madoguchi.limit_fingerprint(v_facts) is distinct from p_fingerprint then
    raise exception 'the facts of review % changed', p_ref using errcode = 'MD003';
  end if;
  v_found := madoguchi.periodic_review_findings(v_facts, case p_outcome when 'KEPT' then v_facts.credit_limit else p_limit end, v_at);
  if 'BUREAU_ANSWER' = any (v_found)
     or p_outcome not in ('KEPT', 'REDUCED', 'STOPPED')
     or (p_outcome = 'KEPT') is distinct from (p_limit is null)
     or (p_outcome = 'STOPPED') is distinct from coalesce(p_limit = 0, false)
     or (p_outcome <> 'STOPPED' and v_found && '{TOTAL_LENDING,INCOME_CERTIFICATE}'::text[]) then
    raise exception 'the law does not carry % for review %', p_outcome, p_ref using errcode = 'MD003';
  end if;
  perform madoguchi.end_review(p_review_id, p_ref, p_staff_no, v_at);
  if p_limit is not null then
    v_change := gen_random_uuid();
    perform madoguchi.cut_limit(v_change, v_review.member_no::text, p_limit, v_facts.contract_version, p_reason, p_note, p_staff_no, null);
  end if;
  update madoguchi.periodic_review r
     set state = 'ENDED', outcome = p_outcome, note = p_note, ended_by = p_staff_no, ended_at = v_at, change_ref = v_change
   where r.ref = p_ref;
  return v_change;
end $$;
comment on function madoguchi.end_periodic_review(uuid, bigint, text, bigint, text, text, text, text) is
  'Ends a review by its lease-holder, bound to the facts that were seen: kept, lowered or stopped. A limit that cap or certificate do not carry is not kept, nor lowered to one that they do not carry either (MD003).';

create function madoguchi.ask_certificate_in_periodic_review(p_ref uuid, p_review_id bigint, p_staff_no text) returns void
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_review madoguchi.periodic_review;
  v_at     timestamptz;
begin
  select r.* into v_review from madoguchi.periodic_review r where r.ref = p_ref;
  perform 1 from madoguchi.member m where m.member_no = v_review.member_no for no key update;
  v_at := clock_timestamp();
  perform madoguchi.end_review(p_review_id, p_ref, p_staff_no, v_at);
  update madoguchi.periodic_review r set asked_at = v_at where r.ref = p_ref and r.state = 'AT_REVIEW' and 'INCOME_CERTIFICATE' = any (r.findings);
  if not found then
    raise exception 'review % asks for no certificate', p_ref using errcode = 'MD003';
  end if;
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_review.member_no, 'CERTIFICATE_ASKED', madoguchi.message_channel(v_review.member_no::text), '{}', v_at, v_at);
end $$;
comment on function madoguchi.ask_certificate_in_periodic_review(uuid, bigint, text) is
  'Asks the member for an income certificate that the present limit needs; the review stays before the reviewers. Refused where none is needed, and to who has not got it (MD003).';

-- Inquiries and the lease -------------------------------------------------------------------------------------------------------
create or replace function madoguchi.inquiry_has_occasion(p_purpose text, p_occasion_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_purpose in ('LIMIT_CASE', 'LIFT_STOP')
         and exists (select from madoguchi.limit_request r
                     where r.ref = p_occasion_ref and r.member_no = p_member_no and r.ended_at is null
                       and r.kind = case p_purpose when 'LIFT_STOP' then 'LIFT_STOP' else 'RAISE' end)
      or p_purpose = 'PERIODIC_REVIEW'
         and exists (select from madoguchi.periodic_review r
                     where r.ref = p_occasion_ref and r.member_no = p_member_no and r.state <> 'ENDED')
$$;
alter table madoguchi.review_lease drop constraint review_lease_desk_check;
alter table madoguchi.review_lease add constraint review_lease_desk_check check (desk in ('INCOME', 'LIMIT', 'PERIODIC'));
comment on column madoguchi.review_lease.item_ref is
  'Income: the papers of one sending (income_certificate.sending_ref), which are reviewed together. Limit: the request (limit_request.ref). Periodic: the review (periodic_review.ref).';
create or replace function madoguchi.waits_at_desk(p_desk text, p_item_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_desk = 'INCOME'
         and exists (select from madoguchi.income_certificate c
                     where c.sending_ref = p_item_ref and c.member_no = p_member_no and c.state in ('QUARANTINED', 'READY'))
      or p_desk = 'LIMIT'
         and exists (select from madoguchi.limit_request r
                     where r.ref = p_item_ref and r.member_no = p_member_no and r.state in ('OPEN', 'AT_MEMBER', 'HELD'))
      or p_desk = 'PERIODIC'
         and exists (select from madoguchi.periodic_review r
                     where r.ref = p_item_ref and r.member_no = p_member_no and r.state = 'AT_REVIEW')
$$;

-- What the member is told ---------------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox add constraint outbox_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED', 'LIMIT_ANSWERED', 'LIMIT_PAPERS_ASKED', 'LIMIT_CHANGED', 'CERTIFICATE_ASKED'));
alter table madoguchi.message_template drop constraint message_template_kind_check;
alter table madoguchi.message_template add constraint message_template_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED', 'LIMIT_ANSWERED', 'LIMIT_PAPERS_ASKED', 'LIMIT_CHANGED', 'CERTIFICATE_ASKED'));
insert into madoguchi.message_template (kind, channel, valid_from, subject, body) values
  ('CERTIFICATE_ASKED', 'MAIL', timestamptz '2020-01-01 00:00:00+09', '書類のご提出のお願い',
   '{name} さま' || E'\n\n' ||
   'ご契約を続けてご利用いただくにあたり、あらためて書類のご提出をお願いいたします。会員ページの「書類提出」からお送りください。' || E'\n\n' ||
   'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
   'このメールは送信専用です。暗証番号やパスワード、個人番号(マイナンバー)をメールでお尋ねすることはありません。' || E'\n');
insert into madoguchi.message_template (kind, channel, valid_from, body) values
  ('CERTIFICATE_ASKED', 'SMS', timestamptz '2020-01-01 00:00:00+09', '書類のご提出をお願いします。会員ページからお送りください。');
