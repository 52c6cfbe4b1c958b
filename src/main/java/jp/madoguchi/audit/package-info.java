/** The trail (操作ログ): every change, every reading of personal data, every refusal. Written last, in the same transaction. */
@NullMarked
package jp.madoguchi.audit;

import org.jspecify.annotations.NullMarked;
