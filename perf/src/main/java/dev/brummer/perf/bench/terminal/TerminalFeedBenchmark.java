package dev.brummer.perf.bench.terminal;

import dev.brummer.tui.emulator.TerminalEmulator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jline.utils.ScreenTerminal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Measures the throughput of a 120x36 terminal emulator for plain lines, coloured lines and an
/// editor session. An invocation feeds [TerminalWorkload#SIZE] bytes in chunks of the size in which
/// child output is read.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TerminalFeedBenchmark {
  private static final int COLUMNS = 120;
  private static final int ROWS = 36;
  private static final int CHUNK = 1 << 14;

  /// The emulators under comparison.
  public enum Design {
    BRUMMER,
    JLINE
  }

  @Param({"BRUMMER", "JLINE"})
  public String design;

  @Param({"PLAIN", "COLOURED", "EDITOR"})
  public String material;

  private FeedTarget feedTarget;
  private byte[] bytes;

  private interface FeedTarget {
    void feed(byte[] bytes, int from, int to);
  }

  @Setup(Level.Trial)
  public void open() {
    bytes = TerminalWorkload.valueOf(material).bytes();
    feedTarget =
        switch (Design.valueOf(design)) {
          case BRUMMER -> new TerminalEmulator(COLUMNS, ROWS, _ -> {})::feed;
          case JLINE -> jline(new ScreenTerminal(COLUMNS, ROWS));
        };
  }

  /// Includes decoding, because JLine's emulator takes characters.
  private static FeedTarget jline(ScreenTerminal screen) {
    return (bytes, from, to) ->
        screen.write(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  @Benchmark
  public void feed() {
    for (int at = 0; at < bytes.length; at += CHUNK) {
      feedTarget.feed(bytes, at, Math.min(bytes.length, at + CHUNK));
    }
  }
}
