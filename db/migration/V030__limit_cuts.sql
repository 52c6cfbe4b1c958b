-- Cutting a limit: lower, or to 0 (a borrowing stop); and lending again after a stop, which is a request that is decided as a raise is.
alter table madoguchi.limit_request add column kind text not null default 'RAISE' check (kind in ('RAISE', 'LIFT_STOP'));
comment on column madoguchi.limit_request.kind is 'A higher limit, or lending again after a borrowing stop (the limit was 0 when it came): its approval lifts every stop in force.';

alter table madoguchi.borrowing_stop drop constraint borrowing_stop_reason_check;
alter table madoguchi.borrowing_stop
  add constraint borrowing_stop_reason_check check (reason in (
    'DELINQUENCY', 'REVIEW', 'TOTAL_LENDING', 'INCOME_CERTIFICATE_MISSING', 'SELF_EXCLUSION', 'TAKEOVER_SUSPECTED', 'MEMBER_ASKED', 'OTHER')),
  add column stopped_by      madoguchi.staff_no references madoguchi.staff,
  add column lifted_by_offer uuid references madoguchi.limit_offer;
create index borrowing_stop_by_staff on madoguchi.borrowing_stop (stopped_by) where stopped_by is not null;
create index borrowing_stop_by_offer on madoguchi.borrowing_stop (lifted_by_offer) where lifted_by_offer is not null;
comment on column madoguchi.borrowing_stop.stopped_by is 'Who stopped it; null = the account system.';
comment on column madoguchi.borrowing_stop.lifted_by_offer is 'The accepted offer that lifted it.';

alter table madoguchi.limit_change
  add column ref          uuid not null unique default gen_random_uuid(),
  add column reason       text check (reason in (
    'DELINQUENCY', 'REVIEW', 'TOTAL_LENDING', 'INCOME_CERTIFICATE_MISSING', 'SELF_EXCLUSION', 'TAKEOVER_SUSPECTED', 'MEMBER_ASKED', 'OTHER')),
  add column note         text check (length(note) between 1 and 400),
  add column approval_ref uuid references madoguchi.approval,
  add constraint limit_change_reasoned check ((why = 'OFFER') = (reason is null)),
  add constraint limit_change_stopped check ((why = 'STOPPED') = (new_limit = 0));
create index limit_change_by_approval on madoguchi.limit_change (approval_ref) where approval_ref is not null;
comment on column madoguchi.limit_change.ref is 'Stable name.';
comment on column madoguchi.limit_change.reason is 'Why it was cut; null for an accepted offer.';
comment on column madoguchi.limit_change.note is 'In the words of who cut it, for colleagues.';
comment on column madoguchi.limit_change.approval_ref is 'The second person''s agreement, where whoever asked may only ask.';

insert into madoguchi.permission (permission, description) values
  ('BORROWING_STOP_AGREE', 'Agree to a stop of borrowing that somebody asks for');
insert into madoguchi.role_permission (role, permission, level) values
  ('SUPERVISOR', 'BORROWING_STOP_AGREE', 'SECOND'), ('MANAGER', 'BORROWING_STOP_AGREE', 'SECOND');

create function madoguchi.limit_facts_for(p_kind text, p_member_no text, p_at timestamptz) returns madoguchi.limit_facts
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_facts madoguchi.limit_facts := madoguchi.limit_facts_of(p_member_no, p_at);
begin
  if p_kind = 'LIFT_STOP' then
    v_facts.borrowing_stops := '{}';
  end if;
  return v_facts;
end $$;
comment on function madoguchi.limit_facts_for(text, text, timestamptz) is
  'The facts of a request: a stop does not stand against lending again, only what it was for. A new stop still changes them: it raises the contract''s version.';

