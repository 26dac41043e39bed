package dev.brummer.perf.bench.log;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.perf.baseline.ListLogStore;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import dev.brummer.perf.suite.TempDirectories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.Blackhole;

/// A log store with its subscribers.
interface SaturationFixture extends AutoCloseable {
  /// Stores and publishes a line of child process `index`. At most one thread per process.
  void print(int index);

  /// Returns the number of queued lines or events.
  long backlog();

  /// Blocks until the backlog is empty.
  void awaitIdle();

  @Override
  void close();

  static SaturationFixture open(String design, int children) {
    return switch (design) {
      case "BRUMMER" -> new Product(children, 0);
      case "BRUMMER_SLOW" -> new Product(children, SlowedLogStore.SLOWDOWN_TOKENS);
      case "LIST" -> new Baseline();
      default -> throw new IllegalArgumentException(design);
    };
  }

  /// The product: the store with its segment files, and the engine's subscribers that read every
  /// line.
  final class Product implements SaturationFixture {
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

    private final Path directory = TempDirectories.create();
    private final Engine engine =
        new Engine(
            new EngineSettings(
                LogSettings.of(directory), SupervisorSettings.defaults().withoutState(), true));
    private final LineAssembler[] assemblers;
    private final LineBatch[] batches;
    private final int slowedBy;

    Product(int children, int slowedBy) {
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
        Blackhole.consumeCPU(slowedBy);
      }
      byte[] line = LogStoreAdapter.LINE;
      assemblers[index].feed(line, 0, line.length, batches[index]);
      long first = engine.logs().append(index + 1, LogSource.PTY, batches[index]);
      engine.bus().publish(new Event.LogLine(index + 1, first, 1, System.currentTimeMillis()));
    }

    @Override
    public long backlog() {
      return engine.bus().stats().stream().mapToInt(Subscription.Stats::depth).max().orElse(0);
    }

    @Override
    public void awaitIdle() {
      if (!engine.bus().awaitIdle(IDLE_TIMEOUT)) {
        throw new IllegalStateException("not handled within " + IDLE_TIMEOUT);
      }
    }

    @Override
    public void close() {
      engine.close();
      TempDirectories.delete(directory);
    }
  }

  /// Reference design: the channel and its thread, and per line a thread for each of the five
  /// `LogLine` handlers, two of which match a pattern.
  final class Baseline implements SaturationFixture {
    private static final Pattern ERROR = Pattern.compile("(?i)error|exception|failed|panic");
    private static final Pattern URL = Pattern.compile("https?://[\\w.:/-]+");

    private final ListLogStore store = new ListLogStore(2_000_000);
    private final LongAdder found = new LongAdder();
    private final String text =
        new String(
            LogStoreAdapter.LINE, 0, LogStoreAdapter.LINE.length - 1, StandardCharsets.UTF_8);
    private final ThreadPerHandlerBus bus =
        new ThreadPerHandlerBus(
            List.of(
                event -> found.increment(),
                event -> found.increment(),
                event -> search(ERROR),
                event -> search(URL),
                event -> found.increment()));

    private void search(Pattern pattern) {
      if (pattern.matcher(text).find()) {
        found.increment();
      }
    }

    @Override
    public void print(int index) {
      byte[] line = LogStoreAdapter.LINE;
      store.add("p" + index, new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
      bus.publish(new Event.LogLine(index + 1, 0, 1, 0));
    }

    @Override
    public long backlog() {
      return (long) store.queuedLines() + bus.activeThreads();
    }

    @Override
    public void awaitIdle() {
      store.awaitEmpty();
      while (bus.activeThreads() > 0) {
        LockSupport.parkNanos(100_000);
      }
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
