-- Retention (保存期間): how long each kind of record is kept, what is due, and the one way in which it goes (DOMAIN, decisions).
create table madoguchi.retention_rule (
  kind           text not null check (kind in ('CONTACT_RECORD', 'LEDGER', 'INCOME_FIGURES', 'IDENTITY_CHECK', 'INCOME_IMAGE', 'REFUSED_UPLOAD', 'SEARCH_LOG', 'TRAIL')),
  effective_from date not null,
  years          smallint check (years between 1 and 100),
  days           smallint check (days between 1 and 3650),
  counted_from   text not null check (counted_from in ('END', 'RECORD')),
  source         text not null check (length(source) between 1 and 200),
  primary key (kind, effective_from),
  constraint retention_rule_one_period check (num_nonnulls(years, days) = 1),
  constraint retention_rule_keeps_what_the_law_keeps check (
    case when kind in ('CONTACT_RECORD', 'LEDGER', 'INCOME_FIGURES', 'SEARCH_LOG', 'TRAIL') then coalesce(years, 0) >= 10
         when kind = 'IDENTITY_CHECK' then coalesce(years, 0) >= 7 else true end)
);
comment on table madoguchi.retention_rule is 'How long each kind of record is kept (保存期間): dated rows, of which the latest that has begun holds for all records of the kind, old ones too.';
comment on column madoguchi.retention_rule.kind is 'Contact records (応対記録), ledger (帳簿), figures of income, identity checks (本人確認記録), images of income certificates, uploads that were refused, withdrawn or ran out, visits to the search, the trail (操作ログ).';
comment on column madoguchi.retention_rule.effective_from is 'First day on which it holds.';
comment on column madoguchi.retention_rule.years is 'For how many years; null where days say it.';
comment on column madoguchi.retention_rule.days is 'For how many days; null where years say it.';
comment on column madoguchi.retention_rule.counted_from is 'END: from the later of the end of the last contract, the end of all debt and the record itself. RECORD: from the record itself.';
comment on column madoguchi.retention_rule.source is 'What the period rests on, in Japanese.';
create trigger retention_rule_is_final before update or delete on madoguchi.retention_rule for each row execute function madoguchi.refuse_change();
insert into madoguchi.retention_rule (kind, effective_from, years, days, counted_from, source) values
  ('CONTACT_RECORD', '2000-01-01', 10, null, 'END', '貸金業法19条・同施行規則17条(交渉の経過の記録)'),
  ('LEDGER', '2000-01-01', 10, null, 'END', '貸金業法19条・同施行規則17条(帳簿の保存)'),
  ('INCOME_FIGURES', '2000-01-01', 10, null, 'END', '貸金業法13条4項(返済能力の調査の記録)。帳簿と共に保存'),
  ('IDENTITY_CHECK', '2000-01-01', 7, null, 'END', '犯罪収益移転防止法6条2項(確認記録の保存)'),
  ('INCOME_IMAGE', '2000-01-01', 1, null, 'END', '社内規程(収入証明書の画像。数値は帳簿と共に残る)'),
  ('REFUSED_UPLOAD', '2000-01-01', null, 90, 'RECORD', '社内規程(不備・取下げ・期限切れの提出書類)'),
  ('SEARCH_LOG', '2000-01-01', 10, null, 'RECORD', '社内規程(検索の記録)'),
  ('TRAIL', '2000-01-01', 10, null, 'RECORD', '社内規程(操作ログ)。連鎖を保つため、期間の後も削除しない');
-- The period of refused papers stands there now.
delete from madoguchi.setting where key = 'retention.refused_paper_days';

insert into madoguchi.permission (permission, description) values
  ('RETENTION_READ', 'Look at retention: what is due, what was deleted, what is held'),
  ('RETENTION_HOLD', 'Hold what is kept of a member, and end a hold');
insert into madoguchi.role_permission (role, permission, level) values
  ('ADMIN', 'RETENTION_READ', 'ALONE'), ('AUDITOR', 'RETENTION_READ', 'ALONE'), ('ADMIN', 'RETENTION_HOLD', 'ALONE');

