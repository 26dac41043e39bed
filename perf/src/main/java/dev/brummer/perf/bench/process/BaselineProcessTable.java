package dev.brummer.perf.bench.process;

import dev.brummer.perf.baseline.SynchronizedProcessTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The reference process table (S5 to S8) behind the common interface.
public final class BaselineProcessTable implements ProcessTableAdapter {
  private static final int MAX_LINES = 10_000;

  private final SynchronizedProcessTable table = new SynchronizedProcessTable();
  private final Semaphore ended = new Semaphore(0);
  private final String[] names;

  /// Guarded by the table's lock: the callback runs under it.
  private final Deque<TimedLine> lines = new ArrayDeque<>();

  public BaselineProcessTable(int count) {
    names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "p" + i;
      table.add(names[i], COMMAND);
    }
    table.addLineListener(this::append);
  }

  private record TimedLine(String process, String text, Instant at) {}

  private void append(String process, String text) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.add(new TimedLine(process, text, Instant.now()));
  }

  @Override
  public Object status(int index) {
    return table.status(names[index]);
  }

  /// Returns a copy of the process, which the reference design makes for every status query.
  public Object copyOf(int index) {
    return table.copyOf(names[index]);
  }

  @Override
  public List<?> list() {
    return table.list();
  }

  @Override
  public void requestChange(int index) {
    table.setStatus(names[index], "stopped");
  }

  @Override
  public void awaitChanges() {}

  @Override
  public void printLine(int index) {
    table.publishLine(names[index], new String(LINE, StandardCharsets.UTF_8));
  }

  @Override
  public void start(int index) {
    table.start(names[index], ended::release);
  }

  @Override
  public void killAndAwait(int count) {
    for (int i = 0; i < count; i++) {
      table.kill(names[i]);
    }
    ended.acquireUninterruptibly(count);
  }

  @Override
  public void close() {}
}
