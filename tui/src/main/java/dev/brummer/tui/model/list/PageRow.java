package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser page, aggregated from its beacons.
public final class PageRow {
  /// Limit for the events of each group.
  private static final int MAX_EVENTS = 200;

  private static final Deque<Event.PageEvent> EMPTY = new ArrayDeque<>();

  private final Map<Group, Deque<Event.PageEvent>> events = new EnumMap<>(Group.class);
  private Event.PageEvent last;
  private final String session;
  private String page;
  private int errors;
  private int consoleLines;
  private String load = "";
  private String lcp = "";
  private String inp = "";
  private String cls = "";
  private long total;

  /// Events shown together, in the order of their importance.
  private enum Group {
    /// Errors and lines of the console.
    CONSOLE,
    /// Loads, requests and interactions.
    ACTIVITY,
    /// Measurements; folded.
    MEASUREMENTS;

    static Group of(Event.PageEvent event) {
      return event.error() != null
          ? CONSOLE
          : switch (event.type()) {
            case "console_output" -> CONSOLE;
            case "memory_usage",
                "paint",
                "dom_state",
                "visibility_change",
                "navigation_timing",
                "resource_timing",
                "network_request",
                "long_task" ->
                MEASUREMENTS;
            default -> ACTIVITY;
          };
    }
  }

  PageRow(Event.PageEvent first) {
    last = first;
    for (Group group : Group.values()) {
      events.put(group, new ArrayDeque<>());
    }
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
    last = event;
    Deque<Event.PageEvent> group = eventsOf(Group.of(event));
    group.addFirst(event);
    if (group.size() > MAX_EVENTS) {
      group.removeLast();
    }
  }

  /// Whether the event reports an error.
  public static boolean isError(Event.PageEvent event) {
    return event.error() != null;
  }

  private Deque<Event.PageEvent> eventsOf(Group group) {
    return events.getOrDefault(group, EMPTY);
  }

  /// Errors and console first, then activity, then a row that folds the measurements; each newest
  /// first.
  ///
  /// @param unfolded whether the measurements follow their row
  public List<PageItem> items(boolean unfolded) {
    List<PageItem> items = new ArrayList<>();
    addAll(items, Group.CONSOLE);
    addAll(items, Group.ACTIVITY);
    Deque<Event.PageEvent> measurements = eventsOf(Group.MEASUREMENTS);
    if (!measurements.isEmpty()) {
      items.add(new PageItem.Fold(measurements.size(), summary(measurements), unfolded));
    }
    if (unfolded) {
      addAll(items, Group.MEASUREMENTS);
    }
    return items;
  }

  private void addAll(List<PageItem> items, Group group) {
    for (Event.PageEvent event : eventsOf(group)) {
      items.add(new PageItem.Occurrence(event));
    }
  }

  /// `memory_usage 3, paint 2`.
  private static String summary(Deque<Event.PageEvent> measurements) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Event.PageEvent event : measurements) {
      counts.merge(event.type(), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    counts.forEach((type, count) ->
        text.append(text.isEmpty() ? "" : ", ").append(type).append(' ').append(count));
    return text.toString();
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

  public Event.PageEvent last() {
    return last;
  }
}
