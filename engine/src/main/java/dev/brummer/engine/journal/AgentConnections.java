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

/// The bus's `ConnectionManager`: tracks which agents are connected. Any thread reads; a worker of
/// the bus writes.
public final class AgentConnections implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 256;

  private final Map<String, Connection> connected = new ConcurrentSkipListMap<>();
  private final Subscription subscription;

  public AgentConnections(EventBus bus) {
    subscription =
        bus.subscribe(
            "ConnectionManager",
            EnumSet.of(Kind.MCP_CONNECTED, Kind.MCP_DISCONNECTED),
            OverflowPolicy.BLOCK,
            MAILBOX_CAPACITY,
            this::onEvent);
  }

  /// A connected agent.
  ///
  /// @param client its label, unique among the connected agents
  /// @param name name the client gives itself
  /// @param version version the client gives itself; empty if unknown
  public record Connection(
      String client, String name, String version, String transport, long sinceMillis) {}

  /// The connected agents, ordered by name.
  public List<Connection> connected() {
    return new ArrayList<>(connected.values());
  }

  private void onEvent(Event event) {
    switch (event) {
      case Event.MCPConnected it ->
          connected.put(
              it.client(),
              new Connection(it.client(), it.name(), it.version(), it.transport(), it.atMillis()));
      case Event.MCPDisconnected it -> connected.remove(it.client());
      default -> {}
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
