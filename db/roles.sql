-- The roles, the schemas and the doors of the shared database. Run once by a superuser, in the database that the
-- two applications share, before the first migration; running it again changes nothing. It sets no passwords:
-- docs/operate.md says how they are given on a real server.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('madoguchi_owner',    'nologin'),  -- owns every object; nobody signs in as the owner
      ('madoguchi_migrator', 'login'),    -- runs the migrations, as a member of the owner
      ('console_app',        'login'),    -- the running console
      ('member_site',        'login'),    -- the running member site
      ('auditor',            'login'),    -- reads the trail
      ('madoguchi_retention', 'login')    -- deletes what is due, at night
    ) as r(name, door)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s nosuperuser nocreatedb nocreaterole', wanted.name, wanted.door);
    end if;
    execute format('alter role %I set timezone = %L', wanted.name, 'Asia/Tokyo');
    execute format('alter role %I set search_path = %s', wanted.name, 'pg_catalog');
    -- A row that is refused would stand in the server's log as it is, names and numbers included.
    execute format('alter role %I set log_error_verbosity = %s', wanted.name, 'terse');
    execute format('alter role %I set log_min_error_statement = %s', wanted.name, 'panic');
  end loop;
end
$$;

grant madoguchi_owner to madoguchi_migrator;

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to madoguchi_migrator, console_app, member_site, auditor, madoguchi_retention', current_database());
end
$$;

revoke all on schema public from public;
create schema if not exists madoguchi authorization madoguchi_owner;
create schema if not exists member_site authorization madoguchi_owner;
create schema if not exists workspace authorization madoguchi_owner;
