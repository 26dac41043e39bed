package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// An event bus, a log store and [Processes] wired as in the program, with recorded events.
public final class ProcessFixture implements AutoCloseable {
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
    bus.subscribeAll("fixture", OverflowPolicy.BLOCK, 1 << 12, this::onEvent);
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

  /// Registers a shell script on a terminal.
  int terminal(String name, String script) {
    return processes.register(spec(name, true, ProcessSpec.DEFAULT_GRACE, "/bin/sh", "-c", script));
  }

  /// Registers a shell script on pipes.
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
    Await.until(
        processes.info(id).name() + " to be " + state.getSimpleName(),
        () -> state.isInstance(state(id)));
    return state.cast(state(id));
  }

  /// Waits for the exit event of a run; all of its output is stored then.
  Event.ProcessExited awaitExit(int id, int runNumber) {
    Await.until("exit of " + processes.info(id).name(), () -> !exits(id, runNumber).isEmpty());
    return exits(id, runNumber).getFirst();
  }

  private List<Event.ProcessExited> exits(int id, int runNumber) {
    return events(Event.ProcessExited.class, e -> e.process() == id && e.runNumber() == runNumber);
  }

  void awaitLine(int id, String text) {
    Await.until("line " + text, () -> lines(id).stream().anyMatch(line -> line.contains(text)));
  }

  <T extends Event> List<T> events(Class<T> type, Predicate<T> filter) {
    synchronized (events) {
      return events.stream().filter(type::isInstance).map(type::cast).filter(filter).toList();
    }
  }

  /// Output lines of the child.
  List<String> lines(int id) {
    return stored(id).stream()
        .filter(line -> line.source() != LogSource.BRUMMER)
        .map(StoredLine::string)
        .toList();
  }

  /// Lines by brummer itself about the process.
  List<String> notes(int id) {
    return stored(id).stream()
        .filter(line -> line.source() == LogSource.BRUMMER)
        .map(StoredLine::string)
        .toList();
  }

  List<StoredLine> stored(int id) {
    List<StoredLine> all = new ArrayList<>();
    long from = 0;
    while (true) {
      LogPage page = logs.from(LogQuery.ofProcess(id), from, 10_000);
      if (page.lines().isEmpty()) {
        return all;
      }
      all.addAll(page.lines());
      from = page.lines().getLast().number() + 1;
    }
  }

  /// Waits for a line `name=number` and returns the number.
  int printedNumber(int id, String name) {
    awaitLine(id, name + "=");
    String line =
        lines(id).stream().filter(l -> l.startsWith(name + "=")).findFirst().orElseThrow();
    return Integer.parseInt(line.substring(name.length() + 1).strip());
  }

  /// Whether a process exists and is not a zombie.
  static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (java.io.IOException gone) {
      return false;
    }
  }

  static void awaitDeath(long pid) {
    Await.until("the end of " + pid, () -> !isAlive(pid));
  }

  @Override
  public void close() {
    processes.close();
    bus.close();
    logs.close();
  }
}