-- Holds ------------------------------------------------------------------------------------------------------------
create table madoguchi.retention_hold (
  ref        uuid primary key,
  member_no  madoguchi.member_no not null references madoguchi.member,
  reason     text not null check (length(reason) between 1 and 200),
  made_by    madoguchi.staff_no not null references madoguchi.staff,
  made_at    timestamptz not null,
  ended_by   madoguchi.staff_no references madoguchi.staff,
  ended_at   timestamptz check (ended_at >= made_at),
  end_reason text check (length(end_reason) between 1 and 200),
  check (num_nonnulls(ended_by, ended_at, end_reason) in (0, 3))
);
create unique index retention_hold_one_open on madoguchi.retention_hold (member_no) where ended_at is null;
create index retention_hold_by_member on madoguchi.retention_hold (member_no, made_at desc);
create index retention_hold_by_maker on madoguchi.retention_hold (made_by);
create index retention_hold_by_ender on madoguchi.retention_hold (ended_by) where ended_by is not null;
comment on table madoguchi.retention_hold is 'Holds (削除の停止): while one stands, nothing that is kept of the member is deleted, however old.';
comment on column madoguchi.retention_hold.ref is 'Stable name.';
comment on column madoguchi.retention_hold.member_no is 'Whose records.';
comment on column madoguchi.retention_hold.reason is 'Why, e.g. a lawsuit or an inquiry of an authority.';
comment on column madoguchi.retention_hold.made_by is 'Who set it.';
comment on column madoguchi.retention_hold.made_at is 'Since when.';
comment on column madoguchi.retention_hold.ended_by is 'Who ended it; null = it stands.';
comment on column madoguchi.retention_hold.ended_at is 'When it ended.';
comment on column madoguchi.retention_hold.end_reason is 'Why it ended.';

create function madoguchi.guard_retention_hold() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.ended_at is not null
     or (new.ref, new.member_no, new.reason, new.made_by, new.made_at) is distinct from (old.ref, old.member_no, old.reason, old.made_by, old.made_at) then
    raise exception 'a hold only ends, once' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_retention_hold() is 'A hold stays as it was set and ends once (MD002).';
create trigger guard_retention_hold before update on madoguchi.retention_hold for each row execute function madoguchi.guard_retention_hold();
create trigger retention_hold_is_kept before delete on madoguchi.retention_hold for each row execute function madoguchi.refuse_change();
create trigger retention_hold_not_of_own before insert on madoguchi.retention_hold for each row execute function madoguchi.guard_own_record('made_by');
create trigger retention_hold_not_of_own_ended_by before update on madoguchi.retention_hold for each row execute function madoguchi.guard_own_record('ended_by');

