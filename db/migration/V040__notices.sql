-- Notices: every version is kept as it was sent; a second admin agrees before members see it, or confirms afterwards what one admin
-- posted in an emergency. What stands in notice is what members may see: only the functions below write there.
alter table madoguchi.notice
  add column version integer not null default 1 check (version > 0),
  add column changed_at timestamptz,
  add column withdrawn_by madoguchi.staff_no references madoguchi.staff,
  add column withdrawn_because text check (length(withdrawn_because) between 1 and 200),
  add constraint notice_withdrawn check (num_nulls(withdrawn_by, withdrawn_because) in (0, 2) and (withdrawn_by is null or withdrawn_at is not null));
create index notice_by_withdrawer on madoguchi.notice (withdrawn_by) where withdrawn_by is not null;
comment on column madoguchi.notice.version is 'Raised by whatever changes its words or its clocks; a change names the version that it was made from.';
comment on column madoguchi.notice.changed_at is 'Last change or update that members could see; null = never since it was posted.';
comment on column madoguchi.notice.withdrawn_by is 'Who took it back.';
comment on column madoguchi.notice.withdrawn_because is 'Why, in the words of who took it back, for colleagues.';

create table madoguchi.notice_version (
  ref           uuid primary key,
  notice_ref    uuid not null,
  number        integer not null check (number > 0),
  based_on      integer not null check (based_on >= 0),
  kind          text not null check (kind in ('OUTAGE', 'MAINTENANCE', 'RESTORED', 'INFORMATION')),
  severity      text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  services      text[] not null check (services <@ array['MEMBER_PAGE', 'APP', 'ATM', 'BORROWING', 'INSTANT_TRANSFER', 'REPAYMENT', 'MACHINE', 'PHONE']),
  title         text not null check (length(title) between 1 and 120),
  body          text not null check (length(body) between 1 and 2000),
  to_say        text check (length(to_say) between 1 and 500),
  title_en      text check (length(title_en) between 1 and 120),
  body_en       text check (length(body_en) between 1 and 2000),
  shown_from    timestamptz not null,
  shown_until   timestamptz check (shown_until > shown_from),
  affected_from timestamptz,
  affected_to   timestamptz check (affected_to > affected_from),
  emergency     boolean not null check (not emergency or kind = 'OUTAGE'),
  maker         madoguchi.staff_no not null references madoguchi.staff,
  made_at       timestamptz not null,
  published_at  timestamptz,
  decision      text check (decision in ('APPROVED', 'REFUSED', 'TAKEN_BACK')),
  checker       madoguchi.staff_no references madoguchi.staff,
  decided_at    timestamptz,
  note          text check (length(note) between 1 and 200),
  unique (notice_ref, number),
  check (maker <> checker),
  check ((decision is null) = (decided_at is null)),
  check ((checker is not null) = coalesce(decision in ('APPROVED', 'REFUSED'), false)),
  check (decision is distinct from 'REFUSED' or note is not null),
  check (emergency or (published_at is not null) = coalesce(decision = 'APPROVED', false)),
  check (not emergency or published_at is not null and decision is distinct from 'TAKEN_BACK'),
  check (affected_from is not null or affected_to is null),
  check (kind not in ('OUTAGE', 'MAINTENANCE') or affected_from is not null and cardinality(services) > 0)
);
create unique index notice_version_one_open on madoguchi.notice_version (notice_ref) where decision is null;
create index notice_version_by_maker on madoguchi.notice_version (maker);
create index notice_version_by_checker on madoguchi.notice_version (checker) where checker is not null;
comment on table madoguchi.notice_version is 'Every version of a notice as it was sent, with its second admin; refused ones too.';
comment on column madoguchi.notice_version.ref is 'Name of the version in an address.';
comment on column madoguchi.notice_version.notice_ref is 'Of which notice; it comes to be with its first version that is published.';
comment on column madoguchi.notice_version.number is 'Counts the versions of the notice from 1.';
comment on column madoguchi.notice_version.based_on is 'notice.version when it was written; 0 = the notice is new.';
comment on column madoguchi.notice_version.kind is 'What it is about.';
comment on column madoguchi.notice_version.severity is 'How grave.';
comment on column madoguchi.notice_version.services is 'Services that are affected.';
comment on column madoguchi.notice_version.title is 'Title in Japanese.';
comment on column madoguchi.notice_version.body is 'Text in Japanese.';
comment on column madoguchi.notice_version.to_say is 'The sentence for agents.';
comment on column madoguchi.notice_version.title_en is 'Title in English.';
comment on column madoguchi.notice_version.body_en is 'Text in English.';
comment on column madoguchi.notice_version.shown_from is 'Members see it from, at the earliest when it is published.';
comment on column madoguchi.notice_version.shown_until is 'Members see it until; null = until withdrawn.';
comment on column madoguchi.notice_version.affected_from is 'The service is affected from.';
comment on column madoguchi.notice_version.affected_to is 'Until; null = until further notice.';
comment on column madoguchi.notice_version.emergency is 'Posted at once by one admin; another confirms afterwards.';
comment on column madoguchi.notice_version.maker is 'Who sent it.';
comment on column madoguchi.notice_version.made_at is 'When.';
comment on column madoguchi.notice_version.published_at is 'When it became the notice; null = never.';
comment on column madoguchi.notice_version.decision is 'What the second admin said, or TAKEN_BACK by the maker; null = waiting.';
comment on column madoguchi.notice_version.checker is 'The second admin; never the maker.';
comment on column madoguchi.notice_version.decided_at is 'When.';
comment on column madoguchi.notice_version.note is 'Words of the second admin to the maker; of a refused emergency why it was taken back.';

