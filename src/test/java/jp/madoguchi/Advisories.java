package jp.madoguchi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the packed jar, by its own lists, and the known holes that were decided about in docs/advisories.tsv. */
public final class Advisories {

    private static final Path DECISIONS = Path.of("docs/advisories.tsv");
    private static final String LIBRARIES = "META-INF/sbom/application.cdx.json";
    private static final String BROWSER = "META-INF/VAADIN/config/stats.json";

    private Advisories() {}

    /** @param name group:artifact of Maven, or npm:package of what runs in the browser */
    public record Component(String name, String version) {}

    /**
     * One known hole.
     *
     * @param component group, group:artifact, or npm:package
     * @param from first version that has it; - for all before
     * @param fixed first version that has it no more; - for none yet
     * @param decision ACCEPTED: it is in the jar and stays for the reason given; FIXED: it is not
     */
    public record Advisory(
            String id, String component, String from, String fixed, String decision, LocalDate decided, String why) {

        /** Whether this version of this component has the hole. */
        public boolean isIn(Component one) {
            return (one.name().equals(component) || one.name().startsWith(component + ":"))
                    && (from.equals("-") || compare(one.version(), from) >= 0)
                    && (fixed.equals("-") || compare(one.version(), fixed) < 0);
        }
    }

    /** The components that the jar lists: its libraries, and what of npm is in the bundle for the browser. */
    public static List<Component> components(Path jar) throws IOException {
        var components = new ArrayList<Component>();
        for (var library : json(jar, LIBRARIES).path("components")) {
            components.add(new Component(
                    library.path("group").asString() + ":"
                            + library.path("name").asString(),
                    library.path("version").asString()));
        }
        json(jar, BROWSER)
                .path("npmModules")
                .properties()
                .forEach(module -> components.add(new Component(
                        "npm:" + module.getKey(), module.getValue().asString())));
        return components;
    }

    private static JsonNode json(Path jar, String entry) throws IOException {
        try (var file = new JarFile(jar.toFile());
                var text = file.getInputStream(file.getJarEntry(entry))) {
            return JsonMapper.shared().readTree(text);
        }
    }

    /** The files of the libraries that are packed. */
    static List<String> packed(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .toList();
        }
    }

    /** What was decided, in the order of the file. */
    public static List<Advisory> decisions() throws IOException {
        return Files.readAllLines(DECISIONS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Advisory(
                        cells[0], cells[1], cells[2], cells[3], cells[4], LocalDate.parse(cells[5]), cells[6]))
                .toList();
    }

    /** By the numbers of a version from the left; what is no number counts as 0. */
    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]"))
                .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