create function madoguchi.holds_right(p_staff_no text, p_permission text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi
return exists (select from madoguchi.staff s
                 join madoguchi.staff_role r on r.staff_no = s.staff_no and r.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
                      and (r.valid_to is null or r.valid_to > (p_at at time zone 'Asia/Tokyo')::date)
                 join madoguchi.role_permission p on p.role = r.role and p.permission = p_permission and p.level = 'ALONE'
                where s.staff_no::text = p_staff_no and s.state = 'ACTIVE' and s.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
                  and (s.valid_to is null or s.valid_to > (p_at at time zone 'Asia/Tokyo')::date));
comment on function madoguchi.holds_right(text, text, timestamptz) is 'Whether the account is in force at a moment and holds a right alone, without a second person.';

create or replace function madoguchi.administers_staff(p_staff_no text, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, madoguchi
return madoguchi.holds_right(p_staff_no, 'STAFF_ADMIN', p_at);

create function madoguchi.require_retention_holder(p_staff_no text, p_at timestamptz) returns void
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
begin
  if not madoguchi.holds_right(p_staff_no, 'RETENTION_HOLD', p_at) then
    raise exception 'staff % sets no holds', p_staff_no using errcode = 'MD003';
  end if;
end $$;
comment on function madoguchi.require_retention_holder(text, timestamptz) is 'Refuses whose account is not in force at a moment or lacks the right RETENTION_HOLD (MD003).';

create function madoguchi.hold_member(p_ref uuid, p_member_no text, p_reason text, p_by text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at timestamptz;
begin
  perform from madoguchi.member m where m.member_no = p_member_no for no key update;
  if not found then
    return 'UNKNOWN_MEMBER';
  end if;
  v_at := clock_timestamp();
  perform madoguchi.require_retention_holder(p_by, v_at);
  if exists (select from madoguchi.retention_hold h where h.member_no = p_member_no and h.ended_at is null) then
    return 'HELD_ALREADY';
  end if;
  insert into madoguchi.retention_hold (ref, member_no, reason, made_by, made_at) values (p_ref, p_member_no, p_reason, p_by, v_at);
  return 'HELD';
end $$;
comment on function madoguchi.hold_member(uuid, text, text, text) is
  'From now on nothing that is kept of the member is deleted; a deletion that has begun ends first. Answers HELD, HELD_ALREADY or UNKNOWN_MEMBER. Refuses who may not (MD003) and own records (MD004).';

create function madoguchi.end_retention_hold(p_ref uuid, p_reason text, p_by text) returns text
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_at timestamptz;
begin
  perform from madoguchi.member m join madoguchi.retention_hold h on h.member_no = m.member_no where h.ref = p_ref for no key update of m;
  v_at := clock_timestamp();
  perform madoguchi.require_retention_holder(p_by, v_at);
  update madoguchi.retention_hold h set ended_by = p_by, ended_at = v_at, end_reason = p_reason where h.ref = p_ref and h.ended_at is null;
  return case when found then 'ENDED' else 'ENDED_BEFORE' end;
end $$;
comment on function madoguchi.end_retention_hold(uuid, text, text) is
  'Ends a hold; what is due goes in the next night. Answers ENDED or ENDED_BEFORE. Refuses who may not (MD003) and own records (MD004).';

-- What is due --------------------------------------------------------------------------------------------------------
alter table madoguchi.contact add column emptied_at timestamptz check (emptied_at > closed_at),
  add constraint contact_emptied check (emptied_at is null or num_nonnulls(caller_number, closing_note, recording_no) = 0),
  drop constraint contact_call_line,
  add constraint contact_call_line check ((call_purpose is null) = (call_line is null)
                                          and (call_purpose is null or caller_number is not null or emptied_at is not null));
comment on column madoguchi.contact.emptied_at is 'When words and numbers were taken out at the end of retention, where other records still refer to the contact; null = not.';
create index contact_without_member on madoguchi.contact (closed_at) where member_no is null;
create index contract_ended on madoguchi.contract (member_no) where state <> 'ACTIVE';
create index income_certificate_gone on madoguchi.income_certificate (received_at) where state in ('REFUSED_UNREAD', 'WITHDRAWN', 'EXPIRED');

create function madoguchi.retention_period(p_kind text, p_on date) returns interval
language sql stable set search_path = pg_catalog, madoguchi as $$
  select make_interval(years => coalesce(r.years, 0), days => coalesce(r.days, 0))
  from madoguchi.retention_rule r where r.kind = p_kind and r.effective_from <= p_on order by r.effective_from desc limit 1
$$;
comment on function madoguchi.retention_period(text, date) is 'How long a kind of record is kept by the rule of a day; null when there is none.';

create function madoguchi.retention_due_on(p_kind text, p_from date, p_on date) returns date
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select (p_from + madoguchi.retention_period(p_kind, p_on))::date + 1
$$;
comment on function madoguchi.retention_due_on(text, date, date) is
  'First day on which a record that counts from a day may go, by the rule of another day. The first day is not counted (民法140条), so the whole day on which the period ends is kept.';

create view madoguchi.ended_member as
  select c.member_no, max(greatest(c.ended_on, c.moved_on)) as ended_on
  from madoguchi.contract c
  where c.state <> 'ACTIVE'
    and not exists (select from madoguchi.contract l
                    where l.member_no = c.member_no and (l.state = 'ACTIVE' or l.balance > 0 or l.unpaid_charges > 0))
    and not exists (select from madoguchi.retention_hold h where h.member_no = c.member_no and h.ended_at is null)
  group by c.member_no;
comment on view madoguchi.ended_member is 'Members whose contracts have all ended, who owe nothing and of whom nothing is held. A member who never had a contract is not among them.';
comment on column madoguchi.ended_member.member_no is 'The member.';
comment on column madoguchi.ended_member.ended_on is 'The later of the end of the last contract and the day on which the last debt was paid.';

create function madoguchi.is_referred_to(p_table text, p_key text) returns boolean
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_column record;
  v_found  boolean;
begin
  for v_column in
    select c.conrelid::regclass as place, a.attname as name, format_type(k.atttypid, null) as type
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
    where c.contype = 'f' and c.confrelid = format('madoguchi.%I', p_table)::regclass
    order by c.oid
  loop
    execute format('select exists (select from %s r where r.%I = $1::%s)', v_column.place, v_column.name, v_column.type) into v_found using p_key;
    if v_found then
      return true;
    end if;
  end loop;
  return false;
end $$;
comment on function madoguchi.is_referred_to(text, text) is 'Whether any row of any table refers to the row of this table with this key.';

create function madoguchi.upload_is_due(p_ref uuid, p_on date) returns boolean
language sql stable set search_path = pg_catalog, madoguchi as $$
  select coalesce((
    select bool_and(k.destroyed_at is not null)
           and madoguchi.retention_due_on('REFUSED_UPLOAD', max((k.doomed_at at time zone 'Asia/Tokyo')::date), p_on) <= p_on
    from madoguchi.income_certificate i join madoguchi.sealing_key k on k.id in (i.source_key, i.pages_key)
    where i.ref = p_ref and i.state in ('REFUSED_UNREAD', 'WITHDRAWN', 'EXPIRED')
      and not exists (select from madoguchi.retention_hold h where h.member_no = i.member_no and h.ended_at is null)), false)
$$;
comment on function madoguchi.upload_is_due(uuid, date) is
  'Whether an upload that could not be read, was withdrawn or ran out may go on a day: its keys are destroyed, and it counts from the day on which they were given up.';

create function madoguchi.due_heads(p_kind text, p_on date, p_limit integer) returns table (head text, member_no text)
language plpgsql stable security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_period interval := madoguchi.retention_period(p_kind, p_on);
begin
  if v_period is null then
    return;
  end if;
  case p_kind
  when 'CONTACT_RECORD' then
    return query
      select c.contact_no::text, c.member_no::text
      from madoguchi.contact c left join madoguchi.ended_member e on e.member_no = c.member_no
      where c.closed_at is not null and c.emptied_at is null
        and (c.member_no is null and c.closed_at < (p_on - v_period) at time zone 'Asia/Tokyo' or e.ended_on + v_period < p_on)
        and greatest(e.ended_on, (c.closed_at at time zone 'Asia/Tokyo')::date,
                     (select max((n.at at time zone 'Asia/Tokyo')::date) from madoguchi.contact_note n where n.contact_no = c.contact_no),
                     (select max((q.ended_at at time zone 'Asia/Tokyo')::date) from madoguchi.complaint q where q.contact_no = c.contact_no)) + v_period < p_on
        and not exists (select from madoguchi.complaint q
                        where q.contact_no = c.contact_no and (q.ended_at is null or q.member_no is distinct from c.member_no))
      order by 1 limit p_limit;
  when 'LEDGER' then
    return query
      select lpad(c.id::text, 20, '0'), c.member_no::text
      from madoguchi.ended_member e join madoguchi.contract c on c.member_no = e.member_no
      where e.ended_on + v_period < p_on
        and (exists (select from madoguchi.ledger_entry l where l.contract_id = c.id)
             or exists (select from madoguchi.late_charge_waiver w where w.contract_id = c.id)
             or exists (select from madoguchi.month_end m where m.contract_id = c.id))
      order by 1 limit p_limit;
  when 'INCOME_FIGURES' then
    return query
      select e.member_no::text, e.member_no::text
      from madoguchi.ended_member e
      where e.ended_on + v_period < p_on
        and (exists (select from madoguchi.income_on_file f where f.member_no = e.member_no)
             or exists (select from madoguchi.income_decision d where d.member_no = e.member_no)
             or exists (select from madoguchi.income_certificate i where i.member_no = e.member_no))
        and greatest((select max((f.valid_from at time zone 'Asia/Tokyo')::date) from madoguchi.income_on_file f where f.member_no = e.member_no),
                     (select max((d.decided_at at time zone 'Asia/Tokyo')::date) from madoguchi.income_decision d where d.member_no = e.member_no),
                     (select max((i.received_at at time zone 'Asia/Tokyo')::date) from madoguchi.income_certificate i where i.member_no = e.member_no)) + v_period < p_on
        and not exists (select from madoguchi.income_certificate i join madoguchi.sealing_key k on k.id in (i.source_key, i.pages_key)
                        where i.member_no = e.member_no and k.destroyed_at is null)
      order by 1 limit p_limit;
  when 'IDENTITY_CHECK' then
    return query
      select c.contact_no::text, c.member_no::text
      from madoguchi.contact c left join madoguchi.ended_member e on e.member_no = c.member_no
      where c.closed_at is not null
        and (c.member_no is null and c.closed_at < (p_on - v_period) at time zone 'Asia/Tokyo' or e.ended_on + v_period < p_on)
        and (c.closed_at at time zone 'Asia/Tokyo')::date + v_period < p_on
        and (exists (select from madoguchi.phone_check p where p.contact_no = c.contact_no)
             or exists (select from madoguchi.identity_check i where i.contact_no = c.contact_no
                        and (exists (select from madoguchi.identity_document d where d.check_id = i.id)
                             or not madoguchi.is_referred_to('identity_check', i.id::text))))
      order by 1 limit p_limit;
  when 'INCOME_IMAGE' then
    return query
      select i.ref::text, i.member_no::text
      from madoguchi.ended_member e join madoguchi.income_certificate i on i.member_no = e.member_no
      join madoguchi.sealing_key k on k.id = i.pages_key
      where e.ended_on + v_period < p_on and (i.received_at at time zone 'Asia/Tokyo')::date + v_period < p_on and k.doomed_at is null
      order by 1 limit p_limit;
  when 'REFUSED_UPLOAD' then
    return query
      select due.ref::text, due.member_no::text
      from (select i.ref, i.member_no
            from madoguchi.income_certificate i join madoguchi.sealing_key k on k.id = i.pages_key
            where i.keep_until <= p_on::timestamp at time zone 'Asia/Tokyo' and k.doomed_at is null
            union all
            select i.ref, i.member_no
            from madoguchi.income_certificate i
            where i.state in ('REFUSED_UNREAD', 'WITHDRAWN', 'EXPIRED') and i.received_at < (p_on - v_period) at time zone 'Asia/Tokyo'
              and madoguchi.upload_is_due(i.ref, p_on)) due
      where not exists (select from madoguchi.retention_hold h where h.member_no = due.member_no and h.ended_at is null)
      order by 1 limit p_limit;
  when 'SEARCH_LOG' then
    return query
      select lpad(v.id::text, 20, '0'), null::text from madoguchi.search_visit v
      where v.ended_at < (p_on - v_period) at time zone 'Asia/Tokyo'
      order by 1 limit p_limit;
  else
    return;
  end case;
end $$;
comment on function madoguchi.due_heads(text, date, integer) is
  'What may go on a day, by the head of what goes together, in their order: a contact with all that was written in it, a contract with its ledger, a member with the figures of income, a contact with its identity checks, a certificate, a visit to the search. Nothing of the trail.';

create function madoguchi.retention_due(p_most integer) returns table (kind text, heads integer)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select k.kind, (select count(*)::integer from madoguchi.due_heads(k.kind, (clock_timestamp() at time zone 'Asia/Tokyo')::date, p_most))
  from (select distinct r.kind from madoguchi.retention_rule r) k
$$;
comment on function madoguchi.retention_due(integer) is 'How much is due today, by kind, counted up to a number: heads as due_heads says them.';

-- The guards: a row of record goes only through the hands of the role, and only when it is due ---------------------------
create function madoguchi.row_is_due(p_kind text, p_way text, p_row jsonb) returns boolean
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
declare
  v_today  date := (clock_timestamp() at time zone 'Asia/Tokyo')::date;
  v_member text;
  v_own    date := '-infinity';
begin
  case p_way
  when 'MEMBER' then
    v_member := p_row ->> 'member_no';
  when 'CONTRACT' then
    select c.member_no into v_member from madoguchi.contract c where c.id = (p_row ->> 'contract_id')::bigint;
  when 'CONTACT' then
    select c.member_no, (c.closed_at at time zone 'Asia/Tokyo')::date into v_member, v_own from madoguchi.contact c where c.contact_no = p_row ->> 'contact_no';
  when 'CHECK' then
    select i.member_no into v_member from madoguchi.identity_check i where i.id = (p_row ->> 'check_id')::bigint;
  when 'PHONE_CHECK' then
    select c.member_no, (c.closed_at at time zone 'Asia/Tokyo')::date into v_member, v_own
    from madoguchi.phone_check p join madoguchi.contact c on c.contact_no = p.contact_no where p.id = (p_row ->> 'check_id')::bigint;
  when 'DECISION' then
    select d.member_no into v_member from madoguchi.income_decision d where d.ref = (p_row ->> 'decision_ref')::uuid;
  when 'CERTIFICATE' then
    select i.member_no into v_member from madoguchi.income_certificate i where i.ref = coalesce(p_row ->> 'certificate_ref', p_row ->> 'ref')::uuid;
    if madoguchi.upload_is_due(coalesce(p_row ->> 'certificate_ref', p_row ->> 'ref')::uuid, v_today) then
      return true;
    end if;
  when 'SELF' then
    v_own := ((p_row ->> 'ended_at')::timestamptz at time zone 'Asia/Tokyo')::date;
  end case;
  if v_member is not null then
    v_own := greatest(v_own, (select e.ended_on from madoguchi.ended_member e where e.member_no = v_member));
    if v_own = '-infinity' or not exists (select from madoguchi.ended_member e where e.member_no = v_member) then
      return false;
    end if;
  end if;
  return coalesce(v_own > '-infinity' and madoguchi.retention_due_on(p_kind, v_own, v_today) <= v_today, false);
end $$;
comment on function madoguchi.row_is_due(text, text, jsonb) is
  'Whether a row of record may go today, found anew from the row: by its member, contract, contact, check, decision or certificate. The second look of the guards, beside due_heads.';

create function madoguchi.let_due_go() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if tg_op = 'DELETE' and session_user = 'madoguchi_retention' then
    if madoguchi.row_is_due(tg_argv[0], tg_argv[1], to_jsonb(old)) then
      return old;
    end if;
  end if;
  raise exception 'a row of % is never changed', tg_table_name using errcode = 'MD002';
end $$;
comment on function madoguchi.let_due_go() is 'Trigger of tables of record that end: refuses UPDATE, and DELETE by all but madoguchi_retention at the end of the period (MD002).';

do $$
declare
  v_guard text[];
begin
  foreach v_guard slice 1 in array array[
    ['contact', 'contact_is_kept', 'CONTACT_RECORD', 'CONTACT'], ['contact_note', 'contact_note_is_final', 'CONTACT_RECORD', 'CONTACT'],
    ['payment_promise', 'payment_promise_is_final', 'CONTACT_RECORD', 'CONTACT'], ['hand_off', 'hand_off_is_kept', 'CONTACT_RECORD', 'CONTACT'],
    ['complaint', 'complaint_is_kept', 'CONTACT_RECORD', 'CONTACT'],
    ['ledger_entry', 'ledger_entry_is_final', 'LEDGER', 'MEMBER'], ['late_charge_waiver', 'late_charge_waiver_is_final', 'LEDGER', 'MEMBER'],
    ['month_end', 'month_end_is_final', 'LEDGER', 'CONTRACT'],
    ['income_on_file', 'income_on_file_is_final', 'INCOME_FIGURES', 'MEMBER'], ['income_decision', 'income_decision_is_final', 'INCOME_FIGURES', 'MEMBER'],
    ['income_decision_undo', 'income_decision_undo_is_final', 'INCOME_FIGURES', 'DECISION'],
    ['income_second_look', 'income_second_look_is_final', 'INCOME_FIGURES', 'DECISION'],
    ['income_certificate', 'income_certificate_is_kept', 'INCOME_FIGURES', 'CERTIFICATE'],
    ['income_certificate_paper', 'income_certificate_paper_is_kept', 'INCOME_FIGURES', 'CERTIFICATE'],
    ['income_masking', 'income_masking_is_final', 'INCOME_FIGURES', 'CERTIFICATE'],
    ['identity_check', 'identity_check_is_final', 'IDENTITY_CHECK', 'CONTACT'], ['identity_document', 'identity_document_is_final', 'IDENTITY_CHECK', 'CHECK'],
    ['phone_check', 'phone_check_is_kept', 'IDENTITY_CHECK', 'CONTACT'], ['phone_question', 'phone_question_is_kept', 'IDENTITY_CHECK', 'PHONE_CHECK']]
  loop
    execute format('drop trigger %I on madoguchi.%I', v_guard[2], v_guard[1]);
    execute format('create trigger %I before %s on madoguchi.%I for each row execute function madoguchi.let_due_go(%L, %L)',
                   v_guard[2], case when v_guard[2] like '%kept' then 'delete' else 'update or delete' end, v_guard[1], v_guard[3], v_guard[4]);
  end loop;
end $$;
create trigger search_visit_is_final before update or delete on madoguchi.search_visit for each row execute function madoguchi.let_due_go('SEARCH_LOG', 'SELF');

create function madoguchi.guard_end_of_images() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if session_user <> 'madoguchi_retention' then
    raise exception 'images end with their period by the job of retention alone' using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_end_of_images() is 'A key is given up for the end of its period by madoguchi_retention alone (MD002).';
create trigger guard_end_of_images before update on madoguchi.sealing_key for each row
  when (new.doomed_because = 'RETENTION' and old.doomed_because is null) execute function madoguchi.guard_end_of_images();

create or replace function madoguchi.guard_contact() returns trigger
language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.closed_at is not null then
    if session_user = 'madoguchi_retention' and old.emptied_at is null and new.emptied_at is not null
       and num_nonnulls(new.caller_number, new.closing_note, new.recording_no) = 0
       and to_jsonb(new) - '{emptied_at,caller_number,closing_note,recording_no}'::text[]
           = to_jsonb(old) - '{emptied_at,caller_number,closing_note,recording_no}'::text[] then
      if madoguchi.row_is_due('CONTACT_RECORD', 'CONTACT', to_jsonb(old)) then
        return new;
      end if;
    end if;
    raise exception 'contact % is closed', old.contact_no using errcode = 'MD002';
  end if;
  if old.member_no is not null and new.member_no is distinct from old.member_no then
    raise exception 'contact % already has its member', old.contact_no using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_contact() is 'A closed contact never changes, but that it is emptied at the end of retention, and its member is set once (MD002).';

-- The one way out ------------------------------------------------------------------------------------------------------
create function madoguchi.take_out(p_table text, p_which text, p_heads text[]) returns text[]
language plpgsql set search_path = pg_catalog, madoguchi set timezone = 'Asia/Tokyo' set bytea_output = 'hex' as $$
declare
  v_lines text[];
begin
  execute format('with gone as (delete from madoguchi.%I r where %s returning r.*)
                  select coalesce(array_agg(%L || (to_jsonb(g) - ''sealed'')::text), ''{}'') from gone g', p_table, p_which, p_table || ' ')
    into v_lines using p_heads;
  return v_lines;
end $$;
comment on function madoguchi.take_out(text, text, text[]) is 'Deletes the rows of a table that a condition finds by the heads ($1), and answers each as table and JSON, sealed bytes left out. The owner''s alone.';

create function madoguchi.delete_due(p_kind text, p_run uuid, p_limit integer, p_on date)
returns table (taken boolean, heads integer, records bigint, digest text)
language plpgsql security definer set search_path = pg_catalog, madoguchi set timezone = 'Asia/Tokyo' set bytea_output = 'hex' as $$
#variable_conflict use_column
declare
  v_heads text[];
  v_lines text[] := '{}';
  v_head  text;
begin
  if p_on > (clock_timestamp() at time zone 'Asia/Tokyo')::date or p_limit not between 1 and 10000 then
    raise exception 'nothing is deleted for a day to come, nor more than 10,000 at once' using errcode = 'MD003';
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended('madoguchi.retention', 0)) then
    return query select false, 0, 0::bigint, null::text;
    return;
  end if;
  -- Members first, so that no contract begins and no hold is set while their records go; then what is still due.
  v_heads := array(select d.head from madoguchi.due_heads(p_kind, p_on, p_limit) d);
  perform from madoguchi.member m
    where m.member_no in (select d.member_no from madoguchi.due_heads(p_kind, p_on, p_limit) d where d.head = any (v_heads))
    order by m.member_no for no key update;
  v_heads := array(select d.head from madoguchi.due_heads(p_kind, p_on, p_limit) d where d.head = any (v_heads));
  if cardinality(v_heads) = 0 then
    return query select true, 0, 0::bigint, null::text;
    return;
  end if;
  case p_kind
  when 'CONTACT_RECORD' then
    v_lines := v_lines || madoguchi.take_out('contact_note', 'r.contact_no = any ($1)', v_heads)
      || madoguchi.take_out('payment_promise', 'r.contact_no = any ($1)', v_heads)
      || madoguchi.take_out('hand_off', 'r.contact_no = any ($1)', v_heads)
      || madoguchi.take_out('complaint', 'r.contact_no = any ($1)', v_heads);
    foreach v_head in array v_heads loop
      if madoguchi.is_referred_to('contact', v_head) then
        select v_lines || ('contact ' || to_jsonb(c)::text) into v_lines from madoguchi.contact c where c.contact_no = v_head;
        update madoguchi.contact c set caller_number = null, closing_note = null, recording_no = null, emptied_at = clock_timestamp()
        where c.contact_no = v_head;
      else
        v_lines := v_lines || madoguchi.take_out('contact', 'r.contact_no = any ($1)', array[v_head]);
      end if;
    end loop;
  when 'LEDGER' then
    v_lines := v_lines || madoguchi.take_out('late_charge_waiver', 'r.contract_id = any ($1::bigint[])', v_heads)
      || madoguchi.take_out('month_end', 'r.contract_id = any ($1::bigint[])', v_heads)
      || madoguchi.take_out('ledger_entry', 'r.contract_id = any ($1::bigint[])', v_heads);
  when 'INCOME_FIGURES' then
    v_lines := v_lines || madoguchi.take_out('income_on_file', 'r.member_no = any ($1)', v_heads)
      || madoguchi.take_out('income_decision_undo', 'r.decision_ref in (select d.ref from madoguchi.income_decision d where d.member_no = any ($1))', v_heads)
      || madoguchi.take_out('income_second_look', 'r.decision_ref in (select d.ref from madoguchi.income_decision d where d.member_no = any ($1))', v_heads)
      || madoguchi.take_out('income_decision', 'r.member_no = any ($1)', v_heads)
      || madoguchi.take_out('income_masking', 'r.certificate_ref in (select i.ref from madoguchi.income_certificate i where i.member_no = any ($1))', v_heads)
      || madoguchi.take_out('income_certificate_paper', 'r.certificate_ref in (select i.ref from madoguchi.income_certificate i where i.member_no = any ($1))', v_heads)
      || madoguchi.take_out('income_certificate', 'r.member_no = any ($1)', v_heads);
  when 'IDENTITY_CHECK' then
    v_lines := v_lines
      || madoguchi.take_out('identity_document', 'r.check_id in (select i.id from madoguchi.identity_check i where i.contact_no = any ($1))', v_heads)
      || madoguchi.take_out('phone_question', 'r.check_id in (select p.id from madoguchi.phone_check p where p.contact_no = any ($1))', v_heads)
      || madoguchi.take_out('phone_check', 'r.contact_no = any ($1)', v_heads)
      || madoguchi.take_out('identity_check', 'r.contact_no = any ($1) and not madoguchi.is_referred_to(''identity_check'', r.id::text)', v_heads);
  when 'INCOME_IMAGE', 'REFUSED_UPLOAD' then
    if p_kind = 'REFUSED_UPLOAD' then
      v_lines := v_lines
        || madoguchi.take_out('income_masking', 'r.certificate_ref in (select i.ref from madoguchi.income_certificate i
             where i.ref = any ($1::uuid[]) and i.state in (''REFUSED_UNREAD'', ''WITHDRAWN'', ''EXPIRED''))', v_heads)
        || madoguchi.take_out('income_certificate_paper', 'r.certificate_ref in (select i.ref from madoguchi.income_certificate i
             where i.ref = any ($1::uuid[]) and i.state in (''REFUSED_UNREAD'', ''WITHDRAWN'', ''EXPIRED''))', v_heads)
        || madoguchi.take_out('income_certificate', 'r.ref = any ($1::uuid[]) and r.state in (''REFUSED_UNREAD'', ''WITHDRAWN'', ''EXPIRED'')', v_heads);
    end if;
    v_lines := v_lines || array(
      select 'income_certificate_paper ' || (to_jsonb(p) - 'sealed')::text
      from madoguchi.income_certificate i join madoguchi.income_certificate_paper p on p.certificate_ref = i.ref and p.key_id = i.pages_key
      join madoguchi.sealing_key k on k.id = i.pages_key and k.doomed_at is null
      where i.ref = any (v_heads::uuid[]));
    update madoguchi.sealing_key k set doomed_at = clock_timestamp(), doomed_because = 'RETENTION'
    from madoguchi.income_certificate i where i.ref = any (v_heads::uuid[]) and k.id = i.pages_key and k.doomed_at is null;
  when 'SEARCH_LOG' then
    v_lines := v_lines || madoguchi.take_out('search_visit', 'r.id = any ($1::bigint[])', v_heads);
  end case;
  return query
    with told as (
      select count(*) as records, encode(sha256(convert_to(string_agg(l.line, E'\n' order by l.line collate "C"), 'UTF8')), 'hex') as digest
      from unnest(v_lines) l(line)), written as (
      insert into madoguchi.audit_entry (application, action, outcome, reason, details)
      select 'SYSTEM', 'RETENTION_DELETED', 'DONE', p_kind,
             jsonb_build_object('run', p_run, 'day', p_on, 'heads', cardinality(v_heads), 'records', t.records, 'digest', t.digest)::text
      from told t)
    select true, cardinality(v_heads), t.records, t.digest from told t;
end $$;
comment on function madoguchi.delete_due(text, uuid, integer, date) is
  'Deletes what was due on a day, of one kind, at most so many heads, and writes kind, counts and digest to the trail in the same transaction; images go with the key that opens them. The digest is the SHA-256 of the rows as table and JSON (Tokyo time, sealed bytes left out), sorted by bytes, joined by line feeds. taken is false while another is at it. For madoguchi_retention alone.';
