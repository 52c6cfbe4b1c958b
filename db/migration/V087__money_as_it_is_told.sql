-- Money as it is told. What counts toward an instalment: a part of it as the whole, from the days on from which a repayment is for its due date (DOMAIN §2).
comment on column madoguchi.contract.paid_toward_due is 'Repaid toward the instalment that is due without making it up, late charge left out, yen; what came before the days that are for that due date lowers the debt alone.';

create or replace function madoguchi.enter_in_ledger(
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
      -- A lower minimum may be made up by what was repaid toward the one before.
      if v_loan.minimum = 0 or (v_contract.paid_toward_due > 0
         and v_contract.paid_toward_due >= madoguchi.minimum_repayment(v_contract.product_version, v_after.last_borrowing_balance)) then
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
    elsif v_loan.late or v_contract.ended_on is not null
          or madoguchi.first_due_date(v_contract.product_version, v_contract.due_day, p_valued_on) > v_loan.due_on then
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

-- The timeline tells money, points, bank services, what was reported on the site and what was heard of a takeover, too.
create or replace function madoguchi.member_timeline(p_member_no text, p_before timestamptz, p_sources text[], p_place_no text)
returns table (at timestamptz, source text, id text, what text, how text, result text, number bigint,
               staff_no text, place_no text, contact_no text)
language plpgsql stable rows 60
set search_path = pg_catalog, madoguchi set timezone = 'Asia/Tokyo'
-- One plan for all members, in which each source is read by its own index in order and only as far as the page goes.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
begin
  return query
  select e.at, e.source, e.id, e.what, e.how, e.result, e.number, e.staff_no, e.place_no, e.contact_no
  from (
    -- Each source is ordered behind a limit of its own, so that of its rows, and of its quarters, no more are opened than the page takes.
    (select l.at as at, 'LOGIN' as source, l.id::text as id, l.outcome as what, l.channel as how, l.id_kind as result, null::bigint as number,
            null::text as staff_no, null::text as place_no, null::text as contact_no
     from madoguchi.login_attempt l
     where 'LOGIN' = any (p_sources) and l.member_no = p_member_no and l.at < p_before and l.at > p_before - interval '2 years'
     order by l.at desc limit 1000)
    union all
    (select l.locked_at, 'LOCKED', l.id::text, l.kind, l.cause, null::text, l.failures::bigint, l.locked_by::text, null::text, null::text
     from madoguchi.login_lock l
     where 'LOCKED' = any (p_sources) and l.member_no = p_member_no and l.locked_at < p_before
     order by l.locked_at desc limit 1000)
    union all
    (select l.cleared_at, 'LOCK_CLEARED', l.id::text, l.kind, l.clear_reason, null::text, null::bigint,
            l.cleared_by::text, l.cleared_place_no::text, l.cleared_contact_no::text
     from madoguchi.login_lock l
     where 'LOCK_CLEARED' = any (p_sources) and l.member_no = p_member_no and l.cleared_at is not null and l.cleared_at < p_before
     order by l.cleared_at desc limit 1000)
    union all
    (select c.opened_at, 'CONTACT', c.contact_no::text, c.channel, coalesce(c.cause, c.category), c.outcome,
            (extract(epoch from c.closed_at - c.opened_at))::bigint, c.staff_no::text, c.place_no::text, c.contact_no::text
     from madoguchi.contact c
     where 'CONTACT' = any (p_sources) and c.member_no = p_member_no and c.opened_at < p_before
     order by c.opened_at desc limit 1000)
    union all
    (select c.at, 'IDENTITY_CHECK', c.ref::text, c.method, c.fail_reason, c.result, null::bigint,
            c.staff_no::text, c.place_no::text, c.contact_no::text
     from madoguchi.identity_check c
     where 'IDENTITY_CHECK' = any (p_sources) and c.member_no = p_member_no and c.at < p_before
     order by c.at desc limit 1000)
    union all
    (select h.made_at, 'HAND_OFF', h.hand_off_no, h.purpose, null::text, null::text, null::bigint,
            h.made_by::text, h.place_no::text, h.contact_no::text
     from madoguchi.hand_off h
     where 'HAND_OFF' = any (p_sources) and h.member_no = p_member_no and h.made_at < p_before
     order by h.made_at desc limit 1000)
    union all
    (select h.ended_at, 'HAND_OFF_ENDED', h.hand_off_no, h.purpose, null::text, h.outcome, null::bigint,
            h.ended_by::text, h.place_no::text, h.taken_contact_no::text
     from madoguchi.hand_off h
     where 'HAND_OFF_ENDED' = any (p_sources) and h.member_no = p_member_no and h.ended_at is not null and h.ended_at < p_before
     order by h.ended_at desc limit 1000)
    union all
    (select w.issued_at, 'WEB_ID', w.id::text, w.reason, w.delivery, w.channel, null::bigint,
            w.staff_no::text, w.place_no::text, w.contact_no::text
     from madoguchi.web_id w
     where 'WEB_ID' = any (p_sources) and w.member_no = p_member_no and w.issued_at < p_before
     order by w.issued_at desc limit 1000)
    union all
    (select s.at, 'SECRET_CHANGED', s.id::text, s.secret, s.channel, case when s.after_reset then 'AFTER_RESET' end, null::bigint,
            null::text, null::text, null::text
     from madoguchi.secret_change s
     where 'SECRET_CHANGED' = any (p_sources) and s.member_no = p_member_no and s.at < p_before
     order by s.at desc limit 1000)
    union all
    (select r.requested_at, 'RESET', r.ref::text, r.secret, r.delivery, case when r.used_at is not null then 'USED' end, null::bigint,
            r.requested_by::text, null::text, r.contact_no::text
     from madoguchi.credential_reset r
     where 'RESET' = any (p_sources) and r.member_no = p_member_no and r.requested_at < p_before
     order by r.requested_at desc limit 1000)
    union all
    (select c.issued_at, 'CARD', right(c.card_no::text, 4), null::text, null::text, c.end_reason, null::bigint,
            c.staff_no::text, null::text, c.contact_no::text
     from madoguchi.card c
     where 'CARD' = any (p_sources) and c.member_no = p_member_no and c.issued_at < p_before
     order by c.issued_at desc limit 1000)
    union all
    (select l.reported_at, 'CARD_LOST', l.report_no, l.circumstance, null::text, null::text, null::bigint,
            l.staff_no::text, null::text, l.contact_no::text
     from madoguchi.card_loss l
     where 'CARD_LOST' = any (p_sources) and l.member_no = p_member_no and l.reported_at < p_before
     order by l.reported_at desc limit 1000)
    union all
    (select i.received_at, 'INCOME_PAPER', i.ref::text, i.kind, i.channel, i.state, i.page_count::bigint,
            i.received_by::text, null::text, i.contact_no::text
     from madoguchi.income_certificate i
     where 'INCOME_PAPER' = any (p_sources) and i.member_no = p_member_no and i.received_at < p_before
     order by i.received_at desc limit 1000)
    union all
    (select d.decided_at, 'INCOME_DECIDED', d.ref::text, d.kind, nullif(array_to_string(d.reasons, ','), ''),
            case when exists (select from madoguchi.income_decision_undo u where u.decision_ref = d.ref) then 'UNDONE' else d.outcome end,
            d.annual_income::bigint, d.decided_by::text, null::text, null::text
     from madoguchi.income_decision d
     where 'INCOME_DECIDED' = any (p_sources) and d.member_no = p_member_no and d.decided_at < p_before
     order by d.decided_at desc limit 1000)
    union all
    (select c.made_at, 'PAID_OFF_CERTIFICATE', c.certificate_no, null::text, null::text, null::text, null::bigint,
            c.staff_no::text, c.place_no::text, c.contact_no::text
     from madoguchi.paid_off_certificate c
     where 'PAID_OFF_CERTIFICATE' = any (p_sources) and c.member_no = p_member_no and c.made_at < p_before
     order by c.made_at desc limit 1000)
    union all
    (select r.received_at, 'LIMIT_REQUESTED', r.ref::text, r.kind, r.channel, r.state, r.asked_limit::bigint,
            r.received_by::text, null::text, r.contact_no::text
     from madoguchi.limit_request r
     where 'LIMIT_REQUESTED' = any (p_sources) and r.member_no = p_member_no and r.received_at < p_before
     order by r.received_at desc limit 1000)
    union all
    (select d.decided_at, 'LIMIT_DECIDED', d.ref::text, d.outcome, null::text, null::text, d.credit_limit::bigint,
            d.decided_by::text, null::text, null::text
     from madoguchi.limit_decision d
     where 'LIMIT_DECIDED' = any (p_sources) and d.member_no = p_member_no and d.decided_at < p_before
     order by d.decided_at desc limit 1000)
    union all
    (select o.ended_at, 'LIMIT_OFFER_ENDED', o.ref::text, o.end_reason, o.accepted_by, null::text, o.credit_limit::bigint,
            null::text, null::text, o.contact_no::text
     from madoguchi.limit_offer o
     where 'LIMIT_OFFER_ENDED' = any (p_sources) and o.member_no = p_member_no and o.ended_at is not null and o.ended_at < p_before
     order by o.ended_at desc limit 1000)
    union all
    (select c.at, 'LIMIT_CHANGED', c.ref::text, c.why, c.reason, null::text, c.new_limit::bigint, c.staff_no::text, null::text, null::text
     from madoguchi.limit_change c
     where 'LIMIT_CHANGED' = any (p_sources) and c.member_no = p_member_no and c.at < p_before
     order by c.at desc limit 1000)
    union all
    (select s.stopped_at, 'BORROWING_STOPPED', s.id::text, s.reason, null::text, null::text, null::bigint,
            s.stopped_by::text, null::text, null::text
     from madoguchi.borrowing_stop s
     where 'BORROWING_STOPPED' = any (p_sources) and s.member_no = p_member_no and s.stopped_at < p_before
     order by s.stopped_at desc limit 1000)
    union all
    (select s.lifted_at, 'BORROWING_LIFTED', s.id::text, s.reason, null::text, null::text, null::bigint, null::text, null::text, null::text
     from madoguchi.borrowing_stop s
     where 'BORROWING_LIFTED' = any (p_sources) and s.member_no = p_member_no and s.lifted_at is not null and s.lifted_at < p_before
     order by s.lifted_at desc limit 1000)
    union all
    (select d.at, 'DATA_CHANGED', d.ref::text, d.kind, null::text, null::text, null::bigint,
            d.staff_no::text, d.place_no::text, d.contact_no::text
     from madoguchi.personal_data_change d
     where 'DATA_CHANGED' = any (p_sources) and d.member_no = p_member_no and d.at < p_before
     order by d.at desc limit 1000)
    union all
    (select d.confirmed_at, 'DATA_CONFIRMED', d.id::text, null::text, null::text, null::text, null::bigint,
            d.staff_no::text, null::text, d.contact_no::text
     from madoguchi.contact_data_confirmation d
     where 'DATA_CONFIRMED' = any (p_sources) and d.member_no = p_member_no and d.confirmed_at < p_before
     order by d.confirmed_at desc limit 1000)
    union all
    (select f.at, f.source, c.id::text, f.what, null::text, null::text, null::bigint, f.staff_no, f.place_no, f.contact_no
     from madoguchi.contract c
     left join madoguchi.contract_cancellation x on x.contract_id = c.id
     cross join lateral (values
       (c.started_on::timestamptz, 'CONTRACT_STARTED', null::text, null::text, null::text, null::text),
       (coalesce(x.at, c.ended_on::timestamptz), 'CONTRACT_ENDED', c.end_reason, x.staff_no::text, x.place_no::text, x.contact_no::text))
       f(at, source, what, staff_no, place_no, contact_no)
     where 'CONTRACT' = any (p_sources) and c.member_no = p_member_no and f.at < p_before
     order by f.at desc limit 1000)
    union all
    (select f.at, f.source, d.id::text, null::text, null::text, null::text, null::bigint, null::text, null::text, null::text
     from madoguchi.delinquency d
     cross join lateral (values (d.due_on::timestamptz, 'DELINQUENT'), (d.settled_on::timestamptz, 'SETTLED')) f(at, source)
     where 'CONTRACT' = any (p_sources) and d.member_no = p_member_no and f.at < p_before
     order by f.at desc limit 1000)
    union all
    (select r.at, 'REACTIVATED', r.id::text, null::text, null::text, null::text, null::bigint,
            r.staff_no::text, r.place_no::text, r.contact_no::text
     from madoguchi.reactivation r
     where 'CONTRACT' = any (p_sources) and r.member_no = p_member_no and r.at < p_before
     order by r.at desc limit 1000)
    union all
    (select w.waived_at, 'CHARGE_WAIVED', w.id::text, null::text, null::text, null::text, w.amount::bigint,
            w.staff_no::text, w.place_no::text, w.contact_no::text
     from madoguchi.late_charge_waiver w
     where 'CONTRACT' = any (p_sources) and w.member_no = p_member_no and w.waived_at < p_before
     order by w.waived_at desc limit 1000)
    union all
    (select o.created_at, 'MESSAGE', o.ref::text, o.kind, o.channel, o.state, null::bigint, null::text, null::text, null::text
     from madoguchi.outbox o
     where 'MESSAGE' = any (p_sources) and o.member_no = p_member_no and o.created_at < p_before
     order by o.created_at desc limit 1000)
    union all
    (select c.raised_at, 'COMPLAINT', c.ref::text, c.about, null::text, c.outcome, null::bigint,
            c.raised_by::text, c.place_no::text, c.contact_no::text
     from madoguchi.complaint c
     where 'COMPLAINT' = any (p_sources) and c.member_no = p_member_no and c.raised_at < p_before and c.place_no = p_place_no
     order by c.raised_at desc limit 1000)
    union all
    (select a.made_at, 'APPROVAL', a.ref::text, a.operation, a.reason, a.decision, null::bigint,
            a.maker::text, a.place_no::text, a.contact_no::text
     from madoguchi.approval a
     where ('APPROVAL' = any (p_sources)
            or 'APPROVAL_OF_OTHERS' = any (p_sources) and a.operation not in ('RAISE_LIMIT', 'RAISE_LIMIT_HIGH'))
       and a.member_no = p_member_no and a.made_at < p_before
     order by a.made_at desc limit 1000)
    union all
    (select r.valid_from, 'RESTRICTION', r.id::text, r.kind, r.source, null::text, null::bigint,
            r.made_by::text, null::text, r.contact_no::text
     from madoguchi.contact_restriction r
     where 'RESTRICTION' = any (p_sources) and r.member_no = p_member_no and r.valid_from < p_before
     order by r.valid_from desc limit 1000)
    union all
    (select f.valid_from, 'ATTENTION', f.id::text, f.kind, f.source, null::text, null::bigint,
            f.made_by::text, null::text, f.contact_no::text
     from madoguchi.attention_flag f
     where 'ATTENTION' = any (p_sources) and f.member_no = p_member_no and f.valid_from < p_before and not f.restricted
     order by f.valid_from desc limit 1000)
    union all
    (select e.at, 'LEDGER', e.id::text, e.kind, e.channel, null::text, e.amount::bigint, e.staff_no::text, null::text, null::text
     from madoguchi.ledger_entry e
     where 'LEDGER' = any (p_sources) and e.member_no = p_member_no and e.at < p_before and e.kind <> 'OPENING'
     order by e.at desc, e.id desc limit 1000)
    union all
    (select p.at, 'POINTS', p.id::text, coalesce(p.occasion, p.benefit), case when p.benefit is null then 'EARNED' else 'SPENT' end, null::text,
            abs(p.points)::bigint, null::text, null::text, null::text
     from madoguchi.point_entry p
     where 'POINTS' = any (p_sources) and p.member_no = p_member_no and p.at < p_before
     order by p.at desc, p.id desc limit 1000)
    union all
    (select f.at, 'POINT_SERVICE', a.id::text, f.what, null::text, null::text, null::bigint, null::text, null::text, null::text
     from madoguchi.point_application a
     cross join lateral (values (a.applied_at, 'ON'), (a.ended_at, 'OFF')) f(at, what)
     where 'POINT_SERVICE' = any (p_sources) and a.member_no = p_member_no and f.at < p_before
     order by f.at desc limit 1000)
    union all
    (select c.at, 'BANK_SERVICE', c.ref::text, c.kind, c.reason, case when c.new_id is null then 'OFF' else 'ON' end, null::bigint,
            c.staff_no::text, c.place_no::text, c.contact_no::text
     from madoguchi.bank_service_change c
     where 'BANK_SERVICE' = any (p_sources) and c.member_no = p_member_no and c.at < p_before
     order by c.at desc limit 1000)
    union all
    -- What began or ended on the member's own side has no such change.
    (select f.at, 'BANK_SERVICE', s.kind || s.id, s.kind, null::text, f.result, null::bigint, null::text, null::text, null::text
     from (select 'BANK_ACCOUNT' as kind, b.id, b.valid_from, b.valid_to from madoguchi.bank_account b where b.member_no = p_member_no
           union all
           select 'DIRECT_DEBIT', d.id, d.valid_from, d.valid_to from madoguchi.direct_debit d where d.member_no = p_member_no
           union all
           select 'DUE_DATE_MAIL', m.id, m.valid_from, m.valid_to from madoguchi.due_date_mail m where m.member_no = p_member_no) s
     cross join lateral (values (s.valid_from, 'ON'), (s.valid_to, 'OFF')) f(at, result)
     where 'BANK_SERVICE' = any (p_sources) and f.at < p_before
       and not exists (select from madoguchi.bank_service_change c where c.member_no = p_member_no and c.at = f.at)
     order by f.at desc limit 1000)
    union all
    (select r.reported_at, 'CHANGE_REPORTED', r.ref::text, r.kind, r.channel, coalesce(r.outcome, 'WAITS'), null::bigint,
            null::text, null::text, null::text
     from madoguchi.change_report r
     where 'CHANGE_REPORTED' = any (p_sources) and r.member_no = p_member_no and r.reported_at < p_before
     order by r.reported_at desc limit 1000)
    union all
    (select r.ended_at, 'CHANGE_REPORT_ENDED', r.ref::text, r.kind, r.turn_down_reason, r.outcome, null::bigint,
            r.ended_by::text, null::text, r.ended_contact_no::text
     from madoguchi.change_report r
     where 'CHANGE_REPORTED' = any (p_sources) and r.member_no = p_member_no and r.ended_at < p_before and r.outcome <> 'AT_ONCE'
     order by r.ended_at desc limit 1000)
    union all
    (select r.at, 'TAKEOVER_HEARD', r.ref::text, r.kind, null::text, null::text, null::bigint, r.staff_no::text, null::text, r.contact_no::text
     from madoguchi.takeover_report r
     where 'TAKEOVER_HEARD' = any (p_sources) and r.member_no = p_member_no and r.at < p_before
     order by r.at desc limit 1000)
    union all
    (select t.at, 'LOOK', t.id::text, t.action, t.reason, t.outcome, null::bigint, t.staff_no, t.place_no, t.contact_no
     from madoguchi.audit_entry t
     where 'LOOK' = any (p_sources) and t.member_no = p_member_no and t.at < p_before and t.at > p_before - interval '3 years'
       and (t.action like '%\_READ' or t.action in ('MEMBER_OPENED', 'FIELD_REVEALED', 'BOOK_EXPORTED'))
       and t.place_no = p_place_no
     order by t.at desc limit 1000)
    union all
    (select t.at, 'LOOK', t.id::text, t.action, t.reason, t.outcome, null::bigint, t.staff_no, t.place_no, t.contact_no
     from madoguchi.audit_entry t
     where 'LOOK_EVERYWHERE' = any (p_sources) and t.member_no = p_member_no and t.at < p_before and t.at > p_before - interval '3 years'
       and (t.action like '%\_READ' or t.action in ('MEMBER_OPENED', 'FIELD_REVEALED', 'BOOK_EXPORTED'))
     order by t.at desc limit 1000)
  ) e
  order by e.at desc
  fetch first 50 rows with ties;
end
$$;
comment on function madoguchi.member_timeline(text, timestamptz, text[], text) is
  'What happened to a member before a moment, the newest first: 50 events, and all that share the time of the last, so that the next page begins before that time. Sources that are not named are not read. CONTRACT is its beginning and end, delinquency, re-activation and waivers; APPROVAL_OF_OTHERS leaves out raises of a limit; COMPLAINT and LOOK are of the place alone, LOOK_EVERYWHERE of all; attention flags that are restricted never appear. Login attempts reach back 2 years from the moment, looks 3. id is what the source calls the row; BANK_SERVICE is what was changed, and what began or ended without the console. number is yen, points, seconds of a contact, failures of a lock, pages of a paper.';
