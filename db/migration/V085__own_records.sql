-- Staff never serve themselves, their household or their colleagues: whom a person is barred from, kept by the database.
create table madoguchi.own_declaration (
  ref           uuid primary key,
  staff_no      madoguchi.staff_no not null references madoguchi.staff,
  member_no     madoguchi.member_no references madoguchi.member,
  birth_date    date not null check (birth_date between date '1900-01-01' and date '2200-01-01'),
  phone         text collate "C" check (phone ~ '^0[0-9]{9,10}$'),
  made_by       madoguchi.staff_no not null references madoguchi.staff,
  made_at       timestamptz not null,
  outcome       text check (outcome in ('CONFIRMED', 'REFUSED')),
  decided_by    madoguchi.staff_no references madoguchi.staff,
  decided_at    timestamptz check (decided_at >= made_at),
  note          text check (length(note) between 1 and 200),
  superseded_at timestamptz check (superseded_at >= decided_at),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (decided_by <> made_by and decided_by <> staff_no),
  check (note is null or outcome is not null),
  check (outcome is distinct from 'REFUSED' or note is not null),
  check (superseded_at is null or outcome = 'CONFIRMED')
);
create unique index own_declaration_one_waiting on madoguchi.own_declaration (staff_no) where outcome is null;
create unique index own_declaration_one_in_force on madoguchi.own_declaration (staff_no) where outcome = 'CONFIRMED' and superseded_at is null;
create index own_declaration_by_staff on madoguchi.own_declaration (staff_no, made_at desc);
create index own_declaration_by_member on madoguchi.own_declaration (member_no);
create index own_declaration_by_maker on madoguchi.own_declaration (made_by);
create index own_declaration_by_decider on madoguchi.own_declaration (decided_by);
create index own_declaration_by_birth on madoguchi.own_declaration (birth_date);
create index own_declaration_by_phone on madoguchi.own_declaration (phone);
comment on table madoguchi.own_declaration is 'What a person of staff declares about themselves, for the bar on own records: entered by an admin, confirmed by a second one. Counts from the moment it is entered; only a confirmation takes an earlier one out of force.';
comment on column madoguchi.own_declaration.ref is 'Name of the declaration.';
comment on column madoguchi.own_declaration.staff_no is 'Who declares.';
comment on column madoguchi.own_declaration.member_no is 'The person''s own member number; null = declares to be no member.';
comment on column madoguchi.own_declaration.birth_date is 'The person''s date of birth, by which members are matched too.';
comment on column madoguchi.own_declaration.phone is 'The person''s telephone number, ten or eleven digits, by which members are matched too; null = none given.';
comment on column madoguchi.own_declaration.made_by is 'The admin who entered it.';
comment on column madoguchi.own_declaration.made_at is 'When; from then on it counts.';
comment on column madoguchi.own_declaration.outcome is 'Confirmed or refused by a second admin; null = waits.';
comment on column madoguchi.own_declaration.decided_by is 'The second admin: never the one who entered it, never the person.';
comment on column madoguchi.own_declaration.decided_at is 'When it was decided.';
comment on column madoguchi.own_declaration.note is 'Why it was refused, or a word on the confirmation.';
comment on column madoguchi.own_declaration.superseded_at is 'When a later confirmed declaration took its place; null = in force.';
create trigger own_declaration_is_never_deleted before delete on madoguchi.own_declaration
  for each row execute function madoguchi.refuse_change();

create table madoguchi.own_member (
  staff_no  madoguchi.staff_no not null references madoguchi.staff,
  member_no madoguchi.member_no not null references madoguchi.member,
  tie       text not null check (tie in ('OWN', 'HOUSEHOLD')),
  since     timestamptz not null default clock_timestamp(),
  primary key (staff_no, member_no)
);
create index own_member_by_member on madoguchi.own_member (member_no, staff_no);
comment on table madoguchi.own_member is 'Members that are a person of staff or their household; computed from declarations and registered data by refresh_own_members alone.';
comment on column madoguchi.own_member.staff_no is 'The person of staff.';
comment on column madoguchi.own_member.member_no is 'The member.';
comment on column madoguchi.own_member.tie is 'OWN: the person, declared or matched by two of reading, birth date and phone. HOUSEHOLD: lives at the same address or has a same phone.';
comment on column madoguchi.own_member.since is 'Since when the tie is known.';

