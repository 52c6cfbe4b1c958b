-- Maintenance by rules that a second admin agrees to, with exceptions; the windows are computed when they are asked for.
create table madoguchi.maintenance_change (
  ref         uuid primary key,
  what        text not null check (what in ('ADD', 'REPLACE', 'END', 'SKIP', 'MOVE')),
  rule_id     bigint references madoguchi.maintenance_rule,
  counts_from timestamptz,
  kind        text check (kind in ('WEEKLY', 'NTH_WEEKDAY', 'FIXED_DATE', 'ONE_OFF')),
  weekday     smallint check (weekday between 1 and 7),
  nth         smallint check (nth between 1 and 5),
  month       smallint check (month between 1 and 12),
  day         smallint check (day between 1 and 31),
  on_date     date,
  starts      time,
  lasts       interval check (lasts > interval '0' and lasts <= interval '48 hours'),
  window_day  date,
  moved_to    timestamptz,
  reason      text not null check (length(reason) between 1 and 200),
  maker       madoguchi.staff_no not null references madoguchi.staff,
  made_at     timestamptz not null,
  decision    text check (decision in ('APPROVED', 'REFUSED', 'TAKEN_BACK')),
  checker     madoguchi.staff_no references madoguchi.staff,
  decided_at  timestamptz,
  note        text check (length(note) between 1 and 200),
  check ((what = 'ADD') = (rule_id is null)),
  check ((what in ('ADD', 'REPLACE', 'END')) = (counts_from is not null)),
  check ((what in ('ADD', 'REPLACE')) = (kind is not null)),
  check ((kind is not null) = (starts is not null and lasts is not null)),
  check (coalesce(kind in ('WEEKLY', 'NTH_WEEKDAY'), false) = (weekday is not null)),
  check (coalesce(kind = 'NTH_WEEKDAY', false) = (nth is not null)),
  check (coalesce(kind = 'FIXED_DATE', false) = (month is not null and day is not null)),
  check (coalesce(kind = 'ONE_OFF', false) = (on_date is not null)),
  check ((what in ('SKIP', 'MOVE')) = (window_day is not null)),
  check ((what = 'MOVE') = (moved_to is not null)),
  check (maker <> checker),
  check ((decision is null) = (decided_at is null)),
  check ((checker is not null) = coalesce(decision in ('APPROVED', 'REFUSED'), false)),
  check (decision is distinct from 'REFUSED' or note is not null)
);
create index maintenance_change_by_rule on madoguchi.maintenance_change (rule_id);
create index maintenance_change_by_waiting on madoguchi.maintenance_change (made_at) where decision is null;
create index maintenance_change_by_maker on madoguchi.maintenance_change (maker);
create index maintenance_change_by_checker on madoguchi.maintenance_change (checker) where checker is not null;
comment on table madoguchi.maintenance_change is 'Changes of the maintenance rules, each with the second admin who agreed.';
comment on column madoguchi.maintenance_change.ref is 'Stable name.';
comment on column madoguchi.maintenance_change.what is 'A new rule, another in place of one, the end of one, one window that does not take place, one window at another time.';
comment on column madoguchi.maintenance_change.rule_id is 'Of which rule; null = a new one.';
comment on column madoguchi.maintenance_change.counts_from is 'From when, at the earliest when it is agreed to; null = about one window.';
comment on column madoguchi.maintenance_change.kind is 'Kind of the new rule, as maintenance_rule.kind.';
comment on column madoguchi.maintenance_change.weekday is 'ISO weekday, 1 = Monday.';
comment on column madoguchi.maintenance_change.nth is 'Which of the month''s such weekdays.';
comment on column madoguchi.maintenance_change.month is 'Month of the yearly date.';
comment on column madoguchi.maintenance_change.day is 'Day of the yearly date.';
comment on column madoguchi.maintenance_change.on_date is 'The one day.';
comment on column madoguchi.maintenance_change.starts is 'Starts at, Tokyo time.';
comment on column madoguchi.maintenance_change.lasts is 'How long; the end is exclusive.';
comment on column madoguchi.maintenance_change.window_day is 'Day in Tokyo on which the one window begins by its rule.';
comment on column madoguchi.maintenance_change.moved_to is 'When the one window begins instead.';
comment on column madoguchi.maintenance_change.reason is 'Why, in the words of the maker.';
comment on column madoguchi.maintenance_change.maker is 'Who sent it.';
comment on column madoguchi.maintenance_change.made_at is 'When.';
comment on column madoguchi.maintenance_change.decision is 'What the second admin said, or TAKEN_BACK by the maker; null = waiting.';
comment on column madoguchi.maintenance_change.checker is 'The second admin; never the maker.';
comment on column madoguchi.maintenance_change.decided_at is 'When.';
comment on column madoguchi.maintenance_change.note is 'Words of the second admin to the maker.';

