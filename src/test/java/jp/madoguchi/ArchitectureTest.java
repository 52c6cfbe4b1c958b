package jp.madoguchi;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.madoguchi.sql.KeptStatements;
import org.jooq.PlainSQL;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.stereotype.Service;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** The walls of the house, each a sentence. The class files are read once. */
class ArchitectureTest {

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("jp.madoguchi");

    /** From the ground up: a layer uses itself and those before it. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("core"),
            Set.of("paper", "render", "vault", "demo"),
            Set.of("db"),
            Set.of("sql"),
            Set.of("audit"),
            Set.of("operation"),
            Set.of("policy"),
            Set.of("ui"),
            Set.of("message", "contact"),
            Set.of("identity", "approval", "slip", "review"),
            Set.of(
                    "staff",
                    "notice",
                    "ownrecord",
                    "card",
                    "contract",
                    "ledger",
                    "debit",
                    "loan",
                    "login",
                    "webid",
                    "income",
                    "lending",
                    "limit",
                    "periodic",
                    "retention",
                    "points",
                    "personal",
                    "takeover",
                    "membersite",
                    "member",
                    "handoff"),
            Set.of("publicnotice", "desk"),
            Set.of("auditdesk", "shell"));

    @TestFactory
    Stream<DynamicTest> a_layer_uses_only_those_before_it() {
        return LAYERS.stream().flatMap(layer -> {
            var later = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream()
                    .flatMap(Set::stream)
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new);
            return layer.stream()
                    .sorted()
                    .map(name -> DynamicTest.dynamicTest(
                            name,
                            () -> check(noClasses()
                                    .that()
                                    .resideInAPackage(in(name))
                                    .should(dependOnClassesThat(resideInAnyPackage(later))))));
        });
    }

    @Test
    void every_package_has_its_layer() {
        var known =
                LAYERS.stream().flatMap(Set::stream).map(ArchitectureTest::in).toList();
        var allowed = new ArrayList<>(known);
        allowed.add("jp.madoguchi");
        check(classes().should().resideInAnyPackage(allowed.toArray(String[]::new)));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("jp.madoguchi.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nothing_uses_the_shell_or_the_assembly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("shell"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("shell")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("jp.madoguchi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jp.madoguchi"));
    }

    @Test
    void core_and_policy_are_plain_Java() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("core"), in("policy"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "com.vaadin..", "jp.madoguchi.db..", "jp.madoguchi.audit.."));
    }

    @Test
    void screens_do_not_touch_the_database() {
        check(noClasses()
                .that()
                .areAssignableTo(Component.class)
                .or()
                .areAnnotatedWith(Route.class)
                .or()
                .resideInAPackage(in("ui"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "jp.madoguchi.db..", "java.sql.."));
    }

    @Test
    void use_cases_do_not_touch_the_screen() {
        check(noClasses()
                .that(are("use cases or work on the database", ArchitectureTest::isUseCase))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin.."));
    }

    @Test
    void every_view_says_who_may_see_it() {
        check(classes()
                .that()
                .areAnnotatedWith(Route.class)
                .should(beTrueOf("say who may see them", ArchitectureTest::saysWho)));
    }

    /** On the class, or on each public method; method security reads nothing else. */
    @Test
    void every_use_case_says_who_may_use_it() {
        check(classes()
                .that()
                .areAnnotatedWith(Service.class)
                .should(beTrueOf(
                        "say who may use them",
                        type -> saysWho(type)
                                || type.getMethods().stream()
                                        .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC)
                                                && !m.getModifiers().contains(JavaModifier.SYNTHETIC))
                                        .allMatch(ArchitectureTest::saysWho))));
    }

    @Test
    void security_annotations_of_the_switched_off_kind_are_not_used() {
        check(noClasses().should().beAnnotatedWith(PreAuthorize.class));
        // It would wrap the views, whose fields are then empty: staff.UseCaseRights stands in its place.
        check(noClasses().should().beAnnotatedWith(EnableMethodSecurity.class));
        check(noClasses()
                .should()
                .callMethodWhere(target("of a method with PreAuthorize", t -> t.isAnnotatedWith(PreAuthorize.class))));
    }

    /** Injection hides where SQL is text; the generated classes never make it, and what is kept was written by jOOQ. */
    @Test
    void no_SQL_is_written_as_text() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("db"))
                .and()
                .doNotBelongToAnyOf(KeptStatements.class)
                .should()
                .callCodeUnitWhere(target("of plain SQL", t -> t.isAnnotatedWith(PlainSQL.class))));
    }

    /** What people typed is text wherever it is shown; the public page escapes in one place, {@code publicnotice.Markup}. */
    @Test
    void markup_has_no_way_in() throws IOException {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Html.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin.flow.component.markdown.."));
        var way = Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment");
        try (var console = Files.walk(Path.of("src/main/java"));
                var frontend = Files.walk(Path.of("frontend"))) {
            for (var file : Stream.concat(console, frontend)
                    .filter(file -> file.toString().matches(".*\\.(java|js|ts)"))
                    .toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(way);
            }
        }
    }

    /** What is told goes to the log, where its level and its words are chosen; a process that draws answers on its output. */
    @Test
    void nothing_is_printed_but_that_the_console_is_ready() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("render.child"))
                .and()
                .doNotBelongToAnyOf(Madoguchi.class)
                .and()
                .doNotHaveSimpleName("ReadyLine")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
    }

    @Test
    void processes_are_those_that_draw_and_the_database_that_is_brought_along() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("render"))
                .and()
                .doNotHaveSimpleName("EmbeddedServer")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(
                        "that starts a process",
                        t -> t.getOwner().isEquivalentTo(Runtime.class)
                                && t.getName().equals("exec"))));
    }

    @Test
    void time_comes_from_the_database_or_a_clock() {
        var clocks = List.of(
                Instant.class,
                LocalDate.class,
                LocalDateTime.class,
                LocalTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class);
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("db"))
                .should()
                .callMethodWhere(target(
                        "of now() without a clock",
                        t -> t.getName().equals("now")
                                && t.getRawParameterTypes().isEmpty()
                                && clocks.stream().anyMatch(t.getOwner()::isEquivalentTo))));
    }

    @Test
    void classes_are_named_in_the_words_of_the_trade() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("db"))
                .should()
                .haveNameMatching(".*(Impl|Manager|Dto|DTO|Utils?|Helper)$"));
    }

    @Test
    void tests_share_their_contexts() {
        var tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("jp.madoguchi");
        for (var annotation : List.of(DirtiesContext.class, TestPropertySource.class)) {
            noClasses().should().beAnnotatedWith(annotation).check(tests);
        }
        for (var annotation : List.<Class<? extends Annotation>>of(MockitoBean.class, MockitoSpyBean.class)) {
            noClasses()
                    .should(new ArchCondition<>("have a field with @" + annotation.getSimpleName()) {
                        @Override
                        public void check(JavaClass type, ConditionEvents events) {
                            type.getFields()
                                    .forEach(field -> events.add(new SimpleConditionEvent(
                                            field, field.isAnnotatedWith(annotation), field.getDescription())));
                        }
                    })
                    .check(tests);
        }
    }

    private static String in(String name) {
        return "jp.madoguchi." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CONSOLE);
    }

    private static boolean saysWho(CanBeAnnotated type) {
        return type.isAnnotatedWith(RolesAllowed.class)
                || type.isAnnotatedWith(PermitAll.class)
                || type.isAnnotatedWith(AnonymousAllowed.class)
                || type.isAnnotatedWith(DenyAll.class);
    }

    private static boolean isUseCase(JavaClass type) {
        return type.isAnnotatedWith(Service.class)
                || (resideInAPackage("jp.madoguchi..").test(type)
                        && type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(
                                        d -> d.getTargetClass().getPackageName().startsWith("org.jooq")));
    }

    private static DescribedPredicate<JavaClass> are(String what, java.util.function.Predicate<JavaClass> test) {
        return describe("are " + what, test);
    }

    private static DescribedPredicate<JavaCall<?>> target(
            String what, java.util.function.Predicate<CodeUnitCallTarget> test) {
        return describe("the call is " + what, call -> test.test(call.getTarget()));
    }

    private static ArchCondition<JavaClass> beTrueOf(String what, java.util.function.Predicate<JavaClass> test) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, test.test(type), type.getName() + " should " + what));
            }
        };
    }
}
