-- Changes that members report on the site (届出, DOMAIN R16, R18, R19): carried out at once by rule, or seen to by staff. History either way.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('change_report.at_once', '["ADDRESS", "WORKPLACE"]')) s(key, value);

create table madoguchi.change_report (
  ref              uuid primary key,
  member_no        madoguchi.member_no not null references madoguchi.member,
  kind             text not null check (kind in ('ADDRESS', 'WORKPLACE', 'MOBILE', 'HOME_PHONE', 'EMAIL', 'NAME')),
  channel          text not null check (channel in ('MEMBER_PAGE', 'APP')),
  reported_at      timestamptz not null,
  value            jsonb not null check (jsonb_typeof(value) = 'object'),
  replaces         bigint,
  waits_for        text check (waits_for in ('CONFIRMATION', 'DOCUMENT', 'TAKEOVER_SIGNS', 'CONTACT_DATA_CHANGED')),
  outcome          text check (outcome in ('AT_ONCE', 'CARRIED_OUT', 'TURNED_DOWN', 'SUPERSEDED')),
  ended_at         timestamptz check (ended_at >= reported_at),
  ended_by         madoguchi.staff_no references madoguchi.staff,
  ended_contact_no madoguchi.contact_no references madoguchi.contact,
  turn_down_reason text check (turn_down_reason in ('NOT_REACHED', 'NOT_CONFIRMED', 'NOT_BY_MEMBER', 'DOCUMENT_MISSING', 'WRONG_DATA', 'MEMBER_WITHDREW')),
  check ((outcome is null) = (ended_at is null)),
  check ((outcome = 'AT_ONCE') is not true or waits_for is null),
  check (outcome = 'AT_ONCE' or waits_for is not null),
  check ((turn_down_reason is not null) = (outcome is not null and outcome = 'TURNED_DOWN')),
  check ((ended_by is not null) = (outcome is not null and outcome in ('CARRIED_OUT', 'TURNED_DOWN')))
);
create unique index change_report_one_open on madoguchi.change_report (member_no, kind) where outcome is null;
create index change_report_by_waiting on madoguchi.change_report (reported_at, ref) where outcome is null;
create index change_report_by_member on madoguchi.change_report (member_no, reported_at desc);
create index change_report_by_ender on madoguchi.change_report (ended_by) where ended_by is not null;
create index change_report_by_contact on madoguchi.change_report (ended_contact_no) where ended_contact_no is not null;
comment on table madoguchi.change_report is 'Changes of registered data as members reported them on the site, and what became of each.';
comment on column madoguchi.change_report.ref is 'Name that the member site gave it; the same name again is the same report.';
comment on column madoguchi.change_report.member_no is 'Whose.';
comment on column madoguchi.change_report.kind is 'What.';
comment on column madoguchi.change_report.channel is 'Member page or app.';
comment on column madoguchi.change_report.reported_at is 'When.';
comment on column madoguchi.change_report.value is 'What is to be registered, by field names; half-width digits, nothing that is empty.';
comment on column madoguchi.change_report.replaces is 'Row id of what was registered then; null = nothing was.';
comment on column madoguchi.change_report.waits_for is 'Why staff see to it: phone and e-mail are confirmed with the member, a name needs a document, signs of takeover, contact data changed lately; null = carried out at once.';
comment on column madoguchi.change_report.outcome is 'Carried out at once by rule, carried out by staff, turned down, superseded by a later change; null = waits.';
comment on column madoguchi.change_report.ended_at is 'When.';
comment on column madoguchi.change_report.ended_by is 'By whom.';
comment on column madoguchi.change_report.ended_contact_no is 'In which contact; a turning down needs none unless the member denied it.';
comment on column madoguchi.change_report.turn_down_reason is 'Why it was turned down.';

create function madoguchi.guard_change_report() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.outcome is not null then
    raise exception 'report % is seen to', old.ref using errcode = 'MD002';
  end if;
  if to_jsonb(new) - '{outcome,ended_at,ended_by,ended_contact_no,turn_down_reason}'::text[]
     <> to_jsonb(old) - '{outcome,ended_at,ended_by,ended_contact_no,turn_down_reason}'::text[] then
    raise exception 'report % can only end', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_change_report() is 'A report ends once and is never changed (MD002).';
