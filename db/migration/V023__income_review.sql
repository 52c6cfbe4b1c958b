-- Income certificates reviewed: who has which, what was typed, what was decided, what stands on file.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('income.review_seconds', '120'),
  ('income.undo_seconds', '60'),
  ('income.second_look_percent', '5'),
  ('income.jump_percent', '50'),
  ('income.expiring_days', '90'),
  ('income.cap_divisor', '3'),
  ('income.certificate_above_limit', '500000'),
  ('income.certificate_above_total', '1000000'),
  ('income.renewal_years', '3'),
  ('income.withholding_from_month', '12'),
  ('income.withholding_until_month', '2'),
  ('income.return_until_month', '3'),
  ('income.tax_paper_until_month', '6'),
  ('income.report_until_month', '2'),
  ('income.pay_slip_months', '3'),
  ('income.bonus_slip_months', '12'),
  ('income.pension_issue_month', '6'),
  ('income.pension_until_month', '6')) s(key, value);

-- Who has it -----------------------------------------------------------------------------------------------------------
create table madoguchi.income_review (
  id             bigint generated always as identity primary key,
  sending_ref    uuid not null,
  member_no      madoguchi.member_no not null references madoguchi.member,
  staff_no       madoguchi.staff_no not null references madoguchi.staff,
  taken_at       timestamptz not null default clock_timestamp(),
  until_at       timestamptz not null,
  ended_at       timestamptz,
  end_reason     text check (end_reason in ('DECIDED', 'RELEASED', 'EXPIRED', 'TAKEN_OVER')),
  taken_over_by  madoguchi.staff_no references madoguchi.staff,
  take_over_note text check (length(take_over_note) between 1 and 400),
  check (until_at > taken_at),
  check ((ended_at is null) = (end_reason is null)),
  check (coalesce(end_reason = 'TAKEN_OVER', false) = (taken_over_by is not null)),
  check ((taken_over_by is null) = (take_over_note is null)),
  check (taken_over_by <> staff_no)
);
create unique index income_review_one_open on madoguchi.income_review (sending_ref) where ended_at is null;
create index income_review_by_sending on madoguchi.income_review (sending_ref, id desc);
create index income_review_by_member on madoguchi.income_review (member_no, staff_no) where ended_at is null;
create index income_review_by_staff on madoguchi.income_review (staff_no, taken_at desc);
create index income_review_by_taker on madoguchi.income_review (taken_over_by) where taken_over_by is not null;
comment on table madoguchi.income_review is 'Which reviewer has the papers of one sending, and had them before; a lease that ends by itself when its tab is gone.';
comment on column madoguchi.income_review.id is 'Row id.';
comment on column madoguchi.income_review.sending_ref is 'The papers of one sending (income_certificate.sending_ref) are reviewed together.';
comment on column madoguchi.income_review.member_no is 'Whose papers.';
comment on column madoguchi.income_review.staff_no is 'Reviewer.';
comment on column madoguchi.income_review.taken_at is 'Taken.';
comment on column madoguchi.income_review.until_at is 'Belongs to the reviewer until then; moved on by each heartbeat of the tab (setting income.review_seconds).';
comment on column madoguchi.income_review.ended_at is 'Given up, decided, run out or taken over; null = open.';
comment on column madoguchi.income_review.end_reason is 'Why it ended.';
comment on column madoguchi.income_review.taken_over_by is 'Who took it over.';
comment on column madoguchi.income_review.take_over_note is 'Reason that the former reviewer is told.';

create function madoguchi.guard_income_review() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from madoguchi.income_certificate c
                   where c.sending_ref = new.sending_ref and c.member_no = new.member_no and c.state in ('QUARANTINED', 'READY')) then
      raise exception 'nothing of sending % is there to be reviewed', new.sending_ref using errcode = 'MD003';
    end if;
  elsif old.ended_at is not null
        or (new.sending_ref, new.member_no, new.staff_no, new.taken_at) is distinct from (old.sending_ref, old.member_no, old.staff_no, old.taken_at)
        or new.until_at < old.until_at
        or new.until_at > old.until_at and old.until_at <= clock_timestamp() then
    raise exception 'a review only goes on while it holds, and ends once' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_income_review() is 'Only what can be reviewed is taken (MD003); a lease that ran out or ended is never moved on (MD002).';
