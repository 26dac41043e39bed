package dev.brummer.tui.model;

import dev.brummer.engine.filter.FilterEngine;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFolding;
import dev.brummer.engine.log.StoredLine;
import java.time.Duration;
import java.util.List;

/// Where the log views read from: the log store, or a few lines in a test.
public interface LogReader {
  /// What a page may cost the thread `tui`; a scan that needs longer goes on with the next frame.
  Duration TIME_BUDGET = Duration.ofMillis(10);

  /// The newest `limit` matching lines below `before`.
  LogPage before(LogQuery query, long before, int limit);

  /// The oldest `limit` matching lines from `from` on.
  LogPage from(LogQuery query, long from, int limit);

  /// How many lines are known to match; grows while older ones are looked at.
  long matches(LogQuery query);

  /// Goes on counting the repeats of a line, see [LogStore#countRepeats].
  RepeatCount repeats(long number, RepeatFolding folding, RepeatCount known, Duration budget);

  /// Lines that have not ended, as prompts.
  List<StoredLine> unfinished(LogQuery query);

  /// Number that the next line will get.
  long end();

  /// Number of the oldest line that is still kept: so many have gone.
  long first();

  /// Number of the first line that was stored at this time or later, see [LogStore#firstAtOrAfter].
  long at(long millis);

  /// The lines stored from a time on and before another, the oldest first, at most `limit`.
  List<StoredLine> during(long fromMillis, long toMillis, int limit);

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
      public RepeatCount repeats(
          long number, RepeatFolding folding, RepeatCount known, Duration budget) {
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
      public long at(long millis) {
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
