package jp.madoguchi;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What can be seen by a machine of how a page is seen by people. */
public final class Accessible {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessible() {}

    /** What axe finds against WCAG 2 A and AA, each with the elements. */
    public static List<String> findings(Page page) {
        return new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(finding -> finding.getId() + ": " + finding.getHelp() + " "
                                + finding.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList();
    }

    /** Nothing scrolls sideways: neither the window nor the part of it in which pages stand. */
    public static boolean fits(Page page) {
        return Boolean.TRUE.equals(page.evaluate("""
                () => [document.documentElement, document.querySelector('.console-content')]
                    .every(part => !part || part.scrollWidth <= part.clientWidth)"""));
    }
}