create trigger guard_income_review before insert or update on madoguchi.income_review
  for each row execute function madoguchi.guard_income_review();
create trigger income_review_is_kept before delete on madoguchi.income_review for each row execute function madoguchi.refuse_change();

create table workspace.income_figures (
  sending_ref uuid primary key,
  staff_no    madoguchi.staff_no not null references madoguchi.staff,
  figures     text not null check (length(figures) <= 4000),
  saved_at    timestamptz not null default clock_timestamp()
);
create index income_figures_by_staff on workspace.income_figures (staff_no);
comment on table workspace.income_figures is 'What a reviewer has typed and not decided; whoever has the papers next finds it.';
comment on column workspace.income_figures.sending_ref is 'Papers of which sending.';
comment on column workspace.income_figures.staff_no is 'Who typed last.';
comment on column workspace.income_figures.figures is 'As typed, JSON.';
comment on column workspace.income_figures.saved_at is 'When.';

-- What was decided ---------------------------------------------------------------------------------------------------------
create table madoguchi.income_decision (
  ref          uuid primary key,
  sending_ref  uuid not null,
  member_no    madoguchi.member_no not null references madoguchi.member,
  review_id    bigint not null references madoguchi.income_review,
  outcome      text not null check (outcome in ('ACCEPTED', 'ASK_AGAIN', 'REFUSED')),
  kind         text check (kind in ('WITHHOLDING_SLIP', 'PAY_SLIP', 'BONUS_SLIP', 'TAX_RETURN', 'TAX_NOTICE', 'INCOME_PROOF',
                                    'PAYMENT_REPORT', 'PENSION_NOTICE', 'BUSINESS_STATEMENT')),
  figures      text check (length(figures) <= 4000),
  annual_income madoguchi.yen check (annual_income between 1 and 999999999),
  formula      text check (length(formula) between 1 and 400),
  paper_on     date,
  renew_on     date check (renew_on > paper_on),
  reasons      text[] not null default '{}' check (reasons <@ array[
    'BLURRED', 'CUT_OFF', 'PAGE_MISSING', 'NAME_MISSING', 'SUM_MISSING', 'TOO_OLD', 'TWO_MONTHS', 'FORMER_EMPLOYER', 'WRONG_PAPER',
    'NO_SEAL', 'OTHER_PERSON', 'NOT_COUNTED', 'ALTERED', 'DOUBLE']),
  fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  second_look  text[] not null default '{}' check (second_look <@ array['SHARE', 'JUMP']),
  decided_by   madoguchi.staff_no not null references madoguchi.staff,
  decided_at   timestamptz not null,
  effective_at timestamptz,
  message_ref  uuid references madoguchi.outbox (ref),
  check ((outcome = 'ACCEPTED') = (num_nulls(kind, figures, annual_income, formula, paper_on, renew_on) = 0)),
  check (outcome = 'ACCEPTED' or num_nonnulls(annual_income, formula, paper_on, renew_on) = 0),
  check ((outcome = 'ACCEPTED') = (cardinality(reasons) = 0)),
  check ((effective_at is null) = (cardinality(second_look) > 0)),
  check ((message_ref is null) = (effective_at is null)),
  check (outcome = 'ACCEPTED' or cardinality(second_look) = 0)
);
create index income_decision_by_sending on madoguchi.income_decision (sending_ref, decided_at desc);
create index income_decision_by_member on madoguchi.income_decision (member_no, decided_at desc);
create index income_decision_by_review on madoguchi.income_decision (review_id);
create index income_decision_by_staff on madoguchi.income_decision (decided_by, decided_at desc);
create index income_decision_by_message on madoguchi.income_decision (message_ref) where message_ref is not null;
comment on table madoguchi.income_decision is 'What was decided about the papers of one sending; takes effect a minute later unless it is undone.';
comment on column madoguchi.income_decision.ref is 'Stable name.';
comment on column madoguchi.income_decision.sending_ref is 'Papers of which sending.';
comment on column madoguchi.income_decision.member_no is 'Whose.';
comment on column madoguchi.income_decision.review_id is 'The lease under which it was decided.';
comment on column madoguchi.income_decision.outcome is 'Accepted, asked for again, refused.';
comment on column madoguchi.income_decision.kind is 'Kind of paper that proves the income.';
comment on column madoguchi.income_decision.figures is 'What was read off the papers, JSON.';
comment on column madoguchi.income_decision.annual_income is 'Annual income (年収), yen.';
comment on column madoguchi.income_decision.formula is 'How it was reckoned, in Japanese.';
comment on column madoguchi.income_decision.paper_on is 'Day of issue, or the last day of which the paper tells.';
comment on column madoguchi.income_decision.renew_on is 'First day on which the paper no longer proves the income (setting income.renewal_years).';
comment on column madoguchi.income_decision.reasons is 'Why not; each has its sentence to the member.';
comment on column madoguchi.income_decision.fingerprint is 'SHA-256 of all that was shown: papers, facts on file, whatever arrived.';
comment on column madoguchi.income_decision.second_look is 'Why a second person looks at it first; empty = nobody.';
comment on column madoguchi.income_decision.decided_by is 'Reviewer.';
comment on column madoguchi.income_decision.decided_at is 'When.';
comment on column madoguchi.income_decision.effective_at is 'When it takes effect unless undone (setting income.undo_seconds); null where a second person looks first.';
comment on column madoguchi.income_decision.message_ref is 'The message to the member, due at that moment; null where a second person looks first.';

