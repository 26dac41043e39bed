package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.mcp.http.McpHttpServer;
import dev.brummer.app.mcp.protocol.ConformanceServer;
import dev.brummer.app.mcp.protocol.ServerObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The conformance suite of the protocol and the strict client of its inspector, against the
/// fixture server. Both need Node 24, which comes as a package, too.
class McpConformanceIT {
  /// Scenarios in which the server asks the client, which brummer never does with sessions.
  private static final String EXPECTED_FAILURES =
      """
      server:
        - tools-call-sampling
        - tools-call-elicitation
        - elicitation-sep1034-defaults
        - elicitation-sep1330-enums
      """;

  private static McpHttpServer server;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    RequiredPrograms.require("npm");
    NodePackages.requireInstalled();
    server = new McpHttpServer(ConformanceServer.create(ServerObserver.NONE), null, _ -> {});
    url = "http://localhost:" + server.start(0) + "/mcp";
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void statelessGeneration_passesAllRequiredScenarios() throws Exception {
    BuiltImage.Result result =
        node("conformance/dist/index.js", "server", "--url", url, "--requirements", "2026-07-28");
    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(result.out().contains("✓ server-stateless"), result.out());
  }

  @Test
  void generationWithSessions_passesAllButWhatNeedsTheClient() throws Exception {
    Path baseline = NodePackages.DIRECTORY.resolve("expected-failures.yml");
    Files.writeString(baseline, EXPECTED_FAILURES);
    BuiltImage.Result result =
        node(
            "conformance/dist/index.js",
            "server",
            "--url",
            url,
            "--requirements",
            "2025-11-25",
            "--expected-failures",
            baseline.toString());
    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(result.out().contains("Baseline check passed"), result.out());
  }

  @Test
  void strictInspector_listsTheToolsInBothGenerations() throws Exception {
    Path program = NodePackages.MODULES.resolve(".bin/mcp-inspector").toRealPath();
    for (String era : List.of("modern", "legacy")) {
      BuiltImage.Result result =
          NodePackages.run(
              List.of(
                  NodePackages.node(),
                  program.toString(),
                  "--cli",
                  url,
                  "--transport",
                  "http",
                  "--protocol-era",
                  era,
                  "--method",
                  "tools/list",
                  "--strict",
                  "--format",
                  "json"),
              Map.of("MCP_INSPECTOR_SECRET_STORE", "memory"));
      assertEquals(0, result.code(), era + result.out() + result.err());
      assertTrue(result.out().contains("test_simple_text"), result.out());
    }
  }

  private static BuiltImage.Result node(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(NodePackages.node());
    command.add(NodePackages.MODULES.resolve("@modelcontextprotocol").resolve(script).toString());
    command.addAll(List.of(arguments));
    return NodePackages.run(command, Map.of());
  }
}
