-- The ledger (取引台帳): every movement of money of a contract is a row that nobody changes; the balance is the sum of its rows.

-- Reckoning in the database: the same rules as package contract, so that what is entered is what was shown -----------------
create function madoguchi.interest(p_principal bigint, p_rate numeric, p_after date, p_until date) returns bigint
language plpgsql immutable set search_path = pg_catalog, madoguchi as $$
declare
  v_start  date := p_after;
  v_end    date;
  v_year   integer;
  v_common bigint := 0;
  v_leap   bigint := 0;
begin
  while v_start < p_until loop
    v_year := extract(year from v_start + 1);
    v_end := least(make_date(v_year, 12, 31), p_until);
    if v_year % 4 = 0 and (v_year % 100 <> 0 or v_year % 400 = 0) then
      v_leap := v_leap + (v_end - v_start);
    else
      v_common := v_common + (v_end - v_start);
    end if;
    v_start := v_end;
  end loop;
  return div(p_principal * p_rate * (v_common * 366 + v_leap * 365), 100 * 365 * 366);
end $$;
comment on function madoguchi.interest(bigint, numeric, date, date) is
  'Interest on a principal at per cent a year, from the day after one day up to and including another: the days of each calendar year over its own 365 or 366, cut to whole yen once (DOMAIN §2).';

create function madoguchi.minimum_repayment(p_product_version text, p_last_borrowing_balance bigint) returns bigint
language sql stable set search_path = pg_catalog, madoguchi as $$
  select coalesce((
    select (ceil(p_last_borrowing_balance * b.share / (100 * v.repayment_step::bigint)) * v.repayment_step::bigint)::bigint
    from madoguchi.product_version v
    join madoguchi.repayment_band b on b.product_version = v.product_version and b.above < p_last_borrowing_balance
    where v.product_version = p_product_version order by b.above desc limit 1), 0)
$$;
comment on function madoguchi.minimum_repayment(text, bigint) is
  'The minimum repayment (最低返済額) under the terms of a version, from the balance right after the last borrowing, yen; 0 for 0 (DOMAIN §2).';

create function madoguchi.due_date_in(p_month date, p_due_day integer) returns date
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_day date := least(date_trunc('month', p_month)::date + p_due_day - 1, (date_trunc('month', p_month) + interval '1 month')::date - 1);
begin
  while extract(isodow from v_day) > 5 or to_char(v_day, 'MMDD') in ('1231', '0101', '0102', '0103')
        or exists (select from madoguchi.holiday h where h.day = v_day) loop
    v_day := v_day + 1;
  end loop;
  return v_day;
end $$;
comment on function madoguchi.due_date_in(date, integer) is
  'The due date of a month for a due day (31 = month end); on a weekend, holiday or 31 December to 3 January the next business day (DOMAIN §2).';

create function madoguchi.first_due_date(p_product_version text, p_due_day integer, p_day date) returns date
language sql stable set search_path = pg_catalog, madoguchi as $$
  select madoguchi.due_date_in((date_trunc('month', p_day) + make_interval(months => r.months_later))::date, p_due_day)
  from madoguchi.first_due_rule r
  where r.product_version = p_product_version and r.due_day = p_due_day and r.from_day <= extract(day from p_day)
  order by r.from_day desc limit 1
$$;
comment on function madoguchi.first_due_date(text, integer, date) is
  'The due date that follows from a day on which a member borrowed while nothing was owed, or paid an instalment (DOMAIN §2).';

create function madoguchi.due_dates_between(p_due_day integer, p_after date, p_until date) returns integer
language sql stable set search_path = pg_catalog, madoguchi as $$
  select count(*)::integer
  from generate_series(date_trunc('month', p_after) - interval '1 month', p_until, interval '1 month') m
  cross join lateral madoguchi.due_date_in(m::date, p_due_day) d
  where p_until > p_after and d > p_after and d <= p_until
$$;
comment on function madoguchi.due_dates_between(integer, date, date) is 'How many due dates lie after a day, up to and including another.';

-- Where the account stands beside its balance ------------------------------------------------------------------------------
alter table madoguchi.contract
  add column unpaid_late_charge madoguchi.yen not null default 0 check (unpaid_late_charge >= 0),
  add column paid_toward_due    madoguchi.yen not null default 0 check (paid_toward_due >= 0),
  add constraint contract_late_charge_within_charges check (unpaid_late_charge <= unpaid_charges);
comment on column madoguchi.contract.balance is 'Principal outstanding, yen: always the sum of what the rows of ledger_entry did to it.';
comment on column madoguchi.contract.unpaid_late_charge is 'How much of unpaid_charges is late charge, yen: it is paid first.';
comment on column madoguchi.contract.paid_toward_due is 'Repaid since due_counted_from without making up the instalment that is due, late charge left out, yen.';

create type madoguchi.loan_day as (
  due_on      date,
  late        boolean,
  interest    bigint,
  late_charge bigint,
  payoff      bigint,
  minimum     bigint,
  instalments bigint);
