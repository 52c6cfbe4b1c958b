-- What it takes to reckon a loan for a day: the terms of its product version, and where its account stands.

alter table madoguchi.product_version
  add column repayment_step      madoguchi.yen not null default 1000 check (repayment_step > 0),
  add column interest_free_below madoguchi.yen not null default 1000 check (interest_free_below >= 0);
comment on column madoguchi.product_version.repayment_step is 'The minimum repayment is rounded up to whole multiples of this, yen (DOMAIN §2).';
comment on column madoguchi.product_version.interest_free_below is 'A balance below this carries no interest and counts as paid off, yen; what is left of it still blocks a cancellation (DOMAIN R35).';

create table madoguchi.repayment_band (
  product_version text not null references madoguchi.product_version,
  above           madoguchi.yen not null check (above >= 0),
  share           numeric(5,3) not null check (share > 0),
  primary key (product_version, above)
);
comment on table madoguchi.repayment_band is 'The minimum repayment as a share of the balance right after the last borrowing, by bands (DOMAIN §2).';
comment on column madoguchi.repayment_band.product_version is 'Of which terms.';
comment on column madoguchi.repayment_band.above is 'The band holds balances above this, up to the next band, yen.';
comment on column madoguchi.repayment_band.share is 'Share of the balance, per cent.';
insert into madoguchi.repayment_band (product_version, above, share)
select product_version, above, share
from madoguchi.product_version cross join (values (0, 3.61), (300000, 2.53), (1000000, 1.99)) b(above, share);

create table madoguchi.first_due_rule (
  product_version text not null references madoguchi.product_version,
  due_day         smallint not null check (due_day in (5, 15, 25, 31)),
  from_day        smallint not null check (from_day between 1 and 31),
  months_later    smallint not null check (months_later between 0 and 2),
  primary key (product_version, due_day, from_day)
);
comment on table madoguchi.first_due_rule is 'Which due date comes first after a day on which a member borrowed or paid an instalment (DOMAIN §2).';
comment on column madoguchi.first_due_rule.product_version is 'Of which terms.';
comment on column madoguchi.first_due_rule.due_day is 'Due day of the contract; 31 = month end.';
comment on column madoguchi.first_due_rule.from_day is 'The rule holds from this day of the month, up to the next rule.';
comment on column madoguchi.first_due_rule.months_later is 'The due day so many months later; 0 = of the same month.';
insert into madoguchi.first_due_rule (product_version, due_day, from_day, months_later)
select product_version, due_day, from_day, months_later
from madoguchi.product_version
cross join (values (5, 1, 1), (5, 20, 2), (15, 1, 1), (25, 1, 0), (25, 10, 1), (31, 1, 0), (31, 15, 1)) r(due_day, from_day, months_later);

alter table madoguchi.contract
  add column moved_on         date not null default (clock_timestamp() at time zone 'Asia/Tokyo')::date,
  add column due_counted_from date not null default (clock_timestamp() at time zone 'Asia/Tokyo')::date,
  add column unpaid_charges   madoguchi.yen not null default 0 check (unpaid_charges >= 0);
comment on column madoguchi.contract.moved_on is 'Day of the last borrowing or repayment: interest is charged up to and including it.';
comment on column madoguchi.contract.due_counted_from is 'Day on which the last instalment was paid, or of the first borrowing since nothing was owed; the next due date follows from it.';
comment on column madoguchi.contract.unpaid_charges is 'Interest and late charge up to moved_on that no repayment has covered, yen.';
