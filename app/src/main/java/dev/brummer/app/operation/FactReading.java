package dev.brummer.app.operation;

import dev.brummer.app.operation.request.ErrorRequest;
import dev.brummer.app.operation.request.RequestQuery;
import dev.brummer.app.operation.result.ErrorDetailResult;
import dev.brummer.app.operation.result.ErrorListResult;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.RequestDetailResult;
import dev.brummer.app.operation.result.RequestItem;
import dev.brummer.app.operation.result.RequestListResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.fact.RequestFilter;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads errors and requests. Any thread.
final class FactReading {
  static final String NO_PROXY = "this run has no proxy, so it sees no requests and no pages";

  private static final List<String> KINDS = List.of("error", "browser", "test", "build");
  private static final int LINES_BEFORE = 5;
  private static final int MAX_ERROR_LINES = 60;
  private static final int MAX_LINES = 30;

  /// A server may log a request shortly after its response.
  private static final long LATE_MILLIS = 100;

  private static final long WINDOW_MILLIS = 250;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

  private final OperationContext context;
  private final Items items;

  FactReading(OperationContext context, Items items) {
    this.context = context;
    this.items = items;
  }

  ErrorListResult errors(ErrorRequest request) throws OperationException {
    OperationContext.checkRange("limit", request.limit(), 1, ErrorRequest.MAX_LIMIT);
    String kind = request.kind().strip().toLowerCase(Locale.ROOT);
    if (!kind.isEmpty() && !KINDS.contains(kind)) {
      throw OperationContext.invalid(
          "unknown kind " + VisibleText.quoted(request.kind()), Suggestions.hint(kind, KINDS));
    }
    OperationCursor since = context.parseOrStart(request.cursor());
    Set<Integer> ids = ids(request.names());
    List<ErrorFact> all =
        context.facts().errors().stream()
            .filter(it -> it.lastSequence() > since.sequence())
            .filter(it -> ids.contains(it.process()))
            .filter(it -> kind.isEmpty() || it.kind().name().equalsIgnoreCase(kind))
            .toList();
    List<ErrorFact> found = all.stream().filter(it -> !it.isHealed()).toList();
    return new ErrorListResult(
        items.errors(found.stream().limit(request.limit()).toList(), since.sequence()),
        all.size() - found.size(),
        Math.max(0, found.size() - request.limit()),
        context.text(context.cursor()),
        since.note());
  }

  private Set<Integer> ids(List<String> names) throws OperationException {
    Set<Integer> ids = new HashSet<>();
    context.select(names).forEach((ProcessInfo info) -> ids.add(info.id()));
    return ids;
  }

  ErrorDetailResult error(String id) throws OperationException {
    List<ErrorFact> all = context.facts().errors();
    ErrorFact fact =
        all.stream()
            .filter(it -> it.id().equals(id.strip()))
            .findFirst()
            .orElseThrow(() ->
                new OperationException(
                    OperationException.Kind.UNKNOWN_NAME,
                    "no error has the id " + VisibleText.quoted(VisibleText.bounded(id, 60)),
                    "list the errors to see their ids"));
    Event.ErrorDetected it = fact.occurrence();
    LogQuery process = LogQuery.ofProcess(it.process());
    int lines = Math.clamp(it.lines(), 1, MAX_ERROR_LINES);
    long from = it.atMillis() - WINDOW_MILLIS;
    long to = it.atMillis() + WINDOW_MILLIS;
    List<RequestItem> requests =
        context
            .facts()
            .requests(
                0,
                request ->
                    request.process() == it.process()
                        && request.atMillis() <= to
                        && request.atMillis() + request.totalNanos() / 1_000_000 >= from)
            .stream()
            .limit(LINES_BEFORE)
            .map(items::request)
            .toList();
    return new ErrorDetailResult(
        items.error(fact, 0),
        items.lines(context.maskedLog().from(process, it.line(), lines).lines()),
        items.lines(context.maskedLog().before(process, it.line(), LINES_BEFORE).lines()),
        requests,
        context.text(context.cursor()));
  }

  RequestListResult requests(RequestQuery query) throws OperationException {
    OperationContext.checkRange("limit", query.limit(), 1, RequestQuery.MAX_LIMIT);
    OperationContext.checkLength("filter", query.filter());
    OperationCursor since = context.parseOrStart(query.cursor());
    Set<Integer> ids = query.names().isEmpty() ? Set.of() : ids(query.names());
    RequestFilter filter = RequestFilter.of(query.filter(), context::name);
    List<Event.RequestCompleted> found =
        context
            .facts()
            .requests(
                since.sequence(),
                it -> (ids.isEmpty() || ids.contains(it.process())) && filter.matches(it));
    return new RequestListResult(
        found.stream().limit(query.limit()).map(items::request).toList(),
        Math.max(0, found.size() - query.limit()),
        context.text(context.cursor()),
        context.hasProxy() ? since.note() : NO_PROXY);
  }

  RequestDetailResult request(long id) throws OperationException {
    Event.RequestCompleted it =
        context.facts().requests(0, request -> request.id() == id).stream()
            .findFirst()
            .orElseThrow(() ->
                new OperationException(
                    OperationException.Kind.UNKNOWN_NAME,
                    "no request has the id " + id,
                    context.hasProxy() ? "list the requests to see their ids" : NO_PROXY));
    RequestDetail detail = it.detail();
    List<StoredLine> meanwhile = meanwhile(it);
    List<LogItem> traced =
        detail.traceId().isEmpty()
            ? List.of()
            : items.lines(
                meanwhile.stream()
                    .filter(line -> line.plainString().contains(detail.traceId()))
                    .limit(MAX_LINES)
                    .toList());
    List<LogItem> near =
        items.lines(
            meanwhile.stream()
                .filter(line -> line.process() == it.process())
                .limit(MAX_LINES)
                .toList());
    return new RequestDetailResult(
        items.request(it),
        new RequestDetailResult.Timing(
            Items.millis(detail.queueNanos()),
            Items.millis(detail.connectNanos()),
            Items.millis(detail.firstByteNanos()),
            Items.millis(it.upstreamNanos()),
            Items.millis(it.proxyNanos())),
        fields(detail.requestHeaders()),
        fields(detail.responseHeaders()),
        detail.requestBody().text(),
        detail.requestBody().truncated(),
        detail.responseBody().text(),
        detail.responseBody().truncated(),
        detail.authentication(),
        fields(detail.claims()),
        detail.remark(),
        detail.curl(),
        traced.isEmpty() ? near : traced,
        !traced.isEmpty());
  }

  private List<StoredLine> meanwhile(Event.RequestCompleted it) {
    long to = it.atMillis() + it.totalNanos() / 1_000_000 + LATE_MILLIS;
    LogQuery query =
        new LogQuery(
            (BitSet) null,
            LogLevel.NONE,
            null,
            List.of(),
            RepeatFoldingMode.OFF,
            it.atMillis(),
            to);
    long first = context.engine().logs().firstAtOrAfter(it.atMillis());
    return context.maskedLog().from(query, first, 500, READ_TIMEOUT).lines();
  }

  private static List<RequestDetailResult.Field> fields(List<RequestDetail.NameValue> values) {
    return values.stream().map(it -> new RequestDetailResult.Field(it.name(), it.value())).toList();
  }
}
