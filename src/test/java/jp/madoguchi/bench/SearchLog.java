package jp.madoguchi.bench;

import java.util.List;
import java.util.Set;

/**
 * What a search sent to the database.
 *
 * @param all everything of its transaction, in order
 */
public record SearchLog(List<Sql> all) {

    private static final Set<String> TABLES =
            Set.of("member", "member_name", "member_phone", "member_email", "member_address", "card", "web_id");

    /** The statements that look for members and read what is shown of them. */
    public List<Sql> search() {
        return all.stream()
                .filter(sql -> sql.isQuery()
                        && !sql.mentions("contact")
                        && TABLES.stream().anyMatch(sql::mentions))
                .toList();
    }

    /** Whether the statement reads what is shown; otherwise it finds whom. */
    public static boolean isShown(Sql sql) {
        return sql.mentions("contract");
    }

    /** Everything but the entry of the trail. */
    List<Sql> unrecorded() {
        return all.stream().filter(sql -> !sql.mentions("audit_entry")).toList();
    }
}
