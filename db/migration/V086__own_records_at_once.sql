-- Who is barred from a person, answered by plans that are kept: a search asks it each time.
create function madoguchi.barred_members(p_staff_no text) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, madoguchi as $$
begin
  return coalesce((select array_agg(b.member_no::text) from madoguchi.barred_member b where b.staff_no = p_staff_no), '{}');
end $$;
comment on function madoguchi.barred_members(text) is 'The members who are barred from a person of staff today, for statements that find members.';

create or replace function madoguchi.is_barred(p_staff_no text, p_member_no text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, madoguchi as $$
begin
  if not exists (select from madoguchi.own_member o where o.member_no = p_member_no) then
    return false;
  end if;
  return exists (select from madoguchi.barred_member b where b.staff_no = p_staff_no and b.member_no = p_member_no);
end $$;
