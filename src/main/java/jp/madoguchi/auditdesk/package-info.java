/** The audit desk: whether the trail is whole. */
@NullMarked
package jp.madoguchi.auditdesk;

import org.jspecify.annotations.NullMarked;
