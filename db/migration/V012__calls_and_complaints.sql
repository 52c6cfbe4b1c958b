-- How a member may be reached, what is added to a closed contact, and complaints with their days.

-- Limits and needs, each recorded in a contact and ended, never deleted -----------------------------------------------------
alter table madoguchi.contact_restriction drop constraint contact_restriction_kind_check;
alter table madoguchi.contact_restriction
  add constraint contact_restriction_kind_check check (kind in (
    'NO_HOME_PHONE', 'NO_WORK_PHONE', 'NO_NUMBER', 'NO_HOME_MAIL', 'HOURS', 'FAMILY_NOT_INFORMED', 'LAWYER_NOTICE',
    'DEBT_SETTLEMENT', 'DECEASED', 'GUARDIAN')),
  add column digits     text collate "C" check (digits ~ '^0[0-9]{9,10}$'),
  add column hours_from time,
  add column hours_to   time,
  add column noticed_on date,
  add column made_by    madoguchi.staff_no references madoguchi.staff,
  add column contact_no madoguchi.contact_no references madoguchi.contact,
  add column ended_by   madoguchi.staff_no references madoguchi.staff,
  add column ended_contact_no madoguchi.contact_no references madoguchi.contact,
  add column end_reason text check (end_reason in ('MEMBER_ASKED', 'OVER', 'MISTAKE')),
  add constraint contact_restriction_number check ((kind = 'NO_NUMBER') = (digits is not null)),
  add constraint contact_restriction_hours check (num_nulls(hours_from, hours_to) <> 1 and (hours_from is null or hours_from <> hours_to)),
  add constraint contact_restriction_hours_kind check (hours_from is null or kind = 'HOURS'),
  add constraint contact_restriction_notice check (noticed_on is null or kind in ('LAWYER_NOTICE', 'DEBT_SETTLEMENT', 'DECEASED', 'GUARDIAN')),
  add constraint contact_restriction_made check ((made_by is null) = (contact_no is null)),
  add constraint contact_restriction_made_whole check (
    made_by is null or (kind <> 'HOURS' or hours_from is not null) and (kind <> 'LAWYER_NOTICE' or noticed_on is not null and detail is not null)),
  add constraint contact_restriction_ended check (
    (ended_by is null) = (end_reason is null) and (ended_by is null) = (ended_contact_no is null) and (ended_by is null or valid_to is not null));
create unique index contact_restriction_one_open on madoguchi.contact_restriction (member_no, kind)
  where valid_to is null and kind not in ('NO_NUMBER', 'HOURS');
create unique index contact_restriction_one_open_number on madoguchi.contact_restriction (member_no, digits) where valid_to is null and kind = 'NO_NUMBER';
create index contact_restriction_by_made on madoguchi.contact_restriction (made_by) where made_by is not null;
create index contact_restriction_by_contact on madoguchi.contact_restriction (contact_no) where contact_no is not null;
create index contact_restriction_by_ended on madoguchi.contact_restriction (ended_by) where ended_by is not null;
create index contact_restriction_by_ended_contact on madoguchi.contact_restriction (ended_contact_no) where ended_contact_no is not null;
comment on column madoguchi.contact_restriction.detail is 'Office of the lawyer, name of the guardian, or a few words.';
comment on column madoguchi.contact_restriction.digits is 'The number that is not to be called, for NO_NUMBER.';
comment on column madoguchi.contact_restriction.hours_from is 'Not to be called from this time of day (Tokyo), for HOURS; null = only the words say when.';
comment on column madoguchi.contact_restriction.hours_to is 'Until this time of day, end exclusive; before hours_from = over midnight.';
comment on column madoguchi.contact_restriction.noticed_on is 'Date of the lawyer''s notice (受任通知), of the settlement, the death, the guardianship.';
comment on column madoguchi.contact_restriction.made_by is 'Who recorded it; null = taken over from before.';
comment on column madoguchi.contact_restriction.contact_no is 'The contact in which it was recorded.';
comment on column madoguchi.contact_restriction.ended_by is 'Who ended it.';
comment on column madoguchi.contact_restriction.ended_contact_no is 'The contact in which it was ended.';
comment on column madoguchi.contact_restriction.end_reason is 'Why it was ended: the member asked, it is over, it was a mistake.';

