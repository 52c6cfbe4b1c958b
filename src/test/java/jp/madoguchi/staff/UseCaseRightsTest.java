package jp.madoguchi.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.html.Div;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class UseCaseRightsTest {

    private final Advisor rights = UseCaseRights.rolesAllowedOnUseCases();

    @Test
    void a_use_case_is_refused_without_its_right() {
        assertThatThrownBy(() -> asStaffWith("LOCK_SEE", () -> guarded().clear()))
                .isInstanceOf(AccessDeniedException.class);
        asStaffWith("LOCK_CLEAR", () -> guarded().clear());
    }

    @Test
    void a_view_is_left_as_it_is() {
        assertThat(AopUtils.canApply(rights, Locks.class)).isTrue();
        assertThat(AopUtils.canApply(rights, LocksView.class)).isFalse();
    }

    private Locks guarded() {
        var factory = new ProxyFactory(new Locks());
        factory.setProxyTargetClass(true);
        factory.addAdvisor(rights);
        return (Locks) factory.getProxy();
    }

    private static void asStaffWith(String right, Runnable act) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("clerk", "", right));
        try {
            act.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @RolesAllowed("LOCK_CLEAR")
    static class Locks {
        public void clear() {}
    }

    @RolesAllowed("LOCK_CLEAR")
    static class LocksView extends Div {}
}
