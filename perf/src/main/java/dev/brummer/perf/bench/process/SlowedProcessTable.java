package dev.brummer.perf.bench.process;

import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/// A process table with a deliberately slow status query, for testing the gates.
record SlowedProcessTable(ProcessTableAdapter table) implements ProcessTableAdapter {
  /// Work added per query, in JMH tokens of about 2 ns.
  private static final int SLOWDOWN_TOKENS = 400;

  @Override
  public Object status(int index) {
    Blackhole.consumeCPU(SLOWDOWN_TOKENS);
    return table.status(index);
  }

  @Override
  public List<?> list() {
    return table.list();
  }

  @Override
  public void requestChange(int index) {
    table.requestChange(index);
  }

  @Override
  public void awaitChanges() {
    table.awaitChanges();
  }

  @Override
  public void printLine(int index) {
    table.printLine(index);
  }

  @Override
  public void start(int index) {
    table.start(index);
  }

  @Override
  public void killAndAwait(int count) {
    table.killAndAwait(count);
  }

  @Override
  public void close() {
    table.close();
  }
}