comment on type madoguchi.loan_day is 'What a loan comes to on a day.';
comment on column madoguchi.loan_day.due_on is 'The due date that was missed, else the one to come; of a contract that ended, its end.';
comment on column madoguchi.loan_day.late is 'Whether that date has passed while something that bears interest is owed.';
comment on column madoguchi.loan_day.interest is 'Unpaid interest up to the day, yen.';
comment on column madoguchi.loan_day.late_charge is 'Unpaid late charge up to the day, what was waived left out, yen.';
comment on column madoguchi.loan_day.payoff is 'What ends the debt on the day, yen.';
comment on column madoguchi.loan_day.minimum is 'The minimum repayment, yen; 0 where no instalment is asked for.';
comment on column madoguchi.loan_day.instalments is 'What is still to be repaid so that nothing is missed, late charge left out, yen.';

create function madoguchi.loan_on(p_contract madoguchi.contract, p_day date) returns madoguchi.loan_day
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_terms      madoguchi.product_version;
  v_missed     madoguchi.delinquency;
  v_loan       madoguchi.loan_day;
  v_late_after date;
  v_late       bigint := 0;
  v_waived     bigint;
  v_free       boolean;
begin
  select v.* into v_terms from madoguchi.product_version v where v.product_version = p_contract.product_version;
  select d.* into v_missed from madoguchi.delinquency d where d.member_no = p_contract.member_no and d.settled_on is null;
  v_free := p_contract.balance < v_terms.interest_free_below;
  v_loan.due_on := coalesce(v_missed.due_on, p_contract.ended_on,
                            madoguchi.first_due_date(p_contract.product_version, p_contract.due_day, p_contract.due_counted_from));
  v_loan.late := not v_free and p_day > v_loan.due_on;
  v_loan.interest := p_contract.unpaid_charges - p_contract.unpaid_late_charge;
  if not v_free then
    v_late_after := greatest(p_contract.moved_on, v_loan.due_on);
    v_loan.interest := v_loan.interest
      + madoguchi.interest(p_contract.balance, p_contract.apr, p_contract.moved_on, least(p_day, v_late_after));
    v_late := madoguchi.interest(p_contract.balance, v_terms.late_rate, v_late_after, p_day);
    if v_late > 0 then
      select coalesce(sum(w.amount::bigint), 0) into v_waived from madoguchi.late_charge_waiver w
      where w.contract_id = p_contract.id and w.counted_from = p_contract.moved_on;
      v_late := v_late - least(v_late, v_waived);
    end if;
  end if;
  v_loan.late_charge := p_contract.unpaid_late_charge + v_late;
  v_loan.payoff := p_contract.balance + v_loan.interest + v_loan.late_charge;
  v_loan.minimum := case when p_contract.ended_on is not null or v_free then 0
                         else madoguchi.minimum_repayment(p_contract.product_version, p_contract.last_borrowing_balance) end;
  v_loan.instalments := case
    when p_contract.ended_on is not null or v_free then p_contract.balance + v_loan.interest
    else greatest(0, coalesce(v_missed.amount, v_loan.minimum)
                     + v_loan.minimum * madoguchi.due_dates_between(p_contract.due_day, v_loan.due_on, p_day)
                     - p_contract.paid_toward_due) end;
  return v_loan;
end $$;
comment on function madoguchi.loan_on(madoguchi.contract, date) is
  'Reckons one loan for a day at or after its last movement, as package contract does (DOMAIN §2); for several days, ask several times.';

