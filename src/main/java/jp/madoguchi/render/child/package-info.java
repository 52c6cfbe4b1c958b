/**
 * What runs in the caged process: the only code that parses a paper. It uses the JDK and PDFBox and nothing of the
 * console, because nothing else is on its class path.
 */
@NullMarked
package jp.madoguchi.render.child;

import org.jspecify.annotations.NullMarked;
