/** The lending law on one member: facts, findings, largest lawful limit, bureau inquiries, what-if, the contract paper. */
@NullMarked
package jp.madoguchi.lending;

import org.jspecify.annotations.NullMarked;
