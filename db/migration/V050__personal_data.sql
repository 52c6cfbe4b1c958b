-- Changes of what a member has registered (届出内容): address, workplace, phone, e-mail, name. Nothing is overwritten.
create function madoguchi.has_right_alone(p_staff_no text, p_permission text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select exists (
    select from madoguchi.staff_role r
    join madoguchi.role_permission p on p.role = r.role and p.permission = p_permission and p.level = 'ALONE'
    where r.staff_no::text = p_staff_no and r.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
      and (r.valid_to is null or r.valid_to > (p_at at time zone 'Asia/Tokyo')::date))
$$;
comment on function madoguchi.has_right_alone(text, text, timestamptz) is 'Whether one of the person''s roles holds a right alone at a moment.';

create table madoguchi.personal_data_change (
  ref          uuid primary key,
  member_no    madoguchi.member_no not null references madoguchi.member,
  kind         text not null check (kind in ('ADDRESS', 'WORKPLACE', 'MOBILE', 'HOME_PHONE', 'EMAIL', 'NAME')),
  at           timestamptz not null,
  old_id       bigint,
  new_id       bigint,
  contact_no   madoguchi.contact_no not null references madoguchi.contact,
  check_id     bigint not null references madoguchi.identity_check,
  staff_no     madoguchi.staff_no not null references madoguchi.staff,
  place_no     madoguchi.place_no not null references madoguchi.place,
  approval_ref uuid references madoguchi.approval,
  check (num_nonnulls(old_id, new_id) > 0)
);
create index personal_data_change_by_member on madoguchi.personal_data_change (member_no, at desc);
create index personal_data_change_by_contact on madoguchi.personal_data_change (contact_no);
create index personal_data_change_by_check on madoguchi.personal_data_change (check_id);
create index personal_data_change_by_staff on madoguchi.personal_data_change (staff_no);
create index personal_data_change_by_place on madoguchi.personal_data_change (place_no);
create index personal_data_change_by_approval on madoguchi.personal_data_change (approval_ref) where approval_ref is not null;
create trigger personal_data_change_is_final before update or delete on madoguchi.personal_data_change
  for each row execute function madoguchi.refuse_change();
comment on table madoguchi.personal_data_change is 'What staff changed of a member''s registered data, on which check; the values themselves stand in their own tables, with from and to.';
comment on column madoguchi.personal_data_change.ref is 'Stable name.';
comment on column madoguchi.personal_data_change.member_no is 'Whose.';
comment on column madoguchi.personal_data_change.kind is 'What.';
comment on column madoguchi.personal_data_change.at is 'When it took effect.';
comment on column madoguchi.personal_data_change.old_id is 'Row that ended; null = there was none.';
comment on column madoguchi.personal_data_change.new_id is 'Row that began; null = there is none any more (a workplace that was left).';
comment on column madoguchi.personal_data_change.contact_no is 'In which contact.';
comment on column madoguchi.personal_data_change.check_id is 'On which identity check.';
comment on column madoguchi.personal_data_change.staff_no is 'By whom.';
comment on column madoguchi.personal_data_change.place_no is 'Where.';
comment on column madoguchi.personal_data_change.approval_ref is 'The second person''s agreement, where one was needed.';

create function madoguchi.registered_row(p_kind text, p_member_no text) returns bigint
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case p_kind
    when 'ADDRESS' then (select a.id from madoguchi.member_address a where a.member_no = p_member_no and a.valid_to is null)
    when 'WORKPLACE' then (select e.id from madoguchi.member_employer e where e.member_no = p_member_no and e.valid_to is null)
    when 'MOBILE' then (select p.id from madoguchi.member_phone p where p.member_no = p_member_no and p.kind = 'MOBILE' and p.valid_to is null)
    when 'HOME_PHONE' then (select p.id from madoguchi.member_phone p where p.member_no = p_member_no and p.kind = 'HOME' and p.valid_to is null)
    when 'EMAIL' then (select e.id from madoguchi.member_email e where e.member_no = p_member_no and e.valid_to is null)
    when 'NAME' then (select n.id from madoguchi.member_name n where n.member_no = p_member_no and n.kind = 'LEGAL' and n.valid_to is null)
  end
$$;
comment on function madoguchi.registered_row(text, text) is 'Row id of what is registered now; null = nothing.';

create function madoguchi.change_personal_data(
  p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_kind text, p_new jsonb, p_old_id bigint, p_approval_ref uuid) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
  v_new     bigint;
  v_right   text := case when p_kind in ('ADDRESS', 'WORKPLACE') then 'ADDRESS_CHANGE' else 'CONTACT_DATA_CHANGE' end;
begin
  select c.* into v_contact from madoguchi.contact c where c.contact_no::text = p_contact_no;
  perform 1 from madoguchi.member m where m.member_no = v_contact.member_no for no key update;
  v_at := clock_timestamp();
  if v_contact.member_no is null or v_contact.channel = 'LETTER'
     or (p_kind = 'NAME' and v_contact.channel not in ('STORE', 'MACHINE'))
     or not madoguchi.identity_proof_holds(p_contact_no, p_check_id, v_contact.member_no::text, p_staff_no, v_contact.place_no::text, v_at) then
    raise exception 'registered data are changed in an open contact, on a valid identity check' using errcode = 'MD003';
  elsif p_approval_ref is null and not madoguchi.has_right_alone(p_staff_no, v_right, v_at) then
    raise exception 'staff % may not change this alone', p_staff_no using errcode = 'MD003';
  elsif p_approval_ref is not null and not exists (
    select from madoguchi.approval a
    where a.ref = p_approval_ref and a.contact_no = v_contact.contact_no and a.maker::text = p_staff_no and a.decision = 'APPROVED'
      and a.operation = case v_right when 'ADDRESS_CHANGE' then 'CHANGE_ADDRESS' else 'CHANGE_CONTACT_DATA' end) then
    raise exception 'the approval is for something else' using errcode = 'MD003';
  elsif madoguchi.registered_row(p_kind, v_contact.member_no::text) is distinct from p_old_id then
    raise exception 'what is registered is not as it was seen' using errcode = 'MD003';
  end if;
  case p_kind
    when 'ADDRESS' then
      update madoguchi.member_address a set valid_to = v_at where a.id = p_old_id;
      insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, building, valid_from)
      values (v_contact.member_no, p_new->>'postalCode', p_new->>'prefecture', p_new->>'municipality', p_new->>'street', p_new->>'building', v_at)
      returning id into v_new;
    when 'WORKPLACE' then
      update madoguchi.member_employer e set valid_to = v_at where e.id = p_old_id;
      if p_new->>'name' is not null then
        insert into madoguchi.member_employer (member_no, name, phone, valid_from)
        values (v_contact.member_no, p_new->>'name', p_new->>'phone', v_at) returning id into v_new;
      end if;
    when 'EMAIL' then
      update madoguchi.member_email e set valid_to = v_at where e.id = p_old_id;
      insert into madoguchi.member_email (member_no, address, valid_from) values (v_contact.member_no, p_new->>'address', v_at) returning id into v_new;
    when 'NAME' then
      update madoguchi.member_name n set valid_to = v_at where n.id = p_old_id;
      insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from)
      select v_contact.member_no, m.birth_date, 'LEGAL', p_new->>'family', p_new->>'given', p_new->>'familyKana', p_new->>'givenKana', v_at
      from madoguchi.member m where m.member_no = v_contact.member_no returning id into v_new;
    else
      update madoguchi.member_phone p set valid_to = v_at where p.id = p_old_id;
      insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from)
      select v_contact.member_no, m.birth_date, case p_kind when 'MOBILE' then 'MOBILE' else 'HOME' end, p_new->>'digits', v_at
      from madoguchi.member m where m.member_no = v_contact.member_no returning id into v_new;
  end case;
  update madoguchi.member m set version = m.version + 1 where m.member_no = v_contact.member_no;
  insert into madoguchi.personal_data_change (ref, member_no, kind, at, old_id, new_id, contact_no, check_id, staff_no, place_no, approval_ref)
  values (p_ref, v_contact.member_no, p_kind, v_at, p_old_id, v_new, v_contact.contact_no, p_check_id, p_staff_no, v_contact.place_no, p_approval_ref);
  return v_at;
end $$;
comment on function madoguchi.change_personal_data(uuid, text, bigint, text, text, jsonb, bigint, uuid) is
  'Ends the row that was seen and begins another, on a valid identity check, by who may alone or with a second person; messages to the old and the new contact follow by the triggers of the tables. Refused otherwise (MD003).';
