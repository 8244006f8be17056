package dev.jtune.report.html;

/** A name and a value, both as text. */
record Fact(String name, String value) {}
