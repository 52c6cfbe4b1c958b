package jp.madoguchi.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * What Find Security Bugs finds in the compiled classes against docs/static-analysis.tsv: nothing that nobody has looked at, and
 * nothing there that is found no more. Source: SECURITY G25; its rules of the structure are those of ArchitectureTest.
 */
final class Static {

    private static final Path FOUND = Path.of("target/spotbugsXml.xml");
    private static final Path REVIEWED = Path.of("docs/static-analysis.tsv");

    private Static() {}

    public static void main(String[] args) throws Exception {
        var tally = new Tally();
        Files.deleteIfExists(FOUND);
        var analysis = new ProcessBuilder("script/mvn", "-q", "-Pstatic", "spotbugs:spotbugs")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/static.log").toFile())
                .start();
        tally.that(analysis.waitFor() == 0, "the analysis ends: see target/static.log");
        var reviewed = new TreeMap<String, String>();
        for (var line : Files.readAllLines(REVIEWED)) {
            if (!line.startsWith("#")) {
                var cells = line.split("\t");
                tally.that(cells.length == 3 && !cells[2].isBlank(), "has a reason: " + line);
                reviewed.put(cells[0] + " " + cells[1], cells[2]);
            }
        }
        var found = found();
        tally.that(found.size() > 10, "something is looked at: " + found.size());
        found.forEach(each -> tally.that(reviewed.containsKey(each), "nobody has looked at " + each));
        reviewed.keySet().forEach(each -> tally.that(found.contains(each), "is found no more: " + each));
        tally.end();
    }

    /** Each pattern with the class, or the method, in which it stands. */
    private static TreeSet<String> found() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        var bugs = factory.newDocumentBuilder().parse(FOUND.toFile()).getElementsByTagName("BugInstance");
        var found = new TreeSet<String>();
        IntStream.range(0, bugs.getLength())
                .mapToObj(i -> (Element) bugs.item(i))
                .forEach(bug -> {
                    var type = (Element) bug.getElementsByTagName("Class").item(0);
                    var method = (Element) bug.getElementsByTagName("Method").item(0);
                    found.add(bug.getAttribute("type") + " "
                            + type.getAttribute("classname").replaceFirst("jp\\.madoguchi\\.", "")
                            + (method == null ? "" : "." + plain(method.getAttribute("name"))));
                });
        return found;
    }

    /** The compiler numbers what is written within a method. */
    private static String plain(String method) {
        return method.replaceAll("lambda\\$(\\w+)\\$\\d+", "$1").replaceAll("[<>]", "");
    }
}
