package dev.brummer.tui.model;

import dev.brummer.engine.filter.FilterEngine;
import dev.brummer.engine.log.Folding;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.Repeats;
import dev.brummer.engine.log.StoredLine;
import java.time.Duration;
import java.util.List;

/// Where the log views read from: the log store, or a few lines in a test.
public interface Lines {
  /// What a page may cost the thread `tui`; a scan that needs longer goes on with the next frame.
  Duration BUDGET = Duration.ofMillis(10);

  /// The newest `limit` matching lines below `before`.
  LogPage before(LogQuery query, long before, int limit);

  /// The oldest `limit` matching lines from `from` on.
  LogPage from(LogQuery query, long from, int limit);

  /// How many lines are known to match; grows while older ones are looked at.
  long matches(LogQuery query);

  /// Goes on counting the repeats of a line, see [LogStore#repeats].
  Repeats repeats(long number, Folding folding, Repeats known, Duration budget);

  /// Lines that have not ended, as prompts.
  List<StoredLine> unfinished(LogQuery query);

  /// Number that the next line will get.
  long end();

  static Lines of(LogStore store, FilterEngine filters) {
    return new Lines() {
      @Override
      public LogPage before(LogQuery query, long before, int limit) {
        return filters.before(query, before, limit, BUDGET);
      }

      @Override
      public LogPage from(LogQuery query, long from, int limit) {
        return filters.from(query, from, limit, BUDGET);
      }

      @Override
      public long matches(LogQuery query) {
        return filters.matches(query);
      }

      @Override
      public Repeats repeats(long number, Folding folding, Repeats known, Duration budget) {
        return store.repeats(number, folding, known, budget);
      }

      @Override
      public List<StoredLine> unfinished(LogQuery query) {
        return store.unfinished(query);
      }

      @Override
      public long end() {
        return store.end();
      }
    };
  }
}
