-- The lending law once: the facts of a member, what the law and the terms say of a limit, and where those facts come from.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('limit.step', '10000'),
  ('limit.bureau_days', '7'),
  ('limit.bureau_seconds', '10'),
  ('limit.history_months', '6'),
  ('limit.contact_data_days', '90'),
  ('limit.workplace_check_months', '12'),
  ('limit.recent_change_hours', '72'),
  ('limit.alone_up_to', '500000'),
  ('limit.supervisor_up_to', '1500000'),
  ('limit.offer_days', '14'),
  ('limit.answer_days', '3'),
  ('company.registration_no', '"関東財務局長(1)第99999号"'),
  ('company.address', '"東京都千代田区千代田1-1"')) s(key, value);

create table madoguchi.interest_cap (
  effective_from date not null,
  from_principal madoguchi.yen not null check (from_principal >= 0),
  apr_highest    numeric(5,3) not null check (apr_highest > 0),
  primary key (effective_from, from_principal)
);
comment on table madoguchi.interest_cap is 'Highest interest by principal (利息制限法 1条): all bands of the latest day that has come.';
comment on column madoguchi.interest_cap.effective_from is 'In force from this day until a later one.';
comment on column madoguchi.interest_cap.from_principal is 'The band holds principals from this one on, up to the next band, yen.';
comment on column madoguchi.interest_cap.apr_highest is 'Highest APR, per cent a year.';
insert into madoguchi.interest_cap (effective_from, from_principal, apr_highest) values
  ('2000-01-01', 0, 20), ('2000-01-01', 100000, 18), ('2000-01-01', 1000000, 15);
create trigger interest_cap_is_final before update or delete on madoguchi.interest_cap
  for each row execute function madoguchi.refuse_change();

create function madoguchi.interest_caps(p_on date) returns setof madoguchi.interest_cap
language sql stable set search_path = pg_catalog, madoguchi as $$
  select c.* from madoguchi.interest_cap c
  where c.effective_from = (select max(e.effective_from) from madoguchi.interest_cap e where e.effective_from <= p_on)
$$;
comment on function madoguchi.interest_caps(date) is 'The bands of the interest cap that are in force on a day.';

-- What staff find out ------------------------------------------------------------------------------------------------------
create table madoguchi.workplace_check (
  ref         uuid primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  employer_id bigint references madoguchi.member_employer,
  way         text not null check (way in ('PHONE', 'PAPER')),
  result      text not null check (result in ('CONFIRMED', 'NOT_REACHED', 'NOT_EMPLOYED', 'NO_WORKPLACE')),
  checked_by  madoguchi.staff_no not null references madoguchi.staff,
  checked_at  timestamptz not null,
  check ((result = 'NO_WORKPLACE') = (employer_id is null)),
  check (result <> 'NOT_REACHED' or way = 'PHONE')
);
create index workplace_check_by_member on madoguchi.workplace_check (member_no, checked_at desc);
create index workplace_check_by_employer on madoguchi.workplace_check (employer_id) where employer_id is not null;
create index workplace_check_by_staff on madoguchi.workplace_check (checked_by);
comment on table madoguchi.workplace_check is 'Workplace checks (在籍確認): a reviewer telephones without saying who calls and why, or reads a paper that shows it.';
comment on column madoguchi.workplace_check.ref is 'Stable name.';
comment on column madoguchi.workplace_check.member_no is 'Whose.';
comment on column madoguchi.workplace_check.employer_id is 'Which workplace; null for somebody without one.';
comment on column madoguchi.workplace_check.way is 'By telephone, or by a paper of the last weeks.';
comment on column madoguchi.workplace_check.result is 'Works there, nobody reached, does not work there, has no workplace (pension, rent).';
comment on column madoguchi.workplace_check.checked_by is 'Reviewer.';
comment on column madoguchi.workplace_check.checked_at is 'When.';

create function madoguchi.guard_workplace_check() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if new.checked_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or new.employer_id is distinct from (select e.id from madoguchi.member_employer e
                                          where e.member_no = new.member_no and e.valid_to is null) then
    raise exception 'a workplace check is of now, and of the workplace on file' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_workplace_check() is 'A check is recorded when it was made, for the workplace of today (MD003).';
create trigger guard_workplace_check before insert on madoguchi.workplace_check
  for each row execute function madoguchi.guard_workplace_check();
create trigger workplace_check_is_final before update or delete on madoguchi.workplace_check
  for each row execute function madoguchi.refuse_change();

