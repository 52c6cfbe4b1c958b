/**
 * What the world reads of the notices: a listener of its own that answers from memory. It asks the database only for
 * {@code madoguchi.public_notices}, and never while a request is answered.
 */
@NullMarked
package jp.madoguchi.publicnotice;

import org.jspecify.annotations.NullMarked;
