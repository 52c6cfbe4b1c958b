-- What is done about a contract at the member's word: re-activated, ended, certified as paid off.

insert into madoguchi.permission (permission, description) values
  ('CONTRACT_CANCEL', 'End a contract on the member''s request');
insert into madoguchi.role_permission (role, permission, level) values
  ('AGENT', 'CONTRACT_CANCEL', 'ALONE'),
  ('CLERK', 'CONTRACT_CANCEL', 'ALONE'),
  ('OPERATOR', 'CONTRACT_CANCEL', 'ALONE'),
  ('SUPERVISOR', 'CONTRACT_CANCEL', 'SECOND');

-- Re-activation ---------------------------------------------------------------------------------------------------------
alter table madoguchi.reactivation
  add column place_no     madoguchi.place_no references madoguchi.place,
  add column contact_data text check (contact_data in ('CONFIRMED', 'CHANGED')),
  add column approval_ref uuid references madoguchi.approval,
  add constraint reactivation_in_contact check (num_nulls(contact_no, check_id, place_no, contact_data) in (0, 4));
create index reactivation_by_place on madoguchi.reactivation (place_no);
create index reactivation_by_approval on madoguchi.reactivation (approval_ref);
create trigger reactivation_is_final before update or delete on madoguchi.reactivation for each row execute function madoguchi.refuse_change();
comment on column madoguchi.reactivation.contact_no is 'During which contact; null when another desk did it.';
comment on column madoguchi.reactivation.place_no is 'At which place.';
comment on column madoguchi.reactivation.contact_data is 'Whether the member confirmed all registered contact data, or some were changed in the same contact.';
comment on column madoguchi.reactivation.approval_ref is 'The second person''s decision, where one was needed.';

create function madoguchi.contact_data_changed(p_member_no text, p_since timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (select from madoguchi.member_email e where e.member_no = p_member_no and (e.valid_from >= p_since or e.valid_to >= p_since))
      or exists (select from madoguchi.member_phone p where p.member_no = p_member_no and (p.valid_from >= p_since or p.valid_to >= p_since))
      or exists (select from madoguchi.member_address a where a.member_no = p_member_no and (a.valid_from >= p_since or a.valid_to >= p_since))
$$;
comment on function madoguchi.contact_data_changed(text, timestamptz) is 'Whether e-mail, phone or address of a member were changed since a moment.';

create function madoguchi.approval_is_for(p_approval_ref uuid, p_contact_no text, p_operation text) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (select from madoguchi.approval a
                  where a.ref = p_approval_ref and a.contact_no = p_contact_no and a.operation = p_operation and a.decision = 'APPROVED')
$$;
comment on function madoguchi.approval_is_for(uuid, text, text) is 'Whether a second person has agreed to this operation in this contact.';

create function madoguchi.reactivate_in_contact(p_contact_no text, p_check_id bigint, p_staff_no text, p_approval_ref uuid)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_changed boolean;
  v_at      timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'a member is re-activated only in an open contact, on a valid identity check' using errcode = 'MD003';
  end if;
  if madoguchi.dormant_since(v_contact.member_no::text, v_at) is null then
    raise exception 'the member is not dormant' using errcode = 'MD003';
  end if;
  v_changed := madoguchi.contact_data_changed(v_contact.member_no::text, v_contact.opened_at);
  if (v_changed or p_approval_ref is not null) and not madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'REACTIVATE') then
    raise exception 'contact data were changed in this contact: a second person has to agree' using errcode = 'MD003';
  end if;
  insert into madoguchi.reactivation (member_no, at, contact_no, check_id, staff_no, place_no, contact_data, approval_ref)
  values (v_contact.member_no, v_at, p_contact_no, p_check_id, p_staff_no, v_contact.place_no,
          case when v_changed then 'CHANGED' else 'CONFIRMED' end, p_approval_ref);
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_contact.member_no, 'REACTIVATED', madoguchi.message_channel(v_contact.member_no::text),
          jsonb_build_object('reactivated_at', v_at)::text, v_at, v_at);
  return v_at;
end $$;
comment on function madoguchi.reactivate_in_contact(text, bigint, text, uuid) is
  'Re-activates a dormant member, refused without its proof (MD003): without the row the member would be dormant again the same second. Tells the member.';

-- The end at the member's request -------------------------------------------------------------------------------------------
alter table madoguchi.contract add constraint contract_cancelled_when_paid_off check (
  state <> 'CANCELLED_BY_MEMBER' or balance = 0 and unpaid_charges = 0);

create table madoguchi.contract_cancellation (
  contract_id  bigint primary key references madoguchi.contract,
  member_no    madoguchi.member_no not null references madoguchi.member,
  at           timestamptz not null,
  contact_no   madoguchi.contact_no not null references madoguchi.contact,
  check_id     bigint not null references madoguchi.identity_check,
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  place_no     madoguchi.place_no not null references madoguchi.place,
  approval_ref uuid not null references madoguchi.approval
);
create index contract_cancellation_by_member on madoguchi.contract_cancellation (member_no, at desc);
create index contract_cancellation_by_contact on madoguchi.contract_cancellation (contact_no);
create index contract_cancellation_by_check on madoguchi.contract_cancellation (check_id);
create index contract_cancellation_by_staff on madoguchi.contract_cancellation (staff_no);
create index contract_cancellation_by_place on madoguchi.contract_cancellation (place_no);
create index contract_cancellation_by_approval on madoguchi.contract_cancellation (approval_ref);
create trigger contract_cancellation_is_final before update or delete on madoguchi.contract_cancellation
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.contract_cancellation is 'Contracts that ended at the member''s request (解約), with what the end rests on.';
comment on column madoguchi.contract_cancellation.contract_id is 'Which contract.';
comment on column madoguchi.contract_cancellation.member_no is 'Whose.';
comment on column madoguchi.contract_cancellation.at is 'When.';
comment on column madoguchi.contract_cancellation.contact_no is 'During which contact.';
comment on column madoguchi.contract_cancellation.check_id is 'On which identity check.';
comment on column madoguchi.contract_cancellation.staff_no is 'Who served the member.';
comment on column madoguchi.contract_cancellation.place_no is 'At which place.';
comment on column madoguchi.contract_cancellation.approval_ref is 'The second person''s decision.';

