package dev.brummer.app.operation.render;

import java.util.ArrayList;
import java.util.List;

/// A text of lines within a budget: a head and a foot that always stay, and a body that is cut and
/// counted. Confined to one thread.
final class TextLines {
  /// Longer lines are cut; an ellipsis marks them.
  private static final int MAX_LINE = 400;

  private static final int RESERVE = 12;

  private final String head;
  private final List<String> body = new ArrayList<>();
  private final List<String> foot = new ArrayList<>();
  private boolean newestLast;

  TextLines(String head) {
    this.head = clip(head);
  }

  TextLines add(String line) {
    body.add(clip(line));
    return this;
  }

  TextLines addAll(List<String> lines) {
    lines.forEach(this::add);
    return this;
  }

  /// A last line; nothing if it is empty.
  TextLines foot(String line) {
    if (!line.isEmpty()) {
      foot.add(clip(line));
    }
    return this;
  }

  /// Of a body that is too long, the first lines are left out instead of the last ones.
  TextLines newestLast() {
    newestLast = true;
    return this;
  }

  static String clip(String line) {
    String single = line.replace('\n', ' ');
    return single.length() <= MAX_LINE ? single : single.substring(0, MAX_LINE) + "…";
  }

  String within(int maxTokens) {
    int fixed = ResultText.tokens(head) + RESERVE;
    for (String line : foot) {
      fixed += ResultText.tokens(line) + 1;
    }
    int left = Math.max(0, maxTokens - fixed);
    int kept = 0;
    while (kept < body.size()) {
      String next = body.get(newestLast ? body.size() - 1 - kept : kept);
      int cost = ResultText.tokens(next) + 1;
      if (cost > left) {
        break;
      }
      left -= cost;
      kept++;
    }
    return join(kept);
  }

  private String join(int kept) {
    int omitted = body.size() - kept;
    String note = "… " + omitted + (omitted == 1 ? " line omitted" : " lines omitted");
    StringBuilder text = new StringBuilder(head);
    if (omitted > 0 && newestLast) {
      text.append('\n').append(note);
    }
    List<String> shown = newestLast ? body.subList(omitted, body.size()) : body.subList(0, kept);
    shown.forEach(line -> text.append('\n').append(line));
    if (omitted > 0 && !newestLast) {
      text.append('\n').append(note);
    }
    foot.forEach(line -> text.append('\n').append(line));
    return text.toString();
  }
}
