package jp.madoguchi.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.contact.Closing.Category;
import jp.madoguchi.contact.Closing.Cause;
import jp.madoguchi.contact.Closing.Outcome;
import jp.madoguchi.core.Channel;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.core.Role;
import jp.madoguchi.ui.Csv;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class BooksTest extends ConsoleTest {

    @Autowired
    Contacts contacts;

    @Autowired
    Addenda addenda;

    @Autowired
    Books books;

    @Test
    void all_dealings_of_every_place_are_taken_out_by_a_supervisor_and_recorded() {
        var scene = scene();
        var member = scene.member();
        var store = scene.store();
        var clerk = Scene.signIn(scene.staff(store, Role.CLERK));
        var contact =
                contacts.open(OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
        contacts.note(OperationId.make(), contact, "=HYPERLINK(\"x\")\n二行目");
        contacts.close(
                OperationId.make(), contact, new Closing(Category.LOGIN, Cause.LOCKED, Outcome.EXPLAINED, "終了のメモ"));
        addenda.add(OperationId.make(), contact, "訂正");
        assertThatThrownBy(() -> books.dealings(member.memberNo())).isInstanceOf(AccessDeniedException.class);
        Scene.signIn(scene.staff(scene.store(), Role.SUPERVISOR));

        var csv = new String(BookCsv.of(books.dealings(member.memberNo())), StandardCharsets.UTF_8);

        assertThat(csv).startsWith("\uFEFF\"受付番号\",\"開始\"").endsWith("\"\r\n");
        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv)
                .contains(contact.value(), store.name(), clerk.name(), "髙橋 花子", "\"店舗\"", "終了のメモ")
                .contains("=HYPERLINK(\"\"x\"\")\n二行目");
        assertThat(csv.indexOf("訂正")).isGreaterThan(csv.indexOf("終了のメモ"));
        assertThat(scene.trail(member.memberNo())).endsWith("BOOK_EXPORTED DONE");
    }

    @Test
    void as_pdf_they_run_on_from_page_to_page_with_every_word() throws Exception {
        var scene = scene();
        var member = scene.member();
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        for (var i = 0; i < 12; i++) {
            var contact = contacts.open(
                    OperationId.make(), new NewContact(Channel.STORE, null, null, null, member.memberNo()));
            contacts.note(OperationId.make(), contact, "長い相談の記録。".repeat(60));
            contacts.close(
                    OperationId.make(),
                    contact,
                    new Closing(Category.LOGIN, Cause.LOCKED, Outcome.EXPLAINED, i + "回目の終了"));
        }
        Scene.signIn(scene.staff(scene.store(), Role.SUPERVISOR));

        var pdf = BookSheet.of(member.memberNo(), books.dealings(member.memberNo()), Instant.now());

        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
            assertThat(text).contains("会員番号" + member.memberNo(), "全12件", "0回目の終了", "11回目の終了");
            assertThat(text.split("長い相談の記録。", -1)).hasSizeGreaterThan(12 * 50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＠x"})
    void what_begins_like_a_formula_stays_words(String text) {
        assertThat(Csv.cell(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void a_quote_is_doubled() {
        assertThat(Csv.cell("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
    }
}
