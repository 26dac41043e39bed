package dev.brummer.perf.bench.process;

import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/// A process table whose status is read slowly on purpose: gates must notice.
record SlowedProcessTable(ProcessTableAdapter board) implements ProcessTableAdapter {
  /// For each look, in JMH's tokens of about 2 ns.
  private static final int TOKENS = 400;

  @Override
  public Object status(int index) {
    Blackhole.consumeCPU(TOKENS);
    return board.status(index);
  }

  @Override
  public List<?> list() {
    return board.list();
  }

  @Override
  public void update(int index) {
    board.update(index);
  }

  @Override
  public void settle() {
    board.settle();
  }

  @Override
  public void print(int index) {
    board.print(index);
  }

  @Override
  public void start(int index) {
    board.start(index);
  }

  @Override
  public void end(int count) {
    board.end(count);
  }

  @Override
  public void close() {
    board.close();
  }
}