-- The rows --------------------------------------------------------------------------------------------------------------------
create table madoguchi.ledger_entry (
  id                  bigint generated always as identity primary key,
  ref                 uuid unique,
  member_no           madoguchi.member_no not null references madoguchi.member,
  contract_id         bigint not null references madoguchi.contract,
  seq                 integer not null check (seq > 0),
  kind                text not null check (kind in ('OPENING', 'BORROWING', 'REPAYMENT', 'FEE', 'ADJUSTMENT')),
  channel             text not null check (channel in ('MEMBER_PAGE', 'APP', 'ATM', 'MACHINE', 'STORE', 'DIRECT_DEBIT', 'BANK_TRANSFER', 'OFFICE')),
  valued_on           date not null,
  at                  timestamptz not null,
  amount              madoguchi.yen not null,
  principal_change    bigint not null,
  accrued_interest    madoguchi.yen not null default 0 check (accrued_interest >= 0),
  accrued_late_charge madoguchi.yen not null default 0 check (accrued_late_charge >= 0),
  to_late_charge      madoguchi.yen not null default 0 check (to_late_charge >= 0),
  to_interest         madoguchi.yen not null default 0 check (to_interest >= 0),
  to_principal        madoguchi.yen not null default 0 check (to_principal >= 0),
  unpaid_charges      madoguchi.yen not null default 0 check (unpaid_charges >= 0),
  balance             madoguchi.yen not null check (balance >= 0),
  application         text not null check (application in ('MEMBER_SITE', 'CONSOLE', 'ACCOUNT_SYSTEM')),
  staff_no            madoguchi.staff_no references madoguchi.staff,
  note                text check (length(note) between 1 and 200),
  unique (contract_id, seq),
  check (amount > 0 or (kind = 'OPENING' and amount = 0)),
  check ((kind = 'OPENING') <= (seq = 1)),
  check (case kind when 'REPAYMENT' then principal_change = -to_principal
                   when 'FEE' then principal_change = 0
                   when 'ADJUSTMENT' then abs(principal_change) = amount
                   else principal_change = amount end),
  constraint ledger_entry_applied_whole check (to_late_charge + to_interest + to_principal = case kind when 'REPAYMENT' then amount else 0 end),
  check (kind <> 'FEE' or accrued_interest + accrued_late_charge = 0),
  check (kind <> 'ADJUSTMENT' or note is not null),
  check ((application = 'CONSOLE') = (staff_no is not null))
);
create index ledger_entry_by_member on madoguchi.ledger_entry (member_no, at desc, id desc);
create index ledger_entry_by_staff on madoguchi.ledger_entry (staff_no) where staff_no is not null;
comment on table madoguchi.ledger_entry is 'The ledger (取引台帳) behind the transaction history (取引履歴): every movement of money of a contract, one after the other. Written by madoguchi.enter_in_ledger alone, never changed, never deleted.';
comment on column madoguchi.ledger_entry.id is 'Row id.';
comment on column madoguchi.ledger_entry.ref is 'Made by whoever asked for it, so that it is entered once; null for what the account system entered by itself.';
comment on column madoguchi.ledger_entry.member_no is 'Whose.';
comment on column madoguchi.ledger_entry.contract_id is 'Of which contract.';
comment on column madoguchi.ledger_entry.seq is 'Place in the contract''s ledger, from 1, without gaps.';
comment on column madoguchi.ledger_entry.kind is 'Balance taken over when the ledger began, borrowing (借り入れ), repayment (返済), fee paid on the spot (手数料), adjustment of the principal (調整).';
comment on column madoguchi.ledger_entry.channel is 'Through what it came: member page or app (a borrowing there is an instant transfer, 即時振込), ATM, contract machine, store, direct debit (口座振替), bank transfer (銀行振込), the office.';
comment on column madoguchi.ledger_entry.valued_on is 'Day from which it counts for interest; never before that of the row before it.';
comment on column madoguchi.ledger_entry.at is 'When it was entered.';
comment on column madoguchi.ledger_entry.amount is 'Money that moved, yen.';
comment on column madoguchi.ledger_entry.principal_change is 'What it did to the principal, yen, with its sign. Their sum is the balance.';
comment on column madoguchi.ledger_entry.accrued_interest is 'Interest charged since the movement before it, yen.';
comment on column madoguchi.ledger_entry.accrued_late_charge is 'Late charge since the movement before it, what was waived left out, yen.';
comment on column madoguchi.ledger_entry.to_late_charge is 'Of a repayment: applied to late charge, the first in order (DOMAIN §2), yen.';
comment on column madoguchi.ledger_entry.to_interest is 'Of a repayment: applied to interest, the second in order, yen.';
comment on column madoguchi.ledger_entry.to_principal is 'Of a repayment: applied to principal, the rest, yen.';
comment on column madoguchi.ledger_entry.unpaid_charges is 'Interest and late charge that stay unpaid after it, yen.';
comment on column madoguchi.ledger_entry.balance is 'Principal after it, yen.';
comment on column madoguchi.ledger_entry.application is 'Who entered it: the member site, the console, or the account system.';
comment on column madoguchi.ledger_entry.staff_no is 'The member of staff, where the console entered it.';
comment on column madoguchi.ledger_entry.note is 'What an adjustment is for.';

-- What stood before the ledger: the balance is taken over, and the repayments that were kept for the check by phone move in. What each was
-- applied to was never kept, so it counts as principal, and the balance taken over is higher by it.
with paid as (
  select r.id, r.paid_on, r.amount::bigint as amount,
         case r.way when 'DEBIT' then 'DIRECT_DEBIT' when 'TRANSFER' then 'BANK_TRANSFER' when 'INTERNET' then 'MEMBER_PAGE' else r.way end as channel,
         (select c.id from madoguchi.contract c where c.member_no = r.member_no
          order by c.started_on <= r.paid_on desc, abs(c.started_on - r.paid_on), c.id desc limit 1) as contract_id
  from madoguchi.repayment r),
opened as (
  select c.id, c.member_no, c.balance::bigint as balance, c.unpaid_charges,
         coalesce(sum(p.amount), 0)::bigint as repaid, least(c.started_on, min(p.paid_on)) as valued_on
  from madoguchi.contract c left join paid p on p.contract_id = c.id
  group by c.id)
