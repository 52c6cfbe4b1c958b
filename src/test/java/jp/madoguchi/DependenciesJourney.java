package jp.madoguchi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jp.madoguchi.Advisories.Component;
import org.junit.jupiter.api.Test;

/** The packed jar lists what is in it, and nothing in it has a known hole that nobody decided about. */
class DependenciesJourney {

    private static final Path JAR = Path.of(System.getProperty("madoguchi.jar", "target/madoguchi.jar"));

    @Test
    void every_library_that_is_packed_stands_in_the_list_with_its_version() throws IOException {
        var listed = Advisories.components(JAR).stream()
                .map(one -> one.name().substring(one.name().indexOf(':') + 1) + "-" + one.version() + ".jar")
                .collect(Collectors.toSet());
        // The one that packing adds by itself, to unpack
        var packed = Advisories.packed(JAR).stream()
                .filter(name -> !name.startsWith("spring-boot-jarmode-tools-"))
                .toList();

        assertThat(packed).hasSizeGreaterThan(50);
        assertThat(listed).containsAll(packed);
    }

    @Test
    void a_component_with_a_known_hole_is_there_only_by_a_decision_with_a_reason() throws IOException {
        var components = Advisories.components(JAR);
        assertThat(components).extracting(Component::name).contains("org.jooq:jooq", "npm:lit");

        for (var advisory : Advisories.decisions()) {
            var hit = components.stream().filter(advisory::isIn).toList();
            assertThat(hit.isEmpty() ? "FIXED" : "ACCEPTED")
                    .as("%s in %s", advisory.id(), hit)
                    .isEqualTo(advisory.decision());
            assertThat(advisory.why()).as(advisory.id()).isNotBlank();
        }
    }

    @Test
    void versions_are_compared_by_their_numbers() {
        assertThat(Advisories.compare("25.2.10", "25.2.7")).isPositive();
        assertThat(Advisories.compare("25.2.2", "25.2.7")).isNegative();
        assertThat(Advisories.compare("7.1.1", "7.1.1")).isZero();
    }

    @Test
    void tools_of_developers_are_not_in_the_jar() throws IOException {
        assertThat(Advisories.packed(JAR))
                .noneMatch(name ->
                        List.of("vaadin-dev", "copilot", "spring-boot-devtools", "jooq-codegen", "license-checker")
                                .stream()
                                .anyMatch(name::startsWith));
    }
}
