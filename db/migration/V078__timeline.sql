-- The timeline of a member (経緯): what stands in many tables, told in one stream, the newest first, page by page.
create index login_lock_cleared_by_member on madoguchi.login_lock (member_no, cleared_at desc) where cleared_at is not null;
create index hand_off_ended_by_member on madoguchi.hand_off (member_no, ended_at desc) where ended_at is not null;
create index borrowing_stop_lifted_by_member on madoguchi.borrowing_stop (member_no, lifted_at desc) where lifted_at is not null;
create index limit_offer_ended_by_member on madoguchi.limit_offer (member_no, ended_at desc) where ended_at is not null;
create index card_issued_by_member on madoguchi.card (member_no, issued_at desc);
-- Who looked at a member: every reading that the trail knows by its name. The place is looked at within the index.
create index audit_entry_look_by_member on madoguchi.audit_entry (member_no, at desc, place_no)
  where member_no is not null and (action like '%\_READ' or action in ('MEMBER_OPENED', 'FIELD_REVEALED', 'BOOK_EXPORTED'));

create function madoguchi.member_timeline(p_member_no text, p_before timestamptz, p_sources text[], p_place_no text)
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
  'What happened to a member before a moment, the newest first: 50 events, and all that share the time of the last, so that the next page begins before that time. Sources that are not named are not read. CONTRACT is its beginning and end, delinquency, re-activation and waivers; APPROVAL_OF_OTHERS leaves out raises of a limit; COMPLAINT and LOOK are of the place alone, LOOK_EVERYWHERE of all; attention flags that are restricted never appear. Login attempts reach back 2 years from the moment, looks 3. id is what the source calls the row; number is yen, seconds of a contact, failures of a lock, pages of a paper.';