create table madoguchi.contact_data_confirmation (
  id           bigint generated always as identity primary key,
  member_no    madoguchi.member_no not null references madoguchi.member,
  contact_no   madoguchi.contact_no references madoguchi.contact,
  staff_no     madoguchi.staff_no references madoguchi.staff,
  confirmed_at timestamptz not null,
  check ((contact_no is null) = (staff_no is null))
);
create index contact_data_confirmation_by_member on madoguchi.contact_data_confirmation (member_no, confirmed_at desc);
create index contact_data_confirmation_by_contact on madoguchi.contact_data_confirmation (contact_no) where contact_no is not null;
create index contact_data_confirmation_by_staff on madoguchi.contact_data_confirmation (staff_no) where staff_no is not null;
comment on table madoguchi.contact_data_confirmation is 'When members confirmed that address, phone, e-mail and workplace on file are right: to whoever took in their request, or on the member page.';
comment on column madoguchi.contact_data_confirmation.id is 'Row id.';
comment on column madoguchi.contact_data_confirmation.member_no is 'Whose.';
comment on column madoguchi.contact_data_confirmation.contact_no is 'In which contact; null = on the member page.';
comment on column madoguchi.contact_data_confirmation.staff_no is 'Who asked; null = the member page.';
comment on column madoguchi.contact_data_confirmation.confirmed_at is 'When.';
create trigger contact_data_confirmation_is_final before update or delete on madoguchi.contact_data_confirmation
  for each row execute function madoguchi.refuse_change();

create function madoguchi.confirm_contact_data_in_contact(p_contact_no text, p_check_id bigint, p_staff_no text) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'contact data are confirmed in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  insert into madoguchi.contact_data_confirmation (member_no, contact_no, staff_no, confirmed_at)
  values (v_contact.member_no, p_contact_no, p_staff_no, v_at);
  return v_at;
end $$;
comment on function madoguchi.confirm_contact_data_in_contact(text, bigint, text) is
  'Records that the member said all contact data are right; refused without proof of who says so (MD003).';

-- The credit bureaus -------------------------------------------------------------------------------------------------------
create function madoguchi.inquiry_has_occasion(p_purpose text, p_occasion_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select false
$$;
comment on function madoguchi.inquiry_has_occasion(text, uuid, text) is
  'Whether a bureau may be asked about a member for this: an open limit case, a run of the periodic review, a stop to be lifted. Whatever has such occasions says so here; nothing else is one.';

create table madoguchi.bureau_inquiry (
  ref          uuid primary key,
  member_no    madoguchi.member_no not null references madoguchi.member,
  purpose      text not null check (purpose in ('LIMIT_CASE', 'PERIODIC_REVIEW', 'LIFT_STOP')),
  occasion_ref uuid not null,
  asked_by     madoguchi.staff_no not null references madoguchi.staff,
  asked_at     timestamptz not null
);
create index bureau_inquiry_by_member on madoguchi.bureau_inquiry (member_no, asked_at desc);
create index bureau_inquiry_by_occasion on madoguchi.bureau_inquiry (occasion_ref, asked_at desc);
create index bureau_inquiry_by_staff on madoguchi.bureau_inquiry (asked_by, asked_at desc);
comment on table madoguchi.bureau_inquiry is 'Inquiries at a credit bureau (指定信用情報機関), written before it is asked; for credit review alone (DOMAIN §3).';
comment on column madoguchi.bureau_inquiry.ref is 'Stable name; also told to the bureau.';
comment on column madoguchi.bureau_inquiry.member_no is 'About whom.';
comment on column madoguchi.bureau_inquiry.purpose is 'A limit case, a run of the periodic review, a stop to be lifted; there is no other.';
comment on column madoguchi.bureau_inquiry.occasion_ref is 'The case, run or lifting that it is for.';
comment on column madoguchi.bureau_inquiry.asked_by is 'Who asked.';
comment on column madoguchi.bureau_inquiry.asked_at is 'When.';

create function madoguchi.guard_bureau_inquiry() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if new.asked_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or not madoguchi.inquiry_has_occasion(new.purpose, new.occasion_ref, new.member_no::text) then
    raise exception 'a bureau is asked for an open case, a review run or a lifting, and for nothing else' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_bureau_inquiry() is 'There is no free inquiry (MD003).';
create trigger guard_bureau_inquiry before insert on madoguchi.bureau_inquiry
  for each row execute function madoguchi.guard_bureau_inquiry();
create trigger bureau_inquiry_is_final before update or delete on madoguchi.bureau_inquiry
  for each row execute function madoguchi.refuse_change();

create table madoguchi.bureau_answer (
  inquiry_ref     uuid primary key references madoguchi.bureau_inquiry,
  member_no       madoguchi.member_no not null references madoguchi.member,
  outcome         text not null check (outcome in ('ANSWERED', 'TIMED_OUT', 'UNAVAILABLE')),
  balance         madoguchi.yen check (balance >= 0),
  lenders         smallint check (lenders between 0 and 99),
  default_on_file boolean,
  self_excluded   boolean,
  answered_at     timestamptz not null,
  check ((outcome = 'ANSWERED') = (num_nulls(balance, lenders, default_on_file, self_excluded) = 0)),
  check (outcome = 'ANSWERED' or num_nonnulls(balance, lenders, default_on_file, self_excluded) = 0)
);
create index bureau_answer_by_member on madoguchi.bureau_answer (member_no, answered_at desc) where outcome = 'ANSWERED';
comment on table madoguchi.bureau_answer is 'What a bureau answered. The right RESTRICTED_READ, in the case alone; never told to the member by staff.';
comment on column madoguchi.bureau_answer.inquiry_ref is 'To which inquiry.';
comment on column madoguchi.bureau_answer.member_no is 'About whom.';
comment on column madoguchi.bureau_answer.outcome is 'Answered, no answer in time, not available.';
comment on column madoguchi.bureau_answer.balance is 'Balances at other moneylenders, yen; housing loans and banks left out (DOMAIN §3).';
comment on column madoguchi.bureau_answer.lenders is 'At how many lenders.';
comment on column madoguchi.bureau_answer.default_on_file is 'Whether a default (異動) is on file.';
comment on column madoguchi.bureau_answer.self_excluded is 'Whether the member asked lenders not to lend (貸付自粛).';
comment on column madoguchi.bureau_answer.answered_at is 'When.';

create function madoguchi.guard_bureau_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  if new.answered_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or not exists (select from madoguchi.bureau_inquiry i
                    where i.ref = new.inquiry_ref and i.member_no = new.member_no and i.asked_at <= new.answered_at) then
    raise exception 'an answer belongs to an inquiry about the same member' using errcode = 'MD003';
  end if;
  if new.outcome = 'ANSWERED' then
    insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at)
    values (new.member_no, new.balance, new.lenders, 'BUREAU', new.answered_at);
  end if;
  return new;
