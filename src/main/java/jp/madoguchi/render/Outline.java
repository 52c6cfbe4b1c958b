package jp.madoguchi.render;

/**
 * A file by its outer structure.
 *
 * @param pixels width × height by the header; 0 for a PDF
 * @param beside every byte that no picture or page is made of: comments, metadata, what stands behind the end
 */
record Outline(long pixels, byte[] beside) {}
