package jp.madoguchi.render.child;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/**
 * Draws the one paper that comes on standard input (PDF or not, length, bytes) and writes {@link Frame}s to standard
 * output. It ends by itself a little after the console would have ended it, in case there is none left.
 */
final class Drawing {

    private static final long LONGER = 5_000;

    private Drawing() {}

    public static void main(String[] args) throws IOException {
        CompletableFuture.delayedExecutor(Limits.ALL.toMillis() + LONGER, MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        ImageIO.setUseCache(false);
        var answer = new Answer(System.out);
        System.setOut(System.err);
        var in = new DataInputStream(new BufferedInputStream(System.in));
        var isPdf = in.readBoolean();
        var content = in.readNBytes(in.readInt());
        try {
            if (isPdf) {
                PdfPages.draw(content, answer);
            } else {
                Picture.draw(content, answer);
            }
            answer.end();
        } catch (Unfit unfit) {
            answer.refused(unfit.verdict());
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            answer.refused(Verdict.BROKEN);
        }
    }
}
