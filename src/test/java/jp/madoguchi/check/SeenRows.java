package jp.madoguchi.check;

import java.util.List;
import org.jooq.DSLContext;

/**
 * Tells which rows were written and stand, in which transaction, by triggers on every table. What the console's own jobs write in a
 * transaction whose entry is theirs, and the keys that one of them makes ahead, are left out.
 */
final class SeenRows {

    private static final String WATCH = """
            create table public.seen_row (id bigint generated always as identity primary key, xid xid8, name text, job boolean);
            create function public.see_row() returns trigger language plpgsql security definer as $$
            begin
              insert into public.seen_row (xid, name, job)
              values (pg_current_xact_id(), tg_argv[0],
                      tg_argv[0] = 'audit_entry' and to_jsonb(new) ->> 'application' = 'SYSTEM' and to_jsonb(new) ->> 'staff_no' is null
                      or tg_argv[0] = 'sealing_key' and tg_op = 'INSERT');
              return null;
            end $$;
            do $$
            declare r record;
            begin
              for r in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                       where n.nspname in ('madoguchi', 'workspace') and c.relkind in ('r', 'p') and not c.relispartition loop
                execute format('create trigger zz_seen after insert or update or delete on %I.%I for each row execute function public.see_row(%L)',
                               r.nspname, r.relname, r.relname);
              end loop;
            end $$;
            """;

    private static final String STANDING = """
            with written as (
              select name, bool_or(job) over (partition by xid) as of_job, bool_or(name = 'audit_entry') over (partition by xid) as told
              from public.seen_row where id > ?)
            select distinct name from written where not of_job""";

    private final DSLContext superuser;

    SeenRows(DSLContext superuser) {
        this.superuser = superuser;
        superuser.execute(WATCH);
    }

    /** Where it stands now. */
    long last() {
        return superuser
                .fetchSingle("select coalesce(max(id), 0) from public.seen_row")
                .get(0, Long.class);
    }

    /** The tables that were written since. */
    List<String> since(long last) {
        return superuser.resultQuery(STANDING + " order by 1", last).fetchInto(String.class);
    }

    /** Those of them that were written in transactions without an entry. */
    List<String> untoldSince(long last) {
        return superuser
                .resultQuery(STANDING + " and not told order by 1", last)
                .fetchInto(String.class);
    }
}
