package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The clients that agents are built with, in both generations of the protocol, over standard input
/// and output and over HTTP, against one running brummer.
@Timeout(300)
class McpClientsIT {
  private static final int TOOLS = 18;

  /// Connects, calls a tool and fails with an exception if anything is not as the client expects.
  /// The last argument is the URL of HTTP or the launcher.
  private static final String SCRIPT =
      """
      import {Client as Modern, StreamableHTTPClientTransport as ModernHttp}
        from '@modelcontextprotocol/client';
      import {StdioClientTransport as ModernStdio} from '@modelcontextprotocol/client/stdio';
      import {Client as Old} from '@modelcontextprotocol/sdk/client/index.js';
      import {StreamableHTTPClientTransport as OldHttp}
        from '@modelcontextprotocol/sdk/client/streamableHttp.js';
      import {StdioClientTransport as OldStdio} from '@modelcontextprotocol/sdk/client/stdio.js';
      const [,, url, token, launcher, directory] = process.argv;
      const headers = {requestInit: {headers: {Authorization: 'Bearer ' + token}}};
      const command = {command: launcher, args: ['mcp'], cwd: directory, env: process.env};
      const about = {name: 'ts', version: '1'};
      async function use(label, client, transport) {
        await client.connect(transport);
        const tools = (await client.listTools()).tools;
        const status = await client.callTool({name: 'scripts_status', arguments: {}});
        const wrong = await client.callTool({name: 'scripts_run', arguments: {names: ['wbe']}});
        const log = await client.readResource({uri: 'brummer://logs/web'});
        const prompts = (await client.listPrompts()).prompts;
        console.log([label, tools.length, status.content[0].text.includes('web'), wrong.isError,
          log.contents[0].text.includes('hello client'), prompts.length].join(' '));
        await client.close();
      }
      for (const mode of ['legacy', 'auto', {pin: '2026-07-28'}]) {
        const options = {versionNegotiation: {mode}};
        for (const http of [false, true]) {
          const client = new Modern(about, options);
          await use((mode.pin ?? mode) + (http ? ' http' : ' stdio'), client,
            http ? new ModernHttp(new URL(url), headers) : new ModernStdio(command));
        }
      }
      await use('sdk stdio', new Old(about), new OldStdio(command));
      await use('sdk http', new Old(about), new OldHttp(new URL(url), headers));
      process.exit(0);
      """;

  @TempDir private Path project;

  private Process run;
  private String url;
  private String token;

  @BeforeEach
  void startRun() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Files.writeString(
        project.resolve("Procfile"),
        "web: echo hello client; exec sleep 600\nother: exec sleep 600\n");
    run =
        BuiltImage.start(
            project,
            McpAgent.environment(project),
            "run",
            "web",
            "other",
            "--ui",
            "plain",
            "--mcp-port",
            Integer.toString(port));
    run.getOutputStream().close();
    McpAgent.awaitRun(project, run);
    JsonNode discovery = discovery();
    while (discovery.path("httpPort").asInt() == 0) {
      assertTrue(run.isAlive());
      discovery = discovery();
    }
    url = "http://localhost:" + discovery.path("httpPort").asInt() + "/mcp";
    token = discovery.path("token").asText();
  }

  private JsonNode discovery() throws Exception {
    try (Stream<Path> files = Files.list(project.resolve("brummer"))) {
      Path file = files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    }
  }

  @AfterEach
  void stopRun() throws Exception {
    run.destroy();
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
  }

  @Test
  void typeScriptClients_workInBothGenerationsAndOverBothTransports() throws Exception {
    NodePackages.requireInstalled();
    Path script = NodePackages.DIRECTORY.resolve("clients.mjs");
    Files.writeString(script, SCRIPT);
    BuiltImage.Result result =
        NodePackages.run(
            List.of(
                NodePackages.node(),
                script.toString(),
                url,
                token,
                BuiltImage.launcher().toString(),
                project.toString()),
            environment());
    String used = " " + TOOLS + " true true true 3\n";
    String expected =
        Stream.of(
                "legacy stdio",
                "legacy http",
                "auto stdio",
                "auto http",
                "2026-07-28 stdio",
                "2026-07-28 http",
                "sdk stdio",
                "sdk http")
            .map(label -> label + used)
            .reduce("", String::concat);
    assertEquals(expected, result.out(), result.err());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(McpAgent.environment(project));
    environment.put("XDG_STATE_HOME", BuiltImage.stateDirectory().toString());
    return environment;
  }

  @Test
  void javaClient_worksOverStandardStreams() {
    Map<String, String> variables = environment();
    ServerParameters parameters =
        ServerParameters.builder(BuiltImage.launcher().toString())
            .args("mcp", "--dir", project.toString())
            .env(variables)
            .build();
    use(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()));
  }

  @Test
  void javaClient_worksOverHttp() {
    use(
        HttpClientStreamableHttpTransport.builder(url.substring(0, url.lastIndexOf('/')))
            .endpoint("/mcp")
            .addHttpRequestCustomizer(
                (request, _, _, _, _) -> request.header("Authorization", "Bearer " + token))
            .build());
  }

  private static void use(McpClientTransport transport) {
    try (McpSyncClient client =
        McpClient.sync(transport).requestTimeout(Duration.ofSeconds(30)).build()) {
      assertEquals("brummer", client.initialize().serverInfo().name());
      assertEquals(TOOLS, client.listTools().tools().size());
      assertNotEquals(true, call(client, "scripts_status", Map.of()).isError());
      assertTrue(call(client, "scripts_run", Map.of("names", List.of("wbe"))).isError());
      assertTrue(
          client
              .readResource(McpSchema.ReadResourceRequest.builder("brummer://logs/web").build())
              .contents()
              .toString()
              .contains("hello client"));
    }
  }

  private static McpSchema.CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
  }
}
