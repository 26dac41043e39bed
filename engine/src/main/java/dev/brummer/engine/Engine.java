package dev.brummer.engine;

import dev.brummer.engine.detect.Detectors;
import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.process.Processes;
import org.jspecify.annotations.Nullable;

/// Builds the parts of the engine, in the order in which a line passes through them from the end to
/// the beginning, and closes them in reverse.
///
///     child ─▶ Processes ─▶ LogStore, then Bus ─▶ Detectors ─▶ Bus ─▶ whoever subscribed
public final class Engine implements AutoCloseable {
  private final Bus bus;
  private final LogStore logs;
  private final @Nullable Detectors detectors;
  private final Processes processes;

  /// An engine that keeps its lines in memory.
  public Engine() {
    this(EngineSettings.inMemory());
  }

  public Engine(EngineSettings settings) {
    bus = new Bus();
    logs = LogStore.open(settings.logs());
    logs.onWarning(text -> bus.offer(new Event.Notice(text, System.currentTimeMillis())));
    detectors = settings.detecting() ? new Detectors(bus, logs) : null;
    processes = new Processes(bus, logs, settings.processes());
  }

  public Bus bus() {
    return bus;
  }

  public LogStore logs() {
    return logs;
  }

  public Processes processes() {
    return processes;
  }

  /// Stops every child, lets the subscribers finish, closes the log. Blocks until then.
  @Override
  public void close() {
    processes.close();
    bus.close();
    if (detectors != null) {
      detectors.close();
    }
    logs.close();
  }
}
