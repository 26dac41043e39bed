package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page in a browser, as its beacons tell.
public final class PageRow {
  private static final int MAX_EVENTS = 200;

  private final Deque<Event.PageEvent> events = new ArrayDeque<>();
  private final String session;
  private String page;
  private int errors;
  private int consoleLines;
  private String load = "";
  private String lcp = "";
  private String inp = "";
  private String cls = "";
  private long total;

  PageRow(Event.PageEvent first) {
    session = first.session();
    page = first.page();
  }

  void add(Event.PageEvent signal) {
    page = signal.page().isEmpty() ? page : signal.page();
    errors += isError(signal) ? 1 : 0;
    consoleLines += signal.type().equals("console_output") ? 1 : 0;
    total++;
    switch (signal.type()) {
      case "page_load" -> load = millis(signal);
      case "lcp" -> lcp = millis(signal);
      case "inp" -> inp = millis(signal);
      case "cls" -> cls = number(signal, "value");
      default -> {}
    }
    events.addFirst(signal);
    if (events.size() > MAX_EVENTS) {
      events.removeLast();
    }
  }

  /// Whether the browser reported something that went wrong.
  public static boolean isError(Event.PageEvent signal) {
    return signal.type().contains("error") || signal.type().contains("rejection");
  }

  private static String millis(Event.PageEvent signal) {
    String value = number(signal, "ms");
    return value.isEmpty() ? "" : Formats.duration((long) (Double.parseDouble(value) * 1e6));
  }

  /// A member of the signal's data, empty if there is no such number.
  private static String number(Event.PageEvent signal, String member) {
    Matcher found =
        Pattern.compile("\"" + member + "\":(\\d{1,12}(?:\\.\\d{1,6})?)").matcher(signal.data());
    return found.find() ? found.group(1) : "";
  }

  /// How long it took to load, empty while it is not known.
  public String load() {
    return load;
  }

  /// Largest contentful paint.
  public String lcp() {
    return lcp;
  }

  /// Interaction to next paint.
  public String inp() {
    return inp;
  }

  /// Cumulative layout shift.
  public String cls() {
    return cls;
  }

  /// Lines on the browser's console.
  public int consoleLines() {
    return consoleLines;
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

  /// Newest first; the last [#MAX_EVENTS].
  public Deque<Event.PageEvent> events() {
    return events;
  }

  public Event.PageEvent last() {
    return events.getFirst();
  }
}
