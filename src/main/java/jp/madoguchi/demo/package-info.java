/** Income certificates of the invented members, typeset like the real forms and marked as samples; for the demo alone. */
@NullMarked
package jp.madoguchi.demo;

import org.jspecify.annotations.NullMarked;