end $$;
comment on function madoguchi.guard_bureau_answer() is 'An answer belongs to its inquiry (MD003); what is owed elsewhere goes on file with it.';
create trigger guard_bureau_answer before insert on madoguchi.bureau_answer
  for each row execute function madoguchi.guard_bureau_answer();
create trigger bureau_answer_is_final before update or delete on madoguchi.bureau_answer
  for each row execute function madoguchi.refuse_change();

-- The facts ----------------------------------------------------------------------------------------------------------------
create type madoguchi.limit_facts as (
  member_no                 text,
  birth_date                date,
  product_version           text,
  contract_id               bigint,
  contract_state            text,
  contract_version          integer,
  started_on                date,
  credit_limit              bigint,
  apr                       numeric,
  balance                   bigint,
  own_other_loans           bigint,
  annual_income             bigint,
  income_source             text,
  income_from               timestamptz,
  income_paper_on           date,
  income_renew_on           date,
  income_reopened           boolean,
  papers_open               integer,
  newest_paper_at           timestamptz,
  others_balance            bigint,
  others_lenders            integer,
  others_source             text,
  others_reported_at        timestamptz,
  bureau_answered_at        timestamptz,
  default_on_file           boolean,
  self_excluded             boolean,
  delinquent_since          date,
  locks                     text[],
  takeover_suspected        boolean,
  borrowing_stops           text[],
  restrictions              text[],
  restricted_flags          text[],
  identity_proved_at        timestamptz,
  contact_data_confirmed_at timestamptz,
  address_changed_at        timestamptz,
  phone_changed_at          timestamptz,
  email_changed_at          timestamptz,
  workplace_changed_at      timestamptz,
  workplace_on_file         boolean,
  workplace_result          text,
  workplace_checked_at      timestamptz
);
comment on type madoguchi.limit_facts is 'All that a decision about a limit rests on; nothing in it changes by itself as time goes by.';
comment on column madoguchi.limit_facts.member_no is 'Whose.';
comment on column madoguchi.limit_facts.birth_date is 'Date of birth.';
comment on column madoguchi.limit_facts.product_version is 'Terms of the latest contract; null = there never was one.';
comment on column madoguchi.limit_facts.contract_id is 'The latest contract.';
comment on column madoguchi.limit_facts.contract_state is 'As contract.state.';
comment on column madoguchi.limit_facts.contract_version is 'As contract.version.';
comment on column madoguchi.limit_facts.started_on is 'Day of the contract.';
comment on column madoguchi.limit_facts.credit_limit is 'Present limit, yen.';
comment on column madoguchi.limit_facts.apr is 'Present APR, per cent a year.';
comment on column madoguchi.limit_facts.balance is 'Principal outstanding, yen.';
comment on column madoguchi.limit_facts.own_other_loans is 'Principal outstanding on other contracts with us, yen.';
comment on column madoguchi.limit_facts.annual_income is 'Annual income that counts, yen; null = none on file.';
comment on column madoguchi.limit_facts.income_source is 'DECLARED or CERTIFICATE.';
comment on column madoguchi.limit_facts.income_from is 'Since when it counts.';
comment on column madoguchi.limit_facts.income_paper_on is 'Day of the certificate.';
comment on column madoguchi.limit_facts.income_renew_on is 'First day on which the certificate no longer proves it.';
comment on column madoguchi.limit_facts.income_reopened is 'Whether a change of workplace has reopened the income check.';
comment on column madoguchi.limit_facts.papers_open is 'Certificates that wait or are in review.';
comment on column madoguchi.limit_facts.newest_paper_at is 'When the newest certificate came.';
comment on column madoguchi.limit_facts.others_balance is 'Owed to other moneylenders, yen: as a bureau answered, or more if the member has said so since; null = not known.';
comment on column madoguchi.limit_facts.others_lenders is 'To how many lenders.';
comment on column madoguchi.limit_facts.others_source is 'DECLARED or BUREAU.';
comment on column madoguchi.limit_facts.others_reported_at is 'When that was said.';
comment on column madoguchi.limit_facts.bureau_answered_at is 'Latest answer of a bureau.';
comment on column madoguchi.limit_facts.default_on_file is 'Whether it told of a default (異動).';
comment on column madoguchi.limit_facts.self_excluded is 'Self-exclusion (貸付自粛): told by the bureau, or as attention flag.';
comment on column madoguchi.limit_facts.delinquent_since is 'Due date that was missed and is not made good.';
comment on column madoguchi.limit_facts.locks is 'Open locks of kind LOSS or TAKEOVER.';
comment on column madoguchi.limit_facts.takeover_suspected is 'Whether takeover of the account is suspected.';
comment on column madoguchi.limit_facts.borrowing_stops is 'Reasons of the borrowing stops in force.';
comment on column madoguchi.limit_facts.restrictions is 'What in law changes who may be dealt with: LAWYER_NOTICE, DEBT_SETTLEMENT, DECEASED, GUARDIAN.';
comment on column madoguchi.limit_facts.restricted_flags is 'AML, ANTI_SOCIAL; the right RESTRICTED_READ.';
comment on column madoguchi.limit_facts.identity_proved_at is 'Latest passed identity check or successful login.';
comment on column madoguchi.limit_facts.contact_data_confirmed_at is 'When the member last confirmed all contact data.';
comment on column madoguchi.limit_facts.address_changed_at is 'Latest change of address; null = never changed.';
comment on column madoguchi.limit_facts.phone_changed_at is 'Latest change of a phone number.';
comment on column madoguchi.limit_facts.email_changed_at is 'Latest change of the e-mail address.';
comment on column madoguchi.limit_facts.workplace_changed_at is 'Latest change of workplace.';
comment on column madoguchi.limit_facts.workplace_on_file is 'Whether a workplace is on file.';
comment on column madoguchi.limit_facts.workplace_result is 'Latest workplace check of that workplace; null = none.';
comment on column madoguchi.limit_facts.workplace_checked_at is 'When that was.';

