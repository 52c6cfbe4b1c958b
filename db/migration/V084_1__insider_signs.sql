-- Insider analysis: who looked at members in a way that the work does not explain, for the supervisor of the place, day by day.
insert into madoguchi.setting (key, effective_from, value, made_by)
select key, timestamptz '2000-01-01 00:00:00+09', value::jsonb, 'migration' from (values
  ('insider.no_contact', '10'),
  ('insider.hour', '40'),
  ('insider.surname', '5'),
  ('insider.surname_percent', '30'),
  ('insider.closed_minutes', '60'),
  ('insider.closed_members', '3')) s(key, value);

create table madoguchi.insider_sign (
  id         bigint generated always as identity primary key,
  day        date not null,
  staff_no   madoguchi.staff_no not null references madoguchi.staff,
  place_no   madoguchi.place_no not null references madoguchi.place,
  kind       text not null check (kind in ('NO_CONTACT', 'BURST', 'ONE_SURNAME', 'OUT_OF_HOURS')),
  number     integer not null check (number > 0),
  first_at   timestamptz not null,
  last_at    timestamptz not null check (last_at >= first_at),
  found_at   timestamptz not null default clock_timestamp(),
  finding    text check (finding in ('EXPLAINED', 'SPOKEN_TO', 'REPORTED')),
  note       text check (length(note) between 1 and 500),
  judged_by  madoguchi.staff_no references madoguchi.staff check (judged_by <> staff_no),
  judged_at  timestamptz check (judged_at >= found_at),
  unique (day, staff_no, place_no, kind),
  check (num_nonnulls(finding, note, judged_by, judged_at) in (0, 4))
);
create index insider_sign_by_place on madoguchi.insider_sign (place_no, day desc);
create index insider_sign_by_staff on madoguchi.insider_sign (staff_no);
create index insider_sign_by_judge on madoguchi.insider_sign (judged_by) where judged_by is not null;
create index insider_sign_open on madoguchi.insider_sign (place_no) where finding is null;
comment on table madoguchi.insider_sign is 'Days on which a person of staff looked at members more, or otherwise, than the work explains; and what the supervisor found.';
comment on column madoguchi.insider_sign.id is 'Row id.';
comment on column madoguchi.insider_sign.day is 'Tokyo day of the looks.';
comment on column madoguchi.insider_sign.staff_no is 'Who looked.';
comment on column madoguchi.insider_sign.place_no is 'At which place.';
comment on column madoguchi.insider_sign.kind is 'NO_CONTACT: outside any contact of theirs with the member within an hour; BURST: many members within one hour; ONE_SURNAME: many of one family name; OUT_OF_HOURS: while the place was closed.';
comment on column madoguchi.insider_sign.number is 'How many members; of a burst, in its densest hour.';
comment on column madoguchi.insider_sign.first_at is 'First of these looks.';
comment on column madoguchi.insider_sign.last_at is 'Last of these looks.';
comment on column madoguchi.insider_sign.found_at is 'When the analysis found it first.';
comment on column madoguchi.insider_sign.finding is 'What the supervisor found; null = not looked into yet.';
comment on column madoguchi.insider_sign.note is 'In the supervisor''s words.';
comment on column madoguchi.insider_sign.judged_by is 'Who looked into it, never the person.';
comment on column madoguchi.insider_sign.judged_at is 'When.';

create function madoguchi.guard_insider_sign() returns trigger language plpgsql set search_path = pg_catalog, madoguchi as $$
begin
  if old.finding is not null then
    raise exception 'the finding about sign % stands', old.id using errcode = 'MD002';
  elsif (new.day, new.staff_no, new.place_no, new.kind, new.found_at) is distinct from (old.day, old.staff_no, old.place_no, old.kind, old.found_at) then
    raise exception 'sign % keeps its person and day', old.id using errcode = 'MD002';
  end if;
  return new;
end $$;
comment on function madoguchi.guard_insider_sign() is 'A finding stands, and a sign keeps whom it is about (MD002).';
create trigger insider_sign_guard before update on madoguchi.insider_sign for each row execute function madoguchi.guard_insider_sign();
create trigger insider_sign_stays before delete on madoguchi.insider_sign for each row execute function madoguchi.refuse_change();

