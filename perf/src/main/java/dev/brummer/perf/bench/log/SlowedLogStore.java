package dev.brummer.perf.bench.log;

import org.openjdk.jmh.infra.Blackhole;

/// A log store with a deliberate slowdown, for testing the gates.
record SlowedLogStore(LogStoreAdapter store) implements LogStoreAdapter {
  /// Work added per line, in JMH tokens of about 2 ns; far more than the reference design needs.
  static final int SLOWDOWN_TOKENS = 10_000;

  @Override
  public void printLines(int printer, int count) {
    Blackhole.consumeCPU((long) SLOWDOWN_TOKENS * count);
    store.printLines(printer, count);
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void preload(int number) {
    store.preload(number);
  }

  @Override
  public long search(String pattern, boolean regex) {
    return store.search(pattern, regex);
  }

  @Override
  public double uncontendedPercent() {
    return store.uncontendedPercent();
  }

  @Override
  public void close() {
    store.close();
  }
}