insert into madoguchi.ledger_entry (member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, accrued_interest, to_principal,
                                    unpaid_charges, balance, application, note)
select o.member_no, o.id, 1, 'OPENING', 'OFFICE', o.valued_on, o.valued_on::timestamp at time zone 'Asia/Tokyo', o.balance + o.repaid, o.balance + o.repaid,
       o.unpaid_charges, 0, o.unpaid_charges, o.balance + o.repaid, 'ACCOUNT_SYSTEM', null
from opened o where o.balance + o.repaid > 0 or o.unpaid_charges > 0
union all
select o.member_no, o.id, 1 + row_number() over w, 'REPAYMENT', p.channel, p.paid_on, p.paid_on::timestamp at time zone 'Asia/Tokyo', p.amount, -p.amount,
       0, p.amount, o.unpaid_charges, o.balance + o.repaid - sum(p.amount) over w, 'ACCOUNT_SYSTEM', null
from paid p join opened o on o.id = p.contract_id
window w as (partition by p.contract_id order by p.paid_on, p.id rows unbounded preceding)
order by 2, 3;
drop table madoguchi.repayment;

-- What holds it ---------------------------------------------------------------------------------------------------------------
create function madoguchi.guard_ledger() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if exists (
    select from added a
    join madoguchi.contract c on c.id = a.contract_id
    left join madoguchi.ledger_entry p on p.contract_id = a.contract_id and p.seq = a.seq - 1
    left join madoguchi.ledger_entry n on n.contract_id = a.contract_id and n.seq = a.seq + 1
    where a.member_no <> c.member_no
       or (a.seq > 1 and p.id is null)
       or a.balance <> coalesce(p.balance, 0) + a.principal_change
       or a.unpaid_charges <> coalesce(p.unpaid_charges, 0) + a.accrued_interest + a.accrued_late_charge - a.to_interest - a.to_late_charge
       or a.valued_on < p.valued_on or a.at < p.at
       or (n.id is null and a.balance <> c.balance)) then
    raise exception 'a row of the ledger goes on from the one before it, and the last one says the balance of its contract' using errcode = 'MD003';
  end if;
  return null;
end $$;
comment on function madoguchi.guard_ledger() is 'New rows of a ledger form one chain: balance and unpaid charges go on from the row before, and the last row says what the contract says (MD003).';
create trigger guard_ledger after insert on madoguchi.ledger_entry
  referencing new table as added for each statement execute function madoguchi.guard_ledger();
create trigger ledger_entry_is_final before update or delete on madoguchi.ledger_entry for each row execute function madoguchi.refuse_change();
create trigger ledger_entry_is_never_emptied before truncate on madoguchi.ledger_entry for each statement execute function madoguchi.refuse_change();

create function madoguchi.guard_balance() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  if exists (select from madoguchi.contract c
             where c.id = new.id
               and c.balance <> coalesce((select e.balance from madoguchi.ledger_entry e where e.contract_id = c.id order by e.seq desc limit 1), 0)) then
    raise exception 'the balance of contract % is not what its ledger says', new.id using errcode = 'MD003';
  end if;
  return null;
end $$;
comment on function madoguchi.guard_balance() is 'No balance without its ledger, looked at when the transaction ends (MD003).';
create constraint trigger guard_balance after insert or update of balance on madoguchi.contract
  deferrable initially deferred for each row execute function madoguchi.guard_balance();

-- The one way in ---------------------------------------------------------------------------------------------------------------
create function madoguchi.enter_in_ledger(
  p_ref uuid, p_contract_id bigint, p_kind text, p_amount bigint, p_channel text, p_valued_on date, p_application text, p_staff_no text, p_note text,
  p_at timestamptz) returns madoguchi.ledger_entry
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_after    madoguchi.contract;
  v_last     madoguchi.ledger_entry;
  v_entry    madoguchi.ledger_entry;
  v_loan     madoguchi.loan_day;
  v_owed     bigint;
  v_at       timestamptz;
