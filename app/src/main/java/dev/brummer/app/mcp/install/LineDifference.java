package dev.brummer.app.mcp.install;

import java.util.List;

/// The changed lines of a text, with their neighbours, as `diff -u` shows them. Pure.
final class LineDifference {
  private static final int CONTEXT = 2;
  private static final int MAX_WIDTH = 200;

  private LineDifference() {}

  /// One line per element of the result; unchanged lines begin with a space, others with `-` or
  /// `+`.
  static String of(String before, String after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    int from = 0;
    while (from < Math.min(old.size(), now.size()) && old.get(from).equals(now.get(from))) {
      from++;
    }
    int end = 0;
    while (end < Math.min(old.size(), now.size()) - from
        && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    StringBuilder out = new StringBuilder();
    add(out, ' ', old.subList(Math.max(0, from - CONTEXT), from));
    add(out, '-', old.subList(from, old.size() - end));
    add(out, '+', now.subList(from, now.size() - end));
    int behind = now.size() - end;
    add(out, ' ', now.subList(behind, Math.min(now.size(), behind + CONTEXT)));
    return out.toString();
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  private static void add(StringBuilder out, char mark, List<String> lines) {
    for (String line : lines) {
      out.append(mark).append(' ');
      out.append(line.length() > MAX_WIDTH ? line.substring(0, MAX_WIDTH) + "…" : line)
          .append('\n');
    }
  }
}