create table madoguchi.income_second_look (
  decision_ref uuid primary key references madoguchi.income_decision,
  agreed       boolean not null,
  reason       text check (reason in ('FIGURES', 'PERIOD', 'PERSON', 'PAPER')),
  looked_by    madoguchi.staff_no not null references madoguchi.staff,
  looked_at    timestamptz not null,
  effective_at timestamptz,
  message_ref  uuid references madoguchi.outbox (ref),
  check (agreed = (reason is null)),
  check (agreed = (effective_at is not null)),
  check (agreed = (message_ref is not null))
);
create index income_second_look_by_staff on madoguchi.income_second_look (looked_by, looked_at desc);
create index income_second_look_by_message on madoguchi.income_second_look (message_ref) where message_ref is not null;
comment on table madoguchi.income_second_look is 'What the second person said of an acceptance: agreed, or back to the queue.';
comment on column madoguchi.income_second_look.decision_ref is 'Of which decision.';
comment on column madoguchi.income_second_look.agreed is 'Whether it stands.';
comment on column madoguchi.income_second_look.reason is 'What is wrong with it.';
comment on column madoguchi.income_second_look.looked_by is 'Second person, never the one who decided.';
comment on column madoguchi.income_second_look.looked_at is 'When.';
comment on column madoguchi.income_second_look.effective_at is 'When it takes effect unless undone.';
comment on column madoguchi.income_second_look.message_ref is 'The message to the member, due at that moment.';

create table madoguchi.income_decision_undo (
  decision_ref uuid primary key references madoguchi.income_decision,
  undone_by    madoguchi.staff_no not null references madoguchi.staff,
  undone_at    timestamptz not null
);
create index income_decision_undo_by_staff on madoguchi.income_decision_undo (undone_by);
comment on table madoguchi.income_decision_undo is 'Decisions taken back before they took effect.';
comment on column madoguchi.income_decision_undo.decision_ref is 'Which.';
comment on column madoguchi.income_decision_undo.undone_by is 'Who: whoever made it take effect.';
comment on column madoguchi.income_decision_undo.undone_at is 'When.';

create function madoguchi.guard_income_decision() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_states text[];
begin
  perform 1 from madoguchi.income_certificate c where c.sending_ref = new.sending_ref order by c.ref for update;
  select array_agg(distinct c.state) into v_states from madoguchi.income_certificate c
  where c.sending_ref = new.sending_ref and c.member_no = new.member_no;
  if v_states is null or not 'READY' = any (v_states) or v_states && array['WAITING', 'QUARANTINED', 'DECIDED'] then
    raise exception 'sending % cannot be decided', new.sending_ref using errcode = 'MD003';
  end if;
  if new.decided_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or new.effective_at is distinct from (case when cardinality(new.second_look) = 0
          then new.decided_at + make_interval(secs => madoguchi.setting_int('income.undo_seconds', new.decided_at)) end) then
    raise exception 'a decision is of now and takes effect later' using errcode = 'MD003';
  end if;
  update madoguchi.income_review r set ended_at = new.decided_at, end_reason = 'DECIDED'
  where r.id = new.review_id and r.sending_ref = new.sending_ref and r.staff_no = new.decided_by and r.ended_at is null
    and r.until_at > new.decided_at;
  if not found then
    raise exception 'only who has sending % decides it', new.sending_ref using errcode = 'MD003';
  end if;
  update madoguchi.income_certificate c set state = 'DECIDED', kind = coalesce(c.kind, new.kind)
  where c.sending_ref = new.sending_ref and c.state = 'READY';
  return new;
