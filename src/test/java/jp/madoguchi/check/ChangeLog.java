package jp.madoguchi.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Which tables of the database were written, told by a trigger on each of them, within the transaction that wrote. */
final class ChangeLog {

    private final DSLContext superuser;
    /**
     * Written by the console's own jobs whenever it is their turn: signs of insiders, that a tab was heard of, keys made ahead, papers
     * that are drawn. Whatever a person does with these writes to the trail too.
     */
    private final Set<String> ofJobs = new TreeSet<>(
            Set.of("insider_sign", "session_state", "sealing_key", "income_certificate", "income_certificate_paper"));

    private long read;

    ChangeLog(DSLContext superuser) {
        this.superuser = superuser;
        superuser.execute("create schema watch");
        superuser.execute("create table watch.change (id bigserial primary key, name text not null)");
        superuser.execute("""
                create function watch.tell() returns trigger language plpgsql security definer set search_path = '' as $$
                begin
                  insert into watch.change (name) values (tg_table_name);
                  return null;
                end $$""");
        for (var table : superuser.resultQuery("""
                        select c.relnamespace::regnamespace || '.' || c.relname from pg_class c
                        where c.relnamespace in ('madoguchi'::regnamespace, 'workspace'::regnamespace) and c.relkind in ('r', 'p') and not c.relispartition""").fetchInto(String.class)) {
            superuser.execute("create trigger zz_watch after insert or update or delete on " + table
                    + " for each statement execute function watch.tell()");
        }
    }

    /** What is written while nobody does anything is the work of the console's own jobs. */
    void learnJobs(int seconds) throws InterruptedException {
        tables();
        Thread.sleep(seconds * 1000L);
        ofJobs.addAll(tables());
    }

    Set<String> ofJobs() {
        return ofJobs;
    }

    /** The tables that were written since the last question, without those of the jobs. */
    List<String> since() {
        return tables().stream()
                .filter(table -> !ofJobs.contains(table))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Set<String> tables() {
        var rows = superuser.fetch("select id, name from watch.change where id > ? order by id", read);
        var names = new TreeSet<String>();
        rows.forEach(row -> {
            read = Math.max(read, row.get(0, Long.class));
            names.add(row.get(1, String.class));
        });
        return names;
    }
}
