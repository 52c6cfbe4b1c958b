package jp.madoguchi.check;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.periodic.PeriodicInquiries;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ListableBeanFactory;

/** The one use case that goes on in the background after its call: a round of inquiries about a member whose review is due. */
final class InquiryRound {

    /** The use case. */
    static final String START = "periodic.PeriodicInquiries.start";

    private final PeriodicInquiries inquiries;
    private final DSLContext superuser;
    private final Scene.Member member;
    private final StaffMember reviewer;

    /** Somebody is due about whom the bureau answers, and whose income carries the limit. */
    InquiryRound(ListableBeanFactory beans, Scene scene) {
        this.inquiries = beans.getBean(PeriodicInquiries.class);
        this.superuser = scene.superuser();
        this.member = Stream.generate(scene::member)
                .filter(made -> Integer.parseInt(made.memberNo().value()) % 100 < 90)
                .findFirst()
                .orElseThrow();
        var month = scene.today().withDayOfMonth(1).minusMonths(1);
        superuser.execute(
                "insert into madoguchi.income_on_file (member_no, annual_income, source, valid_from) values (?, 6000000, 'DECLARED', clock_timestamp())",
                no());
        superuser.execute(
                "insert into madoguchi.month_end (contract_id, month, drawn, balance) select id, ?, 60000, 150000 from madoguchi.contract where member_no = ?",
                month,
                no());
        reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        superuser.fetch("select madoguchi.open_periodic_reviews(?, 0, 1000000)", month);
    }

    private String no() {
        return member.memberNo().value();
    }

    /** Starts a round and waits for its end. */
    void run() {
        Counter.as(reviewer, inquiries::start);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        Counter.as(reviewer, inquiries::round).orElseThrow().isOver());
    }

    /** How the member's review stands. */
    String state() {
        return String.valueOf(
                superuser.fetchValue("select state from madoguchi.periodic_review where member_no = ?", no()));
    }

    /** What the trail has about the member. */
    List<String> entries() {
        return superuser
                .resultQuery("select action from madoguchi.audit_entry where member_no = ? order by id", no())
                .fetchInto(String.class);
    }
}
