package dev.brummer.perf.bench.log;

import org.openjdk.jmh.infra.Blackhole;

/// A log store made slower on purpose: gates must notice.
record SlowedLogStore(LogStoreAdapter board) implements LogStoreAdapter {
  /// For a chunk and for each of its lines, in JMH's tokens of about 2 ns.
  static final int TOKENS = 2000;

  @Override
  public void print(int printer, int count) {
    Blackhole.consumeCPU((long) TOKENS * count);
    board.print(printer, count);
  }

  @Override
  public void settle() {
    board.settle();
  }

  @Override
  public void load(int number) {
    board.load(number);
  }

  @Override
  public long search(String pattern, boolean regex) {
    return board.search(pattern, regex);
  }

  @Override
  public double atOncePercent() {
    return board.atOncePercent();
  }

  @Override
  public void close() {
    board.close();
  }
}