create function madoguchi.guard_notice_version() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  v_open text[] := array['decision', 'checker', 'decided_at', 'note', 'published_at'];
begin
  if old.decision is not null or to_jsonb(new) - v_open <> to_jsonb(old) - v_open
     or (old.published_at is not null and new.published_at is distinct from old.published_at) then
    raise exception 'version % of a notice is never changed', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_notice_version() is 'A version stays as it was sent, and is decided once (MD002).';
create trigger guard_notice_version before update on madoguchi.notice_version for each row execute function madoguchi.guard_notice_version();
create trigger notice_version_is_kept before delete on madoguchi.notice_version for each row execute function madoguchi.refuse_change();

create table madoguchi.notice_update (
  id         bigint generated always as identity primary key,
  notice_ref uuid not null references madoguchi.notice (ref),
  kind       text not null check (kind in ('INVESTIGATING', 'IDENTIFIED', 'RESTORED')),
  text       text not null check (length(text) between 1 and 500),
  text_en    text check (length(text_en) between 1 and 500),
  at         timestamptz not null,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  unique (notice_ref, kind)
);
create index notice_update_by_staff on madoguchi.notice_update (staff_no);
comment on table madoguchi.notice_update is 'How an outage or a maintenance goes on, step by step, as members read it under the notice.';
comment on column madoguchi.notice_update.id is 'Row id.';
comment on column madoguchi.notice_update.notice_ref is 'Of which notice.';
comment on column madoguchi.notice_update.kind is 'The step; each once and in this order, any may be left out.';
comment on column madoguchi.notice_update.text is 'Words in Japanese.';
comment on column madoguchi.notice_update.text_en is 'Words in English; null = readers of English get the Japanese ones.';
comment on column madoguchi.notice_update.at is 'When.';
comment on column madoguchi.notice_update.staff_no is 'By whom.';
create trigger notice_update_is_final before update or delete on madoguchi.notice_update for each row execute function madoguchi.refuse_change();

