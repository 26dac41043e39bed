package dev.brummer.engine.log.match;

import java.util.ArrayList;
import java.util.List;

/// Extracts literals contained in every match of a regular expression (java.util.regex syntax), so
/// that lines without them need not be matched. Pure.
///
/// Conservative: collects runs of plain characters outside of groups. Any other construct ends a
/// run; a top-level alternative, a flag or an unusual construct means that nothing is required. The
/// expression must compile.
final class RequiredLiterals {
  private final String regex;
  private final List<String> runs = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private int at;
  private boolean abandoned;

  private RequiredLiterals(String regex) {
    this.regex = regex;
  }

  /// The literals; empty if there are none.
  static List<String> of(String regex) {
    RequiredLiterals reader = new RequiredLiterals(regex);
    reader.read();
    return reader.abandoned ? List.of() : List.copyOf(reader.runs);
  }

  /// Searchers for the literals, optionally ignoring case, the fastest first.
  static List<LiteralSearcher> rarestFirst(String regex, boolean foldCase) {
    return of(regex).stream()
        .map(text -> new LiteralSearcher(text, foldCase))
        .sorted((a, b) -> Integer.compare(b.rarity(), a.rarity()))
        .toList();
  }

  private void read() {
    while (at < regex.length() && !abandoned) {
      char c = regex.charAt(at);
      switch (c) {
        case '|', ')' -> abandoned = true;
        case '(' -> group();
        case '[' -> characterClass();
        case '\\' -> escape();
        case '?', '*' -> optional();
        case '+' -> endRun(1);
        case '{' -> repetition();
        case '.', '^', '$' -> endRun(1);
        default -> literal(c);
      }
    }
    endRun(0);
  }

  private void literal(char c) {
    run.append(c);
    at++;
    if (Character.isHighSurrogate(c) && at < regex.length()) {
      run.append(regex.charAt(at++));
    }
  }

  /// Ends the current run and skips `length` characters.
  private void endRun(int length) {
    if (!run.isEmpty()) {
      runs.add(run.toString());
      run.setLength(0);
    }
    at += length;
  }

  /// Removes the last character of the run, because it is optional.
  private void optional() {
    if (!run.isEmpty()) {
      run.setLength(run.offsetByCodePoints(run.length(), -1));
    }
    endRun(1);
  }

  private void repetition() {
    int close = regex.indexOf('}', at);
    if (close < 0) {
      abandoned = true;
      return;
    }
    if (regex.charAt(at + 1) == '0') {
      optional();
    }
    endRun(close + 1 - at);
  }

  private void group() {
    if (regex.startsWith("(?", at)) {
      char kind = at + 2 < regex.length() ? regex.charAt(at + 2) : 0;
      if (":=!<>".indexOf(kind) < 0) {
        abandoned = true; // a flag may change the meaning of the rest
        return;
      }
    }
    endRun(0);
    int depth = 0;
    do {
      char c = regex.charAt(at);
      if (c == '\\') {
        if (regex.startsWith("\\Q", at)) {
          abandoned = true;
          return;
        }
        at += 2;
      } else if (c == '[') {
        characterClass();
      } else {
        if (regex.startsWith("(?", at) && !regex.substring(at).matches("(?s)\\(\\?[:=!<>].*")) {
          abandoned = true;
          return;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
      }
    } while (depth > 0 && at < regex.length() && !abandoned);
  }

  private void characterClass() {
    endRun(0);
    int depth = 0;
    do {
      char c = regex.charAt(at);
      if (c == '\\') {
        abandoned |= regex.startsWith("\\Q", at);
        at++;
      } else if (c == '[') {
        depth++;
        if (regex.startsWith("^", at + 1)) {
          at++;
        }
        // Engines differ in how they read a bracket in first position.
        abandoned |= regex.startsWith("]", at + 1);
      } else if (c == ']') {
        depth--;
      }
      at++;
    } while (depth > 0 && at < regex.length() && !abandoned);
  }

  private void escape() {
    char c = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
    if (c == 0 || c > 0x7F || c == 'Q' || c == 'E') {
      abandoned = true;
    } else if ("dDsSwWbBAGzZhHvVRX".indexOf(c) >= 0) {
      abandoned |= regex.startsWith("{", at + 2);
      endRun(2);
    } else if (Character.isLetterOrDigit(c)) {
      abandoned = true; // numeric, named and back references: rare and complex
    } else {
      run.append(c);
      at += 2;
    }
  }
}
