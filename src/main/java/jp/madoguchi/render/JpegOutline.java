package jp.madoguchi.render;

/** A JPEG by its markers (ITU T.81, B.1): one frame, its scans, and an end. */
final class JpegOutline {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private final Bytes bytes;
    private long pixels;

    /** @throws UploadRefused BROKEN when it has no frame, two, or no end */
    static Outline of(byte[] content) {
        return new JpegOutline(new Bytes(content, 2)).read();
    }

    private JpegOutline(Bytes bytes) {
        this.bytes = bytes;
    }

    private Outline read() {
        var marker = marker();
        while (marker != END_OF_IMAGE) {
            var length = bytes.two() - 2;
            if (isFrame(marker)) {
                frame(length);
                marker = marker();
            } else if (marker == START_OF_SCAN) {
                bytes.skip(length);
                marker = markerBehindScan();
            } else if (marker >= 0xE0) {
                bytes.setAside(length);
                marker = marker();
            } else {
                bytes.skip(length);
                marker = marker();
            }
        }
        if (pixels == 0) {
            throw Bytes.broken();
        }
        return bytes.end(pixels);
    }

    private void frame(int length) {
        if (pixels != 0 || length < 6) {
            throw Bytes.broken();
        }
        bytes.skip(1);
        pixels = (long) bytes.two() * bytes.two();
        bytes.skip(length - 5);
    }

    private int marker() {
        if (bytes.one() != 0xFF) {
            throw Bytes.broken();
        }
        return behindFill();
    }

    /** Within a scan 0xFF stands for itself when 0 follows, and restarts do not end it. */
    private int markerBehindScan() {
        while (true) {
            if (bytes.one() == 0xFF) {
                var next = behindFill();
                if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                    return next;
                }
            }
        }
    }

    private int behindFill() {
        var next = bytes.one();
        while (next == 0xFF) {
            next = bytes.one();
        }
        return next;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
