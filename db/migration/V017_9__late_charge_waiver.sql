-- The late charge waived for what an outage of ours kept a member from paying in time.
insert into madoguchi.permission (permission, description) values
  ('LATE_CHARGE_WAIVE', 'Waive a late charge after an outage of ours; always with a second person');
insert into madoguchi.role_permission (role, permission, level) values
  ('AGENT', 'LATE_CHARGE_WAIVE', 'ALONE'),
  ('CLERK', 'LATE_CHARGE_WAIVE', 'ALONE'),
  ('OPERATOR', 'LATE_CHARGE_WAIVE', 'ALONE'),
  ('SUPERVISOR', 'LATE_CHARGE_WAIVE', 'SECOND'),
  ('MANAGER', 'LATE_CHARGE_WAIVE', 'SECOND');

create function madoguchi.outage_since(p_day date, p_at timestamptz) returns table (ref uuid, title text)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select n.ref, n.title
  from madoguchi.notice n
  where n.kind = 'OUTAGE' and n.shown_from <= p_at and n.withdrawn_at is null
    and n.affected_from <= p_at and coalesce(n.affected_to, p_at) > p_day::timestamp at time zone 'Asia/Tokyo'
    and exists (select from madoguchi.notice_service s
                 where s.notice_id = n.id and s.service in ('MEMBER_PAGE', 'APP', 'ATM', 'REPAYMENT'))
  order by n.affected_from, n.id limit 1
$$;
comment on function madoguchi.outage_since(date, timestamptz) is
  'The oldest published outage of a way to repay that reached into a day or a later one, up to a moment; no row when there was none.';

create table madoguchi.late_charge_waiver (
  id           bigint generated always as identity primary key,
  contract_id  bigint not null references madoguchi.contract,
  member_no    madoguchi.member_no not null references madoguchi.member,
  due_on       date not null,
  counted_from date not null,
  amount       madoguchi.yen not null check (amount > 0),
  notice_ref   uuid not null references madoguchi.notice (ref),
  waived_at    timestamptz not null,
  contact_no   madoguchi.contact_no not null references madoguchi.contact,
  check_id     bigint not null references madoguchi.identity_check,
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  place_no     madoguchi.place_no not null references madoguchi.place,
  approval_ref uuid not null unique references madoguchi.approval
);
create index late_charge_waiver_by_contract on madoguchi.late_charge_waiver (contract_id);
create index late_charge_waiver_by_member on madoguchi.late_charge_waiver (member_no, waived_at desc);
create index late_charge_waiver_by_notice on madoguchi.late_charge_waiver (notice_ref);
create index late_charge_waiver_by_contact on madoguchi.late_charge_waiver (contact_no);
create index late_charge_waiver_by_check on madoguchi.late_charge_waiver (check_id);
create index late_charge_waiver_by_staff on madoguchi.late_charge_waiver (staff_no);
create index late_charge_waiver_by_place on madoguchi.late_charge_waiver (place_no);
comment on table madoguchi.late_charge_waiver is 'Late charges waived after an outage of ours (遅延損害金の免除), each with the second person who agreed.';
comment on column madoguchi.late_charge_waiver.id is 'Row id.';
comment on column madoguchi.late_charge_waiver.contract_id is 'Of which contract.';
comment on column madoguchi.late_charge_waiver.member_no is 'Whose.';
comment on column madoguchi.late_charge_waiver.due_on is 'Due date that was missed.';
comment on column madoguchi.late_charge_waiver.counted_from is 'contract.moved_on at that time: with the next repayment the charge counts anew and the waiver is used up.';
comment on column madoguchi.late_charge_waiver.amount is 'Waived, yen.';
comment on column madoguchi.late_charge_waiver.notice_ref is 'The notice of the outage.';
comment on column madoguchi.late_charge_waiver.waived_at is 'When.';
comment on column madoguchi.late_charge_waiver.contact_no is 'During which contact.';
comment on column madoguchi.late_charge_waiver.check_id is 'On which identity check.';
comment on column madoguchi.late_charge_waiver.staff_no is 'Who asked for it.';
comment on column madoguchi.late_charge_waiver.place_no is 'At which place.';
comment on column madoguchi.late_charge_waiver.approval_ref is 'The second person''s decision.';

create function madoguchi.guard_late_charge_waiver() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if not madoguchi.identity_proof_holds(new.contact_no::text, new.check_id, new.member_no::text, new.staff_no::text, new.place_no::text, new.waived_at)
     or not madoguchi.approval_is_for(new.approval_ref, new.contact_no::text, 'WAIVE_LATE_CHARGE')
     or not exists (select from madoguchi.contract c where c.id = new.contract_id and c.member_no = new.member_no)
     or not exists (select from madoguchi.outage_since(new.due_on, new.waived_at) o where o.ref = new.notice_ref) then
    raise exception 'a late charge is waived only after an outage of ours, on a valid identity check, with a second person' using errcode = 'MD003';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_late_charge_waiver() is 'No waiver without its outage, the proof of who asks, and a second person (MD003).';
create trigger guard_late_charge_waiver before insert on madoguchi.late_charge_waiver
  for each row execute function madoguchi.guard_late_charge_waiver();
create trigger late_charge_waiver_is_final before update or delete on madoguchi.late_charge_waiver
  for each row execute function madoguchi.refuse_change();
