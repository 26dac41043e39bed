package dev.brummer.app.mcp.resource;

import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// Turns events into notices of changed resources. A worker of the bus runs it; a notice costs a
/// counter per subscribed client, and lost events only lower the counts.
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
  private final Map<Integer, String> logUris = new ConcurrentHashMap<>();
  private final Subscription subscription;

  /// @param names name of a process by its id
  public ResourceChangeFeed(EventBus bus, ServerChanges changes, IntFunction<String> names) {
    this.changes = changes;
    this.names = names;
    subscription =
        bus.subscribe("mcp", KINDS, OverflowPolicy.DROP_OLDEST, MAILBOX_CAPACITY, this::onEvent);
  }

  private void onEvent(Event event) {
    if (changes.size() == 0) {
      return;
    }
    switch (event.kind()) {
      case LOG_LINE -> {
        changes.resourceUpdated(ProjectResources.LOGS);
        changes.resourceUpdated(logUri(((Event.LogLine) event).process()));
      }
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
