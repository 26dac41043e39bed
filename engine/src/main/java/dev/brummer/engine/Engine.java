package dev.brummer.engine;

import dev.brummer.engine.detect.Detectors;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.fact.FactLedger;
import dev.brummer.engine.filter.FilterEngine;
import dev.brummer.engine.journal.AgentAccess;
import dev.brummer.engine.journal.AgentConnections;
import dev.brummer.engine.journal.EventJournal;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.mask.MaskedLog;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.supervisor.Processes;
import org.jspecify.annotations.Nullable;

/// Builds the parts in reverse pipeline order, so that each part finds its consumer, and closes
/// them in pipeline order.
///
///     process ─▶ Processes ─▶ LogStore, then EventBus ─▶ Detectors ─▶ EventBus ─▶ other subscribers
///                                ▲                  └▶ FilterEngine, EventJournal, FactLedger, AgentConnections
///                                └── read by Detectors and FilterEngine
public final class Engine implements AutoCloseable {
  private static final long MAX_SCAN_MILLIS = 2_000;

  private final EventBus bus;
  private final LogStore logs;
  private final Masking masking = new Masking();
  private final FilterEngine filters;
  private final EventJournal journal;
  private final FactLedger facts;
  private final AgentConnections connections;
  private final AgentAccess agentAccess;
  private final Processes processes;

  /// Null until the output is scanned. Guarded by this.
  private @Nullable Detectors detectors;

  private boolean closed;

  /// Creates an engine with an in-memory log store.
  public Engine() {
    this(EngineSettings.inMemory());
  }

  public Engine(EngineSettings settings) {
    bus = new EventBus();
    logs = LogStore.open(settings.logs());
    logs.onWarning(text -> bus.offer(new Event.Notice(text, System.currentTimeMillis())));
    filters = new FilterEngine(bus, logs);
    journal = new EventJournal(bus, logs.directory());
    facts = new FactLedger(bus);
    connections = new AgentConnections(bus);
    agentAccess =
        new AgentAccess(
            AgentAccess.file(settings.processes().state(), settings.processes().project()),
            text -> bus.offer(new Event.Notice(text, System.currentTimeMillis())));
    processes = new Processes(bus, logs, settings.processes());
    if (settings.detectorsEnabled()) {
      startDetectors();
    }
  }

  /// Lets the output be scanned from now on, if it is not yet, and waits until all lines since the
  /// last start of each process are scanned, at most two seconds. Any thread but a bus worker.
  public void detect() throws InterruptedException {
    Detectors started = startDetectors();
    if (started != null) {
      started.awaitPresent(MAX_SCAN_MILLIS);
    }
  }

  /// @return null when the engine is closed
  private synchronized @Nullable Detectors startDetectors() {
    if (detectors == null && !closed) {
      detectors =
          new Detectors(
              bus, logs, processes::openPortTable, id -> processes.info(id).startedMillis());
    }
    return detectors;
  }

  private synchronized void closeDetectors() {
    closed = true;
    if (detectors != null) {
      detectors.close();
    }
  }

  /// Links the C functions that the first process needs, which takes as long as reading a project.
  /// Blocks. Any thread, before the engine is created.
  public static void preload() {
    Libc.preload();
  }

  public EventBus bus() {
    return bus;
  }

  public LogStore logs() {
    return logs;
  }

  /// What is masked in texts that are shown. Masks nothing unless it is told the secrets.
  public Masking masking() {
    return masking;
  }

  /// The log store for readers that show lines to people or agents.
  public MaskedLog maskedLogs() {
    return new MaskedLog(logs, masking);
  }

  /// Queries over the log store with cached, incrementally updated filters.
  public FilterEngine filters() {
    return filters;
  }

  public EventJournal journal() {
    return journal;
  }

  /// What clients can ask about the run.
  public FactLedger facts() {
    return facts;
  }

  public AgentConnections connections() {
    return connections;
  }

  /// Which agents may act on processes.
  public AgentAccess agentAccess() {
    return agentAccess;
  }

  public Processes processes() {
    return processes;
  }

  /// Stops all processes, drains the event bus and closes the log store. Blocks until all of it is
  /// done.
  @Override
  public void close() {
    processes.close();
    bus.close();
    closeDetectors();
    filters.close();
    journal.close();
    facts.close();
    connections.close();
    logs.close();
  }
}
