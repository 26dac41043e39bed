package dev.brummer.app.mcp;

import dev.brummer.app.mcp.protocol.ClientIdentity;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.ServerObserver;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.mcp.protocol.ToolResult;
import dev.brummer.app.operation.render.ResultText;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.MCPActivity.Action;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.journal.AgentAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishes what agents do, and asks whether they may. On the threads of requests, which wait
/// while a subscriber that loses nothing is behind: an agent that calls without end is slowed down.
final class AgentEvents implements ServerObserver {
  private static final int MAX_DETAIL_CHARS = 2_000;

  private final EventBus bus;
  private final AgentAccess access;

  AgentEvents(EventBus bus, AgentAccess access) {
    this.bus = bus;
    this.access = access;
  }

  @Override
  public void connected(String client, ClientIdentity identity, String transport) {
    bus.publish(
        new Event.MCPConnected(
            client, identity.name(), identity.version(), transport, System.currentTimeMillis()));
  }

  @Override
  public void called(CallReport report) {
    Action action = report.ok() ? actionOf(report.effect().verb()) : Action.NONE;
    bus.publish(
        new Event.MCPActivity(
            report.client(),
            report.tool(),
            action,
            String.join(", ", subjects(report)),
            report.summary(),
            report.ok(),
            report.micros(),
            ResultText.tokens(report.response()),
            start(JsonCodec.writeText(report.arguments())),
            start(report.response()),
            System.currentTimeMillis()));
  }

  private static List<String> subjects(CallReport report) {
    if (!report.effect().equals(ToolResult.Effect.NONE)) {
      return report.effect().subjects();
    }
    List<String> names = new ArrayList<>();
    report.arguments().path("names").forEach(name -> names.add(start(name.asText())));
    return names;
  }

  private static Action actionOf(String verb) {
    return switch (verb) {
      case "started" -> Action.STARTED;
      case "stopped" -> Action.STOPPED;
      case "restarted" -> Action.RESTARTED;
      case "replayed" -> Action.REPLAYED;
      case "opened" -> Action.OPENED;
      default -> Action.NONE;
    };
  }

  private static String start(String text) {
    return text.length() <= MAX_DETAIL_CHARS ? text : text.substring(0, MAX_DETAIL_CHARS);
  }

  @Override
  public void disconnected(String client, String reason) {
    bus.publish(new Event.MCPDisconnected(client, reason, System.currentTimeMillis()));
  }

  @Override
  public void failed(String method, RuntimeException failure) {
    bus.publish(
        new Event.InternalFailure(
            "mcp " + method,
            String.valueOf(failure.getMessage()),
            failure,
            System.currentTimeMillis()));
  }

  @Override
  public @Nullable String refusal(ClientIdentity client, Tool tool) {
    return access.mayAct(client.name())
        ? null
        : tool.name()
            + " is switched off: the user lets agents only read here. Ask the user to permit it in"
            + " brummer's Agents view.";
  }
}
