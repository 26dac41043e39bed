package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.RequestList;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The top line: process counts, errors, request rate, agents, time. On narrow terminals the items
/// lose their words and are then dropped, one after the other, the least important first.
final class Header {
  /// The number of errors stays longest; a click on it shows them.
  private static final int ERRORS_PRIORITY = 5;

  private static final int CLOCK_PRIORITY = 4;
  private static final int AGENTS_PRIORITY = 3;
  private static final int RATE_PRIORITY = 2;

  /// @param brief text for narrow terminals
  /// @param priority items with higher priority are shortened and dropped later
  private record HeaderItem(String text, String brief, long style, int priority) {
    boolean isShortened() {
      return text.equals(brief);
    }

    HeaderItem shortened() {
      return new HeaderItem(brief, brief, style, priority);
    }
  }

  private Header() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect area) {
    Canvas canvas = viewCanvas.canvas;
    int y = area.y();
    int x = canvas.text(1, y, area.right(), "brummer", Styles.TITLE);
    x = canvas.text(x + 2, y, area.right(), model.project(), Styles.STRONG);
    List<HeaderItem> states = stateItems(model);
    while (states.size() > 1 && x + 2 * states.size() + textWidth(states) > area.right() - 1) {
      states.removeFirst();
    }
    for (HeaderItem headerItem : states) {
      x = canvas.text(x + 2, y, area.right(), headerItem.text(), headerItem.style());
    }
    List<HeaderItem> right = rightItems(model);
    while (!right.isEmpty() && x + 1 + width(right) > area.right()) {
      shorten(right);
    }
    int at = area.right() - width(right);
    for (HeaderItem headerItem : right) {
      int end = canvas.text(at, y, area.right(), headerItem.text(), headerItem.style());
      Tab target = target(headerItem);
      if (target != null) {
        viewCanvas.hitRegions.add(HitRegions.RegionKind.TAB, target.number(), at, y, end - at, 1);
      }
      at = end + 3;
    }
  }

  /// Takes the words of the least important item, or drops it if it has none left.
  private static void shorten(List<HeaderItem> parts) {
    HeaderItem least = parts.getFirst();
    for (HeaderItem part : parts) { // a comparator of the JDK is a class generated at run time
      least = part.priority() < least.priority() ? part : least;
    }
    if (least.isShortened()) {
      parts.remove(least);
    } else {
      parts.set(parts.indexOf(least), least.shortened());
    }
  }

  /// The view that a click on an item shows, null for none.
  private static @Nullable Tab target(HeaderItem headerItem) {
    return switch (headerItem.priority()) {
      case ERRORS_PRIORITY -> Tab.ERRORS;
      case AGENTS_PRIORITY -> Tab.AGENTS;
      default -> null;
    };
  }

  private static int textWidth(List<HeaderItem> parts) {
    int width = 0;
    for (HeaderItem headerItem : parts) {
      width += TextWidth.of(headerItem.text());
    }
    return width;
  }

  private static int width(List<HeaderItem> parts) {
    return textWidth(parts) + 3 * parts.size() - 2;
  }

  private static List<HeaderItem> stateItems(Model model) {
    int[] counts = new int[StateGroup.values().length];
    int unhealthy = 0;
    for (ProcessRow row : model.processes()) {
      counts[StateGroup.of(row.state()).ordinal()]++;
      unhealthy += row.info().isUnhealthy() ? 1 : 0;
    }
    List<HeaderItem> parts = new ArrayList<>();
    for (StateGroup group : StateGroup.values()) {
      if (group != StateGroup.INACTIVE) {
        String word = " " + group.word;
        add(parts, group.glyph + " ", counts[group.ordinal()], word, word, group.style, 0);
      }
    }
    add(parts, "! ", unhealthy, " unhealthy", " unhealthy", Styles.WARNING, 0);
    if (parts.isEmpty()) {
      parts.add(new HeaderItem("○ none active", "○ none active", Styles.MUTED, 0));
    }
    return parts;
  }

  /// Process states counted together, least important first.
  private enum StateGroup {
    INACTIVE(' ', "", Styles.MUTED),
    SCHEDULED('◷', "scheduled", Styles.ACCENT),
    READY('●', "ready", Styles.SUCCESS),
    RUNNING('●', "running", Styles.SUCCESS),
    STARTING('◐', "starting", Styles.WARNING),
    STOPPING('◌', "stopping", Styles.WARNING),
    PAUSED('‖', "paused", Styles.WARNING),
    RESTARTING('↻', "restarting", Styles.WARNING),
    DOWN('▼', "down", Styles.ERROR),
    FAILED('✖', "failed", Styles.ERROR);

    private final char glyph;
    private final String word;
    private final long style;

    StateGroup(char glyph, String word, long style) {
      this.glyph = glyph;
      this.word = word;
      this.style = style;
    }

    static StateGroup of(ProcessState state) {
      return switch (state) {
        case ProcessState.Idle _, ProcessState.Done _, ProcessState.Stopped _ -> INACTIVE;
        case ProcessState.Ready _ -> READY;
        case ProcessState.Running _ -> RUNNING;
        case ProcessState.Waiting _, ProcessState.Starting _ -> STARTING;
        case ProcessState.Stopping _ -> STOPPING;
        case ProcessState.Paused _ -> PAUSED;
        case ProcessState.BackingOff _ -> RESTARTING;
        case ProcessState.Scheduled _ -> SCHEDULED;
        case ProcessState.Down _ -> DOWN;
        case ProcessState.Failed _ -> FAILED;
      };
    }
  }

  private static List<HeaderItem> rightItems(Model model) {
    List<HeaderItem> parts = new ArrayList<>();
    int errors = model.errors().open();
    String errorNoun = errors == 1 ? " error" : " errors";
    add(parts, "⚠ ", errors, errorNoun, "", Styles.ERROR, ERRORS_PRIORITY);
    RequestList.RecentRate recent = model.requests().recent(model.now());
    if (recent.perSecond() > 0) {
      String rate =
          recent.perSecond() < 10
              ? String.valueOf(Math.round(recent.perSecond() * 10) / 10.0)
              : CompactFormats.count(Math.round(recent.perSecond()));
      String brief = "⇄ " + rate + " req/s";
      String text = brief + " p95 " + CompactFormats.duration(recent.p95Nanos());
      parts.add(new HeaderItem(text, brief, Styles.PLAIN, RATE_PRIORITY));
    }
    int agents = model.agents().connectedCount();
    boolean readOnly = model.agents().access().isReadOnly();
    String noun = (agents == 1 ? " agent" : " agents") + (readOnly ? " read-only" : "");
    long agentStyle = readOnly ? Styles.WARNING : Styles.ACCENT;
    add(parts, "☍ ", agents, noun, readOnly ? " ro" : "", agentStyle, AGENTS_PRIORITY);
    parts.add(new HeaderItem(clock(model), clock(model), Styles.MUTED, CLOCK_PRIORITY));
    return parts;
  }

  private static void add(
      List<HeaderItem> parts,
      String glyph,
      int count,
      String label,
      String briefLabel,
      long style,
      int priority) {
    if (count > 0) {
      String number = glyph + CompactFormats.count(count);
      parts.add(new HeaderItem(number + label, number + briefLabel, style, priority));
    }
  }

  /// Formats hours and minutes only: seconds would repaint the frame every second without adding
  /// information.
  private static String clock(Model model) {
    return LogsView.clock(model, model.now()).substring(0, 5);
  }
}
