package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.RequestList;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// One line: what runs, what is broken, how the traffic is, what time it is. Where it is narrow,
/// the less important parts are left out one after the other: what is broken stays longest.
final class Header {
  /// @param keep the higher, the longer it stays when the room gets scarce
  private record Part(String text, long style, int keep) {}

  private Header() {}

  static void paint(Model model, Canvas canvas, Rect area) {
    int y = area.y();
    int x = canvas.text(1, y, area.right(), "brummer", Styles.TITLE);
    x = canvas.text(x + 2, y, area.right(), model.project(), Styles.STRONG);
    List<Part> states = states(model);
    while (states.size() > 1 && x + 2 * states.size() + lengths(states) > area.right() - 1) {
      states.removeFirst();
    }
    for (Part part : states) {
      x = canvas.text(x + 2, y, area.right(), part.text(), part.style());
    }
    List<Part> right = right(model);
    while (!right.isEmpty() && x + 1 + width(right) > area.right()) {
      right.remove(Collections.min(right, Comparator.comparingInt(Part::keep)));
    }
    int at = area.right() - width(right);
    for (Part part : right) {
      at = canvas.text(at, y, area.right(), part.text(), part.style()) + 3;
    }
  }

  private static int lengths(List<Part> parts) {
    int width = 0;
    for (Part part : parts) {
      width += TextWidth.of(part.text());
    }
    return width;
  }

  private static int width(List<Part> parts) {
    return lengths(parts) + 3 * parts.size() - 2;
  }

  private static List<Part> states(Model model) {
    int[] counts = new int[Group.values().length];
    for (ProcessRow row : model.processes()) {
      counts[Group.of(row.state()).ordinal()]++;
    }
    List<Part> parts = new ArrayList<>();
    for (Group group : Group.values()) {
      if (group != Group.AT_REST) {
        add(parts, group.glyph + " ", counts[group.ordinal()], " " + group.word, group.style, 0);
      }
    }
    if (parts.isEmpty()) {
      parts.add(new Part("○ nothing runs", Styles.MUTED, 0));
    }
    return parts;
  }

  /// States that are counted together, the least important first.
  private enum Group {
    AT_REST(' ', "", Styles.MUTED),
    READY('●', "ready", Styles.GOOD),
    RUNNING('●', "running", Styles.GOOD),
    STARTING('◐', "starting", Styles.BUSY),
    STOPPING('◌', "stopping", Styles.BUSY),
    PAUSED('‖', "paused", Styles.BUSY),
    RESTARTING('↻', "restarting", Styles.BUSY),
    FAILED('✖', "failed", Styles.BAD);

    private final char glyph;
    private final String word;
    private final long style;

    Group(char glyph, String word, long style) {
      this.glyph = glyph;
      this.word = word;
      this.style = style;
    }

    static Group of(ProcessState state) {
      return switch (state) {
        case ProcessState.Idle _, ProcessState.Done _, ProcessState.Stopped _ -> AT_REST;
        case ProcessState.Ready _ -> READY;
        case ProcessState.Running _ -> RUNNING;
        case ProcessState.Waiting _, ProcessState.Starting _ -> STARTING;
        case ProcessState.Stopping _ -> STOPPING;
        case ProcessState.Paused _ -> PAUSED;
        case ProcessState.BackingOff _ -> RESTARTING;
        case ProcessState.Failed _ -> FAILED;
      };
    }
  }

  private static List<Part> right(Model model) {
    List<Part> parts = new ArrayList<>();
    int errors = model.errors().size();
    add(parts, "⚠ ", errors, errors == 1 ? " error" : " errors", Styles.BAD, 5);
    int seen = model.pages().errors();
    add(parts, "⚠ ", seen, " in the browser", Styles.BAD, 3);
    RequestList.Recent recent = model.requests().recent(model.now());
    if (recent.perSecond() > 0) {
      String rate =
          recent.perSecond() < 10
              ? String.valueOf(Math.round(recent.perSecond() * 10) / 10.0)
              : Formats.count(Math.round(recent.perSecond()));
      String text = "⇄ " + rate + " req/s p95 " + Formats.duration(recent.p95Nanos());
      parts.add(new Part(text, Styles.PLAIN, 2));
    }
    int agents = model.agents().here();
    add(parts, "☍ ", agents, agents == 1 ? " agent" : " agents", Styles.ACCENT, 1);
    parts.add(new Part(clock(model), Styles.MUTED, 4));
    return parts;
  }

  private static void add(
      List<Part> parts, String glyph, int count, String what, long style, int keep) {
    if (count > 0) {
      parts.add(new Part(glyph + Formats.count(count) + what, style, keep));
    }
  }

  /// To the minute: seconds would paint a frame each, and say nothing that the log does not.
  private static String clock(Model model) {
    return LogsView.clock(model, model.now()).substring(0, 5);
  }
}
