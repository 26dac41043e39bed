package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Agents connected over MCP and what they did.
public final class Agents {
  private static final int ACTIVITY = 500;

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final Deque<Event.MCPActivity> activity = new ArrayDeque<>();

  /// One agent.
  ///
  /// @param sinceMillis when it connected
  public record Agent(
      String client, String transport, long sinceMillis, int calls, int errors, String lastTool) {
    Agent called(Event.MCPActivity call) {
      return new Agent(
          client, transport, sinceMillis, calls + 1, errors + (call.ok() ? 0 : 1), call.tool());
    }
  }

  void connected(Event.MCPConnected event) {
    agents.put(
        event.client(), new Agent(event.client(), event.transport(), event.atMillis(), 0, 0, ""));
  }

  void disconnected(Event.MCPDisconnected event) {
    agents.remove(event.client());
  }

  void called(Event.MCPActivity event) {
    agents.computeIfPresent(event.client(), (_, agent) -> agent.called(event));
    activity.addFirst(event);
    if (activity.size() > ACTIVITY) {
      activity.removeLast();
    }
  }

  public List<Agent> connected() {
    return List.copyOf(agents.values());
  }

  public int size() {
    return agents.size();
  }

  /// Newest first.
  public Deque<Event.MCPActivity> activity() {
    return activity;
  }
}