create function madoguchi.cut_limit(
  p_ref uuid, p_member_no text, p_limit bigint, p_version integer, p_reason text, p_note text, p_staff_no text, p_approval_ref uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_at       timestamptz;
  v_change   bigint;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  v_at := clock_timestamp();
  select c.* into v_contract from madoguchi.contract c where c.member_no::text = p_member_no and c.state = 'ACTIVE' for update;
  if v_contract.id is null or v_contract.version is distinct from p_version then
    raise exception 'the contract of member % is not as it was seen', p_member_no using errcode = 'MD003';
  elsif p_limit is null or p_limit < 0 or p_limit >= v_contract.credit_limit or p_limit % madoguchi.setting_int('limit.step', v_at) <> 0
        or (p_limit > 0 and p_limit < (select v.limit_lowest from madoguchi.product_version v where v.product_version = v_contract.product_version)) then
    raise exception '% yen is no lower limit of this contract', p_limit using errcode = 'MD003';
  elsif not exists (select from madoguchi.staff_role r
                    join madoguchi.role_permission p on p.role = r.role and p.permission = 'BORROWING_STOP' and p.level = 'ALONE'
                    where r.staff_no::text = p_staff_no and r.valid_from <= (v_at at time zone 'Asia/Tokyo')::date
                      and (r.valid_to is null or r.valid_to > (v_at at time zone 'Asia/Tokyo')::date))
        and not (p_limit = 0
                 and exists (select from madoguchi.approval a
                             where a.ref = p_approval_ref and a.member_no::text = p_member_no and a.maker::text = p_staff_no
                               and a.operation = 'STOP_BORROWING' and a.decision = 'APPROVED')) then
    raise exception 'staff % may not cut a limit alone', p_staff_no using errcode = 'MD003';
  end if;
  with ended as (
    update madoguchi.limit_offer o set ended_at = v_at, end_reason = 'LAPSED' where o.member_no::text = p_member_no and o.ended_at is null
    returning o.request_ref)
  update madoguchi.limit_request r set state = 'OPEN' from ended where r.ref = ended.request_ref;
  update madoguchi.contract c set credit_limit = p_limit, version = c.version + 1 where c.id = v_contract.id;
  insert into madoguchi.limit_change (ref, member_no, contract_id, at, why, old_limit, new_limit, old_apr, new_apr, staff_no, reason, note, approval_ref)
  values (p_ref, p_member_no, v_contract.id, v_at, case p_limit when 0 then 'STOPPED' else 'REDUCED' end, v_contract.credit_limit, p_limit,
          v_contract.apr, v_contract.apr, p_staff_no, p_reason, p_note, p_approval_ref)
  returning id into v_change;
  if p_limit = 0 then
    insert into madoguchi.borrowing_stop (member_no, reason, stopped_at, stopped_by) values (p_member_no, p_reason, v_at, p_staff_no)
    on conflict (member_no, reason) where lifted_at is null do nothing;
  end if;
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), p_member_no, 'LIMIT_CHANGED', madoguchi.message_channel(p_member_no), jsonb_build_object('changed_at', v_at)::text, v_at, v_at);
  return v_change;
end $$;
comment on function madoguchi.cut_limit(uuid, text, bigint, integer, text, text, text, uuid) is
  'Lowers a limit, or sets it to 0 with a borrowing stop, ends offers that stood on the old one, and tells the member; limit, ledger, stop and message together. Refuses a limit that is not lower, a contract that changed since it was seen, and who may not (MD003).';

