package jp.madoguchi;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.ContactNo;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.identity.CheckResult;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.login.Clearing;
import jp.madoguchi.login.ClearingOutcome;
import jp.madoguchi.login.Locks;
import org.springframework.beans.factory.BeanFactory;

/** A clerk at a counter with a member in front, through the use cases; each call signs in and out on its own thread. */
public record Counter(BeanFactory beans, StaffMember clerk, Scene.Member member, ContactNo contact) {

    /** A new clerk of the store opens a contact with the member. */
    public static Counter open(BeanFactory beans, Scene scene, Workplace store, Scene.Member member) {
        return open(beans, scene.staff(store, Role.CLERK), member, Channel.STORE);
    }

    public static Counter open(BeanFactory beans, StaffMember staff, Scene.Member member, Channel channel) {
        var contact = as(
                staff,
                () -> beans.getBean(Contacts.class)
                        .open(OperationId.make(), new NewContact(channel, null, null, null, member.memberNo())));
        return new Counter(beans, staff, member, contact);
    }

    /** The member shows a licence on which everything is right. */
    public Counter pass() {
        if (!check(member.birthDate()).passed()) {
            throw new IllegalStateException("the check should pass");
        }
        return this;
    }

    /** The birth date on the licence is another. */
    public Counter fail() {
        if (check(member.birthDate().plusDays(1)).passed()) {
            throw new IllegalStateException("the check should fail");
        }
        return this;
    }

    private CheckResult check(LocalDate birth) {
        var licence = new ShownDocument(
                DocumentKind.DRIVERS_LICENCE,
                "東京都公安委員会",
                null,
                LocalDate.now().plusYears(1),
                "1234",
                true,
                birth,
                member.address(),
                true,
                false);
        return work(() -> beans.getBean(IdentityChecks.class)
                .check(OperationId.make(), contact, member.memberNo(), List.of(licence), false));
    }

    public ClearingOutcome clear(OperationId id) {
        return work(() -> beans.getBean(Locks.class)
                .clear(id, contact, member.memberNo(), new Clearing(Clearing.Reason.MISTYPED, null)));
    }

    public void note(String text) {
        work(() -> {
            beans.getBean(Contacts.class).note(OperationId.make(), contact, text);
            return text;
        });
    }

    public void close() {
        var form = new Closing(Closing.Category.LOGIN, Closing.Cause.LOCKED, Closing.Outcome.LOCK_CLEARED, "確認済み");
        work(() -> {
            beans.getBean(Contacts.class).close(OperationId.make(), contact, form);
            return form;
        });
    }

    /** In the name of the clerk. */
    public <T> T work(Supplier<T> work) {
        return as(clerk, work);
    }

    public static <T> T as(StaffMember staff, Supplier<T> work) {
        Scene.signIn(staff);
        try {
            return work.get();
        } finally {
            Scene.signOut();
        }
    }
}
