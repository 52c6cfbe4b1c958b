package jp.madoguchi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;

/** Every right that the roles of the product, or everybody, have in a running database: the lines of db/grants.txt. */
final class Grants {

    private static final Path REVIEWED = Path.of("db/grants.txt");
    private static final String LIVE = """
            with role as (
              select oid, rolname as name from pg_roles where rolname in ('madoguchi_owner', 'madoguchi_migrator', 'console_app', 'member_site', 'auditor', 'madoguchi_retention')
              union all select 0, 'everybody'),
            space as (
              select oid, nspname as name, nspowner as owner, nspacl as acl from pg_namespace where nspname in ('madoguchi', 'member_site', 'workspace', 'public')),
            granted as (
              select a.grantee, a.privilege_type, a.is_grantable, 'database' as what
              from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where d.datname = current_database()
              union all
              select a.grantee, a.privilege_type, a.is_grantable, 'schema ' || s.name
              from space s, aclexplode(coalesce(s.acl, acldefault('n', s.owner))) a where a.grantee <> s.owner
              union all
              select a.grantee, a.privilege_type, a.is_grantable,
                     case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end || s.name || '.' || regexp_replace(c.relname, '_y\\d{4}q\\d$', '_QUARTER')
              from pg_class c join space s on s.oid = c.relnamespace, aclexplode(c.relacl) a where a.grantee <> c.relowner
              union all
              select a.grantee, a.privilege_type || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')', a.is_grantable,
                     'table ' || s.name || '.' || c.relname
              from pg_attribute t join pg_class c on c.oid = t.attrelid join space s on s.oid = c.relnamespace, aclexplode(t.attacl) a
              group by a.grantee, a.privilege_type, a.is_grantable, s.name, c.relname
              union all
              select a.grantee, a.privilege_type, a.is_grantable, 'function ' || s.name || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
              from pg_proc p join space s on s.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner
              union all
              select a.grantee, a.privilege_type, a.is_grantable, 'domain ' || s.name || '.' || t.typname
              from pg_type t join space s on s.oid = t.typnamespace, aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
              where t.typtype = 'd' and a.grantee <> t.typowner)
            select role.name || ': ' || lower(g.privilege_type) || ' on ' || g.what || case when g.is_grantable then ' AND GIVE IT ON' else '' end
            from granted g join role on role.oid = g.grantee
            union
            select r.rolname || ': ' || concat_ws(', ', case when r.rolcanlogin then 'signs in' else 'never signs in' end,
                     case when r.rolsuper then 'SUPERUSER' end, case when r.rolcreaterole then 'MAKES ROLES' end,
                     case when r.rolcreatedb then 'MAKES DATABASES' end, case when r.rolbypassrls then 'BYPASSES ROW SECURITY' end,
                     case when r.rolreplication then 'REPLICATES' end,
                     (select 'member of ' || string_agg(g.rolname, ', ' order by g.rolname) from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid))
            from pg_roles r join role on role.oid = r.oid
            union
            select 'OWNED BY ' || pg_get_userbyid(c.relowner) || ': ' || s.name || '.' || c.relname
            from pg_class c join space s on s.oid = c.relnamespace
            where s.name <> 'public' and pg_get_userbyid(c.relowner) <> 'madoguchi_owner'
            union
            select 'OWNED BY ' || pg_get_userbyid(p.proowner) || ': ' || s.name || '.' || p.proname
            from pg_proc p join space s on s.oid = p.pronamespace
            where s.name <> 'public' and pg_get_userbyid(p.proowner) <> 'madoguchi_owner'""";

    private Grants() {}

    static List<String> live(DSLContext superuser) {
        return superuser.resultQuery(LIVE).fetchInto(String.class).stream()
                .sorted()
                .toList();
    }

    static List<String> reviewed() throws IOException {
        return Files.readAllLines(REVIEWED);
    }
}
