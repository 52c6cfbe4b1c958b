package jp.madoguchi.income;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jp.madoguchi.Counter;
import jp.madoguchi.core.OperationId;
import jp.madoguchi.render.Progress;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.BeanFactory;

/** Papers handed over a counter: really drawn, with the boxes that the console proposes, burnt in and sealed. */
public final class CounterPapers {

    private final BeanFactory beans;

    public CounterPapers(BeanFactory beans) {
        this.beans = beans;
    }

    /** Draws a file as the clerk's dialog has it drawn; stores nothing. */
    public List<UnmaskedPage> draw(Counter counter, byte[] content, String fileName) {
        var images =
                counter.work(() -> beans.getBean(CertificateIntake.class).read(content, fileName, Progress.UNTOLD));
        return IntStream.range(0, images.size())
                .mapToObj(i -> UnmaskedPage.of(i + 1, images.get(i)))
                .toList();
    }

    /** Takes the pages in with a sending of their own; waits for a key to seal them. */
    public UUID takeIn(Counter counter, CertificateKind kind, List<UnmaskedPage> pages) {
        var masks = pages.stream()
                .map(page -> new PageMask(
                        page.facts().number(),
                        page.facts().suspicions().stream().map(Suspicion::box).toList(),
                        true))
                .toList();
        var form = new NewCertificate(kind, UUID.randomUUID(), pages, masks);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(NoKeyReady.class)
                .until(
                        () -> counter.work(() -> beans.getBean(CertificateIntake.class)
                                .takeIn(
                                        OperationId.make(),
                                        counter.contact(),
                                        counter.member().memberNo(),
                                        form)),
                        taken -> true);
    }
}
