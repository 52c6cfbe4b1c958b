-- A certificate may count for five years where the workplace was confirmed; the overview reads whole tables once, not a member at a time.
insert into madoguchi.setting (key, effective_from, value, made_by)
values ('income.renewal_years_confirmed', timestamptz '2000-01-01 00:00:00+09', '5', 'migration');

-- Without a search path of its own, so that it becomes part of the statement that asks; every name is written out.
create function madoguchi.incomes_in_force(p_at timestamptz)
returns table (member_no madoguchi.member_no, annual_income madoguchi.yen, source text, valid_from timestamptz, paper_on date, renew_on date,
               reopened boolean)
language sql stable as $$
  select f.member_no, f.annual_income, f.source, f.valid_from, f.paper_on,
         case when f.renew_on is null then null
              when exists (select from madoguchi.workplace_check w
                           join madoguchi.member_employer e on e.id = w.employer_id
                           where w.member_no = f.member_no and w.result = 'CONFIRMED' and w.checked_at <= p_at
                             and e.valid_from <= f.workplace_as_of and (e.valid_to is null or e.valid_to > p_at)
                             and (w.checked_at at time zone 'Asia/Tokyo')::date >= (f.paper_on + interval '2 years')::date
                             and (w.checked_at at time zone 'Asia/Tokyo')::date < (f.paper_on + interval '3 years')::date)
              then (f.paper_on + make_interval(years => madoguchi.setting_int('income.renewal_years_confirmed', p_at)))::date
              else f.renew_on end,
         f.source = 'CERTIFICATE'
         and exists (select from madoguchi.member_employer e
                     where e.member_no = f.member_no and e.valid_from > f.workplace_as_of and e.valid_from <= p_at)
  from (select distinct on (i.member_no) i.*
        from madoguchi.income_on_file i
        where i.valid_from <= p_at
          and not exists (select from madoguchi.income_decision_undo u where u.decision_ref = i.decision_ref)
        order by i.member_no, i.valid_from desc, i.id desc) f
$$;
comment on function madoguchi.incomes_in_force(timestamptz) is
  'The annual income that counts at a moment, a row for each member who has one; whether a change of workplace since has reopened the check; until when the certificate counts: five years where the workplace was confirmed between its second and third anniversary (貸金業法施行規則), else three.';

create or replace function madoguchi.income_in_force(p_member_no text, p_at timestamptz)
returns table (annual_income madoguchi.yen, source text, valid_from timestamptz, paper_on date, renew_on date, reopened boolean)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select i.annual_income, i.source, i.valid_from, i.paper_on, i.renew_on, i.reopened
  from madoguchi.incomes_in_force(p_at) i where i.member_no = p_member_no
$$;
comment on function madoguchi.income_in_force(text, timestamptz) is 'incomes_in_force of one member; no row = none on file.';

create or replace function madoguchi.income_overview(p_at timestamptz, p_days integer)
returns table (member_no madoguchi.member_no, standing text, since date, renew_on date, annual_income madoguchi.yen)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with owed as (
    select distinct on (o.member_no) o.member_no, o.balance
    from madoguchi.other_lending o where o.reported_at <= p_at order by o.member_no, o.reported_at desc, o.id desc),
  asked as (
    select d.member_no, max(d.decided_at) as asked_at
    from madoguchi.income_decision d
    where d.outcome = 'ASK_AGAIN' and d.effective_at <= p_at
      and not exists (select from madoguchi.income_decision_undo u where u.decision_ref = d.ref)
      and not exists (select from madoguchi.income_certificate s where s.member_no = d.member_no and s.received_at > d.decided_at)
    group by d.member_no),
  here as (
    select distinct s.member_no from madoguchi.income_certificate s where s.state in ('WAITING', 'QUARANTINED', 'READY')),
  rules as materialized (
    select madoguchi.setting_int('income.certificate_above_limit', p_at) as above_limit,
           madoguchi.setting_int('income.certificate_above_total', p_at) as above_total,
           (p_at at time zone 'Asia/Tokyo')::date as today),
  standing as (
    select c.member_no, c.started_on, a.asked_at, h.member_no is not null as here, i.annual_income, i.source, i.renew_on, i.reopened, r.today
    from rules r
    join madoguchi.contract c on c.state = 'ACTIVE' and c.credit_limit > 0
    left join owed o on o.member_no = c.member_no
    left join madoguchi.incomes_in_force(p_at) i on i.member_no = c.member_no
    left join asked a on a.member_no = c.member_no
    left join here h on h.member_no = c.member_no
    where c.credit_limit > r.above_limit or c.credit_limit + coalesce(o.balance, 0) > r.above_total)
  select s.member_no,
         case when s.here then 'IN_REVIEW'
              when s.asked_at is not null then 'AT_MEMBER'
              when s.source is distinct from 'CERTIFICATE' then 'MISSING'
              when s.reopened then 'REOPENED'
              when s.renew_on <= s.today then 'EXPIRED'
              else 'EXPIRING' end,
         coalesce((s.asked_at at time zone 'Asia/Tokyo')::date, s.renew_on, s.started_on), s.renew_on, s.annual_income
  from standing s
  where s.here or s.asked_at is not null or s.source is distinct from 'CERTIFICATE' or s.reopened or s.renew_on <= s.today + p_days
$$;
