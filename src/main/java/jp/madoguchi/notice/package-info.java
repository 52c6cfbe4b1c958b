/** Notices to members (お知らせ) and the rules of the scheduled maintenance: written by one admin, agreed to by another. */
@org.jspecify.annotations.NullMarked
package jp.madoguchi.notice;
