package dev.brummer.perf.bench.log;

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

/// Measures a search over lines of about 100 bytes that counts all matches (S11).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogSearchBenchmark {
  @Param({"BRUMMER", "LIST"})
  public String design;

  @Param("10000")
  public int lines;

  @Param("cachemiss")
  public String pattern;

  @Param("false")
  public boolean regex;

  private LogStoreAdapter store;

  @Setup(Level.Trial)
  public void open() {
    store = LogStoreAdapter.Design.valueOf(design).open(1);
    for (int i = 0; i < lines; i++) {
      store.preload(i);
    }
    store.flush();
  }

  @TearDown(Level.Trial)
  public void close() {
    store.close();
  }

  @Benchmark
  public long search() {
    return store.search(pattern, regex);
  }
}