create function madoguchi.limit_facts_of(p_member_no text, p_at timestamptz) returns madoguchi.limit_facts
language sql stable set search_path = pg_catalog, madoguchi as $$
  select row(
    m.member_no, m.birth_date, c.product_version, c.id, c.state, c.version, c.started_on, c.credit_limit, c.apr, c.balance,
    (select coalesce(sum(o.balance::bigint), 0)::bigint from madoguchi.contract o where o.member_no = m.member_no and o.id <> c.id),
    i.annual_income, i.source, i.valid_from, i.paper_on, i.renew_on, coalesce(i.reopened, false),
    p.waiting, p.newest,
    o.balance, o.lenders, o.source, o.reported_at,
    b.answered_at, b.default_on_file, coalesce(b.self_excluded, false) or 'SELF_EXCLUSION' = any (f.kinds),
    (select d.due_on from madoguchi.delinquency d where d.member_no = m.member_no and d.settled_on is null),
    (select coalesce(array_agg(l.kind order by l.kind), '{}') from madoguchi.login_lock l
     where l.member_no = m.member_no and l.kind in ('LOSS', 'TAKEOVER') and l.cleared_at is null),
    'TAKEOVER_SUSPECTED' = any (f.kinds),
    (select coalesce(array_agg(s.reason order by s.reason), '{}') from madoguchi.borrowing_stop s
     where s.member_no = m.member_no and s.lifted_at is null),
    (select coalesce(array_agg(distinct r.kind order by r.kind), '{}') from madoguchi.contact_restriction r
     where r.member_no = m.member_no and r.kind in ('LAWYER_NOTICE', 'DEBT_SETTLEMENT', 'DECEASED', 'GUARDIAN')
       and r.valid_from <= p_at and (r.valid_to is null or r.valid_to > p_at)),
    array(select k from unnest(f.kinds) k where k in ('AML', 'ANTI_SOCIAL') order by k),
    greatest((select max(k.at) from madoguchi.identity_check k where k.member_no = m.member_no and k.result = 'PASSED'),
             (select g.at from madoguchi.last_login g where g.member_no = m.member_no)),
    (select max(d.confirmed_at) from madoguchi.contact_data_confirmation d where d.member_no = m.member_no),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_address a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_phone a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_email a where a.member_no = m.member_no and a.valid_from <= p_at),
    (select nullif(max(a.valid_from), min(a.valid_from)) from madoguchi.member_employer a where a.member_no = m.member_no and a.valid_from <= p_at),
    e.id is not null, w.result, w.checked_at)::madoguchi.limit_facts
  from madoguchi.member m
  left join lateral (select k.* from madoguchi.contract k where k.member_no = m.member_no
                     order by k.started_on desc, k.id desc limit 1) c on true
  left join lateral madoguchi.income_in_force(p_member_no, p_at) i on true
  cross join lateral (select count(*) filter (where k.state in ('WAITING', 'QUARANTINED', 'READY'))::integer as waiting,
                             max(k.received_at) as newest
                      from madoguchi.income_certificate k where k.member_no = m.member_no) p
  left join lateral (select k.* from madoguchi.bureau_answer k
                     where k.member_no = m.member_no and k.outcome = 'ANSWERED' and k.answered_at <= p_at
                     order by k.answered_at desc limit 1) b on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.member_no = m.member_no and k.source = 'BUREAU' and k.reported_at <= p_at
                     order by k.reported_at desc, k.id desc limit 1) t on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.member_no = m.member_no and k.source = 'DECLARED' and k.reported_at <= p_at
                     order by k.reported_at desc, k.id desc limit 1) d on true
  left join lateral (select k.* from madoguchi.other_lending k
                     where k.id = case when t.id is null or d.reported_at > t.reported_at and d.balance > t.balance then d.id else t.id end) o on true
  cross join lateral (select coalesce(array_agg(distinct k.kind), '{}') as kinds from madoguchi.attention_flag k
                      where k.member_no = m.member_no and k.valid_from <= p_at and (k.valid_to is null or k.valid_to > p_at)) f
  left join madoguchi.member_employer e on e.member_no = m.member_no and e.valid_to is null
  left join lateral (select k.* from madoguchi.workplace_check k
                     where k.member_no = m.member_no and k.employer_id is not distinct from e.id and k.checked_at <= p_at
                     order by k.checked_at desc limit 1) w on true
  where m.member_no = p_member_no
