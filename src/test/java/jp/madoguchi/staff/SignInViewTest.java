package jp.madoguchi.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import jp.madoguchi.ConsoleTest;
import jp.madoguchi.Scene;
import jp.madoguchi.core.Role;
import org.junit.jupiter.api.Test;

class SignInViewTest extends ConsoleTest {

    @Test
    void the_door_is_open_to_everybody() {
        var view = navigate(SignInView.class);
        assertThat(view.form.isError()).isFalse();
        assertThat(view.note.isVisible()).isFalse();
    }

    @Test
    void a_refusal_is_told_without_its_reason() {
        var view = doorWith("error");
        assertThat(view.form.isError()).isTrue();
    }

    @Test
    void who_was_signed_out_for_being_away_is_told_that_the_draft_is_kept() {
        var view = doorWith("timeout");
        assertThat(view.note.isVisible()).isTrue();
        assertThat(view.note.getText()).contains("下書き");
    }

    @Test
    void who_is_in_already_goes_home() {
        var scene = new Scene(superuser(), memberSite());
        Scene.signIn(scene.staff(scene.store(), Role.CLERK));
        UI.getCurrent().navigate("sign-in");
        assertThat(getCurrentView().getClass().getSimpleName()).isEqualTo("HomeView");
    }

    private SignInView doorWith(String said) {
        UI.getCurrent().navigate("sign-in", QueryParameters.of(said, ""));
        return (SignInView) getCurrentView();
    }
}