begin
  perform 1 from madoguchi.member m
  where m.member_no = (select c.member_no from madoguchi.contract c where c.id = p_contract_id) for no key update;
  select c.* into v_contract from madoguchi.contract c where c.id = p_contract_id for no key update;
  select e.* into v_last from madoguchi.ledger_entry e where e.contract_id = p_contract_id order by e.seq desc limit 1;
  v_at := greatest(p_at, v_last.at);
  if v_contract.id is null or p_amount is null or p_amount = 0 or (p_amount < 0 and p_kind <> 'ADJUSTMENT') then
    raise exception 'no movement of % yen in contract %', p_amount, p_contract_id using errcode = 'MD003';
  elsif p_valued_on > (v_at at time zone 'Asia/Tokyo')::date or p_valued_on < greatest(v_contract.moved_on, v_last.valued_on) then
    raise exception 'a movement counts from a day between the last one and today, not from %', p_valued_on using errcode = 'MD003';
  end if;

  v_after := v_contract;
  v_entry.principal_change := 0;
  v_entry.accrued_interest := 0;
  v_entry.accrued_late_charge := 0;
  v_entry.to_late_charge := 0;
  v_entry.to_interest := 0;
  v_entry.to_principal := 0;
  if p_kind <> 'FEE' then
    v_loan := madoguchi.loan_on(v_contract, p_valued_on);
    v_entry.accrued_late_charge := v_loan.late_charge - v_contract.unpaid_late_charge;
    v_entry.accrued_interest := v_loan.interest - (v_contract.unpaid_charges - v_contract.unpaid_late_charge);
    v_after.unpaid_late_charge := v_loan.late_charge;
    v_after.unpaid_charges := v_loan.interest + v_loan.late_charge;
    v_after.moved_on := p_valued_on;
  end if;

  case p_kind
    when 'OPENING' then
      v_entry.principal_change := p_amount;
    when 'BORROWING' then
      if v_contract.state <> 'ACTIVE' or v_contract.balance + p_amount > v_contract.credit_limit then
        raise exception '% yen more are beyond the limit of contract %', p_amount, p_contract_id using errcode = 'MD003';
      end if;
      v_entry.principal_change := p_amount;
      v_after.last_borrowing_balance := v_contract.balance + p_amount;
      if v_loan.minimum = 0 then
        v_after.due_counted_from := p_valued_on;
        v_after.paid_toward_due := 0;
      end if;
    when 'REPAYMENT' then
      if p_amount > v_loan.payoff then
        raise exception '% yen are more than the % that are owed in contract %', p_amount, v_loan.payoff, p_contract_id using errcode = 'MD003';
      end if;
      v_entry.to_late_charge := least(p_amount, v_loan.late_charge);
      v_entry.to_interest := least(p_amount - v_entry.to_late_charge, v_loan.interest);
      v_entry.to_principal := p_amount - v_entry.to_late_charge - v_entry.to_interest;
      v_entry.principal_change := -v_entry.to_principal;
      v_after.unpaid_late_charge := v_loan.late_charge - v_entry.to_late_charge;
      v_after.unpaid_charges := v_loan.interest + v_loan.late_charge - v_entry.to_late_charge - v_entry.to_interest;
    when 'ADJUSTMENT' then
      v_entry.principal_change := p_amount;
    else null;
  end case;
  v_after.balance := v_contract.balance + v_entry.principal_change;

  if p_kind = 'REPAYMENT' then
    -- A due date that passed unpaid is a delinquency from the day after it, whoever looks first.
    if v_loan.late and v_contract.ended_on is null then
      insert into madoguchi.delinquency (member_no, due_on, amount) values (v_contract.member_no, v_loan.due_on, v_loan.minimum)
      on conflict (member_no) where settled_on is null do nothing;
    end if;
    v_owed := p_amount - v_entry.to_late_charge;
    if p_amount = v_loan.payoff or (v_contract.ended_on is null and v_owed >= v_loan.instalments)
       or v_after.balance + v_after.unpaid_charges
          < (select v.interest_free_below from madoguchi.product_version v where v.product_version = v_contract.product_version) then
      v_after.due_counted_from := p_valued_on;
      v_after.paid_toward_due := 0;
      update madoguchi.delinquency d set settled_on = p_valued_on
      where d.member_no = v_contract.member_no and d.settled_on is null and d.due_on < p_valued_on;
    else
      v_after.paid_toward_due := v_contract.paid_toward_due + v_owed;
    end if;
  end if;

  update madoguchi.contract c
     set balance = v_after.balance, last_borrowing_balance = v_after.last_borrowing_balance, moved_on = v_after.moved_on,
         due_counted_from = v_after.due_counted_from, unpaid_charges = v_after.unpaid_charges, unpaid_late_charge = v_after.unpaid_late_charge,
         paid_toward_due = v_after.paid_toward_due, version = c.version + 1
   where c.id = v_contract.id;
  insert into madoguchi.ledger_entry (ref, member_no, contract_id, seq, kind, channel, valued_on, at, amount, principal_change, accrued_interest,
                                      accrued_late_charge, to_late_charge, to_interest, to_principal, unpaid_charges, balance, application, staff_no, note)
  values (p_ref, v_contract.member_no, v_contract.id, coalesce(v_last.seq, 0) + 1, p_kind, p_channel, p_valued_on, v_at, abs(p_amount),
          v_entry.principal_change, v_entry.accrued_interest, v_entry.accrued_late_charge, v_entry.to_late_charge, v_entry.to_interest,
          v_entry.to_principal, v_after.unpaid_charges, v_after.balance, p_application, p_staff_no, p_note)
  returning * into v_entry;
  return v_entry;