$$;
comment on function madoguchi.limit_facts_of(text, timestamptz) is
  'The facts of a member now; of what has its own time, what holds at the moment. Lock the member row first where something is decided on them.';

create function madoguchi.limit_fingerprint(p_facts madoguchi.limit_facts) returns text
language sql stable set timezone = 'UTC' set search_path = pg_catalog, madoguchi as $$
  select encode(sha256(convert_to(to_jsonb(p_facts)::text, 'UTF8')), 'hex')
$$;
comment on function madoguchi.limit_fingerprint(madoguchi.limit_facts) is 'SHA-256 of the facts: equal when nothing was changed since.';

-- The law ------------------------------------------------------------------------------------------------------------------
create function madoguchi.limit_findings(p_facts madoguchi.limit_facts, p_limit bigint, p_apr numeric, p_at timestamptz)
returns table (line integer, code text, result text, actual text, bound text, inputs jsonb, restricted boolean)
language sql stable set timezone = 'Asia/Tokyo' set search_path = pg_catalog, madoguchi as $$
  with s as (
    select (p_at at time zone 'Asia/Tokyo')::date as today,
           madoguchi.setting_int('limit.step', p_at) as step,
           madoguchi.setting_int('limit.bureau_days', p_at) as bureau_days,
           madoguchi.setting_int('limit.history_months', p_at) as history_months,
           madoguchi.setting_int('limit.contact_data_days', p_at) as contact_data_days,
           madoguchi.setting_int('limit.workplace_check_months', p_at) as workplace_months,
           madoguchi.setting_int('limit.recent_change_hours', p_at) as change_hours,
           madoguchi.setting_int('income.cap_divisor', p_at) as divisor,
           madoguchi.setting_int('income.certificate_above_limit', p_at) as above_limit,
           madoguchi.setting_int('income.certificate_above_total', p_at) as above_total),
  v as (
    select s.*, t.apr_lowest, t.apr_highest, t.limit_lowest, t.limit_highest, t.age_lowest, t.age_highest,
           p_limit + p_facts.own_other_loans + p_facts.others_balance as total,
           p_facts.annual_income / s.divisor as cap,
           (select k.apr_highest from madoguchi.interest_caps(s.today) k where k.from_principal <= p_limit
            order by k.from_principal desc limit 1) as interest_cap,
           extract(year from age(s.today, p_facts.birth_date))::integer as years,
           (p_facts.started_on + make_interval(months => s.history_months))::date as history_on,
           p_facts.bureau_answered_at + make_interval(days => s.bureau_days) as bureau_until,
           least(p_facts.identity_proved_at, p_facts.contact_data_confirmed_at) + make_interval(days => s.contact_data_days) as contact_until,
           (p_facts.workplace_checked_at at time zone 'Asia/Tokyo')::date + make_interval(months => s.workplace_months) as workplace_until,
           greatest(p_facts.address_changed_at, p_facts.phone_changed_at, p_facts.email_changed_at, p_facts.workplace_changed_at) as changed_at,
           p_facts.income_source = 'CERTIFICATE' and p_facts.income_renew_on > s.today and not p_facts.income_reopened as proven,
           p_limit > s.above_limit
             or p_limit + p_facts.own_other_loans + coalesce(p_facts.others_balance, 0) > s.above_total
             or p_facts.income_source = 'CERTIFICATE' and (p_facts.income_renew_on <= s.today or p_facts.income_reopened) as needed
    from s left join madoguchi.product_version t on t.product_version = p_facts.product_version)
  select r.line, r.code, r.result, r.actual, r.bound, r.inputs, r.code = 'RESTRICTED_FLAGS'
  from v cross join lateral (values
    (1, 'CONTACT_DATA',
     case when p_facts.identity_proved_at is not null and p_facts.contact_data_confirmed_at is not null and v.contact_until >= p_at
          then 'OK' else 'OPEN' end,
     least(p_facts.identity_proved_at, p_facts.contact_data_confirmed_at)::text,
     (p_at - make_interval(days => v.contact_data_days))::text,
     jsonb_build_array(p_facts.identity_proved_at, p_facts.contact_data_confirmed_at, v.contact_data_days)),
    (2, 'INCOME_CERTIFICATE',
     case when v.proven or not v.needed and p_facts.annual_income is not null then 'OK' else 'OPEN' end,
     coalesce(p_facts.income_source, 'NONE'), case when v.needed then 'CERTIFICATE' else 'DECLARED' end,
     jsonb_build_array(p_limit, v.above_limit, v.total, v.above_total, p_facts.income_paper_on, p_facts.income_renew_on, p_facts.income_reopened)),
    (3, 'BUREAU_ANSWER', case when v.bureau_until >= p_at then 'OK' else 'OPEN' end,
     p_facts.bureau_answered_at::text, (p_at - make_interval(days => v.bureau_days))::text,
     jsonb_build_array(p_facts.bureau_answered_at, v.bureau_days)),
    (4, 'TOTAL_LENDING',
     case when v.total is null or v.cap is null then 'OPEN' when v.total <= v.cap then 'OK' else 'FAILED' end,
     v.total::text, v.cap::text,
     jsonb_build_array(p_limit, p_facts.own_other_loans, p_facts.others_balance, v.total, p_facts.annual_income, v.divisor, v.cap)),
    (5, 'INTEREST_CAP', case when p_apr <= v.interest_cap then 'OK' else 'FAILED' end,
     trim_scale(p_apr)::text, trim_scale(v.interest_cap)::text,
     jsonb_build_array(p_limit, trim_scale(p_apr)::text, trim_scale(v.interest_cap)::text)),
    (6, 'LIMIT_BOUNDS', case when p_limit between v.limit_lowest and v.limit_highest then 'OK' else 'FAILED' end,
     p_limit::text, v.limit_lowest || '..' || v.limit_highest, jsonb_build_array(p_limit, v.limit_lowest, v.limit_highest)),
    (7, 'LIMIT_STEP', case when p_limit % v.step = 0 then 'OK' else 'FAILED' end,
     (p_limit % v.step)::text, '0', jsonb_build_array(p_limit, v.step, p_limit / v.step * v.step)),
    (8, 'RAISE', case when p_limit > p_facts.credit_limit then 'OK' else 'FAILED' end,
     p_limit::text, p_facts.credit_limit::text, jsonb_build_array(p_limit, p_facts.credit_limit)),
    (9, 'APR_BOUNDS', case when p_apr between v.apr_lowest and v.apr_highest then 'OK' else 'FAILED' end,
     trim_scale(p_apr)::text, trim_scale(v.apr_lowest) || '..' || trim_scale(v.apr_highest),
     jsonb_build_array(trim_scale(p_apr)::text, trim_scale(v.apr_lowest)::text, trim_scale(v.apr_highest)::text)),
    (10, 'AGE', case when v.years between v.age_lowest and v.age_highest then 'OK' else 'FAILED' end,
     v.years::text, v.age_lowest || '..' || v.age_highest,
     jsonb_build_array(p_facts.birth_date, v.today, v.years, v.age_lowest, v.age_highest)),
    (11, 'CONTRACT', case when p_facts.contract_state = 'ACTIVE' then 'OK' else 'FAILED' end,
     coalesce(p_facts.contract_state, 'NONE'), 'ACTIVE', jsonb_build_array(p_facts.contract_state)),
    (12, 'LOCKS', case when cardinality(p_facts.locks) = 0 and not p_facts.takeover_suspected then 'OK' else 'FAILED' end,
     array_to_string(p_facts.locks || case when p_facts.takeover_suspected then '{TAKEOVER_SUSPECTED}' else '{}' end::text[], ' '), '',
     to_jsonb(p_facts.locks || case when p_facts.takeover_suspected then '{TAKEOVER_SUSPECTED}' else '{}' end::text[])),
    (13, 'BORROWING_STOP', case when cardinality(p_facts.borrowing_stops) = 0 then 'OK' else 'FAILED' end,
     array_to_string(p_facts.borrowing_stops, ' '), '', to_jsonb(p_facts.borrowing_stops)),
    (14, 'HISTORY', case when v.history_on <= v.today then 'OK' else 'FAILED' end,
     v.today::text, v.history_on::text, jsonb_build_array(p_facts.started_on, v.history_months, v.history_on)),
    (15, 'DELINQUENCY', case when p_facts.delinquent_since is null then 'OK' else 'FAILED' end,
     p_facts.delinquent_since::text, '', jsonb_build_array(p_facts.delinquent_since)),
    (16, 'DEFAULT', case when p_facts.default_on_file is null then 'OPEN' when p_facts.default_on_file then 'FAILED' else 'OK' end,
     p_facts.default_on_file::text, 'false', jsonb_build_array(p_facts.default_on_file, p_facts.bureau_answered_at)),
    (17, 'WORKPLACE_CHECK',
     case when p_facts.workplace_result = 'NOT_EMPLOYED' then 'FAILED'
          when p_facts.workplace_result in ('CONFIRMED', 'NO_WORKPLACE') and v.workplace_until >= v.today then 'OK' else 'OPEN' end,
     coalesce(p_facts.workplace_result, 'NONE'), case when p_facts.workplace_on_file then 'CONFIRMED' else 'NO_WORKPLACE' end,
     jsonb_build_array(p_facts.workplace_result, p_facts.workplace_checked_at, v.workplace_months)),
    (18, 'RECENT_CHANGE', case when v.changed_at + make_interval(hours => v.change_hours) > p_at then 'OPEN' else 'OK' end,
     v.changed_at::text, (p_at - make_interval(hours => v.change_hours))::text,
     jsonb_build_array(p_facts.address_changed_at, p_facts.workplace_changed_at, p_facts.phone_changed_at, p_facts.email_changed_at, v.change_hours)),
    (19, 'SELF_EXCLUSION', case when p_facts.self_excluded then 'FAILED' else 'OK' end,
     p_facts.self_excluded::text, 'false', jsonb_build_array(p_facts.self_excluded)),
    (20, 'LEGAL_STANDING', case when cardinality(p_facts.restrictions) = 0 then 'OK' else 'FAILED' end,
     array_to_string(p_facts.restrictions, ' '), '', to_jsonb(p_facts.restrictions)),
    (21, 'RESTRICTED_FLAGS', case when cardinality(p_facts.restricted_flags) = 0 then 'OK' else 'FAILED' end,
     array_to_string(p_facts.restricted_flags, ' '), '', to_jsonb(p_facts.restricted_flags))
  ) r(line, code, result, actual, bound, inputs)
  order by r.line
