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