alter table madoguchi.attention_flag
  add column source     text not null default 'STAFF' check (source in ('MEMBER', 'LAWYER', 'FAMILY', 'COURT', 'STAFF')),
  add column made_by    madoguchi.staff_no references madoguchi.staff,
  add column contact_no madoguchi.contact_no references madoguchi.contact,
  add column ended_by   madoguchi.staff_no references madoguchi.staff,
  add column ended_contact_no madoguchi.contact_no references madoguchi.contact,
  add column end_reason text check (end_reason in ('MEMBER_ASKED', 'OVER', 'MISTAKE')),
  add constraint attention_flag_made check ((made_by is null) = (contact_no is null)),
  add constraint attention_flag_ended check (
    (ended_by is null) = (end_reason is null) and (ended_by is null) = (ended_contact_no is null) and (ended_by is null or valid_to is not null));
create unique index attention_flag_one_open on madoguchi.attention_flag (member_no, kind) where valid_to is null;
create index attention_flag_by_made on madoguchi.attention_flag (made_by) where made_by is not null;
create index attention_flag_by_contact on madoguchi.attention_flag (contact_no) where contact_no is not null;
create index attention_flag_by_ended on madoguchi.attention_flag (ended_by) where ended_by is not null;
create index attention_flag_by_ended_contact on madoguchi.attention_flag (ended_contact_no) where ended_contact_no is not null;
comment on column madoguchi.attention_flag.source is 'Who said so.';
comment on column madoguchi.attention_flag.made_by is 'Who recorded it; null = taken over from before.';
comment on column madoguchi.attention_flag.contact_no is 'The contact in which it was recorded.';
comment on column madoguchi.attention_flag.ended_by is 'Who ended it.';
comment on column madoguchi.attention_flag.ended_contact_no is 'The contact in which it was ended.';
comment on column madoguchi.attention_flag.end_reason is 'Why it was ended: the member asked, it is over, it was a mistake.';

create function madoguchi.guard_ended() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.valid_to is not null then
    raise exception 'an ended row of % is never changed', tg_table_name using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_ended() is 'Trigger of tables whose rows are ended once: refuses any later change with MD002.';
create trigger guard_ended before update on madoguchi.contact_restriction for each row execute function madoguchi.guard_ended();
create trigger contact_restriction_is_kept before delete on madoguchi.contact_restriction for each row execute function madoguchi.refuse_change();
create trigger guard_ended before update on madoguchi.attention_flag for each row execute function madoguchi.guard_ended();
create trigger attention_flag_is_kept before delete on madoguchi.attention_flag for each row execute function madoguchi.refuse_change();

-- May a member be reached? --------------------------------------------------------------------------------------------------
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('call.from_hour', '8'),
  ('call.to_hour', '21'),
  ('complaint.answer_business_days', '1'),
  ('complaint.end_days', '14')) s(key, value);

create function madoguchi.contact_obstacles(p_member_no text, p_channel text, p_number text, p_purpose text, p_at timestamptz)
returns table (obstacle text, refuses boolean)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with
  asked as (
    select coalesce(p_purpose = 'REPAYMENT_DEMAND', false) as demand, p_channel in ('PHONE', 'SMS') as rings, (p_at at time zone 'Asia/Tokyo')::time as clock),
  line as (
    select exists (select from madoguchi.member_employer e where e.member_no = p_member_no and e.valid_to is null and e.phone = p_number) as work,
           exists (select from madoguchi.member_phone h where h.member_no = p_member_no and h.valid_to is null and h.digits = p_number and h.kind = 'HOME') as home,
           exists (select from madoguchi.member_phone h where h.member_no = p_member_no and h.valid_to is null and h.digits = p_number) as own),
  restriction as (
    select r.* from madoguchi.contact_restriction r
    where r.member_no = p_member_no and r.valid_from <= p_at and (r.valid_to is null or p_at < r.valid_to))
  select 'NIGHT', demand from asked
   where rings and (clock < make_time(madoguchi.setting_int('call.from_hour', p_at), 0, 0)
                    or clock >= make_time(madoguchi.setting_int('call.to_hour', p_at), 0, 0))
  union all
  select 'WORKPLACE', demand from asked, line where rings and work
  union all
  select 'NOT_REGISTERED', demand from asked, line where rings and p_number is not null and not work and not own
  union all
  select distinct r.kind, case when r.kind in ('LAWYER_NOTICE', 'DECEASED') then true
                               when r.kind in ('FAMILY_NOT_INFORMED', 'GUARDIAN') then false
                               else demand end
  from restriction r, asked, line
  where case r.kind
    when 'NO_HOME_PHONE' then p_channel = 'PHONE' and home
    when 'NO_WORK_PHONE' then p_channel = 'PHONE' and work
    when 'NO_NUMBER' then rings and r.digits = p_number
    when 'NO_HOME_MAIL' then p_channel = 'LETTER'
    when 'FAMILY_NOT_INFORMED' then p_channel = 'LETTER' or p_channel = 'PHONE' and home
    when 'HOURS' then rings and (r.hours_from is null
      or case when r.hours_from < r.hours_to then clock >= r.hours_from and clock < r.hours_to
              else clock >= r.hours_from or clock < r.hours_to end)
    else true end
