import java.nio.file.*;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;

record Suite(String name, double seconds, int tests, int failed) {}

/** The end of script/test: SlowestTests.java TARGET SECONDS. Above the budget of 30 minutes it fails, but for a build server, whose pace says little. */
void main(String[] args) throws Exception {
    var suites = new ArrayList<Suite>();
    for (var folder : List.of("surefire-reports", "failsafe-reports")) {
        var reports = Path.of(args[0], folder);
        if (!Files.isDirectory(reports)) continue;
        try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (var file : files) suites.add(read(file));
        }
    }
    suites.sort(Comparator.comparingDouble(Suite::seconds).reversed());
    System.out.println("the slowest test classes:");
    for (var suite : suites.subList(0, Math.min(10, suites.size())))
        System.out.printf("  %7.1f s  %4d tests  %s%n", suite.seconds, suite.tests, suite.name);
    var seconds = Integer.parseInt(args[1]);
    var failed = suites.stream().mapToInt(Suite::failed).sum();
    System.out.printf("%d passed, %d failed, %d min %02d s in all (budget 30 min)%n",
            suites.stream().mapToInt(Suite::tests).sum() - failed, failed, seconds / 60, seconds % 60);
    if (seconds > 30 * 60) {
        System.out.println("over the budget: make the slowest class faster before adding another");
        if (System.getenv("CI") == null) System.exit(1);
    }
}

Suite read(Path report) throws Exception {
    var suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
    return new Suite(suite.getAttribute("name"), Double.parseDouble(suite.getAttribute("time").replace(",", "")),
            Integer.parseInt(suite.getAttribute("tests")) - Integer.parseInt(suite.getAttribute("skipped")),
            Integer.parseInt(suite.getAttribute("failures")) + Integer.parseInt(suite.getAttribute("errors")));
}
