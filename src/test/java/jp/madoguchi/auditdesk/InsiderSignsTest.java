package jp.madoguchi.auditdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import java.time.LocalDate;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.auditdesk.InsiderSigns.Verdict;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.ui.WordsArea;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Who browses is told to the supervisor of the place with day, kind and number; a day of work is not. */
class InsiderSignsTest extends ConsoleTest {

    private static final String LOOK = """
            insert into madoguchi.audit_entry (at, chain, seq, previous, hash, action, outcome, staff_no, place_no, contact_no, member_no)
            select (?::date + ?::time) at time zone 'Asia/Tokyo' + n * ? * interval '1 second', 0, 0, 'x', 'x',
                   'MEMBER_OPENED', 'DONE', ?, ?, case when ? then 'C0000000001' end, coalesce(m.member_no::text, (800000000 + n)::text)
            from generate_series(1, ?) n
            left join (select member_no, row_number() over (order by member_no desc) as i from madoguchi.member_name
                       where family = ? and kind = 'LEGAL' and valid_to is null) m on m.i = n""";

    @Autowired
    InsiderSigns signs;

    private Scene scene;
    private Workplace store;
    private StaffMember clerk;
    private StaffMember supervisor;

    @BeforeEach
    void a_store() {
        scene = scene();
        store = scene.store();
        clerk = scene.staff(store, Role.CLERK);
        supervisor = scene.staff(store, Role.SUPERVISOR);
    }

    /** Looks of one person, in a transaction that is rolled back: the chains know nothing of them. */
    @ParameterizedTest
    @CsvSource({
        "100, 09:00, 240, true,  -,     ''",
        "9,   10:00, 600, false, -,     ''",
        "10,  10:00, 600, false, -,     NO_CONTACT 10",
        "300, 10:00, 12,  true,  -,     BURST 300",
        "40,  10:00, 60,  true,  -,     BURST 40",
        "39,  10:00, 60,  true,  -,     ''",
        "5,   10:00, 600, true,  稀見崎, ONE_SURNAME 5",
        "4,   10:00, 600, true,  稀見沢, ''",
        "20,  10:00, 600, true,  稀見原, ''",
        "2,   02:00, 60,  true,  -,     ''",
        "3,   02:00, 60,  true,  -,     OUT_OF_HOURS 3",
        "12,  02:00, 20,  false, -,     'NO_CONTACT 12,OUT_OF_HOURS 12'"
    })
    void what_stands_out_is_told_and_a_day_of_work_is_not(
            int members, String from, int seconds, boolean inContact, String family, String told) {
        superuser()
                .execute(
                        "update madoguchi.place_hours set opens = '09:00', closes = '18:00' where place_no = ?",
                        store.placeNo().value());
        if (!family.equals("-")) {
            for (var i = 0; i < 5; i++) {
                scene.member(family, "花子", "マレミザキ", "ハナコ", LocalDate.of(1985, 4, 1));
            }
        }
        var day = scene.today().minusDays(3);

        List<String> found = superuser().connectionResult(connection -> {
            connection.setAutoCommit(false);
            var db = DSL.using(connection, SQLDialect.POSTGRES);
            try {
                db.execute("set local session_replication_role = replica");
                db.execute(
                        LOOK,
                        day,
                        from,
                        seconds,
                        clerk.staffNo().value(),
                        store.placeNo().value(),
                        inContact,
                        members,
                        family);
                db.fetch("select madoguchi.find_insider_signs(?)", day);
                // Again: nothing doubles.
                assertThat(db.fetchValue("select madoguchi.find_insider_signs(?)", day))
                        .isEqualTo(0);
                return db.resultQuery(
                                "select kind || ' ' || number from madoguchi.insider_sign where staff_no = ? order by kind",
                                clerk.staffNo().value())
                        .fetchInto(String.class);
            } finally {
                connection.rollback();
            }
        });

        assertThat(String.join(",", found)).isEqualTo(told);
    }

    private long sign(StaffMember about) {
        return superuser()
                .resultQuery(
                        """
                        insert into madoguchi.insider_sign (day, staff_no, place_no, kind, number, first_at, last_at)
                        values (?, ?, ?, 'BURST', 300, now() - interval '1 day', now() - interval '1 day') returning id""",
                        scene.today().minusDays(1),
                        about.staffNo().value(),
                        store.placeNo().value())
                .fetchSingle()
                .get(0, Long.class);
    }

    @Test
    void the_supervisor_of_the_place_records_the_finding_once_and_never_about_themselves() {
        var sign = sign(clerk);
        var own = sign(supervisor);
        var foreign = scene.staff(scene.store(), Role.SUPERVISOR);
        var auditor = scene.staff(scene.callCenter(), Role.AUDITOR);

        assertThat(Counter.as(foreign, signs::list)).isEmpty();
        assertThat(Counter.as(supervisor, signs::list))
                .extracting(InsiderSigns.Sign::id)
                .containsExactly(sign);
        assertThat(Counter.as(supervisor, signs::open)).isEqualTo(1);
        assertThatThrownBy(() -> Counter.as(clerk, signs::list)).isInstanceOf(AccessDeniedException.class);
        for (var wrong : List.of(
                new Judge(supervisor, own, "説明"), new Judge(foreign, sign, "説明"), new Judge(supervisor, sign, "  "))) {
            assertThatThrownBy(() -> wrong.judge(signs)).isInstanceOf(AuditDeskRefused.class);
        }
        new Judge(supervisor, sign, "苦情の一括対応").judge(signs);

        assertThatThrownBy(() -> new Judge(auditor, sign, "再判定").judge(signs)).isInstanceOf(AuditDeskRefused.class);
        new Judge(auditor, own, "本人に確認").judge(signs);
        assertThat(Counter.as(supervisor, signs::list)).singleElement().satisfies(judged -> {
            assertThat(judged.verdict()).isEqualTo("EXPLAINED");
            assertThat(judged.judgeName()).isEqualTo(supervisor.name());
        });
        assertThat(Counter.as(supervisor, signs::open)).isZero();
        assertThatThrownBy(() ->
                        superuser().execute("update madoguchi.insider_sign set note = 'anders' where id = ?", sign))
                .hasStackTraceContaining("stands");
    }

    private record Judge(StaffMember by, long sign, String note) {
        void judge(InsiderSigns signs) {
            Counter.as(by, () -> signs.judge(OperationId.make(), sign, Verdict.EXPLAINED, note));
        }
    }

    @Test
    void the_list_leads_to_the_entries_and_takes_the_finding() {
        sign(clerk);
        Scene.signIn(supervisor);
        UI.getCurrent().navigate("audit/insider");

        var page = find(InsiderView.class).single();
        assertThat(words(page)).contains(clerk.name(), "短時間の大量閲覧", "300名");
        @SuppressWarnings("unchecked")
        Select<Verdict> finding = find(Select.class, page).single();
        test(button("確認結果を記録する")).click();
        assertThat(finding.isInvalid()).isTrue();
        finding.setValue(Verdict.SPOKEN_TO);
        find(WordsArea.class, page).single().setValue("面談で確認した");
        test(button("確認結果を記録する")).click();

        assertThat(words(find(InsiderView.class).single())).contains("面談で確認した", supervisor.name());
    }
}
