/** The periodic review (途上与信): whom a month makes due, the bureau's answers, and what follows where a limit is no longer carried. */
@org.jspecify.annotations.NullMarked
package jp.madoguchi.periodic;