create trigger guard_change_report before update on madoguchi.change_report for each row execute function madoguchi.guard_change_report();
create trigger change_report_is_kept before delete on madoguchi.change_report for each row execute function madoguchi.refuse_change();

alter table madoguchi.personal_data_change
  alter column contact_no drop not null,
  alter column check_id drop not null,
  alter column staff_no drop not null,
  alter column place_no drop not null,
  add column report_ref uuid references madoguchi.change_report,
  add column document text check (document in ('DRIVERS_LICENCE', 'DRIVING_HISTORY', 'MY_NUMBER_CARD', 'RESIDENCE_CARD', 'SPECIAL_RESIDENT_CARD', 'RESIDENT_RECORD')),
  add constraint personal_data_change_document check (document is null or kind = 'ADDRESS'),
  add constraint personal_data_change_by_somebody check (
    num_nulls(contact_no, check_id, staff_no, place_no) = 0 or (num_nonnulls(contact_no, check_id, staff_no, place_no, approval_ref) = 0 and report_ref is not null));
create unique index personal_data_change_by_report on madoguchi.personal_data_change (report_ref) where report_ref is not null;
comment on table madoguchi.personal_data_change is 'What was changed of a member''s registered data, by staff on a check or by rule on a report of the member; the values themselves stand in their own tables, with from and to.';
comment on column madoguchi.personal_data_change.contact_no is 'In which contact; null = by rule, on a report.';
comment on column madoguchi.personal_data_change.check_id is 'On which identity check; null = by rule.';
comment on column madoguchi.personal_data_change.staff_no is 'By whom; null = by rule.';
comment on column madoguchi.personal_data_change.place_no is 'Where; null = by rule.';
comment on column madoguchi.personal_data_change.document is 'Which document showed the new address; at a counter or machine one is needed (DOMAIN R19), by phone and on the site none is.';
comment on column madoguchi.personal_data_change.report_ref is 'The report of the member that it carries out, if there was one.';

-- The old contact is told too ------------------------------------------------------------------------------------------------
alter table madoguchi.outbox add column phone_id bigint references madoguchi.member_phone;
create index outbox_by_phone on madoguchi.outbox (phone_id) where phone_id is not null;
comment on column madoguchi.outbox.phone_id is 'The former mobile number that is told of its own replacement; null = the number in force when it is sent.';

create or replace function madoguchi.tell_of_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_now     timestamptz := clock_timestamp();
  v_payload text := jsonb_build_object('changed_at', v_now)::text;
  v_channel text := madoguchi.message_channel(new.member_no);
begin
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), new.member_no, tg_argv[0], v_channel, v_payload, v_now, v_now);
  if tg_argv[0] = 'EMAIL_CHANGED' then
    insert into madoguchi.outbox (ref, member_no, kind, email_id, payload, created_at, due_at)
    values (gen_random_uuid(), new.member_no, tg_argv[0], new.id, v_payload, v_now, v_now);
  elsif tg_argv[0] = 'PHONE_CHANGED' and to_jsonb(new)->>'kind' = 'MOBILE' then
    insert into madoguchi.outbox (ref, member_no, kind, channel, phone_id, payload, created_at, due_at)
    values (gen_random_uuid(), new.member_no, tg_argv[0], 'SMS', new.id, v_payload, v_now, v_now);
    if v_channel = 'MAIL' and exists (
      select from madoguchi.member_phone p where p.member_no = new.member_no and p.kind = 'MOBILE' and p.valid_to is null) then
      insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
      values (gen_random_uuid(), new.member_no, tg_argv[0], 'SMS', v_payload, v_now, v_now);
    end if;
  end if;
  return null;
end $$;
comment on function madoguchi.tell_of_change() is
  'Tells the member, at the commit, that the address, e-mail or phone in force was ended or replaced; of an e-mail or a mobile number, the former one too.';

-- Kinds of messages are added to those that stand, whatever those are.
do $$
declare
  v_table text;
begin
  foreach v_table in array array['outbox', 'message_template'] loop
    execute format('alter table madoguchi.%1$I drop constraint %1$s_kind_check, add constraint %1$s_kind_check %2$s', v_table,
      (select replace(pg_get_constraintdef(c.oid), ']', ', ''CHANGE_REPORTED''::text, ''CHANGE_TURNED_DOWN''::text, ''DATA_CHANGED''::text]')
       from pg_constraint c where c.conrelid = ('madoguchi.' || v_table)::regclass and c.conname = v_table || '_kind_check'));
  end loop;
