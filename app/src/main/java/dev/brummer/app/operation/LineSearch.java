package dev.brummer.app.operation;

import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.mask.MaskedLog;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Searches the growing log of some processes for a line, each time from where the last search
/// ended. Confined to one thread.
final class LineSearch {
  private static final Duration SEARCH_TIMEOUT = Duration.ofMillis(200);

  private final BitSet processes = new BitSet();

  /// Time from which the lines of a process count, by its id.
  private final Map<Integer, Long> begins = new HashMap<>();

  private long next;
  private long sinceMillis = Long.MAX_VALUE;
  private boolean complete;

  private LineSearch(long next) {
    this.next = next;
  }

  /// Lines behind a cursor.
  static LineSearch from(OperationCursor cursor, List<ProcessInfo> targets) {
    LineSearch search = new LineSearch(cursor.line());
    targets.forEach(info -> search.add(info.id(), Long.MIN_VALUE));
    return search;
  }

  /// Lines since the last start of each process, so that a line is not missed that was printed
  /// between a start and this call.
  static LineSearch ofRuns(List<ProcessInfo> targets) {
    LineSearch search = new LineSearch(0);
    targets.forEach(info -> search.add(info.id(), beginOfRun(info)));
    return search;
  }

  /// Lines of an earlier run do not count for a process that is about to start.
  private static long beginOfRun(ProcessInfo info) {
    boolean starting =
        info.state() instanceof ProcessState.Starting
            || info.state() instanceof ProcessState.Waiting
            || info.state() instanceof ProcessState.BackingOff;
    return starting ? info.sinceMillis() : info.startedMillis();
  }

  private void add(int process, long begin) {
    processes.set(process);
    begins.put(process, begin);
    sinceMillis = Math.min(sinceMillis, begin);
  }

  /// Searches for a limited time.
  ///
  /// @return null if no line matches so far
  @Nullable StoredLine next(MaskedLog log, String regex) {
    LogQuery query =
        new LogQuery(
            processes,
            LogLevel.NONE,
            new LogQuery.Search(regex, true),
            List.of(new LogQuery.Rule(false, null, LogSource.BRUMMER, LogLevel.NONE, null)),
            RepeatFoldingMode.OFF,
            sinceMillis,
            Long.MAX_VALUE);
    long deadline = System.nanoTime() + SEARCH_TIMEOUT.toNanos();
    while (true) {
      LogPage page = log.from(query, next, 1, SEARCH_TIMEOUT);
      complete = page.complete();
      next = Math.max(next, page.reached());
      if (page.lines().isEmpty()) {
        return null;
      }
      StoredLine line = page.lines().getFirst();
      if (line.atMillis() >= begins.getOrDefault(line.process(), Long.MIN_VALUE)) {
        return line;
      }
      next = Math.max(next, line.number() + 1);
      complete = false;
      if (System.nanoTime() > deadline) {
        return null;
      }
    }
  }

  /// Whether the last search has seen all lines of that moment.
  boolean isComplete() {
    return complete;
  }
}
