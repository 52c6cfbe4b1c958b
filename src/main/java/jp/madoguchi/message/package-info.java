/** What members are told: the outbox, written with the change it tells of; the sending; the words; the dead letters. */
@NullMarked
package jp.madoguchi.message;

import org.jspecify.annotations.NullMarked;