create function madoguchi.guard_maintenance_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  v_open text[] := array['decision', 'checker', 'decided_at', 'note'];
begin
  if old.decision is not null or to_jsonb(new) - v_open <> to_jsonb(old) - v_open then
    raise exception 'change % of the maintenance is never changed', old.ref using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_maintenance_change() is 'A change stays as it was sent, and is decided once (MD002).';
create trigger guard_maintenance_change before update on madoguchi.maintenance_change
  for each row execute function madoguchi.guard_maintenance_change();
create trigger maintenance_change_is_kept before delete on madoguchi.maintenance_change for each row execute function madoguchi.refuse_change();

create table madoguchi.maintenance_exception (
  rule_id    bigint not null references madoguchi.maintenance_rule,
  window_day date not null,
  moved_to   timestamptz,
  change_ref uuid not null references madoguchi.maintenance_change,
  primary key (rule_id, window_day)
);
create index maintenance_exception_by_change on madoguchi.maintenance_exception (change_ref);
comment on table madoguchi.maintenance_exception is 'Single windows that do not take place, or at another time.';
comment on column madoguchi.maintenance_exception.rule_id is 'Of which rule.';
comment on column madoguchi.maintenance_exception.window_day is 'Day in Tokyo on which the window begins by its rule.';
comment on column madoguchi.maintenance_exception.moved_to is 'When it begins instead; null = it does not take place.';
comment on column madoguchi.maintenance_exception.change_ref is 'The change that says so; of several the last.';

create function madoguchi.maintenance_windows(p_from timestamptz, p_to timestamptz)
returns table (rule_id bigint, window_day date, starts_at timestamptz, ends_at timestamptz, moved boolean)
language sql stable set search_path = pg_catalog, madoguchi as $$
  with planned as (
    select r.id, d.day, (d.day + r.starts) at time zone 'Asia/Tokyo' as starts_at, r.lasts, tstzrange(r.effective_from, r.effective_to) as counts,
           false as moved
    from madoguchi.maintenance_rule r
    cross join lateral (
      select (p_from at time zone 'Asia/Tokyo')::date - 2 + n as day
      from generate_series(0, (p_to at time zone 'Asia/Tokyo')::date - (p_from at time zone 'Asia/Tokyo')::date + 2) n) d
    where case r.kind
            when 'WEEKLY' then extract(isodow from d.day) = r.weekday
            when 'NTH_WEEKDAY' then extract(isodow from d.day) = r.weekday
                                    and (extract(day from d.day)::integer - 1) / 7 + 1 = r.nth
            when 'FIXED_DATE' then extract(month from d.day) = r.month and extract(day from d.day) = r.day
            when 'ONE_OFF' then d.day = r.on_date
          end
      and not exists (select from madoguchi.maintenance_exception e where e.rule_id = r.id and e.window_day = d.day)
    union all
    select r.id, e.window_day, e.moved_to, r.lasts, tstzrange(r.effective_from, r.effective_to), true
    from madoguchi.maintenance_exception e join madoguchi.maintenance_rule r on r.id = e.rule_id
    where e.moved_to is not null),
  cut as (
    select p.id, p.day, tstzrange(p.starts_at, p.starts_at + p.lasts) * p.counts as span, p.moved from planned p)
  select c.id, c.day, lower(c.span), upper(c.span), c.moved
  from cut c
  where not isempty(c.span) and lower(c.span) <= p_to and upper(c.span) > p_from
  order by lower(c.span), c.id