$$;
comment on function madoguchi.limit_findings(madoguchi.limit_facts, bigint, numeric, timestamptz) is
  'What stands for or against a limit at a moment, in the order in which it is worked off: OK, OPEN (something is still to be done), FAILED. Only all OK carries an approval. Restricted lines are for RESTRICTED_READ.';

create function madoguchi.largest_lawful_limit(p_facts madoguchi.limit_facts, p_at timestamptz, p_apr numeric default null) returns bigint
language sql stable set search_path = pg_catalog, madoguchi as $$
  with s as (
    select (p_at at time zone 'Asia/Tokyo')::date as today, coalesce(p_apr, p_facts.apr) as apr,
           madoguchi.setting_int('limit.step', p_at)::bigint as step,
           p_facts.own_other_loans + p_facts.others_balance as others,
           p_facts.annual_income / madoguchi.setting_int('income.cap_divisor', p_at) as cap,
           madoguchi.setting_int('income.certificate_above_limit', p_at)::bigint as above_limit,
           madoguchi.setting_int('income.certificate_above_total', p_at)::bigint as above_total),
  l as (
    select t.limit_lowest,
           least(t.limit_highest::bigint, s.cap - s.others,
                 (select min(k.from_principal::bigint) - 1 from madoguchi.interest_caps(s.today) k where k.apr_highest < s.apr),
                 case when p_facts.income_source = 'DECLARED' then least(s.above_limit, s.above_total - s.others) end)
             / s.step * s.step as highest
    from s join madoguchi.product_version t on t.product_version = p_facts.product_version
    where s.cap is not null and s.others is not null and s.apr between t.apr_lowest and t.apr_highest
      and (p_facts.income_source = 'DECLARED' or p_facts.income_renew_on > s.today and not p_facts.income_reopened))
  select coalesce((select case when l.highest >= l.limit_lowest then l.highest end from l), 0)