end $$;
insert into madoguchi.message_template (kind, channel, valid_from, subject, body)
select kind, 'MAIL', timestamptz '2000-01-01 00:00:00+09', subject,
       '{name} さま' || E'\n\n' || body || E'\n\n' ||
       'お心当たりのない場合は、お手元のカードの裏面に記載の電話番号までご連絡ください。' || E'\n' ||
       'このメールは送信専用です。暗証番号やパスワードをメールでお尋ねすることはありません。' || E'\n'
from (values
  ('CHANGE_REPORTED', 'お届けを受け付けました',
   '{reported_at}、会員ページで{what}の変更のお届けを受け付けました。内容の確認が済むまで、これまでのご登録のままとなります。' || E'\n' ||
   '確認のため、以前からご登録の電話番号へご連絡することがあります。お名前の変更は、新しいお名前の本人確認書類をお持ちのうえ、窓口へお越しください。'),
  ('CHANGE_TURNED_DOWN', 'お届けの変更は行いませんでした',
   '{reported_at}にお届けのあった{what}の変更は、確認ができなかったため行いませんでした。ご登録の内容はこれまでのままです。' || E'\n' ||
   '変更をご希望の場合は、もう一度お届けいただくか、窓口へお越しください。'),
  ('DATA_CHANGED', 'ご登録内容の変更を受け付けました',
   '{changed_at}、ご登録の{what}の変更を受け付けました。')) t(kind, subject, body);
insert into madoguchi.message_template (kind, channel, valid_from, body)
select kind, 'SMS', timestamptz '2000-01-01 00:00:00+09', body from (values
  ('CHANGE_REPORTED', '{reported_at}、{what}の変更のお届けを受け付けました。確認が済むまでこれまでのご登録のままです。お心当たりのない場合はご連絡ください。'),
  ('CHANGE_TURNED_DOWN', '{reported_at}にお届けの{what}の変更は、確認ができなかったため行いませんでした。'),
  ('DATA_CHANGED', '{changed_at}、ご登録の{what}の変更を受け付けました。お心当たりのない場合はご連絡ください。')) t(kind, body);

create function madoguchi.data_word(p_kind text) returns text
language sql immutable
return case p_kind when 'ADDRESS' then 'ご住所' when 'WORKPLACE' then '勤務先' when 'MOBILE' then '携帯電話番号' when 'HOME_PHONE' then '自宅電話番号'
  when 'EMAIL' then 'メールアドレス' when 'NAME' then 'お名前' end;
comment on function madoguchi.data_word(text) is 'What registered data are called in a message to the member.';

create function madoguchi.tell_of_report(p_member_no text, p_message text, p_kind text, p_moment text, p_at timestamptz, p_now timestamptz) returns void
language sql set search_path = pg_catalog, madoguchi as $$
  insert into madoguchi.outbox (ref, member_no, kind, channel, payload, created_at, due_at)
  values (gen_random_uuid(), p_member_no, p_message, madoguchi.message_channel(p_member_no),
          jsonb_build_object(p_moment, p_at, 'what', madoguchi.data_word(p_kind))::text, p_now, p_now)
$$;
comment on function madoguchi.tell_of_report(text, text, text, text, timestamptz, timestamptz) is
  'Writes a message about registered data: which message, about what, the name of its moment and the moment.';