end $$;
comment on function madoguchi.guard_income_decision() is
  'One decision for the papers of a sending, all of them masked, by the holder of the lease alone, in the same moment (MD003).';
create trigger guard_income_decision before insert on madoguchi.income_decision
  for each row execute function madoguchi.guard_income_decision();
create trigger income_decision_is_final before update or delete on madoguchi.income_decision
  for each row execute function madoguchi.refuse_change();

create function madoguchi.reopen_income_sending(p_sending_ref uuid) returns void
language sql security definer set search_path = pg_catalog, madoguchi as $$
  update madoguchi.income_certificate c set state = 'READY' where c.sending_ref = p_sending_ref and c.state = 'DECIDED'
$$;
comment on function madoguchi.reopen_income_sending(uuid) is 'Puts decided papers back into the queue; the owner''s alone.';

create function madoguchi.guard_income_second_look() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_decision madoguchi.income_decision;
begin
  select d.* into v_decision from madoguchi.income_decision d where d.ref = new.decision_ref;
  perform 1 from madoguchi.income_certificate c where c.sending_ref = v_decision.sending_ref order by c.ref for update;
  if v_decision.ref is null or cardinality(v_decision.second_look) = 0 or v_decision.decided_by = new.looked_by
     or new.looked_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or exists (select from madoguchi.income_decision_undo u where u.decision_ref = new.decision_ref)
     or new.effective_at is distinct from (case when new.agreed
          then new.looked_at + make_interval(secs => madoguchi.setting_int('income.undo_seconds', new.looked_at)) end) then
    raise exception 'a second look is for another, at a decision that waits for it' using errcode = 'MD003';
  end if;
  if not new.agreed then
    perform madoguchi.reopen_income_sending(v_decision.sending_ref);
  end if;
  return new;
end $$;
comment on function madoguchi.guard_income_second_look() is 'The second person is another, and looks before it is undone (MD003); what is not agreed goes back into the queue.';
create trigger guard_income_second_look before insert on madoguchi.income_second_look
  for each row execute function madoguchi.guard_income_second_look();
create trigger income_second_look_is_final before update or delete on madoguchi.income_second_look
  for each row execute function madoguchi.refuse_change();

create function madoguchi.guard_income_decision_undo() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_decision madoguchi.income_decision;
  v_look     madoguchi.income_second_look;
begin
  select d.* into v_decision from madoguchi.income_decision d where d.ref = new.decision_ref;
  perform 1 from madoguchi.income_certificate c where c.sending_ref = v_decision.sending_ref order by c.ref for update;
  select l.* into v_look from madoguchi.income_second_look l where l.decision_ref = new.decision_ref;
  if v_decision.ref is null or new.undone_at not between clock_timestamp() - interval '10 seconds' and clock_timestamp()
     or v_look.agreed is false
     or coalesce(v_decision.effective_at, v_look.effective_at, 'infinity') <= clock_timestamp()
     or new.undone_by <> coalesce(v_look.looked_by, v_decision.decided_by) then
    raise exception 'a decision is undone before it takes effect, by who made it' using errcode = 'MD003';
  end if;
  perform madoguchi.reopen_income_sending(v_decision.sending_ref);
  return new;
end $$;
comment on function madoguchi.guard_income_decision_undo() is 'Only before it takes effect, only by whoever acted last (MD003); the papers go back into the queue.';
create trigger guard_income_decision_undo before insert on madoguchi.income_decision_undo
  for each row execute function madoguchi.guard_income_decision_undo();
create trigger income_decision_undo_is_final before update or delete on madoguchi.income_decision_undo
  for each row execute function madoguchi.refuse_change();

