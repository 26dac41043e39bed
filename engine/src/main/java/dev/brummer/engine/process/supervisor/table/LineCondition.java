package dev.brummer.engine.process.supervisor.table;

import java.util.regex.Pattern;

/// A pattern as a key: two patterns with the same text and flags are one condition.
record LineCondition(String text, int flags) {
  static LineCondition of(Pattern pattern) {
    return new LineCondition(pattern.pattern(), pattern.flags());
  }
}
