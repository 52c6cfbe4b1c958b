package jp.madoguchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.Supplier;
import jp.madoguchi.Counter;
import jp.madoguchi.Scene;
import jp.madoguchi.approval.Approvals;
import jp.madoguchi.approval.Decision;
import jp.madoguchi.contact.Closing;
import jp.madoguchi.contact.Contacts;
import jp.madoguchi.contact.NewContact;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Refused;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import jp.madoguchi.core.Workplace;
import jp.madoguchi.identity.DocumentKind;
import jp.madoguchi.identity.IdentityChecks;
import jp.madoguchi.identity.ShownDocument;
import jp.madoguchi.member.MemberSearch;
import jp.madoguchi.member.SearchAnswer;
import jp.madoguchi.member.SearchPurpose;
import jp.madoguchi.member.SearchTerms;
import jp.madoguchi.member.SearchVisit;
import jp.madoguchi.operation.Drafts;
import org.jooq.DSLContext;
import org.springframework.beans.factory.BeanFactory;

/** Bad texts and dates into every use case that takes what people type: handled rightly or refused in words, nothing else. */
final class BadInputs {

    private static final List<ResourceBundle> WORDS = List.of(
            ResourceBundle.getBundle("vaadin-i18n.translations", Locale.JAPANESE),
            ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT));

    /** Everything that free text is kept in; a control character there is garbage. */
    private static final String GARBAGE = """
            select kind from (
              select 'note' as kind, text from madoguchi.contact_note
              union all select 'closing note', closing_note from madoguchi.contact
              union all select 'caller', caller_number from madoguchi.contact
              union all select 'issuer', issuer from madoguchi.identity_document
              union all select 'decision', note from madoguchi.approval
              union all select 'trail', details from madoguchi.audit_entry) t
            where text ~ '[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]'""";

    private final BeanFactory beans;
    private final DSLContext superuser;
    private final Scene scene;
    private final BadTexts texts;
    private final Workplace store;
    private final StaffMember searcher;
    private final StaffMember agent;
    private final StaffMember supervisor;
    private final List<Long> nanos = new ArrayList<>();
    private Counter counter;
    private int used;

    BadInputs(BeanFactory beans, DSLContext superuser, DSLContext memberSite, long seed) {
        this.beans = beans;
        this.superuser = superuser;
        this.scene = new Scene(superuser, memberSite);
        this.texts = new BadTexts(seed);
        this.store = scene.store();
        var callCenter = scene.callCenter();
        this.searcher = scene.staff(store, Role.CLERK);
        this.agent = scene.staff(callCenter, Role.AGENT);
        this.supervisor = scene.staff(callCenter, Role.SUPERVISOR);
    }

    /** One input into one use case; throws what is neither success nor a refusal in words. */
    void one() {
        var bad = texts.next();
        switch (texts.random().nextInt(8)) {
            case 0, 1 -> search(bad);
            case 2 -> openContact(bad);
            case 3 -> note(bad);
            case 4 -> close(bad);
            case 5 -> checkIdentity(bad);
            case 6 -> decide(bad);
            default -> draft(bad);
        }
    }

    long percentile99Millis() {
        return nanos.stream()
                        .sorted()
                        .skip(nanos.size() * 99L / 100)
                        .findFirst()
                        .orElse(0L)
                / 1_000_000;
    }

    List<String> garbage() {
        return superuser.resultQuery(GARBAGE).fetchInto(String.class);
    }

    private void search(String bad) {
        var f = new String[9];
        Arrays.fill(f, "");
        f[texts.random().nextInt(f.length)] = bad;
        if (texts.random().nextBoolean()) {
            f[texts.random().nextInt(f.length)] = texts.next();
        }
        var terms = new SearchTerms(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8]);
        told(searcher, () -> {
            var visit = new SearchVisit(SearchPurpose.OTHER);
            if (beans.getBean(MemberSearch.class).look(terms, visit) instanceof SearchAnswer.NotEnough(var why)) {
                throw why;
            }
            return visit;
        });
    }

    private void openContact(String bad) {
        var contacts = beans.getBean(Contacts.class);
        var form = new NewContact(Channel.PHONE_IN, null, null, bad, null);
        if (told(agent, () -> contacts.open(OperationId.make(), form))) {
            assertThat(bad).matches("[0-9]{4,15}");
            Counter.as(agent, () -> {
                contacts.close(
                        OperationId.make(), contacts.front().orElseThrow().contactNo(), closing(null));
                return bad;
            });
        }
    }

    private void note(String bad) {
        var at = counter();
        var done = told(at.clerk(), () -> {
            beans.getBean(Contacts.class).note(OperationId.make(), at.contact(), bad);
            return bad;
        });
        if (done && kept(bad) != null) {
            assertThat(superuser.fetchValue(
                            "select text from madoguchi.contact_note where contact_no = ? order by id desc limit 1",
                            at.contact().value()))
                    .isEqualTo(kept(bad));
        }
    }

    private void close(String bad) {
        var at = counter();
        var done = told(at.clerk(), () -> {
            beans.getBean(Contacts.class).close(OperationId.make(), at.contact(), closing(bad));
            return bad;
        });
        if (done) {
            counter = null;
            assertThat(superuser.fetchValue(
                            "select closing_note from madoguchi.contact where contact_no = ?",
                            at.contact().value()))
                    .isEqualTo(kept(bad));
        }
    }

    private void checkIdentity(String bad) {
        var at = counter();
        var field = texts.random().nextInt(4);
        var document = new ShownDocument(
                DocumentKind.values()[texts.random().nextInt(DocumentKind.values().length)],
                field == 0 ? bad : "東京都公安委員会",
                date(),
                date(),
                field == 1 ? bad : null,
                texts.random().nextBoolean(),
                date(),
                field == 2 ? bad : at.member().address(),
                true,
                false);
        told(
                at.clerk(),
                () -> beans.getBean(IdentityChecks.class)
                        .check(OperationId.make(), at.contact(), at.member().memberNo(), List.of(document), false));
        used++;
    }

    private void decide(String bad) {
        var decision = texts.random().nextBoolean()
                ? new Decision.Approve(bad)
                : new Decision.Refuse(Decision.RefusalReason.OTHER, bad);
        if (texts.random().nextInt(10) > 0) {
            told(
                    supervisor,
                    () -> beans.getBean(Approvals.class).decide(OperationId.make(), UUID.randomUUID(), decision));
            return;
        }
        var asking = Counter.open(beans, scene, store, scene.locked()).fail().pass();
        var ref = asking.clear(OperationId.make()).request();
        if (told(supervisor, () -> beans.getBean(Approvals.class).decide(OperationId.make(), ref, decision))) {
            assertThat(superuser.fetchValue("select note from madoguchi.approval where ref = ?", ref))
                    .isEqualTo(kept(bad));
        }
    }

    private void draft(String bad) {
        told(searcher, () -> {
            beans.getBean(Drafts.class).keep("bad", bad);
            return bad;
        });
    }

    /** A contact that is open; a new one when the last was closed or has seen many failed checks. */
    private Counter counter() {
        if (counter == null || used > 20) {
            counter = Counter.open(beans, scene, store, scene.member());
            used = 0;
        }
        return counter;
    }

    private LocalDate date() {
        return switch (texts.random().nextInt(8)) {
            case 0 -> null;
            case 1 -> LocalDate.MIN;
            case 2 -> LocalDate.MAX;
            case 3 -> LocalDate.of(0, 1, 1);
            case 4 -> LocalDate.of(9999, 12, 31);
            case 5 -> LocalDate.now();
            default -> LocalDate.of(1985, 4, 1).plusDays(texts.random().nextInt(40_000));
        };
    }

    private static Closing closing(String note) {
        return new Closing(Closing.Category.OTHER, Closing.Cause.UNKNOWN, Closing.Outcome.EXPLAINED, note);
    }

    /** What of an accepted text stands in the database. */
    private static String kept(String typed) {
        if (typed == null) {
            return null;
        }
        var text = Normalizer.normalize(typed.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
        return text.isEmpty() ? null : text;
    }

    /** Whether it was done; a refusal must have words in both languages. */
    private boolean told(StaffMember staff, Supplier<?> work) {
        var started = System.nanoTime();
        try {
            Counter.as(staff, work);
            return true;
        } catch (Refused refused) {
            for (var words : WORDS) {
                assertThat(words.containsKey(refused.what().key()))
                        .as(refused.what().key())
                        .isTrue();
                assertThat(words.containsKey(refused.next().key()))
                        .as(refused.next().key())
                        .isTrue();
            }
            return false;
        } finally {
            nanos.add(System.nanoTime() - started);
        }
    }
}
