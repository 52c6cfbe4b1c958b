-- Runs when the lists are filled: how chance is drawn, weighted lists, places, staff, the one outage.

-- Chance without chance: the same key and salt give the same number for ever. Salts tell draws about one member apart.
create function demo.draw(p_key bigint, p_salt integer, p_n integer) returns integer
language sql immutable parallel safe
return ((hashint8extended(p_key, p_salt) & 9223372036854775807) % p_n)::integer;

-- A list to draw from by weight: starts[n] is where the share of its n-th line begins, so that
-- width_bucket(draw below total, starts) is the line that was drawn.
create table demo.weighted (list text primary key, total integer not null, starts integer[] not null, first_position integer not null);
insert into demo.weighted
select list, sum(weight), array_agg(upto - weight order by position), min(position)
from (select list, position, weight, (sum(weight) over (partition by list order by position))::integer as upto
      from (select 'FAMILY' as list, position, people as weight from demo.family_name
            union all select sex || born_from, position, weight from demo.given_name
            union all select 'FOREIGN', position, weight from demo.foreign_name
            union all select 'MUNICIPALITY', position, people from demo.municipality) l) w
group by list;

alter table demo.municipality add first_town integer, add towns integer;
update demo.municipality m set first_town = t.first_town, towns = t.towns
from (select municipality, min(position) as first_town, count(*)::integer as towns from demo.town group by municipality) t
where t.municipality = m.code;
create unique index on demo.family_name (position);
create unique index on demo.given_name (position);
create unique index on demo.municipality (position);
create unique index on demo.town (position);
create unique index on demo.employer (position);
create unique index on demo.foreign_name (position);

-- Staff. Who has a password is the loader's affair.
insert into madoguchi.staff (staff_no, sign_in_name, family, given, family_kana, given_kana, valid_from)
select staff_no, sign_in_name, family, given, family_kana, given_kana, valid_from from demo.staff;
insert into madoguchi.staff_role (staff_no, role, valid_from) select staff_no, role, valid_from from demo.staff order by staff_no;
insert into madoguchi.staff_place (staff_no, place_no, valid_from)
select staff_no, place_no, valid_from from demo.staff, unnest(string_to_array(places, ';')) as place_no order by staff_no, place_no;

-- Where the people of a prefecture go, and who serves them there: the nearest store, the nearest machine.
create table demo.nearest (prefecture text primary key, store text not null, clerks text[] not null, machine text not null);
insert into demo.nearest
select p.prefecture, s.place_no,
       (select array_agg(sp.staff_no::text order by sp.staff_no)
          from madoguchi.staff_place sp join madoguchi.staff_role r on r.staff_no = sp.staff_no and r.role = 'CLERK'
         where sp.place_no = s.place_no),
       m.place_no
from madoguchi.prefecture p
cross join lateral (select place_no from madoguchi.place q where q.kind = 'STORE'
                    order by power(q.latitude - p.latitude, 2) + power(0.8 * (q.longitude - p.longitude), 2), place_no limit 1) s
cross join lateral (select place_no from madoguchi.place q where q.kind = 'MACHINE'
                    order by power(q.latitude - p.latitude, 2) + power(0.8 * (q.longitude - p.longitude), 2), place_no limit 1) m;

-- Agents and operators with the call center where they sit.
create table demo.desk (role text, position integer, staff_no text, place_no text, primary key (role, position));
insert into demo.desk
select r.role, row_number() over (partition by r.role order by r.staff_no) - 1, r.staff_no, p.place_no
from madoguchi.staff_role r join madoguchi.staff_place p on p.staff_no = r.staff_no
where r.role in ('AGENT', 'OPERATOR');

-- One outage of two hours, one evening 41 days ago.
create function demo.outage_from(p_now timestamptz) returns timestamptz
language sql immutable return p_now - interval '41 days' + interval '21 hours 10 minutes';
create function demo.outage_to(p_now timestamptz) returns timestamptz
language sql immutable return p_now - interval '41 days' + interval '23 hours 10 minutes';
with outage as (
  insert into madoguchi.notice (ref, kind, severity, title, body, to_say, shown_from, shown_until, affected_from, affected_to)
  select md5('demo outage')::uuid, 'OUTAGE', 'HIGH', '会員ページ・アプリにつながりにくい状況について',
         'ただいまシステム障害により、会員ページおよびアプリにログインできない状況が発生しております。ご迷惑をおかけし申し訳ございません。復旧まで今しばらくお待ちください。',
         'ただいまシステム障害により会員ページにつながらない状況でございます。最新の状況はトップページのお知らせに掲載しております。',
         demo.outage_from(now), demo.outage_to(now), demo.outage_from(now), demo.outage_to(now) from demo.load
  returning id)
insert into madoguchi.notice_service (notice_id, service) select id, unnest(array['MEMBER_PAGE', 'APP']) from outage;
insert into madoguchi.notice (ref, kind, severity, title, body, shown_from, shown_until, affected_from, affected_to)
select md5('demo restored')::uuid, 'RESTORED', 'LOW', '【復旧】会員ページ・アプリのご利用について',
       '会員ページおよびアプリは復旧し、通常どおりご利用いただけます。ご迷惑をおかけし申し訳ございませんでした。',
       demo.outage_to(now), demo.outage_to(now) + interval '3 days', demo.outage_from(now), demo.outage_to(now) from demo.load;

select madoguchi.ensure_partitions_between(((now at time zone 'Asia/Tokyo') - interval '25 months')::date,
                                           ((now at time zone 'Asia/Tokyo') + interval '3 months')::date) from demo.load;

