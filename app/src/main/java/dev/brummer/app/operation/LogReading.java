package dev.brummer.app.operation;

import dev.brummer.app.operation.request.LogRequest;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads, searches and follows the log. Reads the store by number, so it never delays a process.
/// Any thread.
final class LogReading {
  private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");
  private static final Duration COUNT_TIMEOUT = Duration.ofMillis(200);
  private static final Duration REPEATS_TIMEOUT = Duration.ofMillis(5);
  private static final Duration FOLLOW_TIMEOUT = Duration.ofMillis(500);
  private static final int FOLLOW_LIMIT = 500;

  private final OperationContext context;
  private final Items items;

  LogReading(OperationContext context, Items items) {
    this.context = context;
    this.items = items;
  }

  private LogStore logs() {
    return context.engine().logs();
  }

  LogResult read(LogRequest request) throws OperationException {
    OperationContext.checkRange("limit", request.limit(), 1, LogRequest.MAX_LIMIT);
    OperationContext.checkRange("context", request.context(), 0, LogRequest.MAX_CONTEXT);
    LogQuery query = query(request).with(RepeatFoldingMode.SAME);
    boolean tail = request.cursor() == null || request.cursor().isBlank();
    OperationCursor from = tail ? context.cursor() : context.parse(request.cursor());
    LogPage page =
        tail
            ? context.maskedLog().before(query, from.line(), request.limit(), request.timeout())
            : context.maskedLog().from(query, from.line(), request.limit(), request.timeout());
    long shown = page.lines().size();
    long begin = tail ? page.first() : Math.max(page.first(), from.line());
    long end = tail ? from.line() : page.end();
    long matching = shown < request.limit() && page.complete() ? shown : count(query, begin, end);
    OperationCursor next = tail ? from : from.withLine(page.reached());
    return new LogResult(
        withContext(request, page.lines()),
        Math.max(0, matching - shown),
        tail ? 0 : Math.max(0, page.first() - from.line()),
        page.complete(),
        context.text(next),
        from.note());
  }

  private long count(LogQuery query, long from, long to) {
    long[] count = {0};
    context.maskedLog().matchingNumbers(query, from, to, COUNT_TIMEOUT, _ -> count[0]++);
    return count[0];
  }

  private LogQuery query(LogRequest request) throws OperationException {
    return new LogQuery(
        processes(request.names()), level(request.level()), search(request), List.of());
  }

  /// @return null for all processes
  private @Nullable BitSet processes(List<String> names) throws OperationException {
    if (names.isEmpty()) {
      return null;
    }
    BitSet processes = new BitSet();
    for (ProcessInfo info : context.require(names, false)) {
      processes.set(info.id());
    }
    return processes;
  }

  private static LogLevel level(String text) throws OperationException {
    String level = text.strip().toLowerCase(Locale.ROOT);
    if (level.isEmpty()) {
      return LogLevel.NONE;
    }
    if (!LEVELS.contains(level)) {
      throw OperationContext.invalid(
          "unknown level " + VisibleText.quoted(text), Suggestions.hint(level, LEVELS));
    }
    return LogLevel.valueOf(level.toUpperCase(Locale.ROOT));
  }

  private static LogQuery.@Nullable Search search(LogRequest request) throws OperationException {
    if (request.search().isEmpty()) {
      return null;
    }
    OperationContext.checkLength("search", request.search());
    LogQuery.Search search = new LogQuery.Search(request.search(), request.regex());
    String error = search.syntaxError();
    if (error != null) {
      throw OperationContext.invalid(
          "invalid regular expression " + VisibleText.quoted(request.search()) + ": " + error,
          "correct it, or search for it as text");
    }
    return search;
  }

  /// The matches in the order of the request, each with its context; a line occurs once.
  private List<LogItem> withContext(LogRequest request, List<StoredLine> matches) {
    List<List<LogItem>> groups = new ArrayList<>();
    TreeMap<Long, LogItem> group = new TreeMap<>();
    for (StoredLine match : matches) {
      SortedMap<Long, LogItem> lines = around(match, request.context());
      if (!group.isEmpty() && lines.firstKey() > group.lastKey()) {
        groups.add(List.copyOf(group.values()));
        group = new TreeMap<>();
      }
      for (LogItem line : lines.values()) {
        group.merge(line.number(), line, (a, b) -> a.match() ? a : b);
      }
    }
    groups.add(List.copyOf(group.values()));
    List<LogItem> result = new ArrayList<>();
    List<List<LogItem>> ordered = request.newestFirst() ? groups.reversed() : groups;
    ordered.forEach(result::addAll);
    return result;
  }

  private SortedMap<Long, LogItem> around(StoredLine match, int lines) {
    TreeMap<Long, LogItem> found = new TreeMap<>();
    if (lines > 0) {
      LogQuery process = LogQuery.ofProcess(match.process());
      for (StoredLine it : context.maskedLog().before(process, match.number(), lines).lines()) {
        found.put(it.number(), items.line(it, 0, false));
      }
      for (StoredLine it : context.maskedLog().from(process, match.number() + 1, lines).lines()) {
        found.put(it.number(), items.line(it, 0, false));
      }
    }
    RepeatCount repeats =
        logs()
            .countRepeats(
                match.number(),
                RepeatFoldingMode.SAME,
                RepeatCount.startingAfter(match.number()),
                REPEATS_TIMEOUT);
    found.put(match.number(), items.line(match, repeats.count(), true));
    return found;
  }

  void follow(LogRequest request, LogFollower follower)
      throws OperationException, InterruptedException {
    LogQuery query = query(request);
    boolean tail = request.cursor() == null || request.cursor().isBlank();
    OperationCursor position = tail ? context.cursor() : context.parse(request.cursor());
    if (tail && request.limit() > 0) {
      int limit = Math.min(request.limit(), LogRequest.MAX_LIMIT);
      List<StoredLine> lines =
          context.maskedLog().before(query, position.line(), limit, request.timeout()).lines();
      if (!lines.isEmpty() && !follower.lines(items.lines(lines), context.text(position))) {
        return;
      }
    }
    while (true) {
      context.requireOpen();
      long known = context.facts().changes();
      long lost = logs().first() - position.line();
      if (lost > 0) {
        follower.gap(lost);
        position = position.withLine(logs().first());
      }
      LogPage page = context.maskedLog().from(query, position.line(), FOLLOW_LIMIT, FOLLOW_TIMEOUT);
      position = position.withLine(Math.max(position.line(), page.reached()));
      if (!page.lines().isEmpty()) {
        if (!follower.lines(items.lines(page.lines()), context.text(position))) {
          return;
        }
      } else if (page.complete()) {
        context.awaitChange(known);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
