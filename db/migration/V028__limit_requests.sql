-- Requests for a higher limit (増額申込): taken in, decided, offered, accepted. A raise stands on an accepted offer and on nothing else.
insert into madoguchi.setting (key, effective_from, value, made_by)
values ('limit.request_days', timestamptz '2000-01-01 00:00:00+09', '60', 'migration');
insert into madoguchi.permission (permission, description) values
  ('LIMIT_DECIDE_HIGH', 'Agree to a limit above what supervisors may agree to');
insert into madoguchi.role_permission (role, permission, level) values ('MANAGER', 'LIMIT_DECIDE_HIGH', 'SECOND');

create table madoguchi.limit_request (
  ref               uuid primary key,
  member_no         madoguchi.member_no not null references madoguchi.member,
  contract_id       bigint not null references madoguchi.contract,
  channel           text not null check (channel in ('SITE', 'PHONE', 'STORE', 'MACHINE')),
  contact_no        madoguchi.contact_no references madoguchi.contact,
  received_at       timestamptz not null,
  received_by       madoguchi.staff_no references madoguchi.staff,
  asked_limit       madoguchi.yen not null check (asked_limit > 0),
  purpose           text not null check (purpose in ('LIVING', 'MEDICAL', 'EDUCATION', 'TRAVEL', 'REFINANCING', 'OTHER')),
  declared_income   madoguchi.yen not null check (declared_income between 0 and 999999999),
  declared_employer text check (length(declared_employer) between 1 and 100),
  others_balance    madoguchi.yen not null check (others_balance between 0 and 999999999),
  others_lenders    smallint not null check (others_lenders between 0 and 99),
  consented_apr     numeric(5,3) check (consented_apr > 0),
  promised_by       date not null,
  state             text not null default 'OPEN'
                    check (state in ('OPEN', 'AT_MEMBER', 'HELD', 'OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
  held_until        date,
  ended_at          timestamptz,
  check ((channel = 'SITE') = (contact_no is null)),
  check ((contact_no is null) = (received_by is null)),
  check (others_lenders > 0 or others_balance = 0),
  check ((state = 'HELD') = (held_until is not null)),
  check ((state in ('ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')) = (ended_at is not null))
);
create unique index limit_request_one_open on madoguchi.limit_request (member_no) where ended_at is null;
create index limit_request_by_member on madoguchi.limit_request (member_no, received_at desc);
create index limit_request_by_contract on madoguchi.limit_request (contract_id);
create index limit_request_by_contact on madoguchi.limit_request (contact_no) where contact_no is not null;
create index limit_request_by_receiver on madoguchi.limit_request (received_by) where received_by is not null;
create index limit_request_waiting on madoguchi.limit_request (promised_by, received_at, ref) where ended_at is null;
comment on table madoguchi.limit_request is 'Requests for a higher limit; one open a member.';
comment on column madoguchi.limit_request.ref is 'Name of the request; given by whoever sends it, so that it is taken in once.';
comment on column madoguchi.limit_request.member_no is 'Whose.';
comment on column madoguchi.limit_request.contract_id is 'Limit of which contract.';
comment on column madoguchi.limit_request.channel is 'How it came.';
comment on column madoguchi.limit_request.contact_no is 'In which contact staff took it in; null = from the member site.';
comment on column madoguchi.limit_request.received_at is 'When.';
comment on column madoguchi.limit_request.received_by is 'By whom.';
comment on column madoguchi.limit_request.asked_limit is 'The limit that is asked for, yen.';
comment on column madoguchi.limit_request.purpose is 'What for.';
comment on column madoguchi.limit_request.declared_income is 'Annual income as declared, yen.';
comment on column madoguchi.limit_request.declared_employer is 'Workplace as declared.';
comment on column madoguchi.limit_request.others_balance is 'Owed to other moneylenders as declared, yen.';
comment on column madoguchi.limit_request.others_lenders is 'To how many.';
comment on column madoguchi.limit_request.consented_apr is 'The request carried the terms and the consent to them at this APR: an approval of exactly the asked limit at it is accepted in advance.';
comment on column madoguchi.limit_request.promised_by is 'The answer is promised until the end of this business day (setting limit.answer_days).';
comment on column madoguchi.limit_request.state is 'Where it stands; at the member = papers were asked for.';
comment on column madoguchi.limit_request.held_until is 'Put aside until this day.';
comment on column madoguchi.limit_request.ended_at is 'When it ended.';

create table madoguchi.limit_decision (
  ref          uuid primary key,
  request_ref  uuid not null references madoguchi.limit_request,
  member_no    madoguchi.member_no not null references madoguchi.member,
  outcome      text not null check (outcome in ('APPROVED', 'DECLINED', 'PAPERS_ASKED', 'HELD')),
  credit_limit madoguchi.yen check (credit_limit > 0),
  apr          numeric(5,3) check (apr > 0),
  reasons      text[] not null default '{}' check (reasons <@ array[
    'INCOME', 'OTHER_DEBT', 'DELINQUENCY', 'HISTORY', 'WORKPLACE', 'CONTACT_DATA', 'AGE', 'SELF_EXCLUSION', 'BUREAU', 'CONTRACT', 'CERTIFICATE_MISSING',
    'CERTIFICATE_OLD', 'WORKPLACE_NOT_REACHED', 'BUREAU_NOT_REACHED', 'MEMBER_NOT_REACHED', 'OVERALL']),
  note         text check (length(note) between 1 and 400),
  held_until   date,
  judgement    jsonb not null,
  fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  decided_by   madoguchi.staff_no not null references madoguchi.staff,
  decided_at   timestamptz not null,
  approval_ref uuid references madoguchi.approval,
  check ((outcome = 'APPROVED') = (num_nulls(credit_limit, apr) = 0)),
  check (outcome = 'APPROVED' or num_nonnulls(credit_limit, apr) = 0),
  check ((outcome = 'APPROVED') = (cardinality(reasons) = 0)),
  check ((outcome = 'HELD') = (held_until is not null)),
  check (outcome = 'APPROVED' or approval_ref is null)
);
create index limit_decision_by_request on madoguchi.limit_decision (request_ref, decided_at);
create index limit_decision_by_member on madoguchi.limit_decision (member_no, decided_at desc);
create index limit_decision_by_staff on madoguchi.limit_decision (decided_by, decided_at desc);
create index limit_decision_by_approval on madoguchi.limit_decision (approval_ref) where approval_ref is not null;
create trigger limit_decision_is_final before update or delete on madoguchi.limit_decision for each row execute function madoguchi.refuse_change();
comment on table madoguchi.limit_decision is 'Decisions about requests, with all that was seen.';
comment on column madoguchi.limit_decision.ref is 'Name of the decision.';
comment on column madoguchi.limit_decision.request_ref is 'About which request.';
comment on column madoguchi.limit_decision.member_no is 'Whose.';
comment on column madoguchi.limit_decision.outcome is 'What was decided; held and papers asked leave it open.';
comment on column madoguchi.limit_decision.credit_limit is 'The limit that is offered, yen.';
comment on column madoguchi.limit_decision.apr is 'At this APR, per cent a year.';
comment on column madoguchi.limit_decision.reasons is 'Why not, or not yet.';
comment on column madoguchi.limit_decision.note is 'In the reviewer''s words, for colleagues.';
comment on column madoguchi.limit_decision.held_until is 'Put aside until this day.';
comment on column madoguchi.limit_decision.judgement is 'Findings, inputs, bounds and the largest lawful limit as they were seen.';
comment on column madoguchi.limit_decision.fingerprint is 'Of the facts that were seen; the same at the decision, else it was refused.';
comment on column madoguchi.limit_decision.decided_by is 'Reviewer.';
comment on column madoguchi.limit_decision.decided_at is 'When it took effect.';
comment on column madoguchi.limit_decision.approval_ref is 'The second person''s agreement, where the amount asks for one.';

create table madoguchi.limit_offer (
  ref               uuid primary key,
  decision_ref      uuid not null unique references madoguchi.limit_decision,
  request_ref       uuid not null references madoguchi.limit_request,
  member_no         madoguchi.member_no not null references madoguchi.member,
  contract_id       bigint not null references madoguchi.contract,
  contract_version  integer not null,
  old_limit         madoguchi.yen not null,
  old_apr           numeric(5,3) not null,
  credit_limit      madoguchi.yen not null,
  apr               numeric(5,3) not null,
  minimum_repayment madoguchi.yen not null check (minimum_repayment > 0),
  made_at           timestamptz not null,
  valid_until       timestamptz not null,
  ended_at          timestamptz,
  end_reason        text check (end_reason in ('ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED', 'LAPSED')),
  accepted_by       text check (accepted_by in ('ADVANCE', 'SITE', 'SIGNATURE', 'READ_OUT')),
  contact_no        madoguchi.contact_no references madoguchi.contact,
  check (credit_limit > old_limit),
  check (valid_until > made_at),
  check ((ended_at is null) = (end_reason is null)),
  check (coalesce(end_reason = 'ACCEPTED', false) = (accepted_by is not null)),
  check (coalesce(accepted_by in ('SIGNATURE', 'READ_OUT'), false) = (contact_no is not null))
);
create unique index limit_offer_one_open on madoguchi.limit_offer (request_ref) where ended_at is null;
create index limit_offer_by_member on madoguchi.limit_offer (member_no, made_at desc);
create index limit_offer_by_contract on madoguchi.limit_offer (contract_id);
create index limit_offer_by_contact on madoguchi.limit_offer (contact_no) where contact_no is not null;
comment on table madoguchi.limit_offer is 'Offers of a higher limit; the limit changes when one is accepted.';
comment on column madoguchi.limit_offer.ref is 'Name of the offer.';
comment on column madoguchi.limit_offer.decision_ref is 'By which decision.';
comment on column madoguchi.limit_offer.request_ref is 'On which request.';
comment on column madoguchi.limit_offer.member_no is 'To whom.';
comment on column madoguchi.limit_offer.contract_id is 'For which contract.';
comment on column madoguchi.limit_offer.contract_version is 'As it stood; a contract that changed since cannot be raised by this offer.';
comment on column madoguchi.limit_offer.old_limit is 'Limit before, yen.';
comment on column madoguchi.limit_offer.old_apr is 'APR before.';
comment on column madoguchi.limit_offer.credit_limit is 'Limit offered, yen.';
comment on column madoguchi.limit_offer.apr is 'APR offered, per cent a year.';
comment on column madoguchi.limit_offer.minimum_repayment is 'Minimum repayment when the new limit is drawn in full, yen.';
comment on column madoguchi.limit_offer.made_at is 'Made.';
comment on column madoguchi.limit_offer.valid_until is 'Can be accepted before this moment (setting limit.offer_days).';
comment on column madoguchi.limit_offer.ended_at is 'No longer open from then on.';
comment on column madoguchi.limit_offer.end_reason is 'How it ended; lapsed = law or facts did not carry it any more.';
comment on column madoguchi.limit_offer.accepted_by is 'How the member accepted: in advance with the request, on the site, by signature, or to the text that was read out.';
comment on column madoguchi.limit_offer.contact_no is 'In which contact.';

create table madoguchi.limit_change (
  id          bigint generated always as identity primary key,
  member_no   madoguchi.member_no not null references madoguchi.member,
  contract_id bigint not null references madoguchi.contract,
  at          timestamptz not null,
  why         text not null check (why in ('OFFER', 'REDUCED', 'STOPPED')),
  old_limit   madoguchi.yen not null,
  new_limit   madoguchi.yen not null,
  old_apr     numeric(5,3) not null,
  new_apr     numeric(5,3) not null,
  offer_ref   uuid unique references madoguchi.limit_offer,
  staff_no    madoguchi.staff_no references madoguchi.staff,
  check ((why = 'OFFER') = (offer_ref is not null)),
  check (why = 'OFFER' and new_limit > old_limit or why <> 'OFFER' and new_limit < old_limit and staff_no is not null)
);
create index limit_change_by_member on madoguchi.limit_change (member_no, at desc);
create index limit_change_by_contract on madoguchi.limit_change (contract_id);
create index limit_change_by_staff on madoguchi.limit_change (staff_no) where staff_no is not null;
create trigger limit_change_is_final before update or delete on madoguchi.limit_change for each row execute function madoguchi.refuse_change();
comment on table madoguchi.limit_change is 'Every change of a limit, and what it stands on.';
comment on column madoguchi.limit_change.id is 'Row id.';
comment on column madoguchi.limit_change.member_no is 'Whose.';
comment on column madoguchi.limit_change.contract_id is 'Of which contract.';
comment on column madoguchi.limit_change.at is 'When.';
comment on column madoguchi.limit_change.why is 'An accepted offer, a reduction, a stop (limit 0).';
comment on column madoguchi.limit_change.old_limit is 'Before, yen.';
comment on column madoguchi.limit_change.new_limit is 'After, yen.';
comment on column madoguchi.limit_change.old_apr is 'APR before.';
comment on column madoguchi.limit_change.new_apr is 'APR after.';
comment on column madoguchi.limit_change.offer_ref is 'The offer that was accepted.';
comment on column madoguchi.limit_change.staff_no is 'Who reduced it, or at whose desk it was accepted; null = on the site.';

create sequence madoguchi.contract_paper_number as bigint maxvalue 99999999;
comment on sequence madoguchi.contract_paper_number is 'Running number of contract papers.';
create table madoguchi.contract_paper (
  paper_no     text primary key check (paper_no ~ '^K[0-9]{8}$'),
  offer_ref    uuid not null unique references madoguchi.limit_offer,
  member_no    madoguchi.member_no not null references madoguchi.member,
  contract_id  bigint not null references madoguchi.contract,
  made_at      timestamptz not null,
  delivery     text not null check (delivery in ('ELECTRONIC', 'POST')),
  credit_limit madoguchi.yen not null,
  apr          numeric(5,3) not null,
  minimum_repayment madoguchi.yen not null,
  due_day      smallint not null,
  started_on   date not null,
  posted_at    timestamptz,
  posted_by    madoguchi.staff_no references madoguchi.staff,
  check ((posted_at is null) = (posted_by is null)),
  check (delivery = 'POST' or posted_at is null)
);
create index contract_paper_by_member on madoguchi.contract_paper (member_no, made_at desc);
create index contract_paper_by_contract on madoguchi.contract_paper (contract_id);
create index contract_paper_to_post on madoguchi.contract_paper (made_at) where delivery = 'POST' and posted_at is null;
create index contract_paper_by_poster on madoguchi.contract_paper (posted_by) where posted_by is not null;
comment on table madoguchi.contract_paper is 'Papers of a changed contract (17条書面): the figures that stand on them. Drawn from here whenever they are read.';
comment on column madoguchi.contract_paper.paper_no is 'Number printed on it.';
comment on column madoguchi.contract_paper.offer_ref is 'The offer that was accepted.';
comment on column madoguchi.contract_paper.member_no is 'To whom.';
comment on column madoguchi.contract_paper.contract_id is 'Of which contract.';
comment on column madoguchi.contract_paper.made_at is 'Made with the acceptance.';
comment on column madoguchi.contract_paper.delivery is 'On the member site where the member agreed to that, else by post.';
comment on column madoguchi.contract_paper.credit_limit is 'Limit, yen.';
comment on column madoguchi.contract_paper.apr is 'APR, per cent a year.';
comment on column madoguchi.contract_paper.minimum_repayment is 'Minimum repayment when the limit is drawn in full, yen.';
comment on column madoguchi.contract_paper.due_day is 'Due day; 31 = month end.';
comment on column madoguchi.contract_paper.started_on is 'Day of the contract.';
comment on column madoguchi.contract_paper.posted_at is 'Given to the post.';
comment on column madoguchi.contract_paper.posted_by is 'By whom.';

create table madoguchi.electronic_paper_consent (
  member_no    madoguchi.member_no primary key references madoguchi.member,
  consented_at timestamptz not null,
  revoked_at   timestamptz check (revoked_at > consented_at)
);
comment on table madoguchi.electronic_paper_consent is 'Members who agreed to get contract papers on the member site instead of by post.';
comment on column madoguchi.electronic_paper_consent.member_no is 'Who.';
comment on column madoguchi.electronic_paper_consent.consented_at is 'Since when.';
comment on column madoguchi.electronic_paper_consent.revoked_at is 'Until when.';

-- Taking in --------------------------------------------------------------------------------------------------------------------
create function madoguchi.receive_limit_request(
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
                                       declared_employer, others_balance, others_lenders, consented_apr, promised_by)
  values (p_ref, p_member_no, v_contract.id, p_channel, p_contact_no, p_at, p_staff_no, p_limit, p_purpose, p_income, p_employer, p_others, p_lenders, p_apr,
          madoguchi.business_day_after((p_at at time zone 'Asia/Tokyo')::date, madoguchi.setting_int('limit.answer_days', p_at)));
  insert into madoguchi.other_lending (member_no, balance, lenders, source, reported_at) values (p_member_no, p_others, p_lenders, 'DECLARED', p_at);
  if p_income > 0 and not exists (select from madoguchi.income_in_force(p_member_no, p_at) i where i.source = 'CERTIFICATE') then
    insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (p_member_no, p_income, 'DECLARED', p_at);
  end if;
  return 'RECEIVED';
end $$;
comment on function madoguchi.receive_limit_request(uuid, text, text, text, text, bigint, text, bigint, text, bigint, integer, numeric, timestamptz) is
  'Takes a request in, once by its ref: RECEIVED, CONFLICT, INVALID, NO_CONTRACT, OUT_OF_BOUNDS (no raise, or above the product), ANOTHER_OPEN. What is declared stands on file. The owner''s alone.';

create function madoguchi.expire_limit_requests(p_member_no text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  update madoguchi.limit_offer o set ended_at = o.valid_until, end_reason = 'EXPIRED'
  where o.member_no::text = p_member_no and o.ended_at is null and o.valid_until <= p_at;
  update madoguchi.limit_request r set state = 'EXPIRED', held_until = null, ended_at = p_at
  where r.member_no::text = p_member_no and r.ended_at is null
    and (r.state = 'OFFERED' and not exists (select from madoguchi.limit_offer o where o.request_ref = r.ref and o.ended_at is null)
         or r.state <> 'OFFERED' and r.received_at + make_interval(days => madoguchi.setting_int('limit.request_days', p_at)) <= p_at);
end $$;
comment on function madoguchi.expire_limit_requests(text, timestamptz) is
  'Ends what nobody answered in time: offers after their days, requests after limit.request_days. The owner''s alone; every function here begins with it.';

create function madoguchi.take_in_limit_request(
  p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_limit bigint, p_purpose text, p_income bigint, p_employer text, p_others bigint,
  p_lenders integer)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a request is taken in in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  return madoguchi.receive_limit_request(p_ref, v_contact.member_no::text,
    case when v_contact.channel in ('STORE', 'MACHINE') then v_contact.channel else 'PHONE' end,
    p_contact_no, p_staff_no, p_limit, p_purpose, p_income, p_employer, p_others, p_lenders, null, v_at);
end $$;
comment on function madoguchi.take_in_limit_request(uuid, text, bigint, text, bigint, text, bigint, text, bigint, integer) is
  'Takes a request in for the member in front; refused without proof of who asks (MD003). Outcomes of receive_limit_request.';

create function madoguchi.withdraw_limit_request_at(p_ref uuid, p_member_no text, p_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_request madoguchi.limit_request;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  perform madoguchi.expire_limit_requests(p_member_no, p_at);
  select r.* into v_request from madoguchi.limit_request r where r.ref = p_ref and r.member_no::text = p_member_no;
  if v_request.ref is null then
    return 'UNKNOWN';
  elsif v_request.state = 'WITHDRAWN' then
    return 'WITHDRAWN';
  elsif v_request.ended_at is not null then
    return 'TOO_LATE';
  end if;
  update madoguchi.limit_offer o set ended_at = p_at, end_reason = 'DECLINED' where o.request_ref = p_ref and o.ended_at is null;
  update madoguchi.limit_request r set state = 'WITHDRAWN', held_until = null, ended_at = p_at where r.ref = p_ref;
  return 'WITHDRAWN';
end $$;
comment on function madoguchi.withdraw_limit_request_at(uuid, text, timestamptz) is
  'The member takes a request back, with its offer: WITHDRAWN, also when it was so already, UNKNOWN, TOO_LATE. The owner''s alone.';

create function madoguchi.withdraw_limit_request(p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, clock_timestamp()) then
    raise exception 'a request is withdrawn in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  return madoguchi.withdraw_limit_request_at(p_ref, v_contact.member_no::text, clock_timestamp());
end $$;
comment on function madoguchi.withdraw_limit_request(uuid, text, bigint, text) is
  'The same for the member in front; refused without proof of who asks (MD003).';

-- Deciding ----------------------------------------------------------------------------------------------------------------------
create or replace function madoguchi.waits_at_desk(p_desk text, p_item_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_desk = 'INCOME'
         and exists (select from madoguchi.income_certificate c
                     where c.sending_ref = p_item_ref and c.member_no = p_member_no and c.state in ('QUARANTINED', 'READY'))
      or p_desk = 'LIMIT'
         and exists (select from madoguchi.limit_request r
                     where r.ref = p_item_ref and r.member_no = p_member_no and r.state in ('OPEN', 'AT_MEMBER', 'HELD'))
$$;
create or replace function madoguchi.inquiry_has_occasion(p_purpose text, p_occasion_ref uuid, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select p_purpose = 'LIMIT_CASE'
         and exists (select from madoguchi.limit_request r
                     where r.ref = p_occasion_ref and r.member_no = p_member_no and r.ended_at is null)
$$;

create function madoguchi.decide_limit_request(
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
  v_facts := madoguchi.limit_facts_of(v_member, v_at);
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
comment on function madoguchi.decide_limit_request(uuid, uuid, bigint, text, bigint, numeric, bigint, text[], text, date, text, text, uuid) is
  'Decides an open request by its lease-holder, or with the second person''s agreement, bound to the facts that were seen; refuses what law, terms, request or authority do not carry (MD003). An approval is an offer; one that was consented to in advance is accepted at once.';

-- Accepting ---------------------------------------------------------------------------------------------------------------------
create function madoguchi.accept_limit_offer_at(
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
  v_facts := madoguchi.limit_facts_of(p_member_no, p_at);
  if v_contract.version <> v_offer.contract_version
     or exists (select from madoguchi.limit_findings(v_facts, v_offer.credit_limit, v_offer.apr, p_at) f where f.result <> 'OK') then
    update madoguchi.limit_offer o set ended_at = p_at, end_reason = 'LAPSED' where o.ref = p_offer;
    update madoguchi.limit_request r set state = 'OPEN' where r.ref = v_offer.request_ref;
    return 'LAPSED';
  end if;
  update madoguchi.limit_offer o set ended_at = p_at, end_reason = 'ACCEPTED', accepted_by = p_by, contact_no = p_contact_no where o.ref = p_offer;
  update madoguchi.limit_request r set state = 'ACCEPTED', ended_at = p_at where r.ref = v_offer.request_ref;
  update madoguchi.contract c set credit_limit = v_offer.credit_limit, apr = v_offer.apr, version = c.version + 1 where c.id = v_offer.contract_id;
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
comment on function madoguchi.accept_limit_offer_at(uuid, text, text, text, text, timestamptz) is
  'Accepts an offer: law, facts and age of the bureau''s answer are looked at again, then limit, APR, ledger, paper and message change together. ACCEPTED, also when it was so already; UNKNOWN; TOO_LATE; LAPSED = back to the desk. The owner''s alone.';

create function madoguchi.accept_limit_offer_in_contact(p_offer uuid, p_by text, p_contact_no text, p_check_id bigint, p_staff_no text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  if v_contact.member_no is null or p_by is distinct from (case when v_contact.channel in ('STORE', 'MACHINE') then 'SIGNATURE' else 'READ_OUT' end)
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, clock_timestamp()) then
    raise exception 'an offer is accepted in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  return madoguchi.accept_limit_offer_at(p_offer, v_contact.member_no::text, p_by, p_contact_no, p_staff_no, clock_timestamp());
end $$;
comment on function madoguchi.accept_limit_offer_in_contact(uuid, text, text, bigint, text) is
  'The same for the member in front: by signature in person, to the text that was read out by phone; refused without proof of who accepts (MD003).';

create function madoguchi.withdraw_limit_offer(p_offer uuid, p_staff_no text) returns boolean
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_offer madoguchi.limit_offer;
begin
  select o.* into v_offer from madoguchi.limit_offer o where o.ref = p_offer;
  perform 1 from madoguchi.member m where m.member_no = v_offer.member_no for no key update;
  perform madoguchi.expire_limit_requests(v_offer.member_no::text, clock_timestamp());
  update madoguchi.limit_offer o set ended_at = clock_timestamp(), end_reason = 'WITHDRAWN' where o.ref = p_offer and o.ended_at is null;
  if not found then
    return false;
  end if;
  update madoguchi.limit_request r set state = 'OPEN' where r.ref = v_offer.request_ref;
  return true;
end $$;
comment on function madoguchi.withdraw_limit_offer(uuid, text) is
  'Takes an offer back that nobody has accepted; its request is open again. False when it had ended.';

-- The contract with the member site -----------------------------------------------------------------------------------------------
create function member_site.request_limit_increase(
  p_ref uuid, p_member_no text, p_limit bigint, p_purpose text, p_income bigint, p_employer text, p_others bigint, p_lenders integer, p_consented_apr numeric)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_outcome text := madoguchi.receive_limit_request(p_ref, p_member_no, 'SITE', null, null, p_limit, p_purpose, p_income, p_employer, p_others, p_lenders,
                                                    p_consented_apr, clock_timestamp());
begin
  if v_outcome = 'RECEIVED' then
    insert into madoguchi.audit_entry (application, action, outcome, member_no, details)
    values ('MEMBER_SITE', 'LIMIT_REQUESTED', 'DONE', p_member_no, jsonb_build_object('request', p_ref)::text);
  end if;
  return v_outcome;
end $$;
comment on function member_site.request_limit_increase(uuid, text, bigint, text, bigint, text, bigint, integer, numeric) is
  'A request for a higher limit, once by its ref: RECEIVED, CONFLICT, INVALID, NO_CONTRACT, OUT_OF_BOUNDS, ANOTHER_OPEN. With an APR the member consents in advance to exactly this limit at this rate.';

create function member_site.withdraw_limit_request(p_ref uuid, p_member_no text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_outcome text := madoguchi.withdraw_limit_request_at(p_ref, p_member_no, clock_timestamp());
begin
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
  values ('MEMBER_SITE', 'LIMIT_REQUEST_WITHDRAWN', 'DONE', p_member_no, v_outcome, jsonb_build_object('request', p_ref)::text);
  return v_outcome;
end $$;
comment on function member_site.withdraw_limit_request(uuid, text) is 'Takes a request or its offer back: WITHDRAWN, UNKNOWN, TOO_LATE.';

create function member_site.limit_offer_of(p_member_no text)
returns table (offer uuid, credit_limit bigint, apr numeric, minimum_repayment bigint, valid_until timestamptz)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select o.ref, o.credit_limit::bigint, o.apr, o.minimum_repayment::bigint, o.valid_until
  from madoguchi.limit_offer o where o.member_no = p_member_no and o.ended_at is null and o.valid_until > clock_timestamp()
$$;
comment on function member_site.limit_offer_of(text) is 'The offer that a member may accept; no row = none.';

create function member_site.accept_limit_offer(p_offer uuid, p_member_no text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_outcome text := madoguchi.accept_limit_offer_at(p_offer, p_member_no, 'SITE', null, null, clock_timestamp());
begin
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
  values ('MEMBER_SITE', 'LIMIT_OFFER_ANSWERED', 'DONE', p_member_no, v_outcome, jsonb_build_object('offer', p_offer)::text);
  return v_outcome;
end $$;
comment on function member_site.accept_limit_offer(uuid, text) is
  'Accepts an offer: ACCEPTED, also when it was so already; UNKNOWN; TOO_LATE; LAPSED = facts changed, the lender looks at it again.';

-- What the member is told -----------------------------------------------------------------------------------------------------------
alter table madoguchi.outbox drop constraint outbox_kind_check;
alter table madoguchi.outbox add constraint outbox_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED', 'LIMIT_ANSWERED', 'LIMIT_PAPERS_ASKED', 'LIMIT_CHANGED'));
alter table madoguchi.message_template drop constraint message_template_kind_check;
alter table madoguchi.message_template add constraint message_template_kind_check check (kind in (
  'LOGIN_LOCKED', 'LOCK_CLEARED', 'CREDENTIAL_RESET', 'CREDENTIAL_RESET_LINK', 'WEB_ID_REISSUED', 'WEB_ID_SENT', 'ADDRESS_CHANGED',
  'EMAIL_CHANGED', 'PHONE_CHANGED', 'CARD_STOPPED', 'CARD_REPLACED', 'REACTIVATED', 'CONTRACT_ENDED', 'VISIT_GUIDE',
  'INCOME_ACCEPTED', 'INCOME_ASKED_AGAIN', 'INCOME_REFUSED', 'LIMIT_ANSWERED', 'LIMIT_PAPERS_ASKED', 'LIMIT_CHANGED'));
insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, 'MAIL', timestamptz '2020-01-01 00:00:00+09', subject,
       '{name} さま' || E'\n\n' || body || E'\n\n' ||
       'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
       'このメールは送信専用です。暗証番号やパスワード、個人番号(マイナンバー)をメールでお尋ねすることはありません。' || E'\n'
from (values
  ('LIMIT_ANSWERED', 'お申し込みの結果のお知らせ',
   '{received_at}に承りましたお申し込みの結果がまとまりました。会員ページにログインのうえ、ご確認ください。'),
  ('LIMIT_PAPERS_ASKED', '書類のご提出のお願い',
   '{received_at}に承りましたお申し込みについて、収入証明書のご提出をお願いいたします。会員ページの「書類提出」からお送りください。'),
  ('LIMIT_CHANGED', 'お手続き完了のお知らせ',
   '{changed_at}に、ご契約内容の変更のお手続きが完了しました。内容は会員ページ、または郵送する書面でご確認ください。')) t(kind, subject, body);
insert into madoguchi.message_template (kind, channel, valid_from, body)
select kind, 'SMS', timestamptz '2020-01-01 00:00:00+09', body from (values
  ('LIMIT_ANSWERED', '{received_at}のお申し込みの結果がまとまりました。会員ページでご確認ください。'),
  ('LIMIT_PAPERS_ASKED', '{received_at}のお申し込みについて、書類のご提出をお願いします。会員ページからお送りください。'),
  ('LIMIT_CHANGED', '{changed_at}に、お手続きが完了しました。会員ページでご確認ください。')) t(kind, body);
