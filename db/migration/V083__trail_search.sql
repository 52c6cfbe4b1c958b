-- The audit desk searches the trail by each of its keys, the newest first, and says who saw a member.
create index audit_entry_by_time on madoguchi.audit_entry (at, id);
create index audit_entry_by_action on madoguchi.audit_entry (action, at desc, id desc);
create index audit_entry_by_place on madoguchi.audit_entry (place_no, at desc, id desc) where place_no is not null;

create function madoguchi.members_listed(p_details text) returns text[]
language sql immutable strict parallel safe
return string_to_array(replace(substring(p_details from '"members":\[([^]]*)\]'), '"', ''), ',');
comment on function madoguchi.members_listed(text) is
  'Member numbers of an entry that shows a list of members, as its details carry them; null when there is no such list.';
-- Without a pending list: an entry costs the same whenever it is written.
create index audit_entry_by_listed_member on madoguchi.audit_entry using gin (madoguchi.members_listed(details)) with (fastupdate = off)
  where member_no is null and details like '%"members":[%';

create function madoguchi.member_looks(p_member_no text, p_from timestamptz, p_place_no text)
returns table (staff_no text, place_no text, application text, action text, shown text, listed boolean,
               entries bigint, refused bigint, contacts bigint, without_contact bigint, first_at timestamptz, last_at timestamptz)
language sql stable rows 50 set search_path = pg_catalog, madoguchi set jit = off as $$
  select e.staff_no, e.place_no, e.application, e.action,
         coalesce(substring(e.details from '"(?:shown|field)":"([A-Z0-9_]+)"'), substring(e.details from '"(?:figures|payment)":(true)')),
         e.member_no is null, count(*), count(*) filter (where e.outcome = 'REFUSED'), count(distinct e.contact_no),
         count(*) filter (where e.contact_no is null), min(e.at), max(e.at)
  from (
    select t.* from madoguchi.audit_entry t where t.member_no = p_member_no and t.at >= p_from
    union all
    select t.* from madoguchi.audit_entry t
    where t.member_no is null and t.details like '%"members":[%' and madoguchi.members_listed(t.details) @> array[p_member_no] and t.at >= p_from) e
  where e.staff_no is not null and (p_place_no is null or e.place_no = p_place_no)
  group by 1, 2, 3, 4, 5, 6
$$;
comment on function madoguchi.member_looks(text, timestamptz, text) is
  'What staff did with a member since a moment, added up by person, place, action and what the details say was shown: also lists in which the member stood (listed). With a place, of that place alone.';
