package dev.brummer.tui.model;

import dev.brummer.engine.filter.FilterEngine;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.mask.MaskedLog;
import java.time.Duration;
import java.util.List;

/// Read access to log lines for the views: the log store, or an in-memory log in tests.
public interface LogReader {
  /// Time limit for one page on the thread `tui`; a longer scan continues with the next frame.
  Duration TIME_BUDGET = Duration.ofMillis(10);

  /// The newest `limit` matching lines before line `before`.
  LogPage before(LogQuery query, long before, int limit);

  /// The oldest `limit` matching lines from line `from` on.
  LogPage from(LogQuery query, long from, int limit);

  /// The number of lines known to match; grows while older lines are scanned.
  long matches(LogQuery query);

  /// Continues counting the repeats of a line, see [LogStore#countRepeats].
  RepeatCount countRepeats(
      long number, RepeatFoldingMode folding, RepeatCount known, Duration budget);

  /// Lines without a line end yet, such as prompts.
  List<StoredLine> unfinished(LogQuery query);

  /// The number of the next line to be stored.
  long end();

  /// The number of the oldest stored line, which is also the number of dropped lines.
  long first();

  /// The number of the first line stored at or after this time, see [LogStore#firstAtOrAfter].
  long firstAtOrAfter(long millis);

  /// At most `limit` lines stored in the time interval, oldest first; `toMillis` is exclusive.
  List<StoredLine> during(long fromMillis, long toMillis, int limit);

  /// A reader whose lines are masked.
  static LogReader of(LogStore store, FilterEngine filters, MaskedLog masked) {
    return new MaskedLogReader(of(store, filters), masked);
  }

  /// A reader of the raw lines.
  static LogReader of(LogStore store, FilterEngine filters) {
    return new LogReader() {
      @Override
      public LogPage before(LogQuery query, long before, int limit) {
        return filters.before(query, before, limit, TIME_BUDGET);
      }

      @Override
      public LogPage from(LogQuery query, long from, int limit) {
        return filters.from(query, from, limit, TIME_BUDGET);
      }

      @Override
      public long matches(LogQuery query) {
        return filters.knownMatches(query);
      }

      @Override
      public RepeatCount countRepeats(
          long number, RepeatFoldingMode folding, RepeatCount known, Duration budget) {
        return store.countRepeats(number, folding, known, budget);
      }

      @Override
      public List<StoredLine> unfinished(LogQuery query) {
        return store.unfinished(query);
      }

      @Override
      public long end() {
        return store.end();
      }

      @Override
      public long first() {
        return store.first();
      }

      @Override
      public long firstAtOrAfter(long millis) {
        return store.firstAtOrAfter(millis);
      }

      @Override
      public List<StoredLine> during(long fromMillis, long toMillis, int limit) {
        long to = store.firstAtOrAfter(toMillis);
        return store.from(LogQuery.ALL, store.firstAtOrAfter(fromMillis), limit).lines().stream()
            .filter(line -> line.number() < to)
            .toList();
      }
    };
  }
}
