package jp.madoguchi.render;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jp.madoguchi.render.UploadRefused.Why;
import jp.madoguchi.render.child.Frame;
import jp.madoguchi.render.child.Limits;
import jp.madoguchi.render.child.Verdict;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Draws the pages of papers, each paper in a process of its own that is gone afterwards: one at a time on this node, a few
 * waiting in their order. What the process says is believed no further than its bounds.
 */
@Component
public class Renderer {

    private static final int WAITING = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DRAWING = "jp.madoguchi.render.child.Drawing";
    private static final int HEADER = 64 * 1024;

    private final Cage cage;
    private final boolean uncaged;
    private final Semaphore room = new Semaphore(1 + WAITING);
    private final Semaphore turn = new Semaphore(1, true);

    /** @param uncaged whether papers are drawn where the cage does not hold: in the demo, never in production */
    Renderer(Cage cage, @Value("${madoguchi.render.uncaged:${madoguchi.demo:false}}") boolean uncaged) {
        this.cage = cage;
        this.uncaged = uncaged;
    }

    /** Whether papers are drawn by a process that is locked away; false in a demo alone, for production draws nothing then. */
    public boolean isCaged() {
        return cage.holds();
    }

    /**
     * Waits up to 60 s for its turn, then takes up to 10 s to open the paper, 10 s a page and 60 s in all.
     *
     * @param content what {@link Upload#check} let pass
     * @throws UploadRefused PIXELS, PAGES, ENCRYPTED, SCRIPT, BROKEN (also when the process died), TIME, BUSY or CAGE
     */
    public Rendered render(byte[] content, Kind kind, Progress progress) {
        if (!uncaged && !cage.holds()) {
            throw new UploadRefused(Why.CAGE);
        }
        if (!room.tryAcquire()) {
            throw new UploadRefused(Why.BUSY);
        }
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UploadRefused(Why.BUSY);
            }
            try {
                return draw(content, kind, progress);
            } finally {
                turn.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UploadRefused(Why.BUSY);
        } finally {
            room.release();
        }
    }

    private Rendered draw(byte[] content, Kind kind, Progress progress) {
        Process process;
        try {
            process = cage.start(DRAWING);
        } catch (IOException impossible) {
            throw new UploadRefused(Why.CAGE);
        }
        var deadline = new Deadline(process);
        try (var out = new DataOutputStream(process.getOutputStream());
                var in = new DataInputStream(new BufferedInputStream(process.getInputStream(), HEADER))) {
            out.writeBoolean(kind == Kind.PDF);
            out.writeInt(content.length);
            out.write(content);
            out.flush();
            return read(in, deadline, progress);
        } catch (IOException | UploadRefused ended) {
            if (deadline.isOver()) {
                throw new UploadRefused(Why.TIME);
            }
            throw ended instanceof UploadRefused refused ? refused : Bytes.broken();
        } finally {
            Cage.end(process);
        }
    }

    private static Rendered read(DataInputStream in, Deadline deadline, Progress progress) throws IOException {
        expect(Frame.PAGES, in);
        var count = bounded(in.readInt(), 1, Limits.PAGES);
        var pages = new ArrayList<PageImage>();
        var room = Limits.IMAGES;
        for (var number = 1; number <= count; number++) {
            progress.pages(number - 1, count);
            deadline.another();
            expect(Frame.PAGE, in);
            var page = page(number, room, in);
            room -= page.png().length;
            pages.add(page);
        }
        expect(Frame.END, in);
        progress.pages(count, count);
        return new Rendered(List.copyOf(pages));
    }

    private static PageImage page(int number, int room, DataInputStream in) throws IOException {
        bounded(in.readInt(), number, number);
        var width = bounded(in.readInt(), 1, Limits.SIDE);
        var height = bounded(in.readInt(), 1, Limits.SIDE);
        var png = in.readNBytes(bounded(in.readInt(), 1, Math.min(Limits.IMAGE, room)));
        var outline = PngOutline.of(png);
        if (outline.pixels() != (long) width * height || outline.beside().length > 0) {
            throw Bytes.broken();
        }
        var words = new ArrayList<Word>();
        for (var left = bounded(in.readInt(), 0, Limits.WORDS); left > 0; left--) {
            var text = in.readUTF();
            bounded(text.length(), 0, Limits.WORD);
            words.add(new Word(text, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new PageImage(number, width, height, png, List.copyOf(words));
    }

    private static void expect(Frame frame, DataInputStream in) throws IOException {
        var said = in.readUnsignedByte();
        if (said == Frame.REFUSED.ordinal()) {
            throw new UploadRefused(
                    why(Verdict.values()[bounded(in.readUnsignedByte(), 0, Verdict.values().length - 1)]));
        }
        bounded(said, frame.ordinal(), frame.ordinal());
    }

    private static Why why(Verdict verdict) {
        return switch (verdict) {
            case PIXELS -> Why.PIXELS;
            case PAGES -> Why.PAGES;
            case ENCRYPTED -> Why.ENCRYPTED;
            case SCRIPT -> Why.SCRIPT;
            case BROKEN -> Why.BROKEN;
        };
    }

    private static int bounded(int number, int least, int most) {
        if (number < least || number > most) {
            throw Bytes.broken();
        }
        return number;
    }
}