$$;
comment on function madoguchi.contact_obstacles(text, text, text, text, timestamptz) is
  'What stands against reaching a member by PHONE, SMS, MAIL or LETTER, at a number (digits; null for mail and letter), for a purpose (contact.call_purpose), at a moment. refuses: forbidden; else it takes a coded reason. No row = nothing stands against it (貸金業法 21条, DOMAIN §6).';

create function madoguchi.contact_allowed(p_member_no text, p_channel text, p_number text, p_purpose text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi
return not exists (select from madoguchi.contact_obstacles(p_member_no, p_channel, p_number, p_purpose, p_at) o where o.refuses);
comment on function madoguchi.contact_allowed(text, text, text, text, timestamptz) is
  'Whether nothing forbids reaching a member; obstacles that only take a reason do not.';

alter table madoguchi.contact
  add column call_purpose text check (call_purpose in ('CALL_BACK', 'PROCEDURE', 'PROTECTION', 'COMPLAINT', 'REPAYMENT_DEMAND', 'OTHER')),
  add column call_line    text check (call_line in ('MOBILE', 'HOME', 'OTHER', 'WORK', 'TYPED')),
  add column call_reason  text check (call_reason in ('MEMBER_ASKED', 'APPOINTMENT', 'PROTECTION', 'NO_OTHER_WAY')),
  add constraint contact_call check (call_purpose is null or channel = 'PHONE_OUT' and member_no is not null),
  add constraint contact_call_line check ((call_purpose is null) = (call_line is null) and (call_purpose is null or caller_number is not null)),
  add constraint contact_call_reason check (call_reason is null or call_purpose is not null);
comment on column madoguchi.contact.caller_number is 'Number that the call came from, or that was called; digits.';
comment on column madoguchi.contact.call_purpose is 'What we call for (架電).';
comment on column madoguchi.contact.call_line is 'Which registered number was called, or one that was typed.';
comment on column madoguchi.contact.call_reason is 'Why the call was made against an obstacle that does not forbid it.';

-- Additions to a closed contact -----------------------------------------------------------------------------------------------
alter table madoguchi.contact_note add column addendum boolean not null default false;
comment on column madoguchi.contact_note.addendum is 'Written after the contact was closed, to correct or complete it (追記).';

-- Business days -----------------------------------------------------------------------------------------------------------------
create table madoguchi.holiday (
  day  date primary key,
  name text not null
);
comment on table madoguchi.holiday is 'National holidays of Japan (国民の祝日に関する法律), as the Cabinet Office publishes them each February for the next year; those of 2028 are reckoned.';
comment on column madoguchi.holiday.day is 'The day.';
comment on column madoguchi.holiday.name is 'Its name.';
insert into madoguchi.holiday (day, name) values
  ('2025-01-01', '元日'), ('2025-01-13', '成人の日'), ('2025-02-11', '建国記念の日'), ('2025-02-23', '天皇誕生日'), ('2025-02-24', '休日'),
  ('2025-03-20', '春分の日'), ('2025-04-29', '昭和の日'), ('2025-05-03', '憲法記念日'), ('2025-05-04', 'みどりの日'), ('2025-05-05', 'こどもの日'),
  ('2025-05-06', '休日'), ('2025-07-21', '海の日'), ('2025-08-11', '山の日'), ('2025-09-15', '敬老の日'), ('2025-09-23', '秋分の日'),
  ('2025-10-13', 'スポーツの日'), ('2025-11-03', '文化の日'), ('2025-11-23', '勤労感謝の日'), ('2025-11-24', '休日'),
  ('2026-01-01', '元日'), ('2026-01-12', '成人の日'), ('2026-02-11', '建国記念の日'), ('2026-02-23', '天皇誕生日'), ('2026-03-20', '春分の日'),
  ('2026-04-29', '昭和の日'), ('2026-05-03', '憲法記念日'), ('2026-05-04', 'みどりの日'), ('2026-05-05', 'こどもの日'), ('2026-05-06', '休日'),
  ('2026-07-20', '海の日'), ('2026-08-11', '山の日'), ('2026-09-21', '敬老の日'), ('2026-09-22', '休日'), ('2026-09-23', '秋分の日'),
  ('2026-10-12', 'スポーツの日'), ('2026-11-03', '文化の日'), ('2026-11-23', '勤労感謝の日'),
  ('2027-01-01', '元日'), ('2027-01-11', '成人の日'), ('2027-02-11', '建国記念の日'), ('2027-02-23', '天皇誕生日'), ('2027-03-21', '春分の日'),
  ('2027-03-22', '休日'), ('2027-04-29', '昭和の日'), ('2027-05-03', '憲法記念日'), ('2027-05-04', 'みどりの日'), ('2027-05-05', 'こどもの日'),
  ('2027-07-19', '海の日'), ('2027-08-11', '山の日'), ('2027-09-20', '敬老の日'), ('2027-09-23', '秋分の日'), ('2027-10-11', 'スポーツの日'),
  ('2027-11-03', '文化の日'), ('2027-11-23', '勤労感謝の日'),
  ('2028-01-01', '元日'), ('2028-01-10', '成人の日'), ('2028-02-11', '建国記念の日'), ('2028-02-23', '天皇誕生日'), ('2028-03-20', '春分の日'),
  ('2028-04-29', '昭和の日'), ('2028-05-03', '憲法記念日'), ('2028-05-04', 'みどりの日'), ('2028-05-05', 'こどもの日'), ('2028-07-17', '海の日'),
  ('2028-08-11', '山の日'), ('2028-09-18', '敬老の日'), ('2028-09-22', '秋分の日'), ('2028-10-09', 'スポーツの日'), ('2028-11-03', '文化の日'),
  ('2028-11-23', '勤労感謝の日');

create function madoguchi.business_day_after(p_day date, p_days integer) returns date
language sql stable set search_path = pg_catalog, madoguchi as $$
  select day from (
    select d::date as day, row_number() over (order by d) as n
    from generate_series(p_day + 1, p_day + p_days * 2 + 30, interval '1 day') d
    where extract(isodow from d) < 6 and to_char(d, 'MMDD') not in ('1231', '0102', '0103')
      and not exists (select from madoguchi.holiday h where h.day = d::date)) b
  where n = p_days
$$;
comment on function madoguchi.business_day_after(date, integer) is
  'The n-th business day after a day, n from 1: Monday to Friday, no national holiday, not 31 December to 3 January (DOMAIN §2).';

-- Complaints ----------------------------------------------------------------------------------------------------------------------
create table madoguchi.complaint (
  id            bigint generated always as identity primary key,
  ref           uuid not null unique,
  contact_no    madoguchi.contact_no not null references madoguchi.contact,
  member_no     madoguchi.member_no references madoguchi.member,
  place_no      madoguchi.place_no not null references madoguchi.place,
  about         text not null check (about in ('STAFF', 'LOGIN', 'PROCEDURE', 'CHARGE', 'COLLECTION', 'PRIVACY', 'OTHER')),
  demanded      text not null check (length(demanded) between 1 and 2000),
  raised_at     timestamptz not null,
  raised_by     madoguchi.staff_no not null references madoguchi.staff,
  answer_due_at timestamptz not null check (answer_due_at > raised_at),
  end_due_at    timestamptz not null check (end_due_at > raised_at),
  answer        text check (length(answer) between 1 and 2000),
  answered_at   timestamptz check (answered_at >= raised_at),
  answered_by   madoguchi.staff_no references madoguchi.staff,
  outside_told  boolean not null default false,
  outcome       text check (outcome in ('ACCEPTED', 'EXPLAINED', 'OUTSIDE_BODY', 'WITHDRAWN')),
  end_note      text check (length(end_note) between 1 and 2000),
  ended_at      timestamptz check (ended_at >= raised_at),
  ended_by      madoguchi.staff_no references madoguchi.staff,
  check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answer is null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (outcome is null) and (ended_at is null) = (end_note is null)),
  check (ended_at is null or answered_at is not null)
);
create index complaint_by_contact on madoguchi.complaint (contact_no);
create index complaint_by_member on madoguchi.complaint (member_no, raised_at desc) where member_no is not null;
create index complaint_open_by_place on madoguchi.complaint (place_no, end_due_at) where ended_at is null;
create index complaint_by_place on madoguchi.complaint (place_no, raised_at desc);
create index complaint_by_raised on madoguchi.complaint (raised_by);
create index complaint_by_answered on madoguchi.complaint (answered_by) where answered_by is not null;
create index complaint_by_ended on madoguchi.complaint (ended_by) where ended_by is not null;
comment on table madoguchi.complaint is 'Complaints (苦情), apart from inquiries: raised in a contact, answered, ended by a supervisor of the place.';
comment on column madoguchi.complaint.id is 'Row id.';
comment on column madoguchi.complaint.ref is 'Name of the row in an address.';
comment on column madoguchi.complaint.contact_no is 'The contact in which it was raised.';
comment on column madoguchi.complaint.member_no is 'Who complains; null = not a member, or not known.';
comment on column madoguchi.complaint.place_no is 'The place that answers.';
comment on column madoguchi.complaint.about is 'What it is about.';
comment on column madoguchi.complaint.demanded is 'What is demanded, in the words of the person.';
comment on column madoguchi.complaint.raised_at is 'When.';
comment on column madoguchi.complaint.raised_by is 'Who took it in.';
comment on column madoguchi.complaint.answer_due_at is 'The first answer is due before this moment: the end of the next business day (setting complaint.answer_business_days).';
comment on column madoguchi.complaint.end_due_at is 'It is to be ended before this moment (setting complaint.end_days).';
comment on column madoguchi.complaint.answer is 'What was answered first.';
comment on column madoguchi.complaint.answered_at is 'When.';
comment on column madoguchi.complaint.answered_by is 'Who answered.';
comment on column madoguchi.complaint.outside_told is 'Whether the outside body (貸金業相談・紛争解決センター) was named to the person.';
comment on column madoguchi.complaint.outcome is 'How it ended.';
comment on column madoguchi.complaint.end_note is 'What came of it.';
comment on column madoguchi.complaint.ended_at is 'When.';
comment on column madoguchi.complaint.ended_by is 'The supervisor who ended it.';

create function madoguchi.guard_complaint() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null or old.answered_at is not null and new.answered_at is distinct from old.answered_at then
    raise exception 'what was said to complaint % is written once', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_complaint() is 'A first answer is written once; an ended complaint never changes (MD002).';
create trigger guard_complaint before update on madoguchi.complaint for each row execute function madoguchi.guard_complaint();
create trigger complaint_is_kept before delete on madoguchi.complaint for each row execute function madoguchi.refuse_change();

-- Who may (a supervisor leads a place; choice, beside DOMAIN R31c) ---------------------------------------------------------------
insert into madoguchi.permission (permission, description) values
  ('RESTRICTION_END', 'End a lawyer''s notice, debt settlement, death or guardianship'),
  ('COMPLAINT_END', 'End a complaint of the own place'),
  ('BOOK_EXPORT', 'Print and export the books of a member');
insert into madoguchi.role_permission (role, permission, level) values
  ('SUPERVISOR', 'RESTRICTION_END', 'ALONE'),
  ('SUPERVISOR', 'COMPLAINT_END', 'ALONE'),
  ('SUPERVISOR', 'BOOK_EXPORT', 'ALONE');