create table madoguchi.notice_template (
  code     text primary key check (code ~ '^[A-Z_]{3,40}$'),
  position smallint not null unique,
  name     text not null check (length(name) between 1 and 60),
  name_en  text not null check (length(name_en) between 1 and 60),
  kind     text not null check (kind in ('OUTAGE', 'MAINTENANCE', 'RESTORED', 'INFORMATION')),
  severity text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  services text[] not null,
  title    text not null,
  body     text not null,
  to_say   text not null,
  title_en text not null,
  body_en  text not null
);
comment on table madoguchi.notice_template is 'Words to begin a notice with; {services}, {from} and {to} are filled in Tokyo time.';
comment on column madoguchi.notice_template.code is 'Name.';
comment on column madoguchi.notice_template.position is 'Order in the list.';
comment on column madoguchi.notice_template.name is 'Label in Japanese.';
comment on column madoguchi.notice_template.name_en is 'Label in English.';
comment on column madoguchi.notice_template.kind is 'What it is about.';
comment on column madoguchi.notice_template.severity is 'How grave.';
comment on column madoguchi.notice_template.services is 'Services that are affected.';
comment on column madoguchi.notice_template.title is 'Title in Japanese.';
comment on column madoguchi.notice_template.body is 'Text in Japanese.';
comment on column madoguchi.notice_template.to_say is 'The sentence for agents.';
comment on column madoguchi.notice_template.title_en is 'Title in English.';
comment on column madoguchi.notice_template.body_en is 'Text in English.';
insert into madoguchi.notice_template (code, position, name, name_en, kind, severity, services, title, body, to_say, title_en, body_en) values
  ('LOGIN_OUTAGE', 1, 'ログインできない障害', 'Login outage', 'OUTAGE', 'HIGH', '{MEMBER_PAGE,APP}',
   '会員ページ・アプリにログインできない状況について',
   E'{from}より、{services}をご利用いただけない状況が発生しております。\n現在、原因を調査しております。ご迷惑をおかけし、深くお詫び申し上げます。',
   'ただいま障害のため、{services}をご利用いただけません。復旧までお待ちくださいますようお願いいたします。',
   'You cannot log in at the moment',
   E'Since {from}, the following cannot be used: {services}.\nWe are looking for the cause and apologise for the trouble.'),
  ('TRANSFER_OUTAGE', 2, '振込の遅れ', 'Transfers delayed', 'OUTAGE', 'MEDIUM', '{INSTANT_TRANSFER}',
   '即時振込の遅れについて',
   E'{from}より、一部の金融機関への振込に遅れが発生しております。\nお急ぎのお客さまは提携ATMをご利用ください。',
   'ただいま一部の金融機関への振込が遅れております。お急ぎの場合は提携ATMをご案内いたします。',
   'Instant transfers are delayed',
   E'Since {from}, transfers to some banks are delayed.\nIf it is urgent, please use an ATM.'),
  ('MAINTENANCE', 3, '臨時メンテナンス', 'Extra maintenance', 'MAINTENANCE', 'MEDIUM', '{MEMBER_PAGE,APP}',
   'メンテナンスのお知らせ',
   E'下記の時間、メンテナンスのため{services}をご利用いただけません。\n{from}から{to}まで\nご不便をおかけしますが、ご理解くださいますようお願いいたします。',
   '{from}から{to}まで、メンテナンスのため{services}をご利用いただけません。',
   'Maintenance',
   E'The following cannot be used from {from} to {to}: {services}.'),
  ('RESTORED', 4, '復旧のお知らせ', 'Restored', 'RESTORED', 'LOW', '{MEMBER_PAGE,APP}',
   '復旧のお知らせ',
   E'{from}より発生しておりました障害は、{to}に復旧いたしました。\nご迷惑をおかけし、深くお詫び申し上げます。',
   '障害は復旧し、{services}をご利用いただけます。',
   'Service restored',
   E'The outage that began at {from} ended at {to}. We apologise for the trouble.');

