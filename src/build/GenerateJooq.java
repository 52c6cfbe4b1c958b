import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.*;
import org.jooq.meta.jaxb.Configuration;

/** Writes jp.madoguchi.db from db/: java -cp ... GenerateJooq.java MIGRATIONS ROLES TARGET. Unchanged input: nothing to do. */
void main(String[] args) throws Exception {
    var migrations = Path.of(args[0]);
    var roles = Path.of(args[1]);
    var target = Path.of(args[2]);
    var stamp = target.resolve(".stamp");
    var state = digest(migrations, roles);
    if (Files.exists(stamp) && Files.readString(stamp).equals(state)) return;
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    quiet();
    try (var postgres = EmbeddedPostgres.builder().setPGStartupWait(java.time.Duration.ofSeconds(60)).start()) {
        try (var c = postgres.getPostgresDatabase().getConnection(); var s = c.createStatement()) {
            s.execute("create database madoguchi");
        }
        try (var c = postgres.getDatabase("postgres", "madoguchi").getConnection(); var s = c.createStatement()) {
            s.execute(Files.readString(roles));
        }
        Flyway.configure()
                .dataSource(postgres.getJdbcUrl("madoguchi_migrator", "madoguchi"), "madoguchi_migrator", "")
                .initSql("set role madoguchi_owner")
                .schemas("madoguchi")
                .defaultSchema("madoguchi")
                .createSchemas(false)
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
        GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "madoguchi"), target));
    }
    Files.writeString(stamp, state);
}

Configuration configuration(String url, Path target) {
    return new Configuration()
            .withLogging(Logging.WARN)
            .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(url).withUser("postgres"))
            .withGenerator(new Generator()
                    .withDatabase(new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withSchemata(schema("madoguchi"), schema("workspace"), schema("member_site"))
                            .withIncludes(".*")
                            .withExcludes("flyway_schema_history | .*_y\\d{4}q\\d")
                            .withForcedTypes(
                                    domain("member_no", "MemberNo", "value"),
                                    domain("card_no", "CardNo", "value"),
                                    domain("staff_no", "StaffNo", "value"),
                                    domain("place_no", "PlaceNo", "value"),
                                    domain("contact_no", "ContactNo", "value"),
                                    domain("yen", "Yen", "amount"),
                                    new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.*with time zone|timestamptz")))
                    .withGenerate(new Generate().withFluentSetters(true).withImplicitJoinPathsToMany(false).withComments(false).withGeneratedAnnotation(false))
                    .withTarget(new Target()
                            .withPackageName("jp.madoguchi.db")
                            .withDirectory(target.toString())
                            .withClean(true)));
}

SchemaMappingType schema(String name) {
    return new SchemaMappingType().withInputSchema(name);
}

/** A domain of the schema becomes a record of core, which knows nothing of jOOQ. */
ForcedType domain(String domain, String record, String component) {
    var type = "jp.madoguchi.core." + record;
    return new ForcedType()
            .withUserType(type)
            .withLambdaConverter(new LambdaConverter().withFrom(type + "::new").withTo(type + "::" + component))
            .withIncludeTypes("(.*\\.)?" + domain)
            .withIgnoreUnused(true);
}

String digest(Path migrations, Path roles) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(migrations)) {
        var input = new ArrayList<>(files.filter(f -> f.toString().endsWith(".sql")).sorted().toList());
        input.add(roles);
        input.add(Path.of("src/build/GenerateJooq.java"));
        for (var file : input) {
            sha.update(file.getFileName().toString().getBytes(UTF_8));
            sha.update(Files.readAllBytes(file));
        }
    }
    return HexFormat.of().formatHex(sha.digest());
}

void quiet() {
    if (org.slf4j.LoggerFactory.getILoggerFactory() instanceof ch.qos.logback.classic.LoggerContext logs)
        logs.getLogger("ROOT").setLevel(ch.qos.logback.classic.Level.WARN);
}
