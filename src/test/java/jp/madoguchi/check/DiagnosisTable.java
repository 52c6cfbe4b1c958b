package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.madoguchi.Counter;
import jp.madoguchi.ReviewedTable;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.login.CallGuide;
import jp.madoguchi.login.Diagnosis;
import jp.madoguchi.login.LoginStates;
import jp.madoguchi.login.NearestPlaces;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** The cases of diagnosis/cases.tsv: each makes its member, contact and check in the database and asks the use case. */
final class DiagnosisTable {

    private final BeanFactory beans;
    private final DSLContext superuser;
    private final Scene scene;
    private final Hindrances hindrances;
    private final Workplace store;
    private final Workplace machine;
    private final Workplace callCenter;

    /**
     * @param state what befell the member and the service, in this order
     * @param staff role, channel of the contact in front or "-", and whether that contact is with "other" or "nobody"
     * @param check identity check in that contact
     * @param said codes of the sentences
     */
    record Case(
            List<String> state,
            List<String> staff,
            String check,
            List<String> causes,
            List<String> remedies,
            List<String> said,
            List<String> beside,
            String what) {

        static Case read(String[] cells) {
            return new Case(
                    words(cells[0]),
                    words(cells[1]),
                    cells[2],
                    words(cells[3]),
                    words(cells[4]),
                    words(cells[5]),
                    words(cells[6]),
                    cells[7]);
        }

        private static List<String> words(String text) {
            return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
        }
    }

    DiagnosisTable(BeanFactory beans, Function<String, DSLContext> as) {
        this.beans = beans;
        superuser = as.apply("postgres");
        scene = new Scene(superuser, as.apply("member_site"));
        hindrances = new Hindrances(scene);
        store = scene.store();
        machine = scene.machine();
        callCenter = scene.callCenter();
    }

    static List<Case> cases() {
        return ReviewedTable.rows("/diagnosis/cases.tsv").stream()
                .map(Case::read)
                .toList();
    }

    /** What the use cases answer must be what the table says; the service is as before afterwards. */
    void prove(Case each) {
        var member = scene.member();
        var staff = staff(each);
        try {
            each.state().forEach(step -> {
                hindrances.befall(member, step);
                if (step.equals("cleared")) {
                    clear(member);
                }
            });
            openContact(each, staff, member);
            var state = Counter.as(staff, () -> beans.getBean(LoginStates.class).read(member.memberNo()));
            var advice =
                    Counter.as(staff, () -> beans.getBean(NearestPlaces.class).of(member.memberNo()));
            var guide = CallGuide.of(state, advice, staff);

            assertThat(guide.steps())
                    .extracting(step -> step.finding().cause().name())
                    .as("causes")
                    .containsExactlyElementsOf(each.causes());
            assertThat(guide.steps())
                    .extracting(step -> step.remedy().name())
                    .as("remedies")
                    .containsExactlyElementsOf(each.remedies());
            assertThat(said(guide)).as("said").containsExactlyElementsOf(each.said());
            assertThat(beside(state.diagnosis())).as("beside").containsExactlyElementsOf(each.beside());
        } finally {
            hindrances.liftOfService();
        }
    }

    private static List<String> said(CallGuide guide) {
        return Stream.of(
                        guide.steps().stream().map(CallGuide.Step::say).filter(Objects::nonNull),
                        guide.borrowing().stream(),
                        guide.toAnybody().stream())
                .flatMap(lines -> lines)
                .map(CallGuide.Line::sentence)
                .toList();
    }

    private static List<String> beside(Diagnosis diagnosis) {
        var beside = new ArrayList<String>();
        if (diagnosis.limitZero()) {
            beside.add("LIMIT_ZERO");
        }
        if (diagnosis.borrowingStopped()) {
            beside.add("STOPPED");
        }
        if (diagnosis.lateSince() != null) {
            beside.add("LATE");
        }
        return beside;
    }

    private StaffMember staff(Case each) {
        var place = switch (each.staff().get(1)) {
            case "STORE" -> store;
            case "MACHINE" -> machine;
            default -> callCenter;
        };
        return scene.staff(place, Role.valueOf(each.staff().getFirst()));
    }

    private void openContact(Case each, StaffMember staff, Scene.Member member) {
        var channel = each.staff().get(1);
        if (channel.equals("-")) {
            return;
        }
        var with = each.staff().size() < 3
                ? member.memberNo().value()
                : each.staff().get(2).equals("other")
                        ? scene.member().memberNo().value()
                        : null;
        var atMachine = channel.equals(Channel.MACHINE.name());
        var contact = superuser
                .fetchSingle(
                        "insert into madoguchi.contact (channel, place_no, machine_no, booth, staff_no, member_no) values (?, ?, ?, ?, ?, ?) returning contact_no",
                        channel,
                        staff.requireWorkplace().placeNo().value(),
                        atMachine ? machine.placeNo().value() : null,
                        atMachine ? 1 : null,
                        staff.staffNo().value(),
                        with)
                .get(0, String.class);
        switch (each.check()) {
            case "passed" -> check(contact, channel, "PASSED", 0);
            case "expired" -> check(contact, channel, "PASSED", 61);
            case "failed" -> check(contact, channel, "FAILED", 0);
            default -> assertThat(each.check()).isEqualTo("none");
        }
    }

    private void check(String contact, String channel, String result, int minutesAgo) {
        var method = switch (Channel.valueOf(channel)) {
            case STORE -> "IN_PERSON";
            case MACHINE -> "VIDEO";
            case PHONE_IN, PHONE_OUT, LETTER -> "PHONE";
        };
        superuser.execute("""
                insert into madoguchi.identity_check (ref, contact_no, member_no, method, result, fail_reason, staff_no, place_no, at, valid_until)
                select gen_random_uuid(), contact_no, member_no, ?, ?, case when ? = 'FAILED' then 'NAME_DIFFERS' end, staff_no, place_no,
                       now() - make_interval(mins => ?), case when ? = 'PASSED' then now() - make_interval(mins => ?) + interval '60 minutes' end
                from madoguchi.contact where contact_no = ?""", method, result, result, minutesAgo, result, minutesAgo, contact);
    }

    private void clear(Scene.Member member) {
        var counter = Counter.open(beans, scene.staff(store, Role.CLERK), member, Channel.STORE)
                .pass();
        counter.clear(OperationId.make());
        counter.close();
    }
}
