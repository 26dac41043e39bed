package dev.brummer.perf.bench.process;

import dev.brummer.perf.baseline.SynchronizedProcessTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The design before.
public final class BaselineProcessTable implements ProcessTableAdapter {
  private static final int MOST_LINES = 10_000;

  private final SynchronizedProcessTable table = new SynchronizedProcessTable();
  private final Semaphore ended = new Semaphore(0);
  private final String[] names;

  /// Guarded by the table, which calls back under its lock.
  private final Deque<Line> lines = new ArrayDeque<>();

  public BaselineProcessTable(int count) {
    names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "p" + i;
      table.add(names[i], CHILD);
    }
    table.onLine(this::keep);
  }

  private record Line(String process, String text, Instant at) {}

  private void keep(String process, String text) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.add(new Line(process, text, Instant.now()));
  }

  @Override
  public Object status(int index) {
    return table.status(names[index]);
  }

  /// As the seed has it: a look at a process takes its copy.
  public Object copyOf(int index) {
    return table.copyOf(names[index]);
  }

  @Override
  public List<?> list() {
    return table.list();
  }

  @Override
  public void update(int index) {
    table.setStatus(names[index], "stopped");
  }

  @Override
  public void settle() {}

  @Override
  public void print(int index) {
    table.line(names[index], new String(LINE, StandardCharsets.UTF_8));
  }

  @Override
  public void start(int index) {
    table.start(names[index], ended::release);
  }

  @Override
  public void end(int count) {
    for (int i = 0; i < count; i++) {
      table.kill(names[i]);
    }
    ended.acquireUninterruptibly(count);
  }

  @Override
  public void close() {}
}
