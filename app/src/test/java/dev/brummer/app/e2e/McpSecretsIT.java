package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An agent asks every tool, resource and prompt for a secret of the project that a process prints,
/// serves and has on its command line. It never gets it.
@Timeout(120)
class McpSecretsIT {
  private static final String SECRET = "s3cr3t/Value+of&the=Env";

  private static final String SERVER =
      """
      import base64, http.server, os, sys, urllib.parse
      v = os.environ["API_TOKEN"]
      print("plain", v)
      print("percent", urllib.parse.quote(v, safe=""))
      print("base64", base64.b64encode(v.encode()).decode())
      print("Error: cannot log in with " + v)
      print("    at login (src/login.js:3:7)")
      class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          self.send_response(500)
          self.send_header("Content-Type", "text/plain")
          self.send_header("X-Config", v)
          self.end_headers()
          self.wfile.write(v.encode())
        def log_message(self, *args): pass
      server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
      print("listening on http://localhost:%s/?token=%s" % (sys.argv[1], v), flush=True)
      server.serve_forever()
      """;

  @TempDir private Path project;

  private final Map<String, String> needles = new LinkedHashMap<>();
  private Process run;
  private int proxyPort;

  @BeforeEach
  void startRun() throws Exception {
    RequiredPrograms.require("python3");
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    needles.put("plain", SECRET);
    needles.put("percent", URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
    needles.put("base64", Base64.getEncoder().withoutPadding().encodeToString(bytes));
    Files.writeString(project.resolve(".env"), "API_TOKEN='" + SECRET + "'\n");
    Files.writeString(project.resolve("server.py"), SERVER);
    Files.writeString(
        project.resolve("Procfile"),
        "web: python3 server.py " + freePort() + "\nleaky: echo --token '" + SECRET + "'\n");
    Files.writeString(project.resolve("brummer.toml"), "[mcp]\nrequest_replay = true\n");
    proxyPort = freePort();
    run =
        BuiltImage.start(
            project,
            McpAgent.environment(project),
            "run",
            "web",
            "leaky",
            "--ui",
            "plain",
            "--proxy-port",
            Integer.toString(proxyPort));
    run.getOutputStream().close();
    McpAgent.awaitRun(project, run);
  }

  @AfterEach
  void stopRun() throws Exception {
    run.destroy();
    assertTrue(run.waitFor(30, TimeUnit.SECONDS));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ObjectNode arguments() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode named(String name) {
    ObjectNode arguments = arguments();
    arguments.putArray("names").add(name);
    return arguments;
  }

  @Test
  void everyAnswer_hidesTheSecret_andNoSearchFindsIt() throws Exception {
    List<String> answers = new ArrayList<>();
    try (McpAgent agent = new McpAgent(project)) {
      agent.initialize();
      String ready = agent.tool("scripts_run", named("web").put("timeout_s", 30));
      answers.add(ready);
      assertTrue(ready.contains("ready"), ready);
      answers.add(agent.tool("wait_for", arguments().put("condition", "log:listening")));
      fetch("/?token=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
      answers.add(agent.tool("wait_for", arguments().put("condition", "request:/")));
      answers.addAll(reads(agent));
      for (String needle : needles.values()) {
        for (boolean regex : List.of(false, true)) {
          String found =
              agent.tool(
                  "logs_search",
                  arguments()
                      .put("query", regex ? "\\Q" + needle + "\\E" : needle)
                      .put("regex", regex));
          assertFalse(found.contains("‹API_TOKEN›"), found);
          answers.add(found);
        }
      }
      answers.add(agent.tool("request_replay", arguments().put("id", 1)));
      answers.add(agent.tool("scripts_restart", named("web")));
      answers.add(agent.tool("scripts_run", named("leaky").put("wait", "exit")));
      String leaky = agent.tool("logs_read", named("leaky"));
      assertTrue(leaky.contains("--token ‹"), leaky);
      answers.add(leaky);
      answers.addAll(resourcesAndPrompts(agent));
      answers.add(agent.tool("scripts_stop", named("web"))); // the last call: the run ends with it
    }
    String all = String.join("\n", answers);
    needles.forEach((form, needle) ->
        assertFalse(all.contains(needle), () -> form + " in:\n" + lineWith(all, needle)));
    assertTrue(all.contains("plain ‹API_TOKEN›"), all);
  }

  private static String lineWith(String text, String needle) {
    return text.lines().filter(line -> line.contains(needle)).findFirst().orElse("");
  }

  private static List<String> reads(McpAgent agent) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String tool :
        List.of(
            "check",
            "scripts_list",
            "scripts_status",
            "logs_read",
            "urls_list",
            "ports",
            "proxy_requests",
            "telemetry_sessions",
            "telemetry_events")) {
      answers.add(agent.tool(tool, arguments()));
    }
    String errors = agent.tool("errors_list", arguments());
    answers.add(errors);
    answers.add(agent.tool("errors_list", arguments().put("id", firstId(errors))));
    answers.add(agent.tool("request_detail", arguments().put("id", 1)));
    return answers;
  }

  private static String firstId(String errors) {
    return errors
        .lines()
        .filter(line -> line.contains("cannot log in"))
        .map(line -> line.strip().split("\\s+", 2)[0])
        .findFirst()
        .orElse("e1");
  }

  private static List<String> resourcesAndPrompts(McpAgent agent) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String uri : List.of("logs", "logs/web", "errors", "requests", "processes")) {
      ObjectNode params = arguments().put("uri", "brummer://" + uri);
      answers.add(agent.request("resources/read", params).at("/result").toString());
    }
    JsonNode prompts = agent.request("prompts/list", arguments()).at("/result/prompts");
    assertEquals(3, prompts.size());
    for (JsonNode prompt : prompts) {
      ObjectNode params = arguments().put("name", prompt.path("name").asText());
      params.putObject("arguments").put("process", "web");
      answers.add(agent.request("prompts/get", params).toString());
    }
    return answers;
  }

  /// What an agent sends comes back masked in errors, in case it has read the secret elsewhere.
  @Test
  void everyErrorThatQuotesTheAgent_hidesTheSecret() throws Exception {
    List<String> answers = new ArrayList<>();
    try (McpAgent agent = new McpAgent(project)) {
      agent.initialize();
      for (String tool : List.of("scripts_run", "scripts_status", "logs_read", "scripts_stop")) {
        answers.add(agent.tool(tool, named(SECRET)));
      }
      answers.add(agent.tool("errors_list", arguments().put("id", SECRET)));
      answers.add(agent.tool("errors_list", arguments().put("kind", SECRET)));
      answers.add(agent.tool("wait_for", arguments().put("condition", SECRET)));
      answers.add(agent.tool("logs_read", arguments().put("cursor", SECRET)));
      answers.add(agent.tool("logs_read", arguments().put(SECRET, 1)));
      answers.add(agent.tool("browser_open", arguments().put("name", SECRET)));
      answers.add(
          agent.request("tools/call", arguments().put("name", SECRET)).path("error").toString());
      answers.add(
          agent.request("prompts/get", arguments().put("name", SECRET)).path("error").toString());
      answers.add(agent.request(SECRET, arguments()).path("error").toString());
      answers.add(
          agent
              .request("resources/read", arguments().put("uri", "brummer://logs/" + SECRET))
              .path("error")
              .toString());
    }
    String all = String.join("\n", answers);
    needles.forEach((form, needle) ->
        assertFalse(all.contains(needle), () -> form + " in:\n" + lineWith(all, needle)));
  }

  private void fetch(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + proxyPort + path))
            .header("X-Token", SECRET)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(500, client.send(request, BodyHandlers.ofString()).statusCode());
    }
  }
}