create or replace function madoguchi.inquiry_has_occasion(p_purpose text, p_occasion_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_purpose in ('LIMIT_CASE', 'LIFT_STOP')
         and exists (select from madoguchi.limit_request r
                     where r.ref = p_occasion_ref and r.member_no = p_member_no and r.ended_at is null
                       and r.kind = case p_purpose when 'LIFT_STOP' then 'LIFT_STOP' else 'RAISE' end)
$$;

create or replace function madoguchi.receive_limit_request(
  p_ref uuid, p_member_no text, p_channel text, p_contact_no text, p_staff_no text, p_limit bigint, p_purpose text, p_income bigint, p_employer text,
  p_others bigint, p_lenders integer, p_apr numeric, p_at timestamptz)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contract madoguchi.contract;
  v_known    madoguchi.limit_request;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  select r.* into v_known from madoguchi.limit_request r where r.ref = p_ref;
  if v_known.ref is not null then
    return case when v_known.member_no::text = p_member_no and v_known.asked_limit::bigint = p_limit then 'RECEIVED' else 'CONFLICT' end;
  end if;
  perform madoguchi.expire_limit_requests(p_member_no, p_at);
  select c.* into v_contract from madoguchi.contract c where c.member_no::text = p_member_no and c.state = 'ACTIVE';
  if num_nulls(p_ref, p_limit, p_purpose, p_income, p_others, p_lenders) > 0
     or p_purpose not in ('LIVING', 'MEDICAL', 'EDUCATION', 'TRAVEL', 'REFINANCING', 'OTHER')
     or p_income not between 0 and 999999999 or p_others not between 0 and 999999999 or p_lenders not between 0 and 99
     or (p_lenders = 0 and p_others > 0) or length(p_employer) > 100 or p_employer = ''
     or p_limit <= 0 or p_limit % madoguchi.setting_int('limit.step', p_at) <> 0
     or p_apr <= 0 or p_apr > 20 then
    return 'INVALID';
  elsif v_contract.id is null then
    return 'NO_CONTRACT';
  elsif p_limit <= v_contract.credit_limit
        or p_limit > (select v.limit_highest from madoguchi.product_version v where v.product_version = v_contract.product_version) then
    return 'OUT_OF_BOUNDS';
  elsif exists (select from madoguchi.limit_request r where r.member_no::text = p_member_no and r.ended_at is null) then
    return 'ANOTHER_OPEN';
  end if;
  insert into madoguchi.limit_request (ref, member_no, contract_id, channel, contact_no, received_at, received_by, asked_limit, purpose, declared_income,
                                       declared_employer, others_balance, others_lenders, consented_apr, promised_by, kind)
  values (p_ref, p_member_no, v_contract.id, p_channel, p_contact_no, p_at, p_staff_no, p_limit, p_purpose, p_income, p_employer, p_others, p_lenders, p_apr,
          madoguchi.business_day_after((p_at at time zone 'Asia/Tokyo')::date, madoguchi.setting_int('limit.answer_days', p_at)),
          case when v_contract.credit_limit = 0 then 'LIFT_STOP' else 'RAISE' end);
  insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (p_member_no, p_others, p_lenders, 'DECLARED', p_at);
  if p_income > 0 and not exists (select from madoguchi.income_in_force(p_member_no, p_at) i where i.source = 'CERTIFICATE') then
    insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (p_member_no, p_income, 'DECLARED', p_at);
  end if;
  return 'RECEIVED';
end $$;

create or replace function madoguchi.decide_limit_request(
  p_ref uuid, p_request uuid, p_review_id bigint, p_outcome text, p_limit bigint, p_apr numeric, p_minimum bigint, p_reasons text[], p_note text,
  p_held_until date, p_fingerprint text, p_staff_no text, p_approval_ref uuid)
returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_member  text;
  v_request madoguchi.limit_request;
  v_facts   madoguchi.limit_facts;
  v_offer   uuid;
  v_at      timestamptz;
begin
  select r.member_no::text into v_member from madoguchi.limit_request r where r.ref = p_request;
  perform 1 from madoguchi.member m where m.member_no::text = v_member for no key update;
  v_at := clock_timestamp();
  perform madoguchi.expire_limit_requests(v_member, v_at);
  select r.* into v_request from madoguchi.limit_request r where r.ref = p_request for update;
  if v_request.ref is null or v_request.state not in ('OPEN', 'AT_MEMBER', 'HELD') then
    raise exception 'request % is not to be decided', p_request using errcode = 'MD003';
  end if;
  v_facts := madoguchi.limit_facts_for(v_request.kind, v_member, v_at);
  if madoguchi.limit_fingerprint(v_facts) is distinct from p_fingerprint then
    raise exception 'the facts of request % changed', p_request using errcode = 'MD003';
  end if;
  if p_outcome = 'APPROVED' then
    if p_limit > v_request.asked_limit
       or exists (select from madoguchi.limit_findings(v_facts, p_limit, p_apr, v_at) f where f.result <> 'OK') then
      raise exception 'the law, the terms or the request do not carry % yen', p_limit using errcode = 'MD003';
    end if;
    if madoguchi.limit_authority(p_limit, v_at) <> 'REVIEWER'
       and not exists (select from madoguchi.approval a
                       where a.ref = p_approval_ref and a.member_no::text = v_member and a.maker::text = p_staff_no and a.decision = 'APPROVED'
                         and a.facts = p_fingerprint
                         and a.operation = case madoguchi.limit_authority(p_limit, v_at) when 'SUPERVISOR' then 'RAISE_LIMIT' else 'RAISE_LIMIT_HIGH' end) then
      raise exception '% yen ask for a second person', p_limit using errcode = 'MD003';
    end if;
  end if;
  -- A second person's agreement ended the reviewer's part already.
  if p_approval_ref is null then
    perform madoguchi.end_review(p_review_id, p_request, p_staff_no, v_at);
  end if;
  insert into madoguchi.limit_decision (ref, request_ref, member_no, outcome, credit_limit, apr, reasons, note, held_until, judgement, fingerprint,
                                        decided_by, decided_at, approval_ref)
  values (p_ref, p_request, v_member, p_outcome, p_limit, p_apr, p_reasons, p_note, p_held_until,
          madoguchi.limit_judgement(to_jsonb(v_facts), coalesce(p_limit, v_request.asked_limit), coalesce(p_apr, v_facts.apr), v_at),
          p_fingerprint, p_staff_no, v_at, p_approval_ref);
  if p_outcome = 'APPROVED' then
    v_offer := gen_random_uuid();
    insert into madoguchi.limit_offer (ref, decision_ref, request_ref, member_no, contract_id, contract_version, old_limit, old_apr, credit_limit, apr,
                                       minimum_repayment, made_at, valid_until)
    values (v_offer, p_ref, p_request, v_member, v_facts.contract_id, v_facts.contract_version, v_facts.credit_limit, v_facts.apr, p_limit, p_apr,
            p_minimum, v_at, v_at + make_interval(days => madoguchi.setting_int('limit.offer_days', v_at)));
  end if;
  update madoguchi.limit_request r
     set state = case p_outcome when 'APPROVED' then 'OFFERED' when 'DECLINED' then 'DECLINED' when 'HELD' then 'HELD' else 'AT_MEMBER' end,
         held_until = p_held_until, ended_at = case p_outcome when 'DECLINED' then v_at end
   where r.ref = p_request;
  if v_offer is not null and v_request.consented_apr = p_apr and v_request.asked_limit = p_limit then
    perform madoguchi.accept_limit_offer_at(v_offer, v_member, 'ADVANCE', null, p_staff_no, v_at);
  end if;
  return v_offer;
end $$;

create or replace function madoguchi.accept_limit_offer_at(
  p_offer uuid, p_member_no text, p_by text, p_contact_no text, p_staff_no text, p_at timestamptz)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_offer    madoguchi.limit_offer;
  v_contract madoguchi.contract;
  v_facts    madoguchi.limit_facts;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  perform madoguchi.expire_limit_requests(p_member_no, p_at);
  select o.* into v_offer from madoguchi.limit_offer o where o.ref = p_offer and o.member_no::text = p_member_no;
  if v_offer.ref is null then
    return 'UNKNOWN';
  elsif v_offer.end_reason = 'ACCEPTED' then
    return 'ACCEPTED';
  elsif v_offer.ended_at is not null then
    return 'TOO_LATE';
  end if;
  select c.* into v_contract from madoguchi.contract c where c.id = v_offer.contract_id for update;
  v_facts := madoguchi.limit_facts_for((select r.kind from madoguchi.limit_request r where r.ref = v_offer.request_ref), p_member_no, p_at);
  if v_contract.version <> v_offer.contract_version
     or exists (select from madoguchi.limit_findings(v_facts, v_offer.credit_limit, v_offer.apr, p_at) f where f.result <> 'OK') then
    update madoguchi.limit_offer o set ended_at = p_at, end_reason = 'LAPSED' where o.ref = p_offer;
    update madoguchi.limit_request r set state = 'OPEN' where r.ref = v_offer.request_ref;
    return 'LAPSED';
  end if;
  update madoguchi.limit_offer o set ended_at = p_at, end_reason = 'ACCEPTED', accepted_by = p_by, contact_no = p_contact_no where o.ref = p_offer;
  update madoguchi.limit_request r set state = 'ACCEPTED', ended_at = p_at where r.ref = v_offer.request_ref;
  update madoguchi.contract c set credit_limit = v_offer.credit_limit, apr = v_offer.apr, version = c.version + 1 where c.id = v_offer.contract_id;
  update madoguchi.borrowing_stop s set lifted_at = p_at, lifted_by_offer = p_offer where s.member_no::text = p_member_no and s.lifted_at is null;
  insert into madoguchi.limit_change (member_no, contract_id, at, why, old_limit, new_limit, old_apr, new_apr, offer_ref, staff_no)
  values (p_member_no, v_offer.contract_id, p_at, 'OFFER', v_contract.credit_limit, v_offer.credit_limit, v_contract.apr, v_offer.apr, p_offer, p_staff_no);
  insert into madoguchi.contract_paper (paper_no, offer_ref, member_no, contract_id, made_at, delivery, credit_limit, apr, minimum_repayment, due_day, started_on)
  select 'K' || lpad(nextval('madoguchi.contract_paper_number')::text, 8, '0'), p_offer, p_member_no, v_contract.id, p_at,
         case when exists (select from madoguchi.electronic_paper_consent e where e.member_no::text = p_member_no and e.consented_at <= p_at
                             and (e.revoked_at is null or e.revoked_at > p_at)) then 'ELECTRONIC' else 'POST' end,
         v_offer.credit_limit, v_offer.apr, v_offer.minimum_repayment, v_contract.due_day, v_contract.started_on;
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), p_member_no, 'LIMIT_CHANGED', madoguchi.message_channel(p_member_no), jsonb_build_object('changed_at', p_at)::text, p_at, p_at);
  return 'ACCEPTED';
end $$;