-- The administration of staff at work: somebody on leave, somebody retired, a transfer to come, changes that wait, the review of two quarters.
create function demo.administer_staff(p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_today   date := (p_now at time zone 'Asia/Tokyo')::date;
  v_quarter date := date_trunc('quarter', v_today)::date;
  v_former  date := (v_quarter - interval '3 months')::date;
begin
  insert into madoguchi.staff (staff_no, sign_in_name, family, given, family_kana, given_kana, state, valid_from, valid_to, version) values
    ('S00145', 'a.morishita', '森下', '彩', 'モリシタ', 'アヤ', 'ON_LEAVE', '2019-04-01', null, 2),
    ('S00146', 's.otsuka', '大塚', '進', 'オオツカ', 'ススム', 'RETIRED', '2008-04-01', v_today - 20, 2);
  insert into madoguchi.staff_role (staff_no, role, valid_from, valid_to) values
    ('S00145', 'CLERK', '2019-04-01', null), ('S00146', 'SUPERVISOR', '2008-04-01', v_today - 20),
    ('S00112', 'OPERATOR', '2020-04-01', v_former + 21);
  insert into madoguchi.staff_place (staff_no, place_no, valid_from, valid_to) values
    ('S00145', 'P0009', '2019-04-01', null), ('S00146', 'P0010', '2008-04-01', v_today - 20), ('S00109', 'P0010', v_today + 14, null);
  update madoguchi.staff_place set valid_to = v_today + 14 where staff_no = 'S00109' and place_no = 'P0009';
  update madoguchi.staff set version = 2 where staff_no in ('S00109', 'S00112');

  insert into madoguchi.staff_change (ref, staff_no, based_on, sign_in_name, family, given, family_kana, given_kana, state, valid_from, valid_to,
                                      roles, places, effective_on, resets_access, reason, maker, made_at, decision, checker, decided_at)
  select c.ref::uuid, s.staff_no, 1, s.sign_in_name, s.family, s.given, s.family_kana, s.given_kana, c.state, s.valid_from, s.valid_to,
         c.roles, c.places, c.effective_on, false, c.reason, c.maker, c.made_at, c.decision, c.checker,
         case when c.decision is not null then c.made_at + interval '50 minutes' end
    from (values
      ('00000000-0000-4000-8000-000000000145', 'S00145', 'ON_LEAVE', array['CLERK'], array['P0009'], v_today - 40, '育児休業', 'S00007',
       demo.at(v_today - 41, 36000), 'APPROVED', 'S00017'),
      ('00000000-0000-4000-8000-000000000146', 'S00146', 'RETIRED', array[]::text[], array[]::text[], v_today - 20, '定年退職', 'S00017',
       demo.at(v_today - 21, 38000), 'APPROVED', 'S00007'),
      ('00000000-0000-4000-8000-000000000112', 'S00112', 'ACTIVE', array['CLERK'], array['P0012'], v_former + 21, '棚卸しで不要と判断', 'S00007',
       demo.at(v_former + 20, 52000), 'APPROVED', 'S00017'),
      ('00000000-0000-4000-8000-000000000109', 'S00109', 'ACTIVE', array['CLERK'], array['P0010'], v_today + 14, '店舗間の異動', 'S00007',
       demo.at(v_today - 3, 41000), 'APPROVED', 'S00017'),
      ('00000000-0000-4000-8000-000000000110', 'S00110', 'ACTIVE', array['CLERK', 'SUPERVISOR'], array['P0010'], v_today + 7, '副店長に昇格', 'S00007',
       demo.at(v_today - 1, 61000), null, null)
    ) c (ref, staff_no, state, roles, places, effective_on, reason, maker, made_at, decision, checker)
    join madoguchi.staff s on s.staff_no = c.staff_no;
  insert into madoguchi.staff_change (ref, staff_no, based_on, sign_in_name, family, given, family_kana, given_kana, state, valid_from,
                                      roles, places, effective_on, resets_access, reason, maker, made_at)
  values ('00000000-0000-4000-8000-000000000147', 'S00147', 0, 'h.nakahara', '中原', '遥', 'ナカハラ', 'ハルカ', 'ACTIVE', v_today + 5,
          array['CLERK'], array['P0009'], v_today + 5, true, '新規採用', 'S00017', demo.at(v_today - 1, 57000));

  insert into madoguchi.staff_review (staff_no, quarter_on, decision, reason, rights, change_ref, decided_by, decided_at)
  select s.staff_no, q.quarter_on, case when taken then 'TAKE_AWAY' else 'KEEP' end, case when taken then '棚卸しで不要と判断' end,
         case when taken then 'CLERK OPERATOR P0012' else (select string_agg(x, ' ') from (
           (select r.role from madoguchi.staff_role r where r.staff_no = s.staff_no order by r.role)
           union all (select p.place_no::text from madoguchi.staff_place p where p.staff_no = s.staff_no order by p.place_no)) y (x)) end,
         case when taken then '00000000-0000-4000-8000-000000000112'::uuid end,
         case when s.staff_no = 'S00007' then 'S00017' else 'S00007' end,
         least(q.quarter_on::timestamp at time zone 'Asia/Tokyo' + interval '20 days 14 hours' + interval '7 seconds' * substring(s.staff_no from 2)::integer, p_now)
    from madoguchi.staff s
    cross join (values (v_former), (v_quarter)) q (quarter_on)
    cross join lateral (select s.staff_no = 'S00112' and q.quarter_on = v_former) t (taken)
   where s.state = 'ACTIVE' and (q.quarter_on = v_former or s.staff_no between 'S00101' and 'S00126');
end $$;
