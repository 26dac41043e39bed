package dev.brummer.engine.process;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LineAssembler;
import dev.brummer.engine.log.LineBatch;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.Source;
import java.time.Clock;

/// Cuts what children print into lines, stores them, and says on the bus that they are there.
final class StoredOutput implements Output {
  private final LogStore logs;
  private final Bus bus;
  private final Clock clock;

  StoredOutput(LogStore logs, Bus bus, Clock clock) {
    this.logs = logs;
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public LineSink sink(int process, Source source) {
    return new Sink(process, source);
  }

  @Override
  public void named(int process, String name) {
    logs.name(process, name);
  }

  @Override
  public void note(int process, String text) {
    long number = logs.note(process, text);
    int lines = Math.max(1, (int) text.lines().count());
    bus.publish(new Event.LogLine(process, number, lines, clock.millis()));
  }

  /// Confined to the reader of its stream.
  private final class Sink implements LineSink {
    private final LineAssembler assembler = new LineAssembler();
    private final LineBatch batch = new LineBatch();
    private final int process;
    private final Source source;

    Sink(int process, Source source) {
      this.process = process;
      this.source = source;
    }

    @Override
    public void feed(byte[] bytes, int length) {
      assembler.feed(bytes, 0, length, batch);
      store();
    }

    @Override
    public void end() {
      assembler.end(batch);
      store();
    }

    private void store() {
      int count = batch.count();
      if (count > 0) {
        long first = logs.append(process, source, batch);
        bus.publish(new Event.LogLine(process, first, count, clock.millis()));
      }
    }
  }
}
