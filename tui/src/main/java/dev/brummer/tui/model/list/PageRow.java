package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser page, aggregated from its beacons.
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

  void add(Event.PageEvent event) {
    page = event.page().isEmpty() ? page : event.page();
    errors += isError(event) ? 1 : 0;
    consoleLines += event.type().equals("console_output") ? 1 : 0;
    total++;
    switch (event.type()) {
      case "page_load" -> load = millis(event);
      case "lcp" -> lcp = millis(event);
      case "inp" -> inp = millis(event);
      case "cls" -> cls = number(event, "value");
      default -> {}
    }
    events.addFirst(event);
    if (events.size() > MAX_EVENTS) {
      events.removeLast();
    }
  }

  /// Whether the event reports an error or a rejection.
  public static boolean isError(Event.PageEvent event) {
    return event.type().contains("error") || event.type().contains("rejection");
  }

  private static String millis(Event.PageEvent event) {
    String value = number(event, "ms");
    return value.isEmpty() ? "" : CompactFormats.duration((long) (Double.parseDouble(value) * 1e6));
  }

  /// A numeric member of the event's data, empty if absent.
  private static String number(Event.PageEvent event, String member) {
    Matcher found =
        Pattern.compile("\"" + member + "\":(\\d{1,12}(?:\\.\\d{1,6})?)").matcher(event.data());
    return found.find() ? found.group(1) : "";
  }

  /// Page load time, empty if unknown.
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

  /// Number of lines on the browser console.
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

  /// Newest first; at most [#MAX_EVENTS].
  public Deque<Event.PageEvent> events() {
    return events;
  }

  public Event.PageEvent last() {
    return events.getFirst();
  }
}