$$;
comment on function madoguchi.maintenance_windows(timestamptz, timestamptz) is
  'Every window that touches a span, each rule''s own, end exclusive; a window is cut where its rule begins or ceases to count. Exceptions are obeyed.';

create or replace function madoguchi.maintenance_at(p_at timestamptz) returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select lower(span), upper(span)
  from unnest((select range_agg(tstzrange(w.starts_at, w.ends_at))
                 from madoguchi.maintenance_windows(p_at - interval '4 days', p_at + interval '4 days') w)) span
  where span @> p_at
$$;
comment on function madoguchi.maintenance_at(timestamptz) is
  'The scheduled maintenance that covers a moment, end exclusive; windows that overlap or follow one another are one. No row when there is none.';

create function madoguchi.apply_maintenance_change(p_change madoguchi.maintenance_change, p_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, madoguchi as $$
declare
  v_rule madoguchi.maintenance_rule;
  v_from timestamptz := greatest(p_change.counts_from, p_at);
begin
  select r.* into v_rule from madoguchi.maintenance_rule r where r.id = p_change.rule_id for update;
  if p_change.what <> 'ADD' and (v_rule.id is null or v_rule.effective_to <= coalesce(v_from, p_at)) then
    raise exception 'rule % counts no more', p_change.rule_id using errcode = 'MD003';
  end if;
  if p_change.what in ('REPLACE', 'END') then
    if v_from <= v_rule.effective_from then
      raise exception 'rule % does not count yet', p_change.rule_id using errcode = 'MD003';
    end if;
    update madoguchi.maintenance_rule r set effective_to = v_from where r.id = v_rule.id;
  end if;
  if p_change.what in ('ADD', 'REPLACE') then
    insert into madoguchi.maintenance_rule (kind, weekday, nth, month, day, on_date, starts, lasts, effective_from)
    values (p_change.kind, p_change.weekday, p_change.nth, p_change.month, p_change.day, p_change.on_date, p_change.starts, p_change.lasts, v_from);
  elsif p_change.what in ('SKIP', 'MOVE') then
    if not exists (select from madoguchi.maintenance_exception e where e.rule_id = v_rule.id and e.window_day = p_change.window_day)
       and not exists (select from madoguchi.maintenance_windows(p_change.window_day::timestamp at time zone 'Asia/Tokyo',
                                                                 (p_change.window_day + 1)::timestamp at time zone 'Asia/Tokyo') w
                       where w.rule_id = v_rule.id and w.window_day = p_change.window_day) then
      raise exception 'rule % has no window on %', p_change.rule_id, p_change.window_day using errcode = 'MD003';
    end if;
    insert into madoguchi.maintenance_exception (rule_id, window_day, moved_to, change_ref)
    values (v_rule.id, p_change.window_day, p_change.moved_to, p_change.ref)
    on conflict (rule_id, window_day) do update set moved_to = excluded.moved_to, change_ref = excluded.change_ref;
  end if;
end $$;
comment on function madoguchi.apply_maintenance_change(madoguchi.maintenance_change, timestamptz) is
  'Carries a change out. Refuses one of a rule that counts no more or not yet, and of a window that does not exist (MD003).';

create function madoguchi.send_maintenance_change(
  p_ref uuid, p_what text, p_rule_id bigint, p_counts_from timestamptz, p_kind text, p_weekday smallint, p_nth smallint, p_month smallint,
  p_day smallint, p_on_date date, p_starts time, p_minutes integer, p_window_day date, p_moved_to timestamptz, p_reason text, p_staff_no text)
returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
begin
  perform madoguchi.require_notice_writer(p_staff_no, clock_timestamp());
  insert into madoguchi.maintenance_change (ref, what, rule_id, counts_from, kind, weekday, nth, month, day, on_date, starts, lasts,
                                            window_day, moved_to, reason, maker, made_at)
  values (p_ref, p_what, p_rule_id, p_counts_from, p_kind, p_weekday, p_nth, p_month, p_day, p_on_date, p_starts, make_interval(mins => p_minutes),
          p_window_day, p_moved_to, p_reason, p_staff_no, clock_timestamp());
  return p_ref;
end $$;
comment on function madoguchi.send_maintenance_change(uuid, text, bigint, timestamptz, text, smallint, smallint, smallint, smallint, date, time, integer, date, timestamptz, text, text) is
  'Keeps a change of the maintenance rules for a second admin.';

create function madoguchi.decide_maintenance_change(p_ref uuid, p_decision text, p_note text, p_staff_no text) returns uuid
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
declare
  v_change madoguchi.maintenance_change;
  v_at     timestamptz;
begin
  select c.* into v_change from madoguchi.maintenance_change c where c.ref = p_ref for update;
  v_at := clock_timestamp();
  perform madoguchi.require_notice_writer(p_staff_no, v_at);
  if v_change.ref is null or v_change.decision is not null then
    raise exception 'change % does not wait', p_ref using errcode = 'MD003';
  elsif (p_decision = 'TAKEN_BACK') is distinct from (v_change.maker::text = p_staff_no) then
    raise exception 'change % wants somebody else', p_ref using errcode = 'MD003';
  end if;
  if p_decision = 'APPROVED' then
    perform madoguchi.apply_maintenance_change(v_change, v_at);
  end if;
  update madoguchi.maintenance_change c
     set decision = p_decision, decided_at = v_at, note = p_note, checker = case when p_decision <> 'TAKEN_BACK' then p_staff_no end
   where c.ref = p_ref;
  return p_ref;
end $$;
comment on function madoguchi.decide_maintenance_change(uuid, text, text, text) is
  'A second admin agrees, which carries the change out at once, or refuses; the maker takes back what waits. Refuses the maker as second, and a change that fits the rules no more (MD003).';

create function madoguchi.maintenance_after(p_ref uuid, p_to timestamptz)
returns table (rule_id bigint, window_day date, starts_at timestamptz, ends_at timestamptz, moved boolean, stays boolean, comes boolean)
language plpgsql security definer set search_path = pg_catalog, madoguchi as $$
#variable_conflict use_column
declare
  v_at     timestamptz := clock_timestamp();
  v_change madoguchi.maintenance_change;
  v_before jsonb;
  v_after  jsonb;
begin
  select c.* into v_change from madoguchi.maintenance_change c where c.ref = p_ref;
  v_before := (select jsonb_agg(w) from madoguchi.maintenance_windows(v_at, p_to) w);
  begin
    perform madoguchi.apply_maintenance_change(v_change, v_at);
    v_after := (select jsonb_agg(w) from madoguchi.maintenance_windows(v_at, p_to) w);
    raise exception 'undone' using errcode = 'MD009';
  exception when sqlstate 'MD009' then
    null;
  end;
  return query
    select coalesce(b.rule_id, a.rule_id), coalesce(b.window_day, a.window_day), coalesce(b.starts_at, a.starts_at), coalesce(b.ends_at, a.ends_at),
           coalesce(b.moved, a.moved), a.rule_id is not null and b.rule_id is not null, b.rule_id is null
    from jsonb_to_recordset(v_before) b(rule_id bigint, window_day date, starts_at timestamptz, ends_at timestamptz, moved boolean)
    full join jsonb_to_recordset(v_after) a(rule_id bigint, window_day date, starts_at timestamptz, ends_at timestamptz, moved boolean)
      on a.starts_at = b.starts_at and a.ends_at = b.ends_at
    order by 3, 4;
end $$;
comment on function madoguchi.maintenance_after(uuid, timestamptz) is
  'The windows from now on, before and after a change that waits: which stay, which come, and which go (neither). The change is carried out and undone, so it is exactly what agreeing would do; MD003 as there.';
