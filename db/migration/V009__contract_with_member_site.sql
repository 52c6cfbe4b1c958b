-- The contract: thin wrappers that take the time from the clock of the database. The member site may call these and nothing else.
create function member_site.record_login_attempt(
  p_id_kind text, p_id text, p_secret_matched boolean, p_channel text, p_device text default null, p_source_address inet default null)
returns table (outcome text, attempts_left integer, locked_at timestamptz, member_no text, available_again_at timestamptz)
language sql security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.record_login_attempt(p_id_kind, p_id, p_secret_matched, p_channel, p_device, p_source_address, clock_timestamp())
$$;
comment on function member_site.record_login_attempt(text, text, boolean, text, text, inet) is
  'Report each attempt to log in, with whether the secret matched; obey the outcome: SUCCESS lets in, everything else does not. Never raises for a refusal.';

create function member_site.login_availability(p_channel text)
returns table (available boolean, cause text, since timestamptz, until timestamptz, notice_ref uuid)
language sql stable security definer set search_path = pg_catalog, madoguchi as $$
  select * from madoguchi.login_availability(p_channel, clock_timestamp())
$$;
comment on function member_site.login_availability(text) is
  'Ask before showing the login form: whether login is open on MEMBER_PAGE, APP or ATM, and if not, why and until when.';
