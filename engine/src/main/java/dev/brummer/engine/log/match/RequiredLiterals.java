package dev.brummer.engine.log.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds texts that stand in every match of a regular expression (java.util.regex syntax), so that
/// lines without them need not be matched. Pure.
///
/// It reads what it knows for sure: runs of plain characters outside of groups. Whatever else there
/// is ends a run, and an alternative at the top, a flag or anything odd means that nothing is
/// required. The expression must be one that compiles.
final class RequiredLiterals {
  private final String regex;
  private final List<String> runs = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private int at;
  private boolean abandoned;

  private RequiredLiterals(String regex) {
    this.regex = regex;
  }

  /// The texts; empty if there are none.
  static List<String> of(String regex) {
    RequiredLiterals reader = new RequiredLiterals(regex);
    reader.read();
    return reader.abandoned ? List.of() : List.copyOf(reader.runs);
  }

  /// The texts, made ready to be looked for with or without regard to case; first the one that is
  /// found fastest.
  static List<LiteralSearcher> rarestFirst(String regex, boolean foldCase) {
    return of(regex).stream()
        .map(text -> new LiteralSearcher(text, foldCase))
        .sorted(Comparator.comparingInt(LiteralSearcher::rarity).reversed())
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

  /// Ends the run; the next `length` characters are none of a text.
  private void endRun(int length) {
    if (!run.isEmpty()) {
      runs.add(run.toString());
      run.setLength(0);
    }
    at += length;
  }

  /// What was last read need not be there.
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
        abandoned = true; // a flag may change what the rest means
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
        // A bracket that stands first is read differently by different engines.
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
      abandoned = true; // numbers, names and references: seldom, and long to read
    } else {
      run.append(c);
      at += 2;
    }
  }
}