-- One way to replace what is registered ----------------------------------------------------------------------------------------
create function madoguchi.replace_registered(p_member_no text, p_kind text, p_new jsonb, p_old_id bigint, p_at timestamptz) returns bigint
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_new bigint;
begin
  case p_kind
    when 'ADDRESS' then
      update madoguchi.member_address a set valid_to = p_at where a.id = p_old_id;
      insert into madoguchi.member_address (member_no, postal_code, prefecture, municipality, street, building, valid_from)
      values (p_member_no, p_new->>'postalCode', p_new->>'prefecture', p_new->>'municipality', p_new->>'street', p_new->>'building', p_at)
      returning id into v_new;
    when 'WORKPLACE' then
      update madoguchi.member_employer e set valid_to = p_at where e.id = p_old_id;
      if p_new->>'name' is not null then
        insert into madoguchi.member_employer (member_no, name, phone, valid_from)
        values (p_member_no, p_new->>'name', p_new->>'phone', p_at) returning id into v_new;
      end if;
    when 'EMAIL' then
      update madoguchi.member_email e set valid_to = p_at where e.id = p_old_id;
      insert into madoguchi.member_email (member_no, address, valid_from) values (p_member_no, p_new->>'address', p_at) returning id into v_new;
    when 'NAME' then
      update madoguchi.member_name n set valid_to = p_at where n.id = p_old_id;
      insert into madoguchi.member_name (member_no, birth_date, kind, family, given, family_kana, given_kana, valid_from)
      select p_member_no, m.birth_date, 'LEGAL', p_new->>'family', p_new->>'given', p_new->>'familyKana', p_new->>'givenKana', p_at
      from madoguchi.member m where m.member_no = p_member_no returning id into v_new;
    else
      update madoguchi.member_phone p set valid_to = p_at where p.id = p_old_id;
      insert into madoguchi.member_phone (member_no, birth_date, kind, digits, valid_from)
      select p_member_no, m.birth_date, case p_kind when 'MOBILE' then 'MOBILE' else 'HOME' end, p_new->>'digits', p_at
      from madoguchi.member m where m.member_no = p_member_no returning id into v_new;
  end case;
  update madoguchi.member m set version = m.version + 1 where m.member_no = p_member_no;
  update madoguchi.change_report r set outcome = 'SUPERSEDED', ended_at = p_at
   where r.member_no = p_member_no and r.kind = p_kind and r.outcome is null;
  if p_kind in ('WORKPLACE', 'NAME') and p_old_id is not null then
    perform madoguchi.tell_of_report(p_member_no, 'DATA_CHANGED', p_kind, 'changed_at', p_at, p_at);
  end if;
  return v_new;
end $$;
comment on function madoguchi.replace_registered(text, text, jsonb, bigint, timestamptz) is
  'Ends the row p_old_id and begins another; a report of the same kind that waits is superseded; answers the new row, null for a workplace that was left. The owner''s alone, under the lock of the member.';

create function madoguchi.change_in_contact(
  p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_kind text, p_new jsonb, p_old_id bigint, p_approval_ref uuid, p_report_ref uuid, p_document text)
returns timestamptz
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_contact madoguchi.contact;
  v_at      timestamptz;
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
  elsif p_kind = 'ADDRESS' and v_contact.channel in ('STORE', 'MACHINE') and p_document is null then
    raise exception 'in person a document shows the new address' using errcode = 'MD003';
  end if;
  insert into madoguchi.personal_data_change (ref, member_no, kind, at, old_id, new_id, contact_no, check_id, staff_no, place_no, approval_ref, report_ref, document)
  values (p_ref, v_contact.member_no, p_kind, v_at, p_old_id,
          madoguchi.replace_registered(v_contact.member_no::text, p_kind, p_new, p_old_id, v_at),
          v_contact.contact_no, p_check_id, p_staff_no, v_contact.place_no, p_approval_ref, p_report_ref, case p_kind when 'ADDRESS' then p_document end);
  return v_at;
end $$;
comment on function madoguchi.change_in_contact(uuid, text, bigint, text, text, jsonb, bigint, uuid, uuid, text) is
  'What change_personal_data and carry_out_change_report do alike: checks contact, identity, right, second person, document and what was seen (MD003), then replaces. The owner''s alone.';

create or replace function madoguchi.change_personal_data(
  p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_kind text, p_new jsonb, p_old_id bigint, p_approval_ref uuid) returns timestamptz
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.change_in_contact(p_ref, p_contact_no, p_check_id, p_staff_no, p_kind, p_new, p_old_id, p_approval_ref, null, p_new->>'document')
$$;

create function madoguchi.carry_out_change_report(
  p_report_ref uuid, p_ref uuid, p_contact_no text, p_check_id bigint, p_staff_no text, p_old_id bigint, p_approval_ref uuid, p_document text)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_report madoguchi.change_report;
begin
  select r.* into v_report from madoguchi.change_report r
  join madoguchi.contact c on c.member_no = r.member_no and c.contact_no::text = p_contact_no
  where r.ref = p_report_ref;
  perform 1 from madoguchi.member m where m.member_no = v_report.member_no for no key update;
  update madoguchi.change_report r
     set outcome = 'CARRIED_OUT', ended_at = clock_timestamp(), ended_by = p_staff_no, ended_contact_no = p_contact_no
   where r.ref = v_report.ref and r.outcome is null;
  if not found then
    raise exception 'no report of the member of this contact waits under that name' using errcode = 'MD003';
  end if;
  return madoguchi.change_in_contact(p_ref, p_contact_no, p_check_id, p_staff_no, v_report.kind, v_report.value, p_old_id, p_approval_ref, p_report_ref,
                                     p_document);