end $$;
comment on function madoguchi.enter_in_ledger(uuid, bigint, text, bigint, text, date, text, text, text, timestamptz) is
  'Enters one movement: locks member and contract, charges interest and late charge up to its value date, applies a repayment to late charge, interest and principal in this order, and moves balance, last borrowing balance, due date and delinquency with it. The amount is positive, except of an adjustment downwards. Refuses (MD003) what lies beyond the limit or the debt, and days before the last movement or after today.';

-- May the member borrow? -------------------------------------------------------------------------------------------------------
create function madoguchi.borrowing_obstacles(p_member_no text, p_at timestamptz) returns table (obstacle text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  with contract as (
    select c as whole, c.* from madoguchi.contract c where c.member_no = p_member_no order by c.started_on desc, c.id desc limit 1)
  select o.obstacle, o.since
  from contract c
  cross join lateral madoguchi.loan_on(c.whole, greatest((p_at at time zone 'Asia/Tokyo')::date, c.moved_on)) l
  cross join lateral (
    select 1 as place, 'CANCELLED' as obstacle, c.ended_on::timestamp at time zone 'Asia/Tokyo' as since where c.state <> 'ACTIVE'
    union all select 2, 'DORMANT', d from madoguchi.dormant_since(p_member_no, p_at) d where d is not null
    union all select 3, 'LOCKED', min(k.locked_at) from madoguchi.login_lock k where k.member_no = p_member_no and k.cleared_at is null having count(*) > 0
    union all select 4, 'LATE', (l.due_on + 1)::timestamp at time zone 'Asia/Tokyo' where l.late and c.state = 'ACTIVE'
    union all select 5, 'STOPPED', min(s.stopped_at) from madoguchi.borrowing_stop s where s.member_no = p_member_no and s.lifted_at is null having count(*) > 0
    union all select 6, 'LIMIT_ZERO', null where c.state = 'ACTIVE' and c.credit_limit = 0
    union all select 7, 'LIMIT_REACHED', null where c.state = 'ACTIVE' and c.credit_limit > 0 and c.balance >= c.credit_limit) o
  order by o.place
$$;
comment on function madoguchi.borrowing_obstacles(text, timestamptz) is
  'What stands against a borrowing of the member, each with since when where that is known; no row = nothing, or no contract at all. A lock is any open one: which of the ways to borrow it stops stands in its row.';

-- Instant transfer (即時振込) -----------------------------------------------------------------------------------------------------
create table madoguchi.instant_transfer_bank (
  bank_code      text collate "C" not null check (bank_code ~ '^[0-9]{4}$'),
  effective_from date not null,
  bank           text not null check (length(bank) between 1 and 60),
  around_the_clock boolean not null,
  primary key (bank_code, effective_from)
);
comment on table madoguchi.instant_transfer_bank is 'Banks that take an instant transfer (即時振込) at any hour (DOMAIN R7); every other in business hours. Dated rows, the latest in force.';
comment on column madoguchi.instant_transfer_bank.bank_code is 'Zengin bank code.';
comment on column madoguchi.instant_transfer_bank.effective_from is 'First day on which it holds.';
comment on column madoguchi.instant_transfer_bank.bank is 'Name, as in bank_account.bank.';
comment on column madoguchi.instant_transfer_bank.around_the_clock is 'Whether at any hour.';
insert into madoguchi.instant_transfer_bank (bank_code, effective_from, bank, around_the_clock) values
  ('0009', '2000-01-01', '三井住友銀行', true), ('0033', '2000-01-01', 'PayPay銀行', true);
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('instant_transfer.from_hour', '9'),
  ('instant_transfer.to_hour', '15')) s(key, value);

create function madoguchi.instant_transfer(p_bank text, p_at timestamptz) returns table (around_the_clock boolean, open boolean)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with local as (select p_at at time zone 'Asia/Tokyo' as t),
  bank as (
    select coalesce((select b.around_the_clock from madoguchi.instant_transfer_bank b, local
                     where b.bank = p_bank and b.effective_from <= t::date order by b.effective_from desc limit 1), false) as always)
  select always, always or (madoguchi.business_day_after(t::date - 1, 1) = t::date
                            and extract(hour from t) >= madoguchi.setting_int('instant_transfer.from_hour', p_at)
                            and extract(hour from t) < madoguchi.setting_int('instant_transfer.to_hour', p_at))
  from bank, local
$$;
comment on function madoguchi.instant_transfer(text, timestamptz) is
  'Whether an account at a bank takes an instant transfer at any hour, and whether at this moment; otherwise it is paid out in the next business hours (settings instant_transfer.from_hour, instant_transfer.to_hour).';

-- The contract with the member site --------------------------------------------------------------------------------------------
create function madoguchi.borrow(p_ref uuid, p_member_no text, p_amount bigint, p_channel text, p_at timestamptz)
returns table (outcome text, entered_at timestamptz, balance bigint, available bigint, paid_out text)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_entry    madoguchi.ledger_entry;
  v_obstacle text;
  v_bank     text;
