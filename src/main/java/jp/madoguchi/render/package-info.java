/** Papers that come from outside: what is taken at all, and pages made of them by a process that can harm nobody. */
@NullMarked
package jp.madoguchi.render;

import org.jspecify.annotations.NullMarked;
