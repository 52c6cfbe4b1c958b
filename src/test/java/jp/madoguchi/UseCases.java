package jp.madoguchi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.util.ClassUtils;

/** Every use case of the console: each public method of a service, found by reflection and called as any caller would. */
public final class UseCases {

    private UseCases() {}

    /** @param name as in docs/permissions.md, for example {@code login.Locks.clear} */
    public record UseCase(String name, Object bean, Method method) {

        /** @throws Throwable what the use case threw */
        public Object call(Object... arguments) throws Throwable {
            try {
                method.setAccessible(true);
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }

        public boolean takes(Class<?> type) {
            return List.of(method.getParameterTypes()).contains(type);
        }
    }

    /** In the order of their names. */
    public static List<UseCase> of(ListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(Service.class))
                .flatMap(name -> of(beans, name))
                .sorted(Comparator.comparing(UseCase::name))
                .toList();
    }

    private static Stream<UseCase> of(ListableBeanFactory beans, String name) {
        var type = ClassUtils.getUserClass(beans.getType(name));
        if (!type.getPackageName().startsWith("jp.madoguchi")) {
            return Stream.empty();
        }
        var feature = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .map(method -> new UseCase(
                        feature + "." + type.getSimpleName() + "." + method.getName(), beans.getBean(name), method));
    }

    /** Whether the door stayed shut, whatever the rulebook would have said behind it. */
    public static boolean denied(Throwable failure) {
        return failure instanceof AccessDeniedException
                || failure instanceof AuthenticationCredentialsNotFoundException;
    }
}
