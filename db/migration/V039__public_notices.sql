-- What the world may read of the notices: one function for the console's public listener and for the member site.
alter table madoguchi.notice
  add column title_en text check (length(title_en) between 1 and 120),
  add column body_en text check (length(body_en) between 1 and 2000);
comment on column madoguchi.notice.title_en is 'Title in English; null = readers of English get the Japanese one.';
comment on column madoguchi.notice.body_en is 'Text in English; null = readers of English get the Japanese one.';

create function madoguchi.public_notices(p_from timestamptz, p_to timestamptz)
returns table (ref uuid, kind text, severity text, services text[], title text, body text, title_en text, body_en text,
               affected_from timestamptz, affected_to timestamptz, shown_from timestamptz, shown_until timestamptz,
               updated_at timestamptz, updates jsonb)
language sql stable set search_path = pg_catalog, madoguchi as $$
  select n.ref, n.kind, n.severity,
         array(select s.service from madoguchi.notice_service s where s.notice_id = n.id order by s.service),
         n.title, n.body, n.title_en, n.body_en, n.affected_from, n.affected_to, n.shown_from, v.until, n.shown_from, '[]'::jsonb
  from madoguchi.notice n
  cross join lateral (select least(n.shown_until, n.withdrawn_at) as until) v
  where n.shown_from <= p_to and (v.until is null or v.until > p_from and v.until > n.shown_from)
  order by n.shown_from desc, n.id desc
$$;
comment on function madoguchi.public_notices(timestamptz, timestamptz) is
  'Every notice that a member may see at any moment from p_from to p_to, both included, the latest first; shown_until is the end of its visibility, a withdrawal included (null = open); updates is a list of {at, kind, text, textEn}, the oldest first.';

create function member_site.current_notices(p_at timestamptz default clock_timestamp())
returns table (ref uuid, kind text, severity text, services text[], title text, body text, title_en text, body_en text,
               affected_from timestamptz, affected_to timestamptz, shown_from timestamptz, shown_until timestamptz,
               updated_at timestamptz, updates jsonb)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.public_notices(p_at, p_at)
$$;
comment on function member_site.current_notices(timestamptz) is
  'The notices for the top page at a moment, the latest first. Title and text are plain text: escape them.';
