package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.child.OutputSink;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/// Assembles the output of children into lines, appends them to the log store and publishes their
/// arrival. Any thread.
final class LogStoreWriter {
  private static final int LINES_PER_PAGE = 1_000;

  private final LogStore logs;
  private final EventBus bus;
  private final Clock clock;
  private final Runnable onOutput;

  /// @param onOutput called per chunk of output by the reader threads; must be cheap
  LogStoreWriter(LogStore logs, EventBus bus, Clock clock, Runnable onOutput) {
    this.onOutput = onOutput;
    this.logs = logs;
    this.bus = bus;
    this.clock = clock;
  }

  /// Creates the sink of one stream of one child.
  ///
  /// @param watcher receives each line after it is stored
  OutputSink sink(int process, LogSource source, LinePatternWatcher watcher) {
    return new Sink(process, source, watcher);
  }

  /// The last lines that children of a process have printed, at most `limit`, oldest first, without
  /// escape sequences.
  List<String> tail(int process, int limit) {
    return logs.tail(process, limit).stream()
        .filter(line -> line.source().isOutput())
        .map(StoredLine::plainString)
        .toList();
  }

  /// Number of the next line of the store.
  long end() {
    return logs.end();
  }

  /// Whether a child of a process has printed a matching line from the line `from` to the newest
  /// one that is stored now. Reads the store; a watcher of lines sees the later ones.
  boolean hasPrinted(int process, long from, Pattern pattern) {
    long end = logs.end();
    long next = from;
    while (next < end) {
      List<StoredLine> lines = logs.from(LogQuery.ofProcess(process), next, LINES_PER_PAGE).lines();
      if (lines.isEmpty()) {
        return false;
      }
      for (StoredLine line : lines) {
        if (line.source().isOutput() && pattern.matcher(line.plainString()).find()) {
          return true;
        }
      }
      next = lines.getLast().number() + 1;
    }
    return false;
  }

  /// Sets the name of a process in the log store.
  void setName(int process, String name) {
    logs.setProcessName(process, name);
  }

  /// Appends a line by brummer itself to the log of a process.
  void appendNote(int process, String text) {
    long number = logs.appendNote(process, text);
    int lines = Math.max(1, (int) text.lines().count());
    bus.publish(new Event.LogLine(process, number, lines, true, clock.millis()));
  }

  /// Confined to the reader thread of its child.
  private final class Sink implements OutputSink {
    private final LineAssembler assembler = new LineAssembler();
    private final LineBatch batch = new LineBatch();
    private final int process;
    private final LogSource source;

    private final LinePatternWatcher watcher;
    private boolean hadUnfinished;

    Sink(int process, LogSource source, LinePatternWatcher watcher) {
      this.process = process;
      this.source = source;
      this.watcher = watcher;
    }

    @Override
    public void feed(byte[] bytes, int from, int length) {
      onOutput.run();
      assembler.feed(bytes, from, length, batch);
      store();
    }

    @Override
    public boolean hasPendingRows() {
      return assembler.hasPendingRows();
    }

    @Override
    public void flushPending() {
      assembler.flushPending(batch);
      store();
    }

    @Override
    public void end() {
      assembler.end(batch);
      store();
    }

    private void store() {
      int count = batch.count();
      byte[] unfinished = assembler.unfinished();
      boolean changed = unfinished.length > 0 || hadUnfinished;
      hadUnfinished = unfinished.length > 0;
      if (count > 0) {
        long first = logs.append(process, source, batch);
        checkLines(count);
        storeUnfinished(changed, unfinished);
        bus.publish(new Event.LogLine(process, first, count, clock.millis()));
      } else if (changed) {
        storeUnfinished(true, unfinished);
        bus.publish(new Event.LogLine(process, logs.end(), 0, clock.millis()));
      }
    }

    /// After the lines are stored: a pattern that is added later searches the store.
    private void checkLines(int count) {
      for (int i = 0; i < count && watcher.isActive(); i++) {
        watcher.check(batch.plain(i));
      }
    }

    private void storeUnfinished(boolean changed, byte[] unfinished) {
      if (changed) {
        logs.unfinished(process, source, unfinished);
      }
    }
  }
}