create table workspace.notice_draft (
  ref        uuid primary key,
  notice_ref uuid not null,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  form       text not null check (length(form) <= 20000),
  saved_at   timestamptz not null default clock_timestamp()
);
create index notice_draft_by_staff on workspace.notice_draft (staff_no, saved_at desc);
comment on table workspace.notice_draft is 'Notices that somebody is writing; kept at every change for that person alone.';
comment on column workspace.notice_draft.ref is 'Name of the draft in an address.';
comment on column workspace.notice_draft.notice_ref is 'The notice that it is to become, or to change.';
comment on column workspace.notice_draft.staff_no is 'Who writes.';
comment on column workspace.notice_draft.form is 'The form, as JSON.';
comment on column workspace.notice_draft.saved_at is 'Last change.';

create table workspace.notice_read (
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  notice_ref uuid not null,
  read_at    timestamptz not null default clock_timestamp(),
  primary key (staff_no, notice_ref)
);
comment on table workspace.notice_read is 'Up to when a person has read a notice on the console; a later change makes it unread.';
comment on column workspace.notice_read.staff_no is 'Who.';
comment on column workspace.notice_read.notice_ref is 'Which notice.';
comment on column workspace.notice_read.read_at is 'When.';

create function madoguchi.require_notice_writer(p_staff_no text, p_at timestamptz) returns void
language plpgsql stable set search_path = pg_catalog, madoguchi as $$
begin
  if not exists (select from madoguchi.staff_role r
                 join madoguchi.role_permission p on p.role = r.role and p.permission = 'NOTICE_WRITE' and p.level = 'ALONE'
                 where r.staff_no::text = p_staff_no and r.valid_from <= (p_at at time zone 'Asia/Tokyo')::date
                   and (r.valid_to is null or r.valid_to > (p_at at time zone 'Asia/Tokyo')::date)) then
    raise exception 'staff % writes no notices', p_staff_no using errcode = 'MD003';
  end if;
end $$;
comment on function madoguchi.require_notice_writer(text, timestamptz) is 'Refuses who does not hold the right NOTICE_WRITE at a moment (MD003).';