end $$;
comment on function madoguchi.carry_out_change_report(uuid, uuid, text, bigint, text, bigint, uuid, text) is
  'Carries out a report that waits, as change_personal_data would: in a contact with the member, on a check, by who may alone or with a second person; once (MD003).';

create function madoguchi.turn_down_change_report(p_report_ref uuid, p_reason text, p_contact_no text, p_staff_no text) returns timestamptz
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_report madoguchi.change_report;
  v_at     timestamptz;
begin
  select r.* into v_report from madoguchi.change_report r where r.ref = p_report_ref;
  perform 1 from madoguchi.member m where m.member_no = v_report.member_no for no key update;
  v_at := clock_timestamp();
  if not madoguchi.has_right_alone(p_staff_no, 'ADDRESS_CHANGE', v_at) then
    raise exception 'staff % may not see to reports', p_staff_no using errcode = 'MD003';
  elsif p_contact_no is not null and not exists (
    select from madoguchi.contact c
    where c.contact_no::text = p_contact_no and c.member_no = v_report.member_no and c.staff_no::text = p_staff_no and c.closed_at is null) then
    raise exception 'the contact is not an open one of % with this member', p_staff_no using errcode = 'MD003';
  elsif p_reason = 'NOT_BY_MEMBER' and p_contact_no is null then
    raise exception 'that the member did not report it is heard in a contact' using errcode = 'MD003';
  end if;
  update madoguchi.change_report r
     set outcome = 'TURNED_DOWN', ended_at = v_at, ended_by = p_staff_no, ended_contact_no = p_contact_no, turn_down_reason = p_reason
   where r.ref = p_report_ref and r.outcome is null;
  if not found then
    raise exception 'the report waits no more' using errcode = 'MD003';
  end if;
  if p_reason = 'NOT_BY_MEMBER' then
    perform madoguchi.report_takeover(gen_random_uuid(), p_contact_no, p_staff_no, 'CHANGE_DENIED');
  end if;
  perform madoguchi.tell_of_report(v_report.member_no::text, 'CHANGE_TURNED_DOWN', v_report.kind, 'reported_at', v_report.reported_at, v_at);
  return v_at;
end $$;
comment on function madoguchi.turn_down_change_report(uuid, text, text, text) is
  'Turns a report down with a coded reason, once (MD003), and tells the member. That the member did not report it is heard in a contact and is a sign of takeover.';