create function madoguchi.fold_address_v1(p_street text, p_building text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select rtrim(regexp_replace(regexp_replace(regexp_replace(
           translate(regexp_replace(lower(normalize(p_street || '/' || coalesce(p_building, ''), NFKC)), '\s', '', 'g'),
                     '一二三四五六七八九‐‑–—−ー', '123456789------'),
           '丁目|番地の?|番|号室?', '-', 'g'), '[^[:alnum:]/]+', '-', 'g'), '-?/-?', '/', 'g'), '-')
$$;
comment on function madoguchi.fold_address_v1(text, text) is 'Block, number and building of an address as one text that is the same for usual ways of writing them (一丁目2番3号 = 1-2-3); compared within one postal code.';

create function madoguchi.refresh_own_members(p_staff text[]) returns integer
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_changed integer;
begin
  with told as (
    select d.staff_no, d.member_no, d.birth_date, d.phone, madoguchi.fold_kana_v1(s.family_kana || s.given_kana) as kana
    from madoguchi.own_declaration d join madoguchi.staff s on s.staff_no = d.staff_no
    where d.staff_no::text = any (p_staff) and (d.outcome is null or d.outcome = 'CONFIRMED' and d.superseded_at is null)
  ), own as (
    select t.staff_no, t.member_no from told t where t.member_no is not null
    union
    select t.staff_no, n.member_no from told t
    join madoguchi.member_name n on n.birth_date = t.birth_date and n.kana_key = t.kana
    union
    select t.staff_no, p.member_no from told t
    join madoguchi.member_phone p on p.digits = t.phone and p.valid_to is null
    where p.birth_date = t.birth_date
       or exists (select from madoguchi.member_name n where n.member_no = p.member_no and n.kana_key = t.kana)
  ), household as (
    select o.staff_no, a.member_no from own o
    join madoguchi.member_address mine on mine.member_no = o.member_no and mine.valid_to is null
    join madoguchi.member_address a on a.postal_code = mine.postal_code and a.valid_to is null
     and madoguchi.fold_address_v1(a.street, a.building) = madoguchi.fold_address_v1(mine.street, mine.building)
    union
    select o.staff_no, p.member_no from own o
    join madoguchi.member_phone mine on mine.member_no = o.member_no and mine.valid_to is null
    join madoguchi.member_phone p on p.digits = mine.digits and p.valid_to is null
    union
    select t.staff_no, p.member_no from told t
    join madoguchi.member_phone p on p.digits = t.phone and p.valid_to is null
  ), wanted as (
    select staff_no, member_no, 'OWN' as tie from own
    union all
    select staff_no, member_no, 'HOUSEHOLD' from (select * from household except select * from own) h
  ), gone as (
    delete from madoguchi.own_member o
    where o.staff_no::text = any (p_staff)
      and not exists (select from wanted w where w.staff_no = o.staff_no and w.member_no = o.member_no)
    returning 1
  ), kept as (
    insert into madoguchi.own_member as o (staff_no, member_no, tie)
    select w.staff_no, w.member_no, w.tie from wanted w
    on conflict (staff_no, member_no) do update set tie = excluded.tie where o.tie <> excluded.tie
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from kept) into v_changed;
  return v_changed;
end $$;
comment on function madoguchi.refresh_own_members(text[]) is 'Computes anew which members are these people of staff or their household: own = declared, or two of reading, birth date and phone agree; household = the same address or a same phone today. Answers how many ties changed. The owner''s alone.';

create function madoguchi.refresh_all_own_members() returns integer
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.refresh_own_members(array(select distinct d.staff_no::text from madoguchi.own_declaration d))
$$;
comment on function madoguchi.refresh_all_own_members() is 'The same for everybody who has declared; run daily, for what two transactions at one time did not see of each other. Answers how many ties changed.';

-- Registered data that change move the ties with them; once a statement, and for nobody where nobody is concerned.
create function madoguchi.follow_own_members() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_staff text[];
begin
  if not exists (select from madoguchi.own_declaration) then
    return null;
  end if;
  if tg_table_name = 'member_name' then
    v_staff := array(
      select d.staff_no::text from changed c join madoguchi.own_declaration d on d.birth_date = c.birth_date
      union select d.staff_no::text from changed c
        join madoguchi.member_phone p on p.member_no = c.member_no and p.valid_to is null
        join madoguchi.own_declaration d on d.phone = p.digits
      union select o.staff_no::text from changed c join madoguchi.own_member o on o.member_no = c.member_no);
  elsif tg_table_name = 'member_phone' then
    v_staff := array(
      select d.staff_no::text from changed c join madoguchi.own_declaration d on d.phone = c.digits
      union select o.staff_no::text from changed c
        join madoguchi.member_phone p on p.digits = c.digits
        join madoguchi.own_member o on o.member_no = p.member_no);
  else
    v_staff := array(
      select o.staff_no::text from changed c
        join madoguchi.member_address a on a.postal_code = c.postal_code
        join madoguchi.own_member o on o.member_no = a.member_no);
  end if;
  if cardinality(v_staff) > 0 then
    perform madoguchi.refresh_own_members(v_staff);
  end if;
  return null;
end $$;
comment on function madoguchi.follow_own_members() is 'After a change of names, phones or addresses: computes the ties anew of the staff whom it may concern.';
create trigger member_name_moves_own_members after insert on madoguchi.member_name
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();
create trigger member_name_change_moves_own_members after update on madoguchi.member_name
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();
create trigger member_phone_moves_own_members after insert on madoguchi.member_phone
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();
create trigger member_phone_change_moves_own_members after update on madoguchi.member_phone
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();
create trigger member_address_moves_own_members after insert on madoguchi.member_address
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();
create trigger member_address_change_moves_own_members after update on madoguchi.member_address
  referencing new table as changed for each statement execute function madoguchi.follow_own_members();

create function madoguchi.follow_staff_name() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  perform madoguchi.refresh_own_members(array[new.staff_no::text]);
  return null;
end $$;
comment on function madoguchi.follow_staff_name() is 'After a change of a reading of staff: computes the ties of the person anew.';
create trigger staff_name_moves_own_members after update of family_kana, given_kana on madoguchi.staff
  for each row execute function madoguchi.follow_staff_name();

create view madoguchi.barred_member as
  select o.staff_no, o.member_no, o.tie from madoguchi.own_member o
  union all
  select mine.staff_no, o.member_no, 'COLLEAGUE'
  from madoguchi.staff_place mine
  join madoguchi.staff_place theirs on theirs.place_no = mine.place_no and theirs.staff_no <> mine.staff_no
  join madoguchi.own_member o on o.staff_no = theirs.staff_no and o.tie = 'OWN'
  where mine.valid_from <= (now() at time zone 'Asia/Tokyo')::date and (mine.valid_to is null or mine.valid_to > (now() at time zone 'Asia/Tokyo')::date)
    and theirs.valid_from <= (now() at time zone 'Asia/Tokyo')::date and (theirs.valid_to is null or theirs.valid_to > (now() at time zone 'Asia/Tokyo')::date);
comment on view madoguchi.barred_member is 'Whom a person of staff may not open, clear or decide: themselves, their household, and the members that are colleagues of a place where both work today. A member may stand here twice.';
comment on column madoguchi.barred_member.staff_no is 'The person of staff.';
comment on column madoguchi.barred_member.member_no is 'The member.';
comment on column madoguchi.barred_member.tie is 'OWN, HOUSEHOLD or COLLEAGUE.';

create function madoguchi.is_barred(p_staff_no text, p_member_no text) returns boolean
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select exists (select from madoguchi.own_member o where o.member_no = p_member_no)
     and exists (select from madoguchi.barred_member b where b.staff_no = p_staff_no and b.member_no = p_member_no)
$$;
comment on function madoguchi.is_barred(text, text) is 'Whether a member is barred from a person of staff; a look at one index for nearly all members.';

-- The two nets: nothing is entered in the name of the person, and nothing that is recorded as done stands.
create function madoguchi.guard_own_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_row jsonb := to_jsonb(new);
begin
  if madoguchi.is_barred(v_row ->> tg_argv[0], v_row ->> 'member_no') then
    raise exception 'own record %', v_row ->> 'member_no' using errcode = 'MD004';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_own_record() is 'Trigger of what staff enter, clear and decide about members: refuses a member who is barred from the person in the named column (MD004), whichever function writes.';

do $$
declare
  v_guard text[];
begin
  foreach v_guard slice 1 in array array[
    ['contact', 'staff_no', 'insert'], ['identity_check', 'staff_no', 'insert'],
    ['login_lock', 'locked_by', 'insert'], ['approval', 'maker', 'insert'], ['review_lease', 'staff_no', 'insert'],
    ['income_decision', 'decided_by', 'insert'], ['limit_request', 'received_by', 'insert'], ['limit_decision', 'decided_by', 'insert'],
    ['borrowing_stop', 'stopped_by', 'insert'], ['credential_reset', 'requested_by', 'insert'], ['web_id', 'staff_no', 'insert'],
    ['personal_data_change', 'staff_no', 'insert'], ['bank_service_change', 'staff_no', 'insert'], ['late_charge_waiver', 'staff_no', 'insert'],
    ['reactivation', 'staff_no', 'insert'], ['contract_cancellation', 'staff_no', 'insert'], ['paid_off_certificate', 'staff_no', 'insert'],
    ['takeover_report', 'staff_no', 'insert'], ['card_loss', 'staff_no', 'insert'], ['workplace_check', 'checked_by', 'insert'],
    ['bureau_inquiry', 'asked_by', 'insert'], ['complaint', 'raised_by', 'insert'], ['hand_off', 'made_by', 'insert'],
    ['card', 'staff_no', 'insert'], ['limit_change', 'staff_no', 'insert'], ['takeover_lock', 'staff_no', 'insert'],
    ['payment_promise', 'staff_no', 'insert'], ['contact_restriction', 'made_by', 'insert'], ['attention_flag', 'made_by', 'insert'],
    ['contact_data_confirmation', 'staff_no', 'insert'], ['slip', 'made_by', 'insert'], ['income_certificate', 'received_by', 'insert'],
    ['ledger_entry', 'staff_no', 'insert']]
  loop
    execute format('create trigger %I before %s on madoguchi.%I for each row when (new.%I is not null and new.member_no is not null)'
                   ' execute function madoguchi.guard_own_record(%L)',
                   v_guard[1] || '_not_of_own', v_guard[3], v_guard[1], v_guard[2], v_guard[2]);
  end loop;
  foreach v_guard slice 1 in array array[
    ['login_lock', 'cleared_by'], ['approval', 'checker'], ['periodic_review', 'ended_by'], ['hand_off', 'taken_by'],
    ['change_report', 'ended_by'], ['complaint', 'ended_by'], ['complaint', 'answered_by'], ['contract_paper', 'posted_by'],
    ['contact_restriction', 'ended_by'], ['attention_flag', 'ended_by']]
  loop
    execute format('create trigger %I before update on madoguchi.%I for each row'
                   ' when (new.member_no is not null and new.%I is distinct from old.%I and new.%I is not null)'
                   ' execute function madoguchi.guard_own_record(%L)',
                   v_guard[1] || '_not_of_own_' || v_guard[2], v_guard[1], v_guard[2], v_guard[2], v_guard[2], v_guard[2]);
  end loop;
end $$;
create trigger contact_not_of_own_member before update of member_no on madoguchi.contact for each row
  when (new.member_no is not null and new.member_no is distinct from old.member_no) execute function madoguchi.guard_own_record('staff_no');

create function madoguchi.bar_own_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  if madoguchi.is_barred(new.staff_no, new.member_no) then
    raise exception 'own record %', new.member_no using errcode = 'MD004';
  end if;
  return new;
end $$;
comment on function madoguchi.bar_own_record() is 'Trigger of the trail: nothing about a member who is barred from a person is recorded as done by that person, and so neither shown nor changed (MD004). A contact that is open may be parked and closed, a request taken back.';
create trigger bar_own_record before insert on madoguchi.audit_entry for each row
  when (new.outcome = 'DONE' and new.staff_no is not null and new.member_no is not null
        and new.action not in ('CONTACT_PARKED', 'CONTACT_CLOSED', 'APPROVAL_WITHDRAWN'))
  execute function madoguchi.bar_own_record();
create index audit_entry_by_own_record on madoguchi.audit_entry (at desc, id desc) where reason = 'OWN_RECORD';

-- Declaring ------------------------------------------------------------------------------------------------------
create function madoguchi.declare_own_member(p_ref uuid, p_staff_no text, p_member_no text, p_birth_date date, p_phone text, p_made_by text)
returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at timestamptz;
begin
  perform from madoguchi.staff s where s.staff_no = p_staff_no for no key update;
  if not found then
    return 'UNKNOWN_STAFF';
  end if;
  v_at := clock_timestamp();
  perform madoguchi.require_accounts_admin(p_made_by, v_at);
  if exists (select from madoguchi.own_declaration d where d.ref = p_ref) then
    return 'DECLARED';
  elsif p_member_no is not null and not exists (select from madoguchi.member m where m.member_no = p_member_no) then
    return 'UNKNOWN_MEMBER';
  elsif exists (select from madoguchi.own_declaration d where d.staff_no = p_staff_no and d.outcome is null) then
    return 'WAITS_ALREADY';
  end if;
  insert into madoguchi.own_declaration (ref, staff_no, member_no, birth_date, phone, made_by, made_at)
  values (p_ref, p_staff_no, p_member_no, p_birth_date, p_phone, p_made_by, v_at);
  perform madoguchi.refresh_own_members(array[p_staff_no]);
  return 'DECLARED';
end $$;
comment on function madoguchi.declare_own_member(uuid, text, text, date, text, text) is
  'An admin enters what a person of staff declares; it bars from this moment. Answers DECLARED, UNKNOWN_STAFF, UNKNOWN_MEMBER or WAITS_ALREADY (one waits for its second admin). Refuses who administers no accounts (MD003).';

create function madoguchi.decide_own_declaration(p_ref uuid, p_outcome text, p_note text, p_decided_by text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_declaration madoguchi.own_declaration;
  v_at          timestamptz;
begin
  select d.* into v_declaration from madoguchi.own_declaration d where d.ref = p_ref;
  perform from madoguchi.staff s where s.staff_no = v_declaration.staff_no for no key update;
  select d.* into v_declaration from madoguchi.own_declaration d where d.ref = p_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_accounts_admin(p_decided_by, v_at);
  if v_declaration.ref is null or v_declaration.outcome is not null then
    return 'DECIDED_BEFORE';
  elsif p_decided_by in (v_declaration.made_by::text, v_declaration.staff_no::text) then
    return 'SECOND_ADMIN_NEEDED';
  end if;
  if p_outcome = 'CONFIRMED' then
    update madoguchi.own_declaration d set superseded_at = v_at
    where d.staff_no = v_declaration.staff_no and d.outcome = 'CONFIRMED' and d.superseded_at is null;
  end if;
  update madoguchi.own_declaration d set outcome = p_outcome, decided_by = p_decided_by, decided_at = v_at, note = p_note where d.ref = p_ref;
  perform madoguchi.refresh_own_members(array[v_declaration.staff_no::text]);
  return p_outcome;
end $$;
comment on function madoguchi.decide_own_declaration(uuid, text, text, text) is
  'A second admin confirms, which takes an earlier declaration out of force, or refuses, which leaves the earlier one. Answers the outcome, DECIDED_BEFORE, or SECOND_ADMIN_NEEDED for who entered it and for the person. Refuses who administers no accounts (MD003).';
