package dev.brummer.engine;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.process.ProcessSettings;
import dev.brummer.engine.process.Processes;

/// Builds the parts of the engine and closes them in reverse.
public final class Engine implements AutoCloseable {
  private final Bus bus = new Bus();
  private final LogStore logs = LogStore.open(LogSettings.of(null));
  private final Processes processes = new Processes(bus, logs, ProcessSettings.defaults());

  public Bus bus() {
    return bus;
  }

  public LogStore logs() {
    return logs;
  }

  public Processes processes() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
    bus.close();
    logs.close();
  }
}