-- What the member reports ------------------------------------------------------------------------------------------------------
create function madoguchi.reported_value(p_kind text, p_new jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_value jsonb;
  v_wrong integer;
begin
  if p_kind is null or p_new is null or jsonb_typeof(p_new) <> 'object' or length(p_new::text) > 4000 then
    return null;
  end if;
  select coalesce(jsonb_object_agg(f.key, v.text) filter (where v.text <> ''), '{}'),
         count(*) filter (where jsonb_typeof(f.value) not in ('string', 'null') or v.text ~ '[[:cntrl:]]'
                            or length(v.text) > case f.key when 'address' then 254 else 100 end)
    into v_value, v_wrong
  from jsonb_each(p_new) f
  cross join lateral (
    select case when f.key in ('postalCode', 'phone', 'digits') then translate(normalize(coalesce(f.value #>> '{}', ''), NFKC), ' -()', '')
                when f.key in ('familyKana', 'givenKana') then btrim(normalize(coalesce(f.value #>> '{}', ''), NFKC))
                else btrim(normalize(coalesce(f.value #>> '{}', ''), NFC), ' ' || U&'\3000') end as text) v
  where f.key = any (case p_kind
    when 'ADDRESS' then '{postalCode,prefecture,municipality,street,building}'::text[]
    when 'WORKPLACE' then '{name,phone}'::text[]
    when 'MOBILE' then '{digits}'::text[]
    when 'HOME_PHONE' then '{digits}'::text[]
    when 'EMAIL' then '{address}'::text[]
    when 'NAME' then '{family,given,familyKana,givenKana}'::text[]
    else '{}'::text[] end);
  if v_wrong > 0 then
    return null;
  end if;
  return case p_kind
    when 'ADDRESS' then case when v_value->>'postalCode' ~ '^[0-9]{7}$' and v_value ?& '{municipality,street}'::text[]
                              and exists (select from madoguchi.prefecture p where p.prefecture = v_value->>'prefecture') then v_value end
    when 'WORKPLACE' then case when (v_value ? 'name' or v_value = '{}') and coalesce(v_value->>'phone', '0312345678') ~ '^0([1-9][0-9]{8}|[5-9]0[0-9]{8})$' then v_value end
    when 'MOBILE' then case when v_value->>'digits' ~ '^0[5-9]0[0-9]{8}$' then v_value end
    when 'HOME_PHONE' then case when v_value->>'digits' ~ '^0([1-9][0-9]{8}|[5-9]0[0-9]{8})$' then v_value end
    when 'EMAIL' then case when v_value->>'address' ~ '^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$' then v_value end
    when 'NAME' then case when v_value ? 'family' and v_value->>'familyKana' ~ '^[ァ-ヶー・ ]+$'
                           and coalesce(v_value->>'givenKana', 'ア') ~ '^[ァ-ヶー・ ]+$' and (v_value ? 'given') = (v_value ? 'givenKana')
                      then '{"given": "", "givenKana": ""}'::jsonb || v_value end
  end;
end $$;
comment on function madoguchi.reported_value(text, jsonb) is
  'What a member reported as it may be kept: known fields only, trimmed, half-width digits without hyphens, empty ones left out; null = missing or not fit to be registered.';

create function madoguchi.is_registered(p_member_no text, p_kind text, p_value jsonb) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select case p_kind
    when 'ADDRESS' then exists (
      select from madoguchi.member_address a where a.member_no = p_member_no and a.valid_to is null and a.postal_code = p_value->>'postalCode'
        and a.prefecture = p_value->>'prefecture' and a.municipality = p_value->>'municipality' and a.street = p_value->>'street'
        and a.building is not distinct from p_value->>'building')
    when 'WORKPLACE' then case when p_value->>'name' is null
      then not exists (select from madoguchi.member_employer e where e.member_no = p_member_no and e.valid_to is null)
      else exists (select from madoguchi.member_employer e where e.member_no = p_member_no and e.valid_to is null and e.name = p_value->>'name'
                     and e.phone is not distinct from p_value->>'phone') end
    when 'EMAIL' then exists (select from madoguchi.member_email e where e.member_no = p_member_no and e.valid_to is null and e.address = p_value->>'address')
    when 'NAME' then exists (
      select from madoguchi.member_name n where n.member_no = p_member_no and n.valid_to is null and n.kind = 'LEGAL'
        and (n.family, n.given, n.family_kana, n.given_kana) = (p_value->>'family', p_value->>'given', p_value->>'familyKana', p_value->>'givenKana'))
    else exists (select from madoguchi.member_phone p where p.member_no = p_member_no and p.valid_to is null
                   and p.kind = case p_kind when 'MOBILE' then 'MOBILE' else 'HOME' end and p.digits = p_value->>'digits') end
$$;
comment on function madoguchi.is_registered(text, text, jsonb) is 'Whether exactly this is registered already.';

create function madoguchi.receive_change_report(p_ref uuid, p_member_no text, p_kind text, p_new jsonb, p_channel text, p_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_known madoguchi.change_report;
  v_value jsonb := madoguchi.reported_value(p_kind, p_new);
  v_old   bigint;
  v_waits text;
begin
  perform 1 from madoguchi.member m where m.member_no::text = p_member_no for no key update;
  if not found then
    return 'UNKNOWN_MEMBER';
  end if;
  select r.* into v_known from madoguchi.change_report r where r.ref = p_ref;
  if v_known.ref is not null then
    return case when v_known.member_no::text <> p_member_no or v_known.kind is distinct from p_kind or v_known.value is distinct from v_value then 'CONFLICT'
                when v_known.outcome is null then 'WAITING'
                when v_known.outcome in ('AT_ONCE', 'CARRIED_OUT') then 'CHANGED'
                else v_known.outcome end;
  end if;
  if p_ref is null or v_value is null or p_channel is null or p_channel not in ('MEMBER_PAGE', 'APP') then
    return 'INVALID';
  elsif exists (select from madoguchi.login_availability(p_channel, p_at) a where not a.available) then
    return 'NOT_AVAILABLE';
  elsif not exists (select from madoguchi.contract c where c.member_no::text = p_member_no and c.state = 'ACTIVE')
        or madoguchi.dormant_since(p_member_no, p_at) is not null
        or exists (select from madoguchi.login_lock k where k.member_no::text = p_member_no and k.cleared_at is null
                     and case p_channel when 'APP' then k.stops_app else k.stops_member_page end and k.stops_card_login and k.stops_web_id_login) then
    return 'NOT_ALLOWED';
  elsif madoguchi.is_registered(p_member_no, p_kind, v_value) then
    return 'SAME';
  end if;
  v_old := madoguchi.registered_row(p_kind, p_member_no);
  v_waits := case
    when p_kind = 'NAME' then 'DOCUMENT'
    when not madoguchi.setting('change_report.at_once', p_at) ? p_kind then 'CONFIRMATION'
    when madoguchi.takeover_suspected(p_member_no, p_at) then 'TAKEOVER_SIGNS'
    when exists (select from madoguchi.contact_data_changes(
                   p_member_no, p_at - make_interval(hours => madoguchi.setting_int('takeover.contact_data_hours', p_at)), p_at)) then 'CONTACT_DATA_CHANGED'
    end;
  update madoguchi.change_report r set outcome = 'SUPERSEDED', ended_at = greatest(p_at, r.reported_at)
   where r.member_no::text = p_member_no and r.kind = p_kind and r.outcome is null;
  insert into madoguchi.change_report (ref, member_no, kind, channel, reported_at, value, replaces, waits_for, outcome, ended_at)
  values (p_ref, p_member_no, p_kind, p_channel, p_at, v_value, v_old, v_waits, case when v_waits is null then 'AT_ONCE' end, case when v_waits is null then p_at end);
  if v_waits is null then
    insert into madoguchi.personal_data_change (ref, member_no, kind, at, old_id, new_id, report_ref)
    values (gen_random_uuid(), p_member_no, p_kind, p_at, v_old, madoguchi.replace_registered(p_member_no, p_kind, v_value, v_old, p_at), p_ref);
  else
    perform madoguchi.tell_of_report(p_member_no, 'CHANGE_REPORTED', p_kind, 'reported_at', p_at, p_at);
    perform pg_notify('madoguchi', 'CHANGE_REPORT');
  end if;
  insert into madoguchi.audit_entry (application, action, outcome, member_no, reason, details)
  values ('MEMBER_SITE', 'CHANGE_REPORTED', 'DONE', p_member_no, p_kind,
          jsonb_build_object('report', p_ref, 'channel', p_channel, 'waits_for', v_waits)::text);
  return case when v_waits is null then 'CHANGED' else 'WAITING' end;
end $$;
comment on function madoguchi.receive_change_report(uuid, text, text, jsonb, text, timestamptz) is
  'Takes in what a member reports: carries address and workplace out at once (setting change_report.at_once) unless a takeover is suspected or contact data changed lately, lets the rest wait for staff; the latest report of a kind supersedes one that waits. The owner''s alone; the contract calls it with the clock of the database.';

create function member_site.report_change(p_ref uuid, p_member_no text, p_kind text, p_new jsonb, p_channel text) returns text
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select madoguchi.receive_change_report(p_ref, p_member_no, p_kind, p_new, p_channel, clock_timestamp())
$$;
comment on function member_site.report_change(uuid, text, text, jsonb, text) is
  'Report a change of ADDRESS, WORKPLACE, MOBILE, HOME_PHONE, EMAIL or NAME, once by its ref: CHANGED, WAITING for staff, SAME as registered; TURNED_DOWN or SUPERSEDED when asked again; CONFLICT, INVALID, NOT_AVAILABLE, NOT_ALLOWED, UNKNOWN_MEMBER. Why it waits is not told.';

create function member_site.waiting_changes(p_member_no text) returns table (ref uuid, kind text, reported_at timestamptz)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select r.ref, r.kind, r.reported_at from madoguchi.change_report r where r.member_no = p_member_no and r.outcome is null order by r.reported_at
$$;
comment on function member_site.waiting_changes(text) is 'Reports of a member that staff have not seen to yet.';
