package jp.madoguchi.render;

import java.util.List;

/**
 * A page as it is shown, upright.
 *
 * @param number from 1
 * @param width in pixels, at most 2400
 * @param height in pixels, at most 2400
 * @param png RGB or 256 greys, and nothing in it but pixels
 * @param words empty for a picture
 */
public record PageImage(int number, int width, int height, byte[] png, List<Word> words) {}
