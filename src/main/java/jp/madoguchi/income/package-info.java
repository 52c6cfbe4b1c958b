/** Income certificates (収入証明書): taken in, masked, kept sealed, shown as pages. */
@NullMarked
package jp.madoguchi.income;

import org.jspecify.annotations.NullMarked;
