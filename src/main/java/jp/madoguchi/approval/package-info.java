/** The second person (二者承認): a request carries exactly what will be applied; somebody else decides it, in time. */
@NullMarked
package jp.madoguchi.approval;

import org.jspecify.annotations.NullMarked;
