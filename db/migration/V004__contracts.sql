-- Contracts and the facts that stand beside their state: borrowing stops, delinquency. None is ever merged into the state.
create table madoguchi.product_version (
  product_version text primary key,
  effective_from  date not null,
  apr_lowest      numeric(5,3) not null,
  apr_highest     numeric(5,3) not null,
  late_rate       numeric(5,3) not null,
  limit_lowest    madoguchi.yen not null,
  limit_highest   madoguchi.yen not null,
  age_lowest      smallint not null,
  age_highest     smallint not null,
  check (apr_lowest <= apr_highest and limit_lowest <= limit_highest and age_lowest <= age_highest)
);
comment on table madoguchi.product_version is 'Terms of the card loan, by version (DOMAIN R34).';
comment on column madoguchi.product_version.product_version is 'Version, e.g. 2015-04.';
comment on column madoguchi.product_version.effective_from is 'First day on which new contracts get it.';
comment on column madoguchi.product_version.apr_lowest is 'Lowest APR, per cent a year.';
comment on column madoguchi.product_version.apr_highest is 'Highest APR, per cent a year.';
comment on column madoguchi.product_version.late_rate is 'Late rate, per cent a year.';
comment on column madoguchi.product_version.limit_lowest is 'Lowest credit limit, yen.';
comment on column madoguchi.product_version.limit_highest is 'Highest credit limit, yen.';
comment on column madoguchi.product_version.age_lowest is 'Youngest applicant, years.';
comment on column madoguchi.product_version.age_highest is 'Oldest applicant, years.';

create table madoguchi.contract (
  id                     bigint generated always as identity primary key,
  member_no              madoguchi.member_no not null references madoguchi.member,
  product_version        text not null references madoguchi.product_version,
  state                  text not null check (state in ('ACTIVE', 'CANCELLED_BY_LENDER', 'CANCELLED_BY_MEMBER')),
  started_on             date not null,
  ended_on               date,
  end_reason             text check (end_reason in ('LONG_DELINQUENCY', 'BREACH', 'DEBT_SETTLEMENT', 'DEATH', 'MEMBER_REQUEST')),
  credit_limit           madoguchi.yen not null check (credit_limit between 0 and 5000000 and credit_limit % 10000 = 0),
  apr                    numeric(5,3) not null check (apr between 0 and 20),
  balance                madoguchi.yen not null default 0 check (balance >= 0),
  last_borrowing_balance madoguchi.yen not null default 0 check (last_borrowing_balance >= 0),
  due_day                smallint not null check (due_day in (5, 15, 25, 31)),
  version                integer not null default 1,
  check ((state = 'ACTIVE') = (ended_on is null)),
  check ((state = 'ACTIVE') = (end_reason is null)),
  check (credit_limit < 1000000 or apr <= 15),
  check (credit_limit < 100000 or apr <= 18)
);
create unique index contract_one_active on madoguchi.contract (member_no) where state = 'ACTIVE';
create index contract_by_member on madoguchi.contract (member_no, started_on desc, id desc);
create index contract_by_product_version on madoguchi.contract (product_version);
comment on table madoguchi.contract is 'Card-loan contracts. Paid off is an active contract with balance 0; limit 0, late, locked and dormant stand beside the state.';
comment on column madoguchi.contract.id is 'Row id.';
comment on column madoguchi.contract.member_no is 'Whose.';
comment on column madoguchi.contract.product_version is 'Terms under which it was made.';
comment on column madoguchi.contract.state is 'Active, cancelled by the lender (契約解除), cancelled by the member (解約).';
comment on column madoguchi.contract.started_on is 'Day of the contract.';
comment on column madoguchi.contract.ended_on is 'Day on which it ended.';
comment on column madoguchi.contract.end_reason is 'Why it ended.';
comment on column madoguchi.contract.credit_limit is 'Credit limit in yen, in steps of 10,000; 0 = borrowing stop, login works (DOMAIN R29).';
comment on column madoguchi.contract.apr is 'Annual percentage rate, per cent; capped by the limit (DOMAIN §3).';
comment on column madoguchi.contract.balance is 'Principal outstanding, yen.';
comment on column madoguchi.contract.last_borrowing_balance is 'Balance right after the last borrowing, yen; the minimum repayment follows from it (DOMAIN §2).';
comment on column madoguchi.contract.due_day is 'Day of the month on which repayment is due; 31 = month end.';
comment on column madoguchi.contract.version is 'Raised with every change.';

create table madoguchi.borrowing_stop (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  reason     text not null check (reason in ('DELINQUENCY', 'REVIEW', 'INCOME_CERTIFICATE_MISSING', 'SELF_EXCLUSION', 'TAKEOVER_SUSPECTED', 'OTHER')),
  stopped_at timestamptz not null,
  lifted_at  timestamptz,
  check (lifted_at is null or lifted_at > stopped_at)
);
create unique index borrowing_stop_one_open on madoguchi.borrowing_stop (member_no, reason) where lifted_at is null;
create index borrowing_stop_by_member on madoguchi.borrowing_stop (member_no, stopped_at desc);
comment on table madoguchi.borrowing_stop is 'Stops of new borrowing (借入停止); login still works (DOMAIN R29).';
comment on column madoguchi.borrowing_stop.id is 'Row id.';
comment on column madoguchi.borrowing_stop.member_no is 'Whose.';
comment on column madoguchi.borrowing_stop.reason is 'Why.';
comment on column madoguchi.borrowing_stop.stopped_at is 'From.';
comment on column madoguchi.borrowing_stop.lifted_at is 'Until; null = in force.';

create table madoguchi.delinquency (
  id         bigint generated always as identity primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  due_on     date not null,
  amount     madoguchi.yen not null check (amount > 0),
  settled_on date,
  check (settled_on is null or settled_on > due_on)
);
create unique index delinquency_one_open on madoguchi.delinquency (member_no) where settled_on is null;
create index delinquency_by_member on madoguchi.delinquency (member_no, due_on desc);
comment on table madoguchi.delinquency is 'Repayments that are late (延滞); being late does not stop login.';
comment on column madoguchi.delinquency.id is 'Row id.';
comment on column madoguchi.delinquency.member_no is 'Whose.';
comment on column madoguchi.delinquency.due_on is 'Due date that was missed.';
comment on column madoguchi.delinquency.amount is 'Amount that was due, yen.';
comment on column madoguchi.delinquency.settled_on is 'Day on which it was made good; null = still late.';
