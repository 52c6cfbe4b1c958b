package jp.madoguchi.render;

import java.io.ByteArrayOutputStream;
import jp.madoguchi.render.UploadRefused.Why;

/** Reads a file forwards; whoever reads behind its end learns that it is broken. Numbers stand with their high byte first. */
final class Bytes {

    private final byte[] content;
    private final ByteArrayOutputStream beside = new ByteArrayOutputStream();
    private int at;

    Bytes(byte[] content, int from) {
        this.content = content;
        this.at = from;
    }

    static UploadRefused broken() {
        return new UploadRefused(Why.BROKEN);
    }

    int at() {
        return at;
    }

    int one() {
        need(1);
        return content[at++] & 0xFF;
    }

    int two() {
        return one() << 8 | one();
    }

    /** @throws UploadRefused also when it is 2³¹ or more */
    int four() {
        var number = two() << 16 | two();
        if (number < 0) {
            throw broken();
        }
        return number;
    }

    void skip(int length) {
        need(length);
        at += length;
    }

    /** Passes over bytes that are part of no picture. */
    void setAside(int length) {
        need(length);
        beside.write(content, at, length);
        at += length;
    }

    /** All that is left is part of no picture. */
    Outline end(long pixels) {
        setAside(content.length - at);
        return new Outline(pixels, beside.toByteArray());
    }

    private void need(int length) {
        if (length < 0 || length > content.length - at) {
            throw broken();
        }
    }
}
