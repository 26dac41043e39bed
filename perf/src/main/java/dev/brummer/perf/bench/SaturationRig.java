package dev.brummer.perf.bench;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LineAssembler;
import dev.brummer.engine.log.LineBatch;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.Source;
import dev.brummer.engine.process.ProcessSettings;
import dev.brummer.perf.before.ListLogStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// A log with all that hangs on it.
interface SaturationRig extends AutoCloseable {
  /// Child `index` prints a line: stored and announced. One thread a child.
  void print(int index);

  /// Lines or announcements that wait for somebody.
  long waiting();

  /// Returns when nothing waits.
  void settle();

  @Override
  void close();

  static SaturationRig open(String design, int children) {
    return switch (design) {
      case "BRUMMER" -> new Real(children, 0);
      case "BRUMMER_SLOW" -> new Real(children, SlowLogBoard.TOKENS);
      case "LIST" -> new Channel();
      default -> throw new IllegalArgumentException(design);
    };
  }

  /// The product: the store with its files, and the engine's subscribers that read every line.
  final class Real implements SaturationRig {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder = Scratch.folder();
    private final Engine engine =
        new Engine(
            new EngineSettings(
                LogSettings.of(folder), ProcessSettings.defaults().withoutState(), true));
    private final LineAssembler[] assemblers;
    private final LineBatch[] batches;
    private final int slowedBy;

    Real(int children, int slowedBy) {
      this.slowedBy = slowedBy;
      assemblers = new LineAssembler[children];
      batches = new LineBatch[children];
      for (int i = 0; i < children; i++) {
        assemblers[i] = new LineAssembler();
        batches[i] = new LineBatch();
      }
    }

    @Override
    public void print(int index) {
      if (slowedBy > 0) {
        org.openjdk.jmh.infra.Blackhole.consumeCPU(slowedBy);
      }
      byte[] line = LogBoard.LINE;
      assemblers[index].feed(line, 0, line.length, batches[index]);
      long first = engine.logs().append(index + 1, Source.PTY, batches[index]);
      engine.bus().publish(new Event.LogLine(index + 1, first, 1, System.currentTimeMillis()));
    }

    @Override
    public long waiting() {
      return engine.bus().stats().stream().mapToInt(Subscription.Stats::depth).max().orElse(0);
    }

    @Override
    public void settle() {
      if (!engine.bus().awaitIdle(LIMIT)) {
        throw new IllegalStateException("not handled within " + LIMIT);
      }
    }

    @Override
    public void close() {
      engine.close();
      Scratch.remove(folder);
    }
  }

  /// The seed's design: the channel and its thread.
  final class Channel implements SaturationRig {
    private final ListLogStore store = new ListLogStore(2_000_000);

    @Override
    public void print(int index) {
      byte[] line = LogBoard.LINE;
      store.add("p" + index, new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public long waiting() {
      return store.waiting();
    }

    @Override
    public void settle() {
      store.settle();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
