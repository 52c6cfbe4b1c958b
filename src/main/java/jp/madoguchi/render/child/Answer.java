package jp.madoguchi.render.child;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What is said to the console. */
final class Answer {

    private final DataOutputStream out;
    private int number;

    Answer(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 64 * 1024));
    }

    void pages(int count) throws IOException {
        out.writeByte(Frame.PAGES.ordinal());
        out.writeInt(count);
        out.flush();
    }

    void page(BufferedImage image, List<DrawnWord> words) throws IOException {
        var png = Png.of(image);
        out.writeByte(Frame.PAGE.ordinal());
        out.writeInt(++number);
        out.writeInt(image.getWidth());
        out.writeInt(image.getHeight());
        out.writeInt(png.length);
        out.write(png);
        out.writeInt(words.size());
        for (var word : words) {
            out.writeUTF(word.text());
            out.writeDouble(word.x());
            out.writeDouble(word.y());
            out.writeDouble(word.width());
            out.writeDouble(word.height());
        }
        out.flush();
    }

    void refused(Verdict verdict) throws IOException {
        out.writeByte(Frame.REFUSED.ordinal());
        out.writeByte(verdict.ordinal());
        out.flush();
    }

    void end() throws IOException {
        out.writeByte(Frame.END.ordinal());
        out.flush();
    }
}
