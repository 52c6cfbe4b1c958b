package jp.madoguchi.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Counter;
import jp.madoguchi.Printed;
import jp.madoguchi.Scene;
import jp.madoguchi.core.MemberNo;
import jp.madoguchi.policy.NotAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ContractPaperPrintsTest extends ConsoleTest {

    @Autowired
    ApplicationContext beans;

    @Autowired
    ContractPaperPrints prints;

    @Test
    void a_paper_says_what_was_kept_with_it_and_its_printing_is_recorded() throws IOException {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), scene.member()).pass();
        var member = counter.member().memberNo();
        var paper = paper(member);
        superuser().execute("update madoguchi.contract set credit_limit = 300000 where member_no = ?", member.value());
        Scene.signIn(counter.clerk());

        var text = Printed.text(prints.print(counter.contact(), paper)).replaceAll("\\s+", "");

        assertThat(text)
                .contains("書面番号" + paper)
                .contains("極度額(限度額)750,000円")
                .contains("実質年率15.5%")
                .contains("毎月19,000円")
                .contains("毎月末日")
                .contains("契約年月日2025年5月22日");
        assertThat(scene.trail(member)).contains("CONTRACT_PAPER_PRINTED DONE");
    }

    @Test
    void it_is_for_the_member_in_front_alone_and_after_a_check() {
        var scene = scene();
        var counter = Counter.open(beans, scene, scene.store(), scene.member());
        var own = paper(counter.member().memberNo());
        Scene.signIn(counter.clerk());
        assertThatThrownBy(() -> prints.print(counter.contact(), own)).isInstanceOf(NotAllowed.class);

        counter.pass();
        var others = paper(scene.member().memberNo());
        Scene.signIn(counter.clerk());

        assertThatThrownBy(() -> prints.print(counter.contact(), others)).isInstanceOf(NoSuchPaper.class);
    }

    /** As an accepted offer leaves it. */
    private String paper(MemberNo member) {
        return superuser().transactionResult(transaction -> {
            var db = transaction.dsl();
            db.execute("set local session_replication_role = replica");
            return db.fetchSingle("""
                            insert into madoguchi.contract_paper (paper_no, offer_ref, member_no, contract_id, made_at, delivery, credit_limit, apr, minimum_repayment, due_day, started_on)
                            select 'K' || lpad(nextval('madoguchi.contract_paper_number')::text, 8, '0'), gen_random_uuid(), member_no, id, clock_timestamp(), 'POST', 750000, 15.5, 19000, 31, '2025-05-22'
                            from madoguchi.contract where member_no = ? returning paper_no""", member.value()).get(0, String.class);
        });
    }
}
