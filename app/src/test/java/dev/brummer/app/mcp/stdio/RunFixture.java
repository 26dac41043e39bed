package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.ControlServer;
import dev.brummer.app.control.ControlSettings;
import dev.brummer.app.mcp.McpDoors;
import dev.brummer.app.mcp.protocol.Content;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.app.mcp.protocol.Resource;
import dev.brummer.app.mcp.protocol.ResourceSource;
import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.app.mcp.protocol.ServerDefinition;
import dev.brummer.app.mcp.protocol.ServerObserver;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.mcp.protocol.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A run without processes: its control server, and MCP with one resource and the tools `name`,
/// which answers the name of the run, and `block`, which answers at the end of the test.
final class RunFixture implements AutoCloseable {
  static final String RESOURCE = "run://state";

  final ServerChanges changes = new ServerChanges();
  final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ControlServer server;

  private RunFixture(String name, Path project, Map<String, String> environment) {
    server = new ControlServer(ControlSettings.of(project, environment, _ -> {}));
    McpServer mcp = new McpServer(definition(name), ServerObserver.NONE, changes);
    server.upgrade(
        McpDoors.METHOD,
        (_, stream) -> {
          stream.accept(Map.of());
          try (McpConnection connection = new McpConnection(mcp, "stdio", stream.output())) {
            connection.run(stream.input());
          }
        });
  }

  /// Starts a run and waits until it can be found.
  static RunFixture start(String name, Path project, Map<String, String> environment) {
    RunFixture run = new RunFixture(name, project, environment);
    run.server.start();
    ControlInstances.await(project, environment, Duration.ofSeconds(20)).orElseThrow();
    return run;
  }

  ControlInstance instance(Path project, Map<String, String> environment) {
    return ControlInstances.find(project, environment).orElseThrow();
  }

  private ServerDefinition definition(String name) {
    return new ServerDefinition(
        name,
        name,
        "1",
        "",
        List.of(
            tool("name", _ -> ToolResult.text(name)),
            tool(
                "block",
                _ -> {
                  blocked.countDown();
                  released.await();
                  return ToolResult.text("released");
                })),
        new State(name),
        List.of(),
        (_, _) -> List.of(),
        false,
        false);
  }

  private static Tool tool(String name, Tool.Handler handler) {
    return new Tool(
        name,
        name,
        name,
        JsonCodec.readObject("{\"type\":\"object\"}"),
        Tool.Hints.READ_ONLY,
        handler);
  }

  private record State(String name) implements ResourceSource {
    @Override
    public List<Resource> list() {
      return List.of(new Resource(RESOURCE, "state", "The state", "text/plain"));
    }

    @Override
    public List<Resource> templates() {
      return List.of();
    }

    @Override
    public @Nullable ObjectNode read(String uri, String client) {
      return exists(uri) ? Content.textResource(uri, "text/plain", name) : null;
    }

    @Override
    public boolean exists(String uri) {
      return uri.equals(RESOURCE);
    }
  }

  /// Ends the run without the responses to its unfinished calls.
  @Override
  public void close() {
    server.close();
    released.countDown();
  }
}