begin
  if p_ref is null or p_amount is null or p_amount <= 0 or p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP', 'ATM', 'MACHINE', 'STORE') then
    return query select 'INVALID', null::timestamptz, null::bigint, null::bigint, null::text; return;
  end if;
  perform 1 from madoguchi.member m where m.member_no = p_member_no for no key update;
  select c.* into v_contract from madoguchi.contract c where c.member_no = p_member_no order by c.started_on desc, c.id desc limit 1;
  if v_contract.id is null then
    return query select 'UNKNOWN_MEMBER', null::timestamptz, null::bigint, null::bigint, null::text; return;
  end if;
  select e.* into v_entry from madoguchi.ledger_entry e where e.ref = p_ref;
  if v_entry.id is null then
    select case when o.obstacle in ('LIMIT_ZERO') then 'STOPPED' when o.obstacle = 'LIMIT_REACHED' then 'OVER_LIMIT' else o.obstacle end into v_obstacle
    from madoguchi.borrowing_obstacles(p_member_no, p_at) o
    where o.obstacle <> 'LOCKED'
       or exists (select from madoguchi.login_lock k where k.member_no = p_member_no and k.cleared_at is null
                  and case p_channel when 'MEMBER_PAGE' then k.stops_member_page when 'APP' then k.stops_app when 'STORE' then true else k.stops_atm end)
    limit 1;
    if p_channel in ('MEMBER_PAGE', 'APP') then
      select b.bank into v_bank from madoguchi.bank_account b where b.member_no = p_member_no and b.valid_to is null;
    end if;
    v_obstacle := case when v_obstacle is not null then v_obstacle
                       when v_contract.balance + p_amount > v_contract.credit_limit then 'OVER_LIMIT'
                       when p_channel in ('MEMBER_PAGE', 'APP') and v_bank is null then 'NO_ACCOUNT' end;
    if v_obstacle is not null then
      return query select v_obstacle, null::timestamptz, v_contract.balance::bigint,
        case when v_obstacle in ('OVER_LIMIT', 'NO_ACCOUNT') then greatest(0, v_contract.credit_limit - v_contract.balance) else 0 end::bigint, null::text;
      return;
    end if;
    v_entry := madoguchi.enter_in_ledger(p_ref, v_contract.id, 'BORROWING', p_amount, p_channel, (p_at at time zone 'Asia/Tokyo')::date, 'MEMBER_SITE',
                                         null, null, p_at);
  elsif v_entry.member_no <> p_member_no or v_entry.kind <> 'BORROWING' or v_entry.amount <> p_amount or v_entry.channel <> p_channel then
    return query select 'CONFLICT', null::timestamptz, null::bigint, null::bigint, null::text; return;
  end if;
  return query select 'ENTERED', v_entry.at, v_entry.balance::bigint, greatest(0, v_contract.credit_limit - v_entry.balance)::bigint,
    case when p_channel in ('MEMBER_PAGE', 'APP') then
      (select case when t.open then 'AT_ONCE' else 'IN_BUSINESS_HOURS' end
       from madoguchi.instant_transfer((select b.bank from madoguchi.bank_account b where b.member_no = p_member_no and b.valid_to is null), v_entry.at) t) end;
end $$;
comment on function madoguchi.borrow(uuid, text, bigint, text, timestamptz) is 'A borrowing of a member; what its answer means stands in db/README.md.';

create function madoguchi.repay(p_ref uuid, p_member_no text, p_amount bigint, p_channel text, p_paid_on date, p_at timestamptz)
returns table (outcome text, entered_at timestamptz, to_late_charge bigint, to_interest bigint, to_principal bigint, balance bigint, payoff bigint)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_entry    madoguchi.ledger_entry;
  v_payoff   bigint;
  v_refused  text;
