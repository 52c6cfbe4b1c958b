package jp.madoguchi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import jp.madoguchi.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentFieldsTest extends ConsoleTest {

    private static final DocumentRule LICENCE =
            new DocumentRule(DocumentKind.DRIVERS_LICENCE, true, true, false, null, null, null, true);

    private DocumentFields fields;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void a_licence_is_shown() {
        fields = new DocumentFields(List.of(LICENCE), "髙橋 花子");
        UI.getCurrent().add(fields);
        ((Select<DocumentRule>) find(Select.class, fields).single()).setValue(LICENCE);
    }

    @Test
    void a_number_whose_check_digit_does_not_fit_warns_and_only_four_digits_stay() {
        reference().setValue("４５９８０３３５８７１０");

        assertThat(reference().getValue()).isEqualTo("8710");
        assertThat(fields.getElement().getTextRecursively()).contains("検査数字が合いません");
        assertThat(fields.getElement().getOuterHTML()).doesNotContain("459803");
    }

    @Test
    void one_that_fits_says_so_and_four_digits_alone_say_nothing() {
        reference().setValue("459803358720");
        assertThat(fields.getElement().getTextRecursively()).contains("検査数字は合っています");

        reference().setValue("1234");
        assertThat(fields.read().referenceLast4()).isEqualTo("1234");
    }

    private TextField reference() {
        return find(TextField.class, fields).withCaption("番号の下4桁").single();
    }
}