create function madoguchi.publish_notice(p_version madoguchi.notice_version, p_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_id bigint;
begin
  insert into madoguchi.notice as n (ref, kind, severity, title, body, to_say, title_en, body_en, shown_from, shown_until, affected_from, affected_to)
  values (p_version.notice_ref, p_version.kind, p_version.severity, p_version.title, p_version.body, p_version.to_say, p_version.title_en,
          p_version.body_en, greatest(p_version.shown_from, p_at), p_version.shown_until, p_version.affected_from, p_version.affected_to)
  on conflict (ref) do update
    set kind = excluded.kind, severity = excluded.severity, title = excluded.title, body = excluded.body, to_say = excluded.to_say,
        title_en = excluded.title_en, body_en = excluded.body_en, shown_until = excluded.shown_until,
        affected_from = excluded.affected_from, affected_to = excluded.affected_to,
        shown_from = case when n.shown_from <= p_at then n.shown_from else excluded.shown_from end,
        version = n.version + 1, changed_at = p_at
  returning n.id into v_id;
  delete from madoguchi.notice_service where notice_id = v_id;
  insert into madoguchi.notice_service (notice_id, service) select distinct v_id, s from unnest(p_version.services) s;
end $$;
comment on function madoguchi.publish_notice(madoguchi.notice_version, timestamptz) is
  'Makes a version the notice. It is never shown earlier than it is published; what members see already stays in sight.';

create function madoguchi.send_notice(
  p_ref uuid, p_notice_ref uuid, p_based_on integer, p_kind text, p_severity text, p_services text[], p_title text, p_body text, p_to_say text,
  p_title_en text, p_body_en text, p_affected_from timestamptz, p_affected_to timestamptz, p_shown_from timestamptz, p_shown_until timestamptz,
  p_emergency boolean, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_notice  madoguchi.notice;
  v_version madoguchi.notice_version;
  v_at      timestamptz;
begin
  select n.* into v_notice from madoguchi.notice n where n.ref = p_notice_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if coalesce(v_notice.version, 0) is distinct from p_based_on or v_notice.withdrawn_at is not null then
    raise exception 'notice % is not as it was seen', p_notice_ref using errcode = 'MD003';
  elsif p_shown_until <= v_at then
    raise exception 'notice % would never be shown', p_notice_ref using errcode = 'MD003';
  elsif exists (select from madoguchi.notice_version v where v.notice_ref = p_notice_ref and v.decision is null) then
    raise exception 'a version of notice % waits already', p_notice_ref using errcode = 'MD003';
  end if;
  insert into madoguchi.notice_version (ref, notice_ref, number, based_on, kind, severity, services, title, body, to_say, title_en, body_en,
                                        shown_from, shown_until, affected_from, affected_to, emergency, maker, made_at, published_at)
  values (p_ref, p_notice_ref, (select count(*) + 1 from madoguchi.notice_version v where v.notice_ref = p_notice_ref), p_based_on,
          p_kind, p_severity, p_services, p_title, p_body, p_to_say, p_title_en, p_body_en,
          case when p_emergency then v_at else p_shown_from end, p_shown_until, p_affected_from, p_affected_to, p_emergency, p_staff_no, v_at,
          case when p_emergency then v_at end)
  returning * into v_version;
  if p_emergency then
    perform madoguchi.publish_notice(v_version, v_at);
  end if;
  return p_ref;
end $$;
comment on function madoguchi.send_notice(uuid, uuid, integer, text, text, text[], text, text, text, text, text, timestamptz, timestamptz, timestamptz, timestamptz, boolean, text) is
  'Keeps a version for a second admin; in an emergency (outages only) it is the notice at once. Refuses a notice that changed since it was seen, was withdrawn, has a version that waits, or would be over already (MD003).';

create function madoguchi.decide_notice(p_ref uuid, p_decision text, p_note text, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_notice  madoguchi.notice;
  v_version madoguchi.notice_version;
  v_at      timestamptz;
begin
  select v.* into v_version from madoguchi.notice_version v where v.ref = p_ref;
  select n.* into v_notice from madoguchi.notice n where n.ref = v_version.notice_ref for update;
  select v.* into v_version from madoguchi.notice_version v where v.ref = p_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if v_version.ref is null or v_version.decision is not null then
    raise exception 'version % does not wait', p_ref using errcode = 'MD003';
  elsif (p_decision = 'TAKEN_BACK') is distinct from (v_version.maker::text = p_staff_no) then
    raise exception 'version % wants somebody else', p_ref using errcode = 'MD003';
  elsif p_decision = 'APPROVED' and not v_version.emergency
        and (coalesce(v_notice.version, 0) <> v_version.based_on or v_notice.withdrawn_at is not null or v_version.shown_until <= v_at) then
    raise exception 'version % fits the notice no more', p_ref using errcode = 'MD003';
  end if;
  update madoguchi.notice_version v
     set decision = p_decision, decided_at = v_at, note = p_note,
         checker = case when p_decision <> 'TAKEN_BACK' then p_staff_no end,
         published_at = case when p_decision = 'APPROVED' then coalesce(v.published_at, v_at) else v.published_at end
   where v.ref = p_ref returning * into v_version;
  if v_version.emergency then
    if p_decision = 'REFUSED' and v_notice.withdrawn_at is null then
      perform madoguchi.withdraw_notice(v_version.notice_ref, p_note, p_staff_no);
    end if;
  elsif p_decision = 'APPROVED' then
    perform madoguchi.publish_notice(v_version, v_at);
  end if;
  return p_ref;
end $$;
comment on function madoguchi.decide_notice(uuid, text, text, text) is
  'A second admin agrees, which publishes, or refuses, which takes an emergency back; the maker takes back what waits. Refuses the maker as second, and a version that fits the notice no more (MD003).';

create function madoguchi.update_notice(p_notice_ref uuid, p_kind text, p_text text, p_text_en text, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_notice madoguchi.notice;
  v_steps  text[] := array['INVESTIGATING', 'IDENTIFIED', 'RESTORED'];
  v_at     timestamptz;
begin
  select n.* into v_notice from madoguchi.notice n where n.ref = p_notice_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if v_notice.ref is null or v_notice.kind not in ('OUTAGE', 'MAINTENANCE') or v_notice.withdrawn_at is not null
     or v_notice.shown_from > v_at or v_notice.shown_until <= v_at then
    raise exception 'notice % is not in sight', p_notice_ref using errcode = 'MD003';
  elsif p_kind = 'RESTORED' and v_notice.affected_from >= v_at then
    raise exception 'what notice % tells of has not begun', p_notice_ref using errcode = 'MD003';
  elsif exists (select from madoguchi.notice_update u
                where u.notice_ref = p_notice_ref and array_position(v_steps, u.kind) >= array_position(v_steps, p_kind)) then
    raise exception 'notice % is past %', p_notice_ref, p_kind using errcode = 'MD003';
  end if;
  insert into madoguchi.notice_update (notice_ref, kind, text, text_en, at, staff_no)
  values (p_notice_ref, p_kind, p_text, p_text_en, v_at, p_staff_no);
  update madoguchi.notice n set changed_at = v_at where n.id = v_notice.id;
  if p_kind = 'RESTORED' and (v_notice.affected_to is null or v_notice.affected_to > v_at) then
    update madoguchi.notice n set affected_to = v_at, version = n.version + 1 where n.id = v_notice.id;
  end if;
  return p_notice_ref;
end $$;
comment on function madoguchi.update_notice(uuid, text, text, text, text) is
  'Adds a step to a notice in sight; RESTORED ends the time affected. Refuses a step that is over, and one for a notice that nobody sees (MD003).';

create function madoguchi.withdraw_notice(p_notice_ref uuid, p_reason text, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_notice madoguchi.notice;
  v_at     timestamptz;
begin
  select n.* into v_notice from madoguchi.notice n where n.ref = p_notice_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if v_notice.ref is null or v_notice.withdrawn_at is not null or p_reason is null then
    raise exception 'notice % is not to be withdrawn', p_notice_ref using errcode = 'MD003';
  end if;
  update madoguchi.notice n
     set withdrawn_at = v_at, withdrawn_by = p_staff_no, withdrawn_because = p_reason, changed_at = v_at, version = n.version + 1
   where n.id = v_notice.id;
  return p_notice_ref;
end $$;
comment on function madoguchi.withdraw_notice(uuid, text, text) is 'Takes a notice back, from this moment on, for a reason (MD003 when it was taken back before).';

create or replace function madoguchi.public_notices(p_from timestamptz, p_to timestamptz)
returns table (ref uuid, kind text, severity text, services text[], title text, body text, title_en text, body_en text,
               affected_from timestamptz, affected_to timestamptz, shown_from timestamptz, shown_until timestamptz,
               updated_at timestamptz, updates jsonb)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select n.ref, n.kind, n.severity,
         array(select s.service from madoguchi.notice_service s where s.notice_id = n.id order by s.service),
         n.title, n.body, n.title_en, n.body_en, n.affected_from, n.affected_to, n.shown_from, v.until,
         greatest(n.shown_from, n.changed_at),
         (select coalesce(jsonb_agg(jsonb_build_object('at', u.at, 'kind', u.kind, 'text', u.text, 'textEn', u.text_en) order by u.id), '[]')
            from madoguchi.notice_update u where u.notice_ref = n.ref)
  from madoguchi.notice n
  cross join lateral (select least(n.shown_until, n.withdrawn_at) as until) v
  where n.shown_from <= p_to and (v.until is null or v.until > p_from and v.until > n.shown_from)
  order by n.shown_from desc, n.id desc
$$;
