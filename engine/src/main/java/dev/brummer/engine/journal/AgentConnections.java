package dev.brummer.engine.journal;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The bus's `ConnectionManager`: which agents are connected, as their events tell. Any thread
/// reads; a worker of the bus writes.
public final class AgentConnections implements AutoCloseable {
  private static final int CAPACITY = 256;

  private final Map<String, Connection> live = new ConcurrentSkipListMap<>();
  private final Subscription subscription;

  public AgentConnections(EventBus bus) {
    subscription =
        bus.subscribe(
            "ConnectionManager",
            EnumSet.of(Kind.MCP_CONNECTED, Kind.MCP_DISCONNECTED),
            OverflowPolicy.BLOCK,
            CAPACITY,
            this::on);
  }

  /// An agent that is connected.
  public record Connection(String client, String transport, long sinceMillis) {}

  /// Those that are connected now, by name.
  public List<Connection> live() {
    return new ArrayList<>(live.values());
  }

  private void on(Event event) {
    switch (event) {
      case Event.MCPConnected it ->
          live.put(it.client(), new Connection(it.client(), it.transport(), it.atMillis()));
      case Event.MCPDisconnected it -> live.remove(it.client());
      default -> {}
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
