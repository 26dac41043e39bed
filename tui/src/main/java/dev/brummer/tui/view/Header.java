package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Requests;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;
import java.util.ArrayList;
import java.util.List;

/// One line: what runs, what is broken, how the traffic is, what time it is. Where it is narrow,
/// the less important parts are left out one after the other: what is broken stays longest.
final class Header {
  private record Part(String text, long style) {}

  private Header() {}

  static void paint(Model model, Canvas canvas, Rect area) {
    int y = area.y();
    int x = canvas.text(1, y, area.right(), "brummer", Theme.TITLE);
    x = canvas.text(x + 2, y, area.right(), model.project(), Theme.STRONG);
    List<Part> states = states(model);
    while (states.size() > 1 && x + 2 * states.size() + lengths(states) > area.right() - 1) {
      states.removeFirst();
    }
    for (Part part : states) {
      x = canvas.text(x + 2, y, area.right(), part.text(), part.style());
    }
    List<Part> right = right(model);
    while (!right.isEmpty() && x + 1 + width(right) > area.right()) {
      right.removeFirst();
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
    int ready = 0;
    int running = 0;
    int busy = 0;
    int failed = 0;
    for (ProcessRow row : model.processes()) {
      switch (row.state()) {
        case ProcessState.Ready _ -> ready++;
        case ProcessState.Running _ -> running++;
        case ProcessState.Failed _ -> failed++;
        case ProcessState.Waiting _,
            ProcessState.Starting _,
            ProcessState.Stopping _,
            ProcessState.Paused _,
            ProcessState.BackingOff _ ->
            busy++;
        case ProcessState.Idle _, ProcessState.Done _, ProcessState.Stopped _ -> {}
      }
    }
    List<Part> parts = new ArrayList<>();
    add(parts, "● ", ready, " ready", Theme.GOOD);
    add(parts, "● ", running, " running", Theme.GOOD);
    add(parts, "◐ ", busy, " changing", Theme.BUSY);
    add(parts, "✖ ", failed, " failed", Theme.BAD);
    if (parts.isEmpty()) {
      parts.add(new Part("○ nothing runs", Theme.MUTED));
    }
    return parts;
  }

  /// The least important first.
  private static List<Part> right(Model model) {
    List<Part> parts = new ArrayList<>();
    int agents = model.agents().size();
    add(parts, "☍ ", agents, agents == 1 ? " agent" : " agents", Theme.ACCENT);
    Requests.Recent recent = model.requests().recent(model.now());
    if (recent.perSecond() > 0) {
      String rate =
          recent.perSecond() < 10
              ? String.valueOf(Math.round(recent.perSecond() * 10) / 10.0)
              : Format.count(Math.round(recent.perSecond()));
      parts.add(
          new Part("⇄ " + rate + " req/s p95 " + Format.duration(recent.p95Nanos()), Theme.PLAIN));
    }
    int seen = model.pages().errors();
    add(parts, "⚠ ", seen, " in the browser", Theme.BAD);
    int errors = model.errors().size();
    add(parts, "⚠ ", errors, errors == 1 ? " error" : " errors", Theme.BAD);
    parts.add(new Part(clock(model), Theme.MUTED));
    return parts;
  }

  private static void add(List<Part> parts, String glyph, int count, String what, long style) {
    if (count > 0) {
      parts.add(new Part(glyph + Format.count(count) + what, style));
    }
  }

  /// To the minute: seconds would paint a frame each, and say nothing that the log does not.
  private static String clock(Model model) {
    return LogsView.clock(model, model.now()).substring(0, 5);
  }
}
