package jp.madoguchi.render;

/**
 * Text that a PDF says it draws, and where: fractions of the page as it is seen, from its upper left corner. The text is
 * the file's own claim and may differ from what the pixels show; places may lie a little outside the page.
 *
 * @param text at most 200 characters
 */
public record Word(String text, double x, double y, double width, double height) {}