$$;
comment on function madoguchi.largest_lawful_limit(madoguchi.limit_facts, timestamptz, numeric) is
  'The largest limit at an APR (the present one) that cap, certificate, interest and terms leave, yen in whole steps; 0 when none, or when income or others'' balances are not known. Whether the contract may be raised at all is for limit_findings.';

create function madoguchi.limit_raised_by(p_facts madoguchi.limit_facts, p_at timestamptz, p_apr numeric default null)
returns table (way text, needed numeric, reaches bigint)
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_today   date := (p_at at time zone 'Asia/Tokyo')::date;
  v_divisor bigint := madoguchi.setting_int('income.cap_divisor', p_at);
  v_apr     numeric := coalesce(p_apr, p_facts.apr);
  v_largest bigint := madoguchi.largest_lawful_limit(p_facts, p_at, v_apr);
  v_next    bigint := v_largest + madoguchi.setting_int('limit.step', p_at);
  v_owed    bigint := p_facts.own_other_loans + p_facts.others_balance;
  v_other   madoguchi.limit_facts;
begin
  v_other := p_facts;
  v_other.income_source := 'CERTIFICATE';
  v_other.income_renew_on := v_today + 1;
  v_other.income_reopened := false;
  way := 'CERTIFICATE'; needed := null; reaches := madoguchi.largest_lawful_limit(v_other, p_at, v_apr);
  if reaches > v_largest then
    return next;
  end if;
  v_other := p_facts;
  v_other.annual_income := (v_next + v_owed) * v_divisor;
  way := 'INCOME'; needed := v_other.annual_income; reaches := madoguchi.largest_lawful_limit(v_other, p_at, v_apr);
  if reaches > v_largest then
    return next;
  end if;
  v_other := p_facts;
  v_other.others_balance := p_facts.annual_income / v_divisor - p_facts.own_other_loans - v_next;
  way := 'LENT_ELSEWHERE'; needed := v_other.others_balance; reaches := madoguchi.largest_lawful_limit(v_other, p_at, v_apr);
  if needed between 0 and p_facts.others_balance - 1 and reaches > v_largest then
    return next;
  end if;
  way := 'APR';
  for needed in select distinct k.apr_highest from madoguchi.interest_caps(v_today) k where k.apr_highest < v_apr order by 1 desc loop
    reaches := madoguchi.largest_lawful_limit(p_facts, p_at, needed);
    if reaches > v_largest then
      return next;
      return;
    end if;
  end loop;