-- What stands on file ------------------------------------------------------------------------------------------------------
create table madoguchi.income_on_file (
  id            bigint generated always as identity primary key,
  member_no     madoguchi.member_no not null references madoguchi.member,
  annual_income madoguchi.yen not null check (annual_income between 0 and 999999999),
  source        text not null check (source in ('DECLARED', 'CERTIFICATE')),
  valid_from    timestamptz not null,
  decision_ref  uuid unique references madoguchi.income_decision,
  paper_on      date,
  renew_on      date,
  workplace_as_of timestamptz,
  check ((source = 'CERTIFICATE') = (num_nulls(decision_ref, paper_on, renew_on, workplace_as_of) = 0)),
  check (source = 'CERTIFICATE' or num_nonnulls(decision_ref, paper_on, renew_on, workplace_as_of) = 0)
);
create index income_on_file_by_member on madoguchi.income_on_file (member_no, valid_from desc, id desc);
comment on table madoguchi.income_on_file is 'Annual income (年収) of members, as they declared it or as a certificate proved it; the latest that has begun counts.';
comment on column madoguchi.income_on_file.id is 'Row id.';
comment on column madoguchi.income_on_file.member_no is 'Whose.';
comment on column madoguchi.income_on_file.annual_income is 'Yen a year.';
comment on column madoguchi.income_on_file.source is 'Declared by the member, or proved.';
comment on column madoguchi.income_on_file.valid_from is 'Counts from this moment, unless its decision was undone.';
comment on column madoguchi.income_on_file.decision_ref is 'The decision that proved it.';
comment on column madoguchi.income_on_file.paper_on is 'As income_decision.paper_on.';
comment on column madoguchi.income_on_file.renew_on is 'As income_decision.renew_on.';
comment on column madoguchi.income_on_file.workplace_as_of is 'A workplace reported after this moment reopens the income check.';
create trigger income_on_file_is_final before update or delete on madoguchi.income_on_file
  for each row execute function madoguchi.refuse_change();

create table madoguchi.other_lending (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  balance     madoguchi.yen not null check (balance >= 0),
  lenders     smallint not null check (lenders between 0 and 99),
  source      text not null check (source in ('DECLARED', 'BUREAU')),
  reported_at timestamptz not null
);
create index other_lending_by_member on madoguchi.other_lending (member_no, reported_at desc, id desc);
comment on table madoguchi.other_lending is 'What a member owes to other moneylenders (他社借入残高) at a moment; the latest counts. For credit review alone.';
comment on column madoguchi.other_lending.id is 'Row id.';
comment on column madoguchi.other_lending.member_no is 'Whose.';
comment on column madoguchi.other_lending.balance is 'Sum of balances, yen; housing loans and banks left out (DOMAIN §3).';
comment on column madoguchi.other_lending.lenders is 'Number of lenders.';
comment on column madoguchi.other_lending.source is 'Declared by the member, or answered by a credit bureau.';
comment on column madoguchi.other_lending.reported_at is 'When.';
create trigger other_lending_is_final before update or delete on madoguchi.other_lending
  for each row execute function madoguchi.refuse_change();

create function madoguchi.income_in_force(p_member_no text, p_at timestamptz)
returns table (annual_income madoguchi.yen, source text, valid_from timestamptz, paper_on date, renew_on date, reopened boolean)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select f.annual_income, f.source, f.valid_from, f.paper_on, f.renew_on,
         f.source = 'CERTIFICATE'
         and exists (select from madoguchi.member_employer e
                     where e.member_no = p_member_no and e.valid_from > f.workplace_as_of and e.valid_from <= p_at)
  from madoguchi.income_on_file f
  where f.member_no = p_member_no and f.valid_from <= p_at
    and not exists (select from madoguchi.income_decision_undo u where u.decision_ref = f.decision_ref)
  order by f.valid_from desc, f.id desc limit 1
$$;
comment on function madoguchi.income_in_force(text, timestamptz) is
  'The annual income that counts at a moment, and whether a change of workplace since has reopened the check (貸金業法施行規則); no row = none on file.';