begin
  if p_ref is null or p_amount is null or p_amount <= 0 or p_paid_on is null or p_paid_on > (p_at at time zone 'Asia/Tokyo')::date
     or p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP', 'ATM', 'MACHINE', 'STORE', 'DIRECT_DEBIT', 'BANK_TRANSFER') then
    return query select 'INVALID', null::timestamptz, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint; return;
  end if;
  perform 1 from madoguchi.member m where m.member_no = p_member_no for no key update;
  -- A member may owe under a contract that ended while another goes on: what is owed is repaid first, the oldest before the newer.
  select c.* into v_contract from madoguchi.contract c where c.member_no = p_member_no
  order by c.balance + c.unpaid_charges > 0 desc, case when c.balance + c.unpaid_charges > 0 then c.started_on end, c.started_on desc, c.id desc limit 1;
  if v_contract.id is null then
    return query select 'UNKNOWN_MEMBER', null::timestamptz, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint; return;
  end if;
  select e.* into v_entry from madoguchi.ledger_entry e where e.ref = p_ref;
  if v_entry.id is null then
    v_payoff := (madoguchi.loan_on(v_contract, greatest(p_paid_on, v_contract.moved_on))).payoff;
    v_refused := case when v_payoff = 0 then 'NOTHING_OWED'
                      when p_paid_on < v_contract.moved_on then 'BEFORE_LAST_MOVEMENT'
                      when p_amount > v_payoff then 'TOO_MUCH' end;
    if v_refused is not null then
      return query select v_refused, null::timestamptz, null::bigint, null::bigint, null::bigint, v_contract.balance::bigint, v_payoff; return;
    end if;
    v_entry := madoguchi.enter_in_ledger(p_ref, v_contract.id, 'REPAYMENT', p_amount, p_channel, p_paid_on, 'MEMBER_SITE', null, null, p_at);
  elsif v_entry.member_no <> p_member_no or v_entry.kind <> 'REPAYMENT' or v_entry.amount <> p_amount or v_entry.channel <> p_channel
        or v_entry.valued_on <> p_paid_on then
    return query select 'CONFLICT', null::timestamptz, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint; return;
  end if;
  return query select 'ENTERED', v_entry.at, v_entry.to_late_charge::bigint, v_entry.to_interest::bigint, v_entry.to_principal::bigint,
                      v_entry.balance::bigint, (v_entry.balance + v_entry.unpaid_charges)::bigint;
end $$;
comment on function madoguchi.repay(uuid, text, bigint, text, date, timestamptz) is 'A repayment of a member; what its answer means stands in db/README.md.';

create function madoguchi.charge_fee(p_ref uuid, p_member_no text, p_amount bigint, p_channel text, p_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_known    madoguchi.ledger_entry;
begin
  if p_ref is null or p_amount is null or p_amount <= 0 or p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP', 'ATM', 'MACHINE', 'STORE') then
    return 'INVALID';
  end if;
  perform 1 from madoguchi.member m where m.member_no = p_member_no for no key update;
  select c.* into v_contract from madoguchi.contract c where c.member_no = p_member_no order by c.started_on desc, c.id desc limit 1;
  if v_contract.id is null then
    return 'UNKNOWN_MEMBER';
  end if;
  select e.* into v_known from madoguchi.ledger_entry e where e.ref = p_ref;
  if v_known.id is not null then
    return case when v_known.member_no = p_member_no and v_known.kind = 'FEE' and v_known.amount = p_amount then 'ENTERED' else 'CONFLICT' end;
  end if;
  perform madoguchi.enter_in_ledger(p_ref, v_contract.id, 'FEE', p_amount, p_channel,
                                    greatest((p_at at time zone 'Asia/Tokyo')::date, v_contract.moved_on), 'MEMBER_SITE', null, null, p_at);
  return 'ENTERED';
end $$;
comment on function madoguchi.charge_fee(uuid, text, bigint, text, timestamptz) is 'A fee that a member paid on the spot, e.g. at an ATM: a row of the ledger that leaves the balance alone.';

create function member_site.borrow(p_ref uuid, p_member_no text, p_amount bigint, p_channel text)
returns table (outcome text, entered_at timestamptz, balance bigint, available bigint, paid_out text)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.borrow(p_ref, p_member_no, p_amount, p_channel, clock_timestamp())
$$;
comment on function member_site.borrow(uuid, text, bigint, text) is 'A borrowing of a member (借り入れ), entered once for its ref.';

create function member_site.repay(p_ref uuid, p_member_no text, p_amount bigint, p_channel text, p_paid_on date)
returns table (outcome text, entered_at timestamptz, to_late_charge bigint, to_interest bigint, to_principal bigint, balance bigint, payoff bigint)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.repay(p_ref, p_member_no, p_amount, p_channel, p_paid_on, clock_timestamp())
$$;
comment on function member_site.repay(uuid, text, bigint, text, date) is 'A repayment of a member (返済), entered once for its ref.';

create function member_site.charge_fee(p_ref uuid, p_member_no text, p_amount bigint, p_channel text) returns text
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.charge_fee(p_ref, p_member_no, p_amount, p_channel, clock_timestamp())
$$;
comment on function member_site.charge_fee(uuid, text, bigint, text) is 'A fee paid on the spot (手数料), entered once for its ref.';

create function member_site.transactions_of(p_member_no text, p_from date, p_to date)
returns table (id bigint, kind text, channel text, valued_on date, at timestamptz, amount bigint, to_late_charge bigint, to_interest bigint, to_principal bigint, balance bigint)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select e.id, e.kind, e.channel, e.valued_on, e.at, e.amount::bigint, e.to_late_charge::bigint, e.to_interest::bigint, e.to_principal::bigint, e.balance::bigint
  from madoguchi.ledger_entry e
  where e.member_no = p_member_no and e.valued_on between p_from and p_to
  order by e.at desc, e.id desc limit 1000
$$;
comment on function member_site.transactions_of(text, date, date) is 'The transaction history of a member (取引履歴) between two days, both included, newest first, a thousand at most.';
