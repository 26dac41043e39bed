package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.child.OutputSink;
import java.time.Clock;
import java.util.List;

/// Cuts what children print into lines, stores them, and says on the bus that they are there.
final class LogStoreOutput implements ProcessOutput {
  private final LogStore logs;
  private final EventBus bus;
  private final Clock clock;

  LogStoreOutput(LogStore logs, EventBus bus, Clock clock) {
    this.logs = logs;
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public OutputSink sink(int process, LogSource source, LinePatternWatcher watch) {
    return new Sink(process, source, watch);
  }

  @Override
  public List<String> tail(int process, int limit) {
    return logs.tail(process, limit).stream()
        .filter(line -> line.source() != LogSource.BRUMMER)
        .map(StoredLine::plainString)
        .toList();
  }

  @Override
  public void setName(int process, String name) {
    logs.setProcessName(process, name);
  }

  @Override
  public void appendNote(int process, String text) {
    long number = logs.appendNote(process, text);
    int lines = Math.max(1, (int) text.lines().count());
    bus.publish(new Event.LogLine(process, number, lines, clock.millis()));
  }

  /// Confined to the reader of its stream.
  private final class Sink implements OutputSink {
    private final LineAssembler assembler = new LineAssembler();
    private final LineBatch batch = new LineBatch();
    private final int process;
    private final LogSource source;

    private final LinePatternWatcher watch;
    private boolean hadUnfinished;

    Sink(int process, LogSource source, LinePatternWatcher watch) {
      this.process = process;
      this.source = source;
      this.watch = watch;
    }

    @Override
    public void feed(byte[] bytes, int length) {
      assembler.feed(bytes, 0, length, batch);
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
      byte[] rest = assembler.unfinished();
      boolean changed = rest.length > 0 || hadUnfinished;
      hadUnfinished = rest.length > 0;
      for (int i = 0; i < count && watch.isActive(); i++) {
        watch.check(batch.plain(i));
      }
      if (count > 0) {
        long first = logs.append(process, source, batch);
        storeUnfinished(changed, rest);
        bus.publish(new Event.LogLine(process, first, count, clock.millis()));
      } else if (changed) {
        storeUnfinished(true, rest);
        bus.publish(new Event.LogLine(process, logs.end(), 0, clock.millis()));
      }
    }

    private void storeUnfinished(boolean changed, byte[] rest) {
      if (changed) {
        logs.unfinished(process, source, rest);
      }
    }
  }
}
