package jp.madoguchi.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import jp.madoguchi.sql.KeptStatements.Values;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {

    private static final Field<String> COLOUR = field(name("colour"), SQLDataType.CLOB);

    private final KeptStatements kept = new KeptStatements(DSL.using(SQLDialect.POSTGRES));

    @Test
    void a_text_is_written_once_and_takes_the_values_of_each_call() {
        var first = new Values();
        var place = first.put("colour", COLOUR, "red");
        var query = kept.query("shape", () -> from(COLOUR.ge(place).and(COLOUR.le(place))), first);
        assertThat(query.getSQL())
                .isEqualTo("select \"colour\" from \"paint\" where (\"colour\" >= ? and \"colour\" <= ?)");
        assertThat(query.getBindValues()).containsExactly("red", "red");
        var second = new Values();
        second.put("colour", COLOUR, "it's blue ?");
        var again = kept.query("shape", () -> from(COLOUR.isNull()), second);
        assertThat(again.getSQL()).isEqualTo(query.getSQL());
        assertThat(again.getSQL(ParamType.INLINED)).contains(">= 'it''s blue ?'", "<= 'it''s blue ?'");
        assertThat(kept.query("other shape", () -> from(COLOUR.eq(inline("¤"))), second)
                        .getSQL())
                .endsWith("= '¤'");
    }

    @Test
    void a_value_without_a_name_would_be_that_of_the_first_for_ever_and_is_refused() {
        assertThatThrownBy(() -> kept.query("shape", () -> from(COLOUR.eq(val("red"))), new Values()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name");
    }

    private static ResultQuery<?> from(Condition condition) {
        return select(COLOUR).from(table(name("paint"))).where(condition);
    }
}
