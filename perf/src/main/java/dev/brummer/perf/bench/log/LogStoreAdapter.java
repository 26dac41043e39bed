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

/// What the log stores under measurement have in common. `printer` counts from 0; one thread at a
/// time prints for each.
public interface LogStoreAdapter extends AutoCloseable {
  /// Stores the same line `count` times, as one chunk of a child's output.
  void printLines(int printer, int count);

  /// Returns when all lines so far are stored.
  void flush();

  /// Stores line `number` of a log to be searched.
  void preload(int number);

  /// @return how many lines match
  long search(String pattern, boolean regex);

  /// In parts of 100: of what was printed, how much did not have to wait.
  double uncontendedPercent();

  @Override
  void close();

  /// About 100 bytes, as the lines of the search.
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

  /// The stores.
  enum Design {
    /// The product, with its files.
    BRUMMER {
      @Override
      public LogStoreAdapter open(int printers) {
        return new ProductLogStore(printers);
      }
    },
    /// The product, slowed on purpose.
    BRUMMER_SLOW {
      @Override
      public LogStoreAdapter open(int printers) {
        return new SlowedLogStore(new ProductLogStore(printers));
      }
    },
    /// The seed's design.
    LIST {
      @Override
      public LogStoreAdapter open(int printers) {
        return new BaselineLogStore();
      }
    };

    public abstract LogStoreAdapter open(int printers);
  }

  /// The product.
  final class ProductLogStore implements LogStoreAdapter {
    private static final int CHUNK = 500;

    private final Path folder = TempDirectories.create();
    private final LogStore store;
    private final LineAssembler[] assemblers;
    private final LineBatch[] batches;
    private final StringBuilder loading = new StringBuilder();
    private int loaded;

    ProductLogStore(int printers) {
      store = LogStore.open(LogSettings.of(folder));
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
      if (!loading.isEmpty()) {
        byte[] chunk = loading.toString().getBytes(StandardCharsets.UTF_8);
        loading.setLength(0);
        assemblers[0].feed(chunk, 0, chunk.length, batches[0]);
        store.append(1, LogSource.PTY, batches[0]);
      }
    }

    @Override
    public void preload(int number) {
      loading.append(searchLine(number)).append('\n');
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
      TempDirectories.delete(folder);
    }
  }

  /// The design before.
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

  /// The line so many times, made once.
  final class RepeatedLines {
    private static byte[] one = LINE;
    private static byte[] many = new byte[0];

    private RepeatedLines() {}

    static byte[] of(int count) {
      if (count == 1) {
        return one;
      }
      if (many.length != count * LINE.length) {
        byte[] made = new byte[count * LINE.length];
        for (int i = 0; i < count; i++) {
          System.arraycopy(LINE, 0, made, i * LINE.length, LINE.length);
        }
        many = made;
      }
      return many;
    }
  }
}
