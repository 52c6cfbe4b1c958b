-- The point service (ポイントサービス, DOMAIN R17): rules as dated rows, who applied, the ledger, what points were spent on. Read-only here.
create table madoguchi.point_rule (
  occasion       text not null check (occasion in ('SIGN_UP', 'FIRST_LOGIN', 'INCOME_CERTIFICATE', 'NOTICE_READ')),
  effective_from date not null,
  least          integer not null check (least > 0),
  most           integer not null,
  primary key (occasion, effective_from),
  check (most >= least)
);
create trigger point_rule_is_final before update or delete on madoguchi.point_rule
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.point_rule is 'What earns points, each from a day on; never changed, only followed by a later row.';
comment on column madoguchi.point_rule.occasion is 'Application for the service, first login of a month, a submitted income certificate, reading a notice.';
comment on column madoguchi.point_rule.effective_from is 'Holds from this day until the next row of the same occasion.';
comment on column madoguchi.point_rule.least is 'Points at least.';
comment on column madoguchi.point_rule.most is 'Points at most; the same where it is always as many.';
insert into madoguchi.point_rule (occasion, effective_from, least, most) values
  ('SIGN_UP', '2010-06-18', 100, 100), ('FIRST_LOGIN', '2010-06-18', 10, 10), ('INCOME_CERTIFICATE', '2010-06-18', 160, 160),
  ('NOTICE_READ', '2010-06-18', 5, 20);

create table madoguchi.point_benefit_rule (
  benefit        text not null check (benefit in ('ATM_FEE_FREE', 'INTEREST_FREE_7', 'INTEREST_FREE_15', 'INTEREST_FREE_30')),
  effective_from date not null,
  price          integer not null check (price > 0),
  days           smallint check (days > 0),
  primary key (benefit, effective_from)
);
create trigger point_benefit_rule_is_final before update or delete on madoguchi.point_benefit_rule
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.point_benefit_rule is 'What points are spent on, each from a day on; never changed, only followed by a later row.';
comment on column madoguchi.point_benefit_rule.benefit is 'No fee at partner ATMs, or days without interest.';
comment on column madoguchi.point_benefit_rule.effective_from is 'Holds from this day until the next row of the same benefit.';
comment on column madoguchi.point_benefit_rule.price is 'Points.';
comment on column madoguchi.point_benefit_rule.days is 'How many days it lasts, its first day included; null = to the end of the next month.';
insert into madoguchi.point_benefit_rule (benefit, effective_from, price, days) values
  ('ATM_FEE_FREE', '2010-06-18', 40, null), ('INTEREST_FREE_7', '2010-06-18', 250, 7), ('INTEREST_FREE_15', '2010-06-18', 400, 15),
  ('INTEREST_FREE_30', '2010-06-18', 700, 30);

create table madoguchi.point_application (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  applied_at timestamptz not null,
  ended_at   timestamptz check (ended_at > applied_at),
  unique (id, member_no)
);
create unique index point_application_one_open on madoguchi.point_application (member_no) where ended_at is null;
create index point_application_by_member on madoguchi.point_application (member_no, applied_at desc);
comment on table madoguchi.point_application is 'Members who applied for the point service: without it nothing is earned.';
comment on column madoguchi.point_application.id is 'Row id.';
comment on column madoguchi.point_application.member_no is 'Who.';
comment on column madoguchi.point_application.applied_at is 'Since when.';
comment on column madoguchi.point_application.ended_at is 'Until when; null = goes on.';

create table madoguchi.point_entry (
  id             bigint generated always as identity primary key,
  member_no      madoguchi.member_no not null references madoguchi.member,
  application_id bigint not null,
  at             timestamptz not null,
  occasion       text check (occasion in ('SIGN_UP', 'FIRST_LOGIN', 'INCOME_CERTIFICATE', 'NOTICE_READ')),
  benefit        text check (benefit in ('ATM_FEE_FREE', 'INTEREST_FREE_7', 'INTEREST_FREE_15', 'INTEREST_FREE_30')),
  points         integer not null,
  foreign key (application_id, member_no) references madoguchi.point_application (id, member_no),
  check (num_nonnulls(occasion, benefit) = 1),
  check (case when benefit is null then points > 0 else points < 0 end)
);
create index point_entry_by_member on madoguchi.point_entry (member_no, at desc, id desc);
create index point_entry_by_application on madoguchi.point_entry (application_id, member_no);
create trigger point_entry_is_final before update or delete on madoguchi.point_entry
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.point_entry is 'The ledger of points: earned above 0, spent below. Rows are only added; the balance is their sum and never below 0.';
comment on column madoguchi.point_entry.id is 'Row id.';
comment on column madoguchi.point_entry.member_no is 'Whose.';
comment on column madoguchi.point_entry.application_id is 'Under which application for the service.';
comment on column madoguchi.point_entry.at is 'When.';
comment on column madoguchi.point_entry.occasion is 'What earned them; null = they were spent.';
comment on column madoguchi.point_entry.benefit is 'What they were spent on; null = they were earned.';
comment on column madoguchi.point_entry.points is 'Points, with sign.';

create function madoguchi.guard_point_entry() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  perform 1 from madoguchi.member m where m.member_no = new.member_no for no key update;
  if (select coalesce(sum(e.points), 0) from madoguchi.point_entry e where e.member_no = new.member_no) + new.points < 0 then
    raise exception 'member % has not so many points', new.member_no using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_point_entry() is 'Nobody spends more points than the sum of the ledger (MD003); one spending of a member after the other.';
create trigger guard_point_entry before insert on madoguchi.point_entry
  for each row when (new.points < 0) execute function madoguchi.guard_point_entry();

create table madoguchi.point_benefit (
  entry_id  bigint primary key references madoguchi.point_entry,
  member_no madoguchi.member_no not null references madoguchi.member,
  from_on   date not null,
  until_on  date not null,
  check (until_on >= from_on)
);
create index point_benefit_by_member on madoguchi.point_benefit (member_no, until_on desc);
create trigger point_benefit_is_final before update or delete on madoguchi.point_benefit
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.point_benefit is 'What points were spent on, from day to day; in force while today lies within.';
comment on column madoguchi.point_benefit.entry_id is 'The spending.';
comment on column madoguchi.point_benefit.member_no is 'Whose.';
comment on column madoguchi.point_benefit.from_on is 'First day.';
comment on column madoguchi.point_benefit.until_on is 'Last day.';

create function madoguchi.point_benefit_until(p_benefit text, p_from date) returns date
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case when r.days is null then (date_trunc('month', p_from) + interval '2 months')::date - 1 else p_from + r.days - 1 end
  from madoguchi.point_benefit_rule r
  where r.benefit = p_benefit and r.effective_from <= p_from
  order by r.effective_from desc limit 1
$$;
comment on function madoguchi.point_benefit_until(text, date) is 'The last day of a benefit that begins on a day, by the rule of that day; null = there is no such benefit then.';