end $$;
comment on function madoguchi.limit_raised_by(madoguchi.limit_facts, timestamptz, numeric) is
  'What alone would raise the largest lawful limit, and to how much: a CERTIFICATE, an INCOME of at least, LENT_ELSEWHERE of at most, an APR of at most.';

create function madoguchi.limit_options(p_facts madoguchi.limit_facts, p_limit bigint, p_apr numeric, p_at timestamptz) returns text[]
language sql stable set search_path = pg_catalog, madoguchi as $$
  with f as (select f.code, f.result from madoguchi.limit_findings(p_facts, p_limit, p_apr, p_at) f),
  lower_limit as (
    select least(madoguchi.largest_lawful_limit(p_facts, p_at, p_apr), (p_limit - 1) / madoguchi.setting_int('limit.step', p_at)
                 * madoguchi.setting_int('limit.step', p_at)) as yen)
  select array_remove(array[
    case when not exists (select from f where f.result <> 'OK') then 'APPROVE' end,
    case when not exists (select from lower_limit l cross join lateral madoguchi.limit_findings(p_facts, l.yen, p_apr, p_at) x
                          where x.result <> 'OK') then 'APPROVE_LOWER' end,
    case when exists (select from f where f.code = 'INCOME_CERTIFICATE' and f.result = 'OPEN') then 'ASK_PAPERS' end,
    'HOLD', 'DECLINE'], null)
$$;
comment on function madoguchi.limit_options(madoguchi.limit_facts, bigint, numeric, timestamptz) is
  'Which decisions are open for a limit that was asked for: APPROVE, APPROVE_LOWER, ASK_PAPERS, HOLD, DECLINE.';

create function madoguchi.limit_authority(p_limit bigint, p_at timestamptz) returns text
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case when p_limit <= madoguchi.setting_int('limit.alone_up_to', p_at) then 'REVIEWER'
              when p_limit <= madoguchi.setting_int('limit.supervisor_up_to', p_at) then 'SUPERVISOR'
              else 'MANAGER' end
$$;
comment on function madoguchi.limit_authority(bigint, timestamptz) is
  'Who has to agree to a new limit (DOMAIN, decisions): the reviewer alone, a supervisor or a manager as second person.';

-- The same for a screen, in one answer ----------------------------------------------------------------------------------------
create function madoguchi.limit_judgement(p_facts jsonb, p_limit bigint, p_apr numeric, p_at timestamptz) returns jsonb
language sql stable set search_path = pg_catalog, madoguchi as $$
  with f as (select jsonb_populate_record(null::madoguchi.limit_facts, p_facts) as facts)
  select jsonb_build_object(
    'findings', (select jsonb_agg(jsonb_build_object('line', x.line, 'code', x.code, 'result', x.result, 'actual', x.actual, 'bound', x.bound,
                                                     'inputs', x.inputs, 'restricted', x.restricted) order by x.line)
                 from madoguchi.limit_findings(f.facts, p_limit, p_apr, p_at) x),
    'largest', madoguchi.largest_lawful_limit(f.facts, p_at, p_apr),
    'raisedBy', (select coalesce(jsonb_agg(jsonb_build_object('way', x.way, 'needed', x.needed, 'reaches', x.reaches)), '[]')
                 from madoguchi.limit_raised_by(f.facts, p_at, p_apr) x),
    'options', madoguchi.limit_options(f.facts, p_limit, p_apr, p_at),
    'authority', madoguchi.limit_authority(p_limit, p_at),
    'fingerprint', madoguchi.limit_fingerprint(f.facts))
  from f
$$;
comment on function madoguchi.limit_judgement(jsonb, bigint, numeric, timestamptz) is
  'Findings, largest lawful limit, what would raise it, open decisions, authority and fingerprint for facts as limit_facts_as_json gives them.';

create function madoguchi.limit_facts_as_json(p_member_no text, p_at timestamptz) returns jsonb
language sql stable set timezone = 'UTC' set search_path = pg_catalog, madoguchi as $$
  select to_jsonb(madoguchi.limit_facts_of(p_member_no, p_at))
$$;
comment on function madoguchi.limit_facts_as_json(text, timestamptz) is 'limit_facts_of as JSON; null when there is no such member.';
