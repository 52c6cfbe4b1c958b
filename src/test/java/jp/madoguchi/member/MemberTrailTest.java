package jp.madoguchi.member;

import static org.assertj.core.api.Assertions.assertThat;

import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.Workplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MemberTrailTest extends ConsoleTest {

    @Autowired
    MemberTrail trail;

    @Autowired
    Members members;

    @Autowired
    Contacts contacts;

    private Scene scene;
    private Workplace store;
    private Scene.Member member;

    @BeforeEach
    void a_member_is_served_at_the_counter() {
        scene = scene();
        store = scene.store();
        member = scene.locked();
        Scene.signIn(scene.staff(store, Role.CLERK));
        contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
        members.open(member.memberNo(), null);
    }

    @Test
    void the_history_tells_what_was_done_newest_first_and_is_recorded_itself() {
        assertThat(trail.of(member.memberNo(), null))
                .extracting(TrailLine::action)
                .containsExactly("CONTACT_OPENED", "LOGIN_LOCKED");
        assertThat(scene.trail(member.memberNo())).endsWith("HISTORY_READ DONE");
    }

    @Test
    void who_merely_looked_is_shown_to_the_supervisor_of_their_place_only() {
        assertThat(trail.of(member.memberNo(), null))
                .extracting(TrailLine::action)
                .doesNotContain("MEMBER_OPENED");
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        assertThat(trail.of(member.memberNo(), null))
                .extracting(TrailLine::action)
                .contains("MEMBER_OPENED");
        Scene.signIn(scene.staff(scene.store(), Role.SUPERVISOR));
        assertThat(trail.of(member.memberNo(), null))
                .extracting(TrailLine::action)
                .doesNotContain("MEMBER_OPENED");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        for (var i = 0; i < MemberTrail.PAGE + 2; i++) {
            members.open(member.memberNo(), null);
        }
        Scene.signIn(scene.staff(store, Role.SUPERVISOR));
        var first = trail.of(member.memberNo(), null);
        var second = trail.of(member.memberNo(), first.getLast());
        assertThat(first).hasSize(MemberTrail.PAGE);
        assertThat(second).extracting(TrailLine::action).endsWith("CONTACT_OPENED", "LOGIN_LOCKED");
        assertThat(second).doesNotContainAnyElementsOf(first);
    }
}
