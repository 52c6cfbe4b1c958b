package jp.madoguchi.income;

import static java.lang.Math.clamp;

/**
 * A rectangle on a page, in fractions of its width and height from the upper left corner.
 *
 * @param x left edge, 0 to 1
 * @param y upper edge, 0 to 1
 * @param width more than 0; it ends within the page
 * @param height more than 0; it ends within the page
 */
public record Box(double x, double y, double width, double height) {

    /** Rounding of the browser: less than a pixel of the largest page. */
    private static final double SLACK = 0.0005;

    private static final double SMALLEST = 0.005;

    public Box {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + SLACK && y + height <= 1 + SLACK)) {
            throw new IllegalArgumentException("not within the page");
        }
    }

    /** A rectangle with a margin around it, moved onto the page where it lies beside it. */
    static Box around(double left, double top, double right, double bottom, double margin) {
        var x = clamp(left - margin, 0, 1 - SMALLEST);
        var y = clamp(top - margin, 0, 1 - SMALLEST);
        return new Box(x, y, clamp(right + margin, x + SMALLEST, 1) - x, clamp(bottom + margin, y + SMALLEST, 1) - y);
    }

    /** Whether the other one lies within this one. */
    boolean covers(Box other) {
        return x <= other.x + SLACK
                && y <= other.y + SLACK
                && x + width >= other.x + other.width - SLACK
                && y + height >= other.y + other.height - SLACK;
    }
}
