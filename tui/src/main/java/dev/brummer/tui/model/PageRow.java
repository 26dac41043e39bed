package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;

/// A page in a browser, as its beacons tell.
public final class PageRow {
  private static final int SIGNALS = 200;

  private final Deque<Event.PageSignal> signals = new ArrayDeque<>();
  private final String session;
  private String page;
  private int errors;
  private long total;

  PageRow(Event.PageSignal first) {
    session = first.session();
    page = first.page();
  }

  void add(Event.PageSignal signal) {
    page = signal.page().isEmpty() ? page : signal.page();
    errors += isError(signal) ? 1 : 0;
    total++;
    signals.addFirst(signal);
    if (signals.size() > SIGNALS) {
      signals.removeLast();
    }
  }

  /// Whether the browser reported something that went wrong.
  public static boolean isError(Event.PageSignal signal) {
    return signal.type().contains("error") || signal.type().contains("rejection");
  }

  public String session() {
    return session;
  }

  public String page() {
    return page;
  }

  public int errors() {
    return errors;
  }

  public long total() {
    return total;
  }

  /// Newest first; the last [#SIGNALS].
  public Deque<Event.PageSignal> signals() {
    return signals;
  }

  public Event.PageSignal last() {
    return signals.getFirst();
  }
}
