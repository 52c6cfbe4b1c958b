package jp.madoguchi.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * The columns of the database that can hold markup, found in its catalog: text, no key of another table, not computed, and no
 * rule of its own that refuses it. What only the console writes, in a shape of its own, is left alone.
 */
final class HostileColumns {

    /** Left as they are: read by programs and never written by people or members. */
    private static final Map<String, String> OF_PROGRAMS = Map.ofEntries(
            Map.entry("approval.facts", "a digest of what was shown"),
            Map.entry("approval.payload", "what is to be done, as JSON"),
            Map.entry("audit_entry.contact_no", "a number"),
            Map.entry("audit_entry.member_no", "a number"),
            Map.entry("audit_entry.place_no", "a number"),
            Map.entry("audit_entry.staff_no", "a number"),
            Map.entry("identity_document.kind", "a code of document_rule"),
            Map.entry("income_certificate_paper.suspected", "rectangles"),
            Map.entry("income_decision.figures", "figures by their names, as JSON"),
            Map.entry("income_masking.boxes", "rectangles"),
            Map.entry("income_masking.suspected", "rectangles"),
            Map.entry("login_attempt.member_no", "a number"),
            Map.entry("member_credential.hash", "a hash"),
            Map.entry("operation.outcome", "an answer, as JSON"),
            Map.entry("outbox.payload", "the parts of a message, as JSON"),
            Map.entry("search_visit.purpose", "a code"),
            Map.entry("staff_change.staff_no", "a number"),
            Map.entry("staff_review.rights", "codes of roles"),
            Map.entry("trail_export.filter", "a filter, as JSON"));

    /** Text within JSON, beside what the console itself keeps there. */
    private static final Set<String> WRAPPED = Set.of("audit_entry.details");

    private static final String HOLDS = """
            create or replace function pg_temp.holds(rel oid, att smallint, canary text) returns boolean language plpgsql as $$
            declare rule record; holds boolean; col name; typ text;
            begin
              select attname, format_type(atttypid, atttypmod) into col, typ from pg_attribute where attrelid = rel and attnum = att;
              for rule in select pg_get_expr(conbin, conrelid) words from pg_constraint
                  where conrelid = rel and contype = 'c' and conkey = array[att] loop
                execute format('select %s from (select $1::%s as %I) t', rule.words, typ, col) into holds using canary;
                if holds is false then return false; end if;
              end loop;
              return true;
            exception when others then return false;
            end $$""";

    private static final String FILL = """
            create or replace function pg_temp.fill(tab text, col text, texts text[], start int, wrapped boolean,
              out rows int, out taken int, out why text) language plpgsql as $$
            declare r record; said text;
            begin
              rows := 0; taken := 0;
              for r in execute format('select tableoid as o, ctid as c from madoguchi.%I where %I is null or %2$I !~ ''^[A-Z][A-Z0-9_]+$'' order by %2$I is null, 1, 2',
                  tab, col) loop
                said := texts[1 + (rows + start) % cardinality(texts)];
                rows := rows + 1;
                begin
                  execute format(case when wrapped
                    then 'update madoguchi.%I set %2$I = (coalesce(%2$I, ''{}'')::jsonb || jsonb_build_object(''note'', $1))::text where tableoid = $2 and ctid = $3'
                    else 'update madoguchi.%I set %I = $1 where tableoid = $2 and ctid = $3' end, tab, col) using said, r.o, r.c;
                  taken := taken + 1;
                exception when others then why := sqlerrm;
                end;
              end loop;
            end $$""";

    private static final String COLUMNS = """
            select c.relname || '.' || a.attname, c.oid::bigint, a.attnum
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              join pg_type t on t.oid = a.atttypid
            where c.relnamespace = 'madoguchi'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and 'text'::regtype in (t.oid, t.typbasetype)
              and not exists (select 1 from pg_constraint f where f.contype = 'f'
                and (f.conrelid = c.oid and a.attnum = any (f.conkey) or f.confrelid = c.oid and a.attnum = any (f.confkey)))
            order by 1""";

    private final DSLContext superuser;
    private final Map<String, Long> tables = new TreeMap<>();
    private final Map<String, Short> places = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> empty = new TreeSet<>();
    private int bounded;

    /** @param superuser one connection, on which triggers and keys then rest */
    HostileColumns(DSLContext superuser) {
        this.superuser = superuser;
        superuser.execute("set session_replication_role = replica");
        superuser.execute(HOLDS);
        superuser.execute(FILL);
        for (var row : superuser.fetch(COLUMNS)) {
            var name = row.get(0, String.class);
            tables.put(name, row.get(1, Long.class));
            places.put(name, row.get(2, Short.class));
            if (!holds(name, "<xss-c000>")) {
                bounded++;
            } else if (!OF_PROGRAMS.containsKey(name)) {
                names.add(name);
            }
        }
    }

    /** As table.column. */
    List<String> names() {
        return names;
    }

    /** How many are kept from markup by a rule of the database. */
    int bounded() {
        return bounded;
    }

    /** Those in whose tables there is nothing. */
    Set<String> empty() {
        return empty;
    }

    boolean holds(String name, String text) {
        return superuser
                .fetchSingle("select pg_temp.holds(?, ?, ?)", tables.get(name), places.get(name), text)
                .get(0, Boolean.class);
    }

    /**
     * Writes the texts into all rows of the column in turn, the first of them into row number {@code from}; those that the column
     * cannot hold are left out, and a row whose rules refuse its text, or that has a code of the console, stays as it was.
     *
     * @return why it went into no row, or nothing
     */
    String fill(String name, List<String> texts, int from) {
        var held = texts.stream().filter(text -> holds(name, text)).toArray(String[]::new);
        var table = name.substring(0, name.indexOf('.'));
        var filled = superuser.fetchSingle(
                "select rows, taken, why from pg_temp.fill(?, ?, ?, ?, ?)",
                table,
                name.substring(table.length() + 1),
                held,
                from,
                WRAPPED.contains(name));
        if (filled.get("rows", Integer.class) == 0) {
            empty.add(name);
        }
        return filled.get("taken", Integer.class) > 0 ? "" : String.valueOf(filled.get("why"));
    }
}
