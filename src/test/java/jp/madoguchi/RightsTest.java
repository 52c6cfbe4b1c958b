package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AccessAnnotationChecker;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.madoguchi.core.Role;
import jp.madoguchi.core.StaffMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Each role and nobody × each use case and each view, found by reflection, against the reviewed tables of
 * docs/permissions.md. A use case or view without a row there fails.
 */
class RightsTest extends ConsoleTest {

    private static final Path TABLES = Path.of("docs/permissions.md");

    @Autowired
    ApplicationContext beans;

    @AfterEach
    void sign_out() {
        Scene.signOut();
    }

    @Test
    void use_cases_admit_whom_the_table_says() throws IOException {
        compare("## Use cases", useCases());
    }

    @Test
    void views_admit_whom_the_table_says() throws IOException {
        compare("## Views", views());
    }

    /** What was found is left in target/, to be read and, if it is right, put into the table. */
    private void compare(String heading, Map<String, Door> doors) throws IOException {
        assertThat(doors).isNotEmpty();
        var found = found(doors);
        Files.writeString(
                Path.of("target", "permissions-" + heading.replaceAll("[^a-zA-Z]", "") + ".md"), found + "\n");
        assertThat(found).isEqualTo(table(heading));
    }

    private interface Door {
        boolean opens();
    }

    private Map<String, Door> useCases() {
        var doors = new TreeMap<String, Door>();
        UseCases.of(beans).forEach(useCase -> doors.put(useCase.name(), () -> admits(useCase)));
        return doors;
    }

    /** With no arguments a use case goes wrong right after the door; what counts is whether the door opened. */
    private static boolean admits(UseCases.UseCase useCase) {
        try {
            useCase.call(nothing(useCase.method()));
            return true;
        } catch (Throwable failure) {
            return !UseCases.denied(failure);
        }
    }

    private static Object[] nothing(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null)
                .toArray();
    }

    private static Map<String, Door> views() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        var checker = new AccessAnnotationChecker();
        return scanner.findCandidateComponents("jp.madoguchi").stream()
                .map(definition -> type(definition.getBeanClassName()))
                .collect(Collectors.toMap(
                        type -> "/" + type.getAnnotation(Route.class).value(),
                        type -> () -> {
                            var authentication =
                                    SecurityContextHolder.getContext().getAuthentication();
                            return checker.hasAccess(
                                    type,
                                    authentication,
                                    right -> authentication != null
                                            && authentication.getAuthorities().stream()
                                                    .anyMatch(authority -> right.equals(authority.getAuthority())));
                        },
                        (a, b) -> a,
                        TreeMap::new));
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Component> type(String name) {
        try {
            return (Class<? extends Component>) Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Rows as they stand in the tables: the door, then a cell for nobody and one for each role. */
    private String found(Map<String, Door> doors) {
        var scene = scene();
        var store = scene.store();
        var people = new LinkedHashMap<String, StaffMember>();
        Stream.of(Role.values()).forEach(role -> people.put(role.name(), scene.staff(store, role)));
        return doors.entrySet().stream()
                .map(door -> {
                    Scene.signOut();
                    var cells = Stream.concat(
                            Stream.of(cell(door.getValue())),
                            people.values().stream().map(person -> {
                                Scene.signIn(person);
                                return cell(door.getValue());
                            }));
                    return "| `" + door.getKey() + "` | " + cells.collect(Collectors.joining(" | ")) + " |";
                })
                .collect(Collectors.joining("\n"));
    }

    private static String cell(Door door) {
        return door.opens() ? "Y" : "–";
    }

    private static String table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(TABLES);
        return lines.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));
    }
}
