package dev.brummer.app.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.operation.request.PageEventQuery;
import dev.brummer.app.operation.result.PageEventItem;
import dev.brummer.app.operation.result.PageEventResult;
import dev.brummer.app.operation.result.PageSessionItem;
import dev.brummer.app.operation.result.PageSessionResult;
import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the telemetry of browser pages. Any thread.
final class PageReading {
  private static final int MAX_SESSIONS = 200;

  /// Constructed for the first measurement: it takes 50 ms, in which every jar is opened to look
  /// for a class that this runtime does not have.
  private static final class Mapper {
    static final ObjectMapper INSTANCE = new ObjectMapper();
  }

  private final OperationContext context;

  PageReading(OperationContext context) {
    this.context = context;
  }

  PageSessionResult sessions(int limit) throws OperationException {
    OperationContext.checkRange("limit", limit, 1, MAX_SESSIONS);
    Map<String, List<Event.PageEvent>> sessions = new LinkedHashMap<>();
    for (Event.PageEvent event : context.facts().pageEvents(0, _ -> true)) {
      sessions.computeIfAbsent(event.session(), _ -> new ArrayList<>()).add(event);
    }
    List<PageSessionItem> all = sessions.values().stream().map(this::session).toList();
    return new PageSessionResult(
        all.stream().limit(limit).toList(),
        Math.max(0, all.size() - limit),
        context.text(context.cursor()),
        context.hasProxy() ? "" : FactReading.NO_PROXY);
  }

  /// @param events newest first
  private PageSessionItem session(List<Event.PageEvent> events) {
    Event.PageEvent last = events.getFirst();
    return new PageSessionItem(
        last.session(),
        context.name(last.process()),
        last.page(),
        (int) events.stream().filter(it -> it.error() != null).count(),
        (int) events.stream().filter(it -> it.type().equals("console_output")).count(),
        measurement(events, "page_load", "ms", " ms"),
        measurement(events, "lcp", "ms", " ms"),
        measurement(events, "inp", "ms", " ms"),
        measurement(events, "cls", "value", ""),
        events.size(),
        last.atMillis());
  }

  private static String measurement(
      List<Event.PageEvent> events, String type, String member, String unit) {
    for (Event.PageEvent event : events) {
      if (event.type().equals(type)) {
        return number(event.data(), member, unit);
      }
    }
    return "";
  }

  private static String number(String data, String member, String unit) {
    try {
      JsonNode value = Mapper.INSTANCE.readTree(data).path(member);
      return value.isNumber()
          ? value.decimalValue().stripTrailingZeros().toPlainString() + unit
          : "";
    } catch (JsonProcessingException invalid) {
      return "";
    }
  }

  PageEventResult events(PageEventQuery query) throws OperationException {
    OperationContext.checkRange("limit", query.limit(), 1, PageEventQuery.MAX_LIMIT);
    OperationCursor since = context.parseOrStart(query.cursor());
    List<Event.PageEvent> found =
        context
            .facts()
            .pageEvents(
                since.sequence(),
                it ->
                    (query.session().isEmpty() || it.session().equals(query.session()))
                        && (query.type().isEmpty() || it.type().equals(query.type())));
    return new PageEventResult(
        found.stream().limit(query.limit()).map(this::item).toList(),
        Math.max(0, found.size() - query.limit()),
        context.text(context.cursor()),
        context.hasProxy() ? since.note() : FactReading.NO_PROXY);
  }

  private PageEventItem item(Event.PageEvent it) {
    return new PageEventItem(
        it.session(),
        context.name(it.process()),
        it.type(),
        it.page(),
        it.summary(),
        it.data(),
        it.request(),
        it.error() != null,
        it.atMillis());
  }
}
