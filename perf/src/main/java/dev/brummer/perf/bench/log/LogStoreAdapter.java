package dev.brummer.perf.bench.log;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.perf.baseline.ListLogStore;
import dev.brummer.perf.suite.TempDirectories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Common interface of the log stores under comparison. `printer` counts from 0; at most one thread
/// at a time appends for a printer.
public interface LogStoreAdapter extends AutoCloseable {
  /// Stores `count` equal lines as one chunk of a child process's output.
  void printLines(int printer, int count);

  /// Blocks until all lines so far are stored.
  void flush();

  /// Stores line `number` of the searchable log.
  void preload(int number);

  /// @return number of matching lines
  long search(String pattern, boolean regex);

  /// Returns the percentage of appends that did not wait.
  double uncontendedPercent();

  @Override
  void close();

  /// About 100 bytes, as long as a searchable line.
  byte[] LINE =
      "GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache hit, session 9f2c41aa, worker 3, eu\n"
          .getBytes(StandardCharsets.UTF_8);

  static String searchLine(int number) {
    return String.format(
        Locale.ROOT,
        "%08d %s [worker-%d] GET /api/articles/%d status=%d in %d ms, trace %016x%s",
        number,
        number % 100 == 0 ? "WARN" : "INFO",
        number % 8,
        number * 7919 % 100_000,
        number % 2 == 0 ? 200 : 304,
        number * 31 % 900,
        number * 0x9E3779B97F4A7C15L,
        number % 100 == 0 ? " CacheMiss" : "");
  }

  /// The stores under comparison.
  enum Design {
    /// The product with its segment files.
    BRUMMER {
      @Override
      public LogStoreAdapter open(int printers) {
        return new ProductLogStore(printers);
      }
    },
    /// The product with a deliberate slowdown.
    BRUMMER_SLOW {
      @Override
      public LogStoreAdapter open(int printers) {
        return new SlowedLogStore(new ProductLogStore(printers));
      }
    },
    /// Reference design.
    LIST {
      @Override
      public LogStoreAdapter open(int printers) {
        return new BaselineLogStore();
      }
    };

    public abstract LogStoreAdapter open(int printers);
  }

  /// The product's log store.
  final class ProductLogStore implements LogStoreAdapter {
    private static final int CHUNK = 500;

    private final Path directory = TempDirectories.create();
    private final LogStore store;
    private final LineAssembler[] assemblers;
    private final LineBatch[] batches;
    private final StringBuilder pending = new StringBuilder();
    private int loaded;

    ProductLogStore(int printers) {
      store = LogStore.open(LogSettings.of(directory));
      assemblers = new LineAssembler[printers];
      batches = new LineBatch[printers];
      for (int i = 0; i < printers; i++) {
        assemblers[i] = new LineAssembler();
        batches[i] = new LineBatch();
      }
    }

    @Override
    public void printLines(int printer, int count) {
      byte[] chunk = RepeatedLines.of(count);
      assemblers[printer].feed(chunk, 0, chunk.length, batches[printer]);
      store.append(printer + 1, LogSource.PTY, batches[printer]);
    }

    @Override
    public void flush() {
      if (!pending.isEmpty()) {
        byte[] chunk = pending.toString().getBytes(StandardCharsets.UTF_8);
        pending.setLength(0);
        assemblers[0].feed(chunk, 0, chunk.length, batches[0]);
        store.append(1, LogSource.PTY, batches[0]);
      }
    }

    @Override
    public void preload(int number) {
      pending.append(searchLine(number)).append('\n');
      if (++loaded % CHUNK == 0) {
        flush();
      }
    }

    @Override
    public long search(String pattern, boolean regex) {
      LogQuery query = new LogQuery(null, LogLevel.NONE, new LogQuery.Search(pattern, regex));
      long[] count = {0};
      store.matchingNumbers(query, 0, store.end(), Duration.ofHours(1), _ -> count[0]++);
      return count[0];
    }

    @Override
    public double uncontendedPercent() {
      LogStore.AppendStats appends = store.appendStats();
      return 100.0
          * appends.uncontended()
          / Math.max(1, appends.uncontended() + appends.contended());
    }

    @Override
    public void close() {
      store.close();
      TempDirectories.delete(directory);
    }
  }

  /// The reference log store (S9 to S12).
  final class BaselineLogStore implements LogStoreAdapter {
    private final ListLogStore store = new ListLogStore(2_000_000);

    @Override
    public void printLines(int printer, int count) {
      String process = "p" + printer;
      for (int i = 0; i < count; i++) {
        store.add(process, new String(LINE, 0, LINE.length - 1, StandardCharsets.UTF_8));
      }
    }

    @Override
    public void flush() {
      store.awaitEmpty();
    }

    @Override
    public void preload(int number) {
      store.addSync("p0", searchLine(number));
    }

    @Override
    public long search(String pattern, boolean regex) {
      return regex ? store.search(Pattern.compile(pattern)).size() : store.search(pattern).size();
    }

    @Override
    public double uncontendedPercent() {
      return 100.0 * store.asyncAdds() / Math.max(1, store.asyncAdds() + store.syncAdds());
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /// Caches chunks of repeated lines.
  final class RepeatedLines {
    private static byte[] single = LINE;
    private static byte[] many = new byte[0];

    private RepeatedLines() {}

    static byte[] of(int count) {
      if (count == 1) {
        return single;
      }
      if (many.length != count * LINE.length) {
        byte[] repeated = new byte[count * LINE.length];
        for (int i = 0; i < count; i++) {
          System.arraycopy(LINE, 0, repeated, i * LINE.length, LINE.length);
        }
        many = repeated;
      }
      return many;
    }
  }
}
