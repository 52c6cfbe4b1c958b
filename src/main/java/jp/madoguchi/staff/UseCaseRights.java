package jp.madoguchi.staff;

import com.vaadin.flow.component.Component;
import org.springframework.aop.Advisor;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.authorization.method.Jsr250AuthorizationManager;

/**
 * {@code @RolesAllowed} on use cases, read as rights without a prefix. This stands in the place of
 * {@code @EnableMethodSecurity(jsr250Enabled = true)}, which would also wrap each view that carries the annotation: a
 * wrapped view has empty fields. Vaadin itself guards the views.
 */
@Configuration(proxyBeanMethods = false)
class UseCaseRights {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor rolesAllowedOnUseCases() {
        var rights = new Jsr250AuthorizationManager();
        rights.setRolePrefix("");
        ClassFilter noView = type -> !Component.class.isAssignableFrom(type);
        var useCases = new ComposablePointcut(AuthorizationManagerBeforeMethodInterceptor.jsr250(rights)
                        .getPointcut())
                .intersection(noView);
        var interceptor = new AuthorizationManagerBeforeMethodInterceptor(useCases, rights);
        // Inside the aspects that retry and that record refusals, outside the transaction.
        interceptor.setOrder(AuthorizationInterceptorsOrder.JSR250.getOrder());
        return interceptor;
    }
}
