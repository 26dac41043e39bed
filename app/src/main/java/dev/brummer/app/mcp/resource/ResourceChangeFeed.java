package dev.brummer.app.mcp.resource;

import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// Turns events into notices of changed resources. A worker of the bus runs it; a notice costs a
/// counter per subscribed client. Lines are counted by the log store, so lost events lose no line
/// of the count; of other resources, lost events lower the counts.
public final class ResourceChangeFeed implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1024;
  private static final EnumSet<Kind> KINDS =
      EnumSet.of(
          Kind.LOG_LINE,
          Kind.ERROR_DETECTED,
          Kind.BUILD_EVENT,
          Kind.TEST_FAILED,
          Kind.TEST_PASSED,
          Kind.PROCESS_STARTED,
          Kind.PROCESS_EXITED,
          Kind.PROCESS_CHANGED,
          Kind.REQUEST_COMPLETED);

  private final ServerChanges changes;
  private final IntFunction<String> names;
  private final LogStore logs;
  private final Map<Integer, String> logUris = new ConcurrentHashMap<>();

  /// Number after the last line that was told. Confined to the worker, as the next field.
  private long told;

  /// Number of lines that were told, by process.
  private long[] toldOf = new long[16];

  private final Subscription subscription;

  /// @param names name of a process by its id
  public ResourceChangeFeed(
      EventBus bus, LogStore logs, ServerChanges changes, IntFunction<String> names) {
    this.logs = logs;
    this.changes = changes;
    this.names = names;
    subscription =
        bus.subscribe("mcp", KINDS, OverflowPolicy.DROP_OLDEST, MAILBOX_CAPACITY, this::onEvent);
  }

  private void onEvent(Event event) {
    if (event.kind() == Kind.LOG_LINE) {
      onLines((Event.LogLine) event);
    } else if (changes.size() > 0) {
      onChange(event);
    }
  }

  private void onLines(Event.LogLine event) {
    int process = event.process();
    if (process >= toldOf.length) {
      toldOf = Arrays.copyOf(toldOf, process * 2);
    }
    long end = logs.end();
    long lines = logs.lineCount(process);
    long all = end - told;
    long own = lines - toldOf[process];
    told = end;
    toldOf[process] = lines;
    if (changes.size() > 0) {
      publish(ProjectResources.LOGS, all, event);
      publish(logUri(process), own, event);
    }
  }

  /// An event may come after its lines were told with those of an earlier one.
  private void publish(String uri, long lines, Event.LogLine event) {
    boolean changedOnly = event.count() == 0;
    if (lines > 0 || changedOnly) {
      changes.resourceUpdated(uri, Math.max(1, lines));
    }
  }

  private void onChange(Event event) {
    switch (event.kind()) {
      case REQUEST_COMPLETED -> changes.resourceUpdated(ProjectResources.REQUESTS);
      case PROCESS_STARTED, PROCESS_EXITED, PROCESS_CHANGED ->
          changes.resourceUpdated(ProjectResources.PROCESSES);
      default -> changes.resourceUpdated(ProjectResources.ERRORS);
    }
  }

  private String logUri(int process) {
    String uri = logUris.get(process);
    if (uri == null) {
      uri = ProjectResources.logOf(names.apply(process));
      logUris.put(process, uri);
    }
    return uri;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