create function madoguchi.cancel_contract_on_request(p_contact_no text, p_check_id bigint, p_staff_no text, p_approval_ref uuid)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact  madoguchi.contact;
  v_contract bigint;
  v_at       timestamptz;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at)
     or not madoguchi.approval_is_for(p_approval_ref, p_contact_no, 'CANCEL_CONTRACT') then
    raise exception 'a contract is ended only in an open contact, on a valid identity check, with a second person' using errcode = 'MD003';
  end if;
  update madoguchi.contract c
     set state = 'CANCELLED_BY_MEMBER', ended_on = (v_at at time zone 'Asia/Tokyo')::date, end_reason = 'MEMBER_REQUEST', version = c.version + 1
   where c.member_no = v_contact.member_no and c.state = 'ACTIVE' and c.balance = 0 and c.unpaid_charges = 0
  returning c.id into v_contract;
  if v_contract is null then
    raise exception 'something is owed, or no contract goes on' using errcode = 'MD003';
  end if;
  insert into madoguchi.contract_cancellation (contract_id, member_no, at, contact_no, check_id, staff_no, place_no, approval_ref)
  values (v_contract, v_contact.member_no, v_at, p_contact_no, p_check_id, p_staff_no, v_contact.place_no, p_approval_ref);
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), v_contact.member_no, 'CONTRACT_ENDED', madoguchi.message_channel(v_contact.member_no::text),
          jsonb_build_object('ended_at', v_at)::text, v_at, v_at);
  return v_at;
end $$;
comment on function madoguchi.cancel_contract_on_request(text, bigint, text, uuid) is
  'Ends the contract of a member to whom nothing is owed, to the yen; refused without its proof and a second person (MD003). Login ends with it. Tells the member.';

-- Certificates ----------------------------------------------------------------------------------------------------------------
create sequence madoguchi.paid_off_certificate_number as bigint maxvalue 99999999;
comment on sequence madoguchi.paid_off_certificate_number is 'Running number of certificates.';
create table madoguchi.paid_off_certificate (
  certificate_no text primary key default 'K' || lpad(nextval('madoguchi.paid_off_certificate_number')::text, 8, '0') check (certificate_no ~ '^K[0-9]{8}$'),
  contract_id    bigint not null references madoguchi.contract,
  member_no      madoguchi.member_no not null references madoguchi.member,
  made_at        timestamptz not null,
  contact_no     madoguchi.contact_no not null references madoguchi.contact,
  check_id       bigint not null references madoguchi.identity_check,
  staff_no       madoguchi.staff_no not null references madoguchi.staff,
  place_no       madoguchi.place_no not null references madoguchi.place
);
create index paid_off_certificate_by_contract on madoguchi.paid_off_certificate (contract_id);
create index paid_off_certificate_by_member on madoguchi.paid_off_certificate (member_no, made_at desc);
create index paid_off_certificate_by_contact on madoguchi.paid_off_certificate (contact_no);
create index paid_off_certificate_by_check on madoguchi.paid_off_certificate (check_id);
create index paid_off_certificate_by_staff on madoguchi.paid_off_certificate (staff_no);
create index paid_off_certificate_by_place on madoguchi.paid_off_certificate (place_no);
comment on table madoguchi.paid_off_certificate is 'Paid-off certificates (完済証明書), each with its number.';
comment on column madoguchi.paid_off_certificate.certificate_no is 'Number printed on it.';
comment on column madoguchi.paid_off_certificate.contract_id is 'Which contract it is about.';
comment on column madoguchi.paid_off_certificate.member_no is 'Whose.';
comment on column madoguchi.paid_off_certificate.made_at is 'When it was made; nothing was owed then.';
comment on column madoguchi.paid_off_certificate.contact_no is 'During which contact.';
comment on column madoguchi.paid_off_certificate.check_id is 'On which identity check.';
comment on column madoguchi.paid_off_certificate.staff_no is 'Who made it.';
comment on column madoguchi.paid_off_certificate.place_no is 'At which place.';

create function madoguchi.guard_paid_off_certificate() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if not madoguchi.identity_proof_holds(new.contact_no::text, new.check_id, new.member_no::text, new.staff_no::text, new.place_no::text, new.made_at)
     or not exists (select from madoguchi.contract c where c.id = new.contract_id and c.member_no = new.member_no
                     and c.balance = 0 and c.unpaid_charges = 0) then
    raise exception 'a certificate is made on a valid identity check, when nothing is owed' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_paid_off_certificate() is 'No certificate without proof of who asks, or while a yen is owed (MD003).';
create trigger guard_paid_off_certificate before insert on madoguchi.paid_off_certificate
  for each row execute function madoguchi.guard_paid_off_certificate();
create trigger paid_off_certificate_is_final before update or delete on madoguchi.paid_off_certificate
  for each row execute function madoguchi.refuse_change();