create function madoguchi.income_overview(p_at timestamptz, p_days integer)
returns table (member_no madoguchi.member_no, standing text, since date, renew_on date, annual_income madoguchi.yen)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with needed as (
    select c.member_no, c.started_on, c.credit_limit
    from madoguchi.contract c
    left join lateral (select o.balance from madoguchi.other_lending o
                       where o.member_no = c.member_no and o.reported_at <= p_at order by o.reported_at desc, o.id desc limit 1) o on true
    where c.state = 'ACTIVE'
      and (c.credit_limit > madoguchi.setting_int('income.certificate_above_limit', p_at)
           or c.credit_limit > 0 and c.credit_limit + coalesce(o.balance, 0) > madoguchi.setting_int('income.certificate_above_total', p_at))),
  standing as (
    select n.member_no, n.started_on, f.*,
           (select d.decided_at from madoguchi.income_decision d
            left join madoguchi.income_decision_undo u on u.decision_ref = d.ref
            where d.member_no = n.member_no and u.decision_ref is null
              and d.outcome = 'ASK_AGAIN' and d.effective_at <= p_at
              and not exists (select from madoguchi.income_certificate s
                              where s.member_no = n.member_no and s.received_at > d.decided_at)
            order by d.decided_at desc limit 1) as asked_at,
           exists (select from madoguchi.income_certificate s
                   where s.member_no = n.member_no and s.state in ('WAITING', 'QUARANTINED', 'READY')) as here
    from needed n
    left join lateral madoguchi.income_in_force(n.member_no::text, p_at) f on true)
  select s.member_no,
         case when s.here then 'IN_REVIEW'
              when s.asked_at is not null then 'AT_MEMBER'
              when s.source is distinct from 'CERTIFICATE' then 'MISSING'
              when s.reopened then 'REOPENED'
              when s.renew_on <= (p_at at time zone 'Asia/Tokyo')::date then 'EXPIRED'
              else 'EXPIRING' end,
         coalesce((s.asked_at at time zone 'Asia/Tokyo')::date, s.renew_on, s.started_on), s.renew_on, s.annual_income
  from standing s
  where s.here or s.asked_at is not null or s.source is distinct from 'CERTIFICATE' or s.reopened
     or s.renew_on <= (p_at at time zone 'Asia/Tokyo')::date + p_days
$$;
comment on function madoguchi.income_overview(timestamptz, integer) is
  'Active members who need a certificate (DOMAIN §3) and where that stands: MISSING, REOPENED, EXPIRED, EXPIRING within days, AT_MEMBER (asked again), IN_REVIEW.';

-- What the member is told --------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox add constraint outbox_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED'));
alter table madoguchi.message_template drop constraint message_template_kind_check;
alter table madoguchi.message_template add constraint message_template_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED'));
alter table madoguchi.outbox drop constraint outbox_code_check;
alter table madoguchi.outbox add constraint outbox_code_check check (code in (
  'NOT_REACHED', 'DEFERRED', 'REFUSED', 'INTERRUPTED', 'NO_ADDRESS', 'BAD_ADDRESS', 'NO_TEMPLATE', 'UNFILLED', 'LENDING_WORD',
  'LAWYER_NOTICE', 'DECEASED', 'UNDONE'));
insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, 'MAIL', timestamptz '2020-01-01 00:00:00+09', subject,
       '{name} さま' || E'\n\n' || body || E'\n\n' ||
       'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
       'このメールは送信専用です。暗証番号やパスワード、個人番号(マイナンバー)をメールでお尋ねすることはありません。' || E'\n'
from (values
  ('INCOME_ACCEPTED', 'ご提出書類の確認が終わりました',
   '{received_at}にご提出いただいた収入証明書の確認が終わりました。お手続きは不要です。'),
  ('INCOME_ASKED_AGAIN', '書類の再提出のお願い',
   '{received_at}にご提出いただいた収入証明書について、次のとおり改めてご提出をお願いいたします。' || E'\n\n' || '{requests}' || E'\n\n' ||
   '会員ページの「書類提出」からお送りください。個人番号、基礎年金番号、保険者番号、本籍地は、隠してからお送りください。'),
  ('INCOME_REFUSED', 'ご提出書類について',
   '{received_at}にご提出いただいた書類は、収入証明書として承ることができませんでした。' || E'\n\n' || '{requests}')) t(kind, subject, body);
insert into madoguchi.message_template (kind, channel, valid_from, body)
select kind, 'SMS', timestamptz '2020-01-01 00:00:00+09', body from (values
  ('INCOME_ACCEPTED', '{received_at}ご提出の書類の確認が終わりました。お手続きは不要です。'),
  ('INCOME_ASKED_AGAIN', '{received_at}ご提出の書類について再提出をお願いします。{requests}'),
  ('INCOME_REFUSED', '{received_at}ご提出の書類は承れませんでした。{requests}')) t(kind, body);
