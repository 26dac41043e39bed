package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.fail;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A bus, a log store and processes as in the program, and eyes on them: waits for conditions,
/// never for time.
public final class ProcessFixture implements AutoCloseable {
  static final Duration AWAIT_TIMEOUT = Duration.ofSeconds(20);

  final EventBus bus = new EventBus(2);
  final LogStore logs = LogStore.open(LogSettings.of(null));
  final SupervisorSettings settings;
  final Processes processes;
  private final List<Event> events = new ArrayList<>();

  ProcessFixture() {
    this(SupervisorSettings.defaults().withoutState());
  }

  ProcessFixture(SupervisorSettings settings) {
    this.settings = settings;
    bus.subscribeAll("rig", OverflowPolicy.BLOCK, 1 << 12, this::onEvent);
    processes = new Processes(bus, logs, settings);
  }

  private void onEvent(Event event) {
    synchronized (events) {
      events.add(event);
    }
  }

  static ProcessSpec spec(String name, boolean pty, Duration grace, String... command) {
    return new ProcessSpec(
        name, "", List.of(command), Path.of("").toAbsolutePath(), Map.of(), pty, grace);
  }

  /// A shell script on a terminal.
  int terminal(String name, String script) {
    return processes.register(spec(name, true, ProcessSpec.DEFAULT_GRACE, "/bin/sh", "-c", script));
  }

  /// A shell script on pipes.
  int pipes(String name, String script) {
    return processes.register(
        spec(name, false, ProcessSpec.DEFAULT_GRACE, "/bin/sh", "-c", script));
  }

  int start(int id) {
    processes.start(id);
    return id;
  }

  ProcessState state(int id) {
    return processes.info(id).state();
  }

  <T extends ProcessState> T await(int id, Class<T> state) {
    await(
        processes.info(id).name() + " to be " + state.getSimpleName(),
        () -> state.isInstance(state(id)));
    return state.cast(state(id));
  }

  /// The event of the child's end; by then all that it printed is stored.
  Event.ProcessExited awaitExit(int id, int epoch) {
    await("exit of " + processes.info(id).name(), () -> !exits(id, epoch).isEmpty());
    return exits(id, epoch).getFirst();
  }

  private List<Event.ProcessExited> exits(int id, int epoch) {
    return events(Event.ProcessExited.class, e -> e.process() == id && e.runNumber() == epoch);
  }

  void awaitLine(int id, String text) {
    await("line " + text, () -> lines(id).stream().anyMatch(line -> line.contains(text)));
  }

  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + AWAIT_TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("waited in vain for " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  <T extends Event> List<T> events(Class<T> type, Predicate<T> wanted) {
    synchronized (events) {
      return events.stream().filter(type::isInstance).map(type::cast).filter(wanted).toList();
    }
  }

  /// What the child itself printed.
  List<String> lines(int id) {
    return stored(id).stream()
        .filter(line -> line.source() != LogSource.BRUMMER)
        .map(StoredLine::string)
        .toList();
  }

  /// What brummer said about it.
  List<String> notes(int id) {
    return stored(id).stream()
        .filter(line -> line.source() == LogSource.BRUMMER)
        .map(StoredLine::string)
        .toList();
  }

  List<StoredLine> stored(int id) {
    BitSet one = new BitSet();
    one.set(id);
    List<StoredLine> all = new ArrayList<>();
    long from = 0;
    while (true) {
      LogPage page = logs.from(new LogQuery(one, LogLevel.NONE, null), from, 10_000);
      if (page.lines().isEmpty()) {
        return all;
      }
      all.addAll(page.lines());
      from = page.lines().getLast().number() + 1;
    }
  }

  /// The number that a script has printed as `name=number`.
  int printedNumber(int id, String name) {
    awaitLine(id, name + "=");
    String line =
        lines(id).stream().filter(l -> l.startsWith(name + "=")).findFirst().orElseThrow();
    return Integer.parseInt(line.substring(name.length() + 1).strip());
  }

  /// Whether a process runs; a zombie does not.
  static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (java.io.IOException gone) {
      return false;
    }
  }

  static void awaitDeath(long pid) {
    await("the end of " + pid, () -> !isAlive(pid));
  }

  @Override
  public void close() {
    processes.close();
    bus.close();
    logs.close();
  }
}
