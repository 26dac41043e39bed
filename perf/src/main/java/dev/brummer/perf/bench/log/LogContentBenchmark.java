package dev.brummer.perf.bench.log;

import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.perf.suite.TempDirectories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Measures the cost of a line by its content: splitting 64 KiB chunks of output into lines, and
/// storing the lines on disk. An invocation handles [#LINES] lines; divide the score by that
/// number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogContentBenchmark {
  /// Lines per invocation.
  static final int LINES = 20_000;

  private static final int CHUNK_BYTES = 1 << 16;

  /// Content of the lines; each has about 100 visible bytes.
  public enum Content {
    PLAIN(
        "%08d GET /api/users 200 in 5 ms, with a text of one hundred bytes, as any other line of a"
            + " server"),
    DATED(
        "2026-01-31T09:45:12.%08d INFO 4121 --- [main] c.e.App : a text of one hundred bytes or so"
            + " it is"),
    COLOURED(
        "\033[2m%08d\033[0m \033[32mGET\033[0m /api/users 200 in 5 ms, one hundred bytes with"
            + " colours in it");

    private final String format;

    Content(String format) {
      this.format = format;
    }

    private byte[] lines() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < LINES; i++) {
        text.append(String.format(Locale.ROOT, format, i)).append('\n');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  @Param({"PLAIN", "DATED", "COLOURED"})
  public String design;

  private final Path directory = TempDirectories.create();
  private final LineAssembler assembler = new LineAssembler();
  private final LineBatch batch = new LineBatch();
  private LogStore store;
  private byte[] output = {};

  @Setup(Level.Trial)
  public void open() {
    store = LogStore.open(LogSettings.of(directory));
    output = Content.valueOf(design).lines();
  }

  @TearDown(Level.Trial)
  public void close() {
    store.close();
    TempDirectories.delete(directory);
  }

  /// Splits the output into lines.
  @Benchmark
  public int assemble() {
    int lines = 0;
    for (int from = 0; from < output.length; from += CHUNK_BYTES) {
      assembler.feed(output, from, Math.min(CHUNK_BYTES, output.length - from), batch);
      lines += batch.count();
    }
    return lines;
  }

  /// Splits the output into lines and stores them.
  @Benchmark
  public long append() {
    for (int from = 0; from < output.length; from += CHUNK_BYTES) {
      assembler.feed(output, from, Math.min(CHUNK_BYTES, output.length - from), batch);
      store.append(1, LogSource.PTY, batch);
    }
    return store.end();
  }
}
