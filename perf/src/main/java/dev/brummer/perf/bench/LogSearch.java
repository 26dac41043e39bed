package dev.brummer.perf.bench;

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

/// How long is one search through so many lines of about 100 bytes, all that match counted (S11)? A
/// shot has `searches`; divide by that.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogSearch {
  @Param({"BRUMMER", "LIST"})
  public String design;

  @Param("10000")
  public int lines;

  @Param("timeoutexception")
  public String pattern;

  @Param("false")
  public boolean regex;

  @Param("5")
  public int searches;

  private LogBoard board;

  @Setup(Level.Trial)
  public void open() {
    board = LogBoard.Design.valueOf(design).open(1);
    for (int i = 0; i < lines; i++) {
      board.load(i);
    }
    board.settle();
  }

  @TearDown(Level.Trial)
  public void close() {
    board.close();
  }

  @Benchmark
  public long search() {
    long found = 0;
    for (int i = 0; i < searches; i++) {
      found += board.search(pattern, regex);
    }
    return found;
  }
}
