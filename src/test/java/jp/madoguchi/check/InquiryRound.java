package jp.madoguchi.check;

import java.time.Duration;
import java.util.List;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.limit.LimitDesk;
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
        this.member = LimitDesk.member(scene);
        reviewer = scene.staff(scene.callCenter(), Role.REVIEWER);
        LimitDesk.onlyDue(scene, member.memberNo(), 6_000_000);
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