create function madoguchi.find_insider_signs(p_day date) returns integer
language plpgsql security definer set search_path = pg_catalog, madoguchi set jit = off as $$
declare
  v_from  timestamptz := p_day::timestamp at time zone 'Asia/Tokyo';
  v_to    timestamptz := (p_day + 1)::timestamp at time zone 'Asia/Tokyo';
  v_found integer;
begin
  with looks as materialized (
    select e.staff_no, e.place_no, e.member_no, e.contact_no, e.at, e.id
    from madoguchi.audit_entry e
    join madoguchi.staff s on s.staff_no::text = e.staff_no
    join madoguchi.place p on p.place_no::text = e.place_no
    where e.action = 'MEMBER_OPENED' and e.outcome = 'DONE' and e.at >= v_from and e.at < v_to and e.member_no is not null),
  firsts as materialized (select staff_no, place_no, member_no, min(at) as at from looks group by 1, 2, 3),
  no_contact as (
    select l.staff_no, l.place_no, 'NO_CONTACT' as kind, count(distinct l.member_no) as number, min(l.at) as first_at, max(l.at) as last_at
    from looks l
    where l.contact_no is null and not exists (
      select from madoguchi.contact c
      where c.member_no::text = l.member_no and c.staff_no::text = l.staff_no
        and c.opened_at between l.at - interval '1 hour' and l.at + interval '1 hour')
    group by 1, 2 having count(distinct l.member_no) >= madoguchi.setting_int('insider.no_contact', v_from)),
  hours as (
    select staff_no, place_no, at, count(*) over w as number, min(at) over w as first_at
    from firsts window w as (partition by staff_no, place_no order by at range between interval '1 hour' preceding and current row)),
  burst as (
    select distinct on (staff_no, place_no) staff_no, place_no, 'BURST', number, first_at, at
    from hours where number >= madoguchi.setting_int('insider.hour', v_from) order by staff_no, place_no, number desc, at),
  surnames as (
    select f.staff_no, f.place_no, n.family, count(*) as number, min(f.at) as first_at, max(f.at) as last_at,
           sum(count(*)) over (partition by f.staff_no, f.place_no) as of_all
    from firsts f
    left join madoguchi.member_name n on n.member_no::text = f.member_no and n.kind = 'LEGAL' and n.valid_to is null
    group by 1, 2, 3),
  one_surname as (
    select distinct on (staff_no, place_no) staff_no, place_no, 'ONE_SURNAME', number, first_at, last_at
    from surnames
    where family is not null and number >= madoguchi.setting_int('insider.surname', v_from)
      and number * 100 >= of_all * madoguchi.setting_int('insider.surname_percent', v_from)
    order by staff_no, place_no, number desc),
  closed as (
    select f.staff_no, f.place_no, 'OUT_OF_HOURS', count(distinct f.member_no), min(f.at), max(f.at)
    from looks f
    where exists (select from madoguchi.place_hours h where h.place_no::text = f.place_no)
      and not exists (
        select from madoguchi.place_hours h
        where h.place_no::text = f.place_no and h.weekday = extract(isodow from p_day)
          and (f.at at time zone 'Asia/Tokyo')
              between p_day + h.opens - madoguchi.setting_int('insider.closed_minutes', v_from) * interval '1 minute'
                  and p_day + h.closes + madoguchi.setting_int('insider.closed_minutes', v_from) * interval '1 minute')
    group by 1, 2 having count(distinct f.member_no) >= madoguchi.setting_int('insider.closed_members', v_from))
  insert into madoguchi.insider_sign as s (day, staff_no, place_no, kind, number, first_at, last_at)
  select p_day, f.* from (
    select * from no_contact union all select * from burst union all select * from one_surname union all select * from closed) f
  on conflict (day, staff_no, place_no, kind) do update
    set number = excluded.number, first_at = excluded.first_at, last_at = excluded.last_at
    where s.finding is null and excluded.number > s.number;
  get diagnostics v_found = row_count;
  return v_found;
end $$;
comment on function madoguchi.find_insider_signs(date) is
  'Looks through the member pages that staff opened on a Tokyo day and keeps what stands out by the settings insider.*; answers how many signs are new or have grown. May run again and again.';
