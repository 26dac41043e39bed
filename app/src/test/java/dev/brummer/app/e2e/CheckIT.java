package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.operation.render.ResultText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Edits of a project with a React app under Vite, an Express API under nodemon and Vitest in watch
/// mode. After each edit an agent on `brummer mcp` and a script with `brummer check --json` ask
/// what it has changed, and must get the same answer.
@Timeout(300)
class CheckIT {
  private static final long ANSWER_MILLIS = 2_000;
  private static final int LOOP_TOKENS = 1_500;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();
  private final HttpClient client = HttpClient.newHttpClient();
  private Path project;
  private StdioAgent agent;
  private String answer = "";

  @BeforeEach
  void start() throws Exception {
    project = NpmProject.install("check", folder.resolve("shop"));
    Map<String, String> environment = new HashMap<>(mark.environment());
    environment.put("API_PORT", Integer.toString(SetupCommand.freePort()));
    Process run = BuiltImage.start(project, environment, "run", "-D", "web", "api", "tests");
    assertEquals(0, BuiltImage.awaitExit(run).code());
    verb(0, "wait", "web", "--for", "ready");
    verb(0, "wait", "api", "--for", "ready");
    awaitLine("tests", "PASS");
    agent = new StdioAgent(project, Map.of());
    agent.initialize();
    assertClean();
  }

  @AfterEach
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    BuiltImage.run(project, "shutdown");
    mark.assertNoneLeft();
  }

  @Test
  void edits_areAnsweredWithExactlyWhatIsNew() throws Exception {
    assertClean();
    assertTrue(answer.contains("no file changed"), answer);

    edit("src/App.jsx", "./cart.js", "./cartt.js");
    assertProblem("errors", "cartt.js", "src/App.jsx:1:");
    assertClean();
    edit("src/App.jsx", "./cartt.js", "./cart.js");
    assertHealed("cartt.js");

    edit("shared/price.js", "0.19", "0.20");
    assertProblem("failedTests", "price includes tax", "test/price.test.js:5:");
    edit("shared/price.js", "0.20", "0.19");
    assertHealed("price includes tax");

    Files.writeString(project.resolve("NOTES.md"), "Read by people only.\n");
    assertClean();
    assertTrue(answer.contains("nothing reacted to the edit"), answer);
  }

  @Test
  void errorsOfTheApi_areReported_whenTheyCrashItAndWhenARequestMeetsThem() throws Exception {
    edit("api/books.js", "return [", "return [[");
    assertProblem("errors", "SyntaxError", "api/books.js:");
    edit("api/books.js", "return [[", "return [");
    assertHealed("SyntaxError");

    edit("api/books.js", "return [", "return missing || [");
    assertClean();
    assertEquals(500, status("api", "/api/books"));
    JsonNode check = assertProblem("errors", "missing is not defined", "api/books.js:2:");
    assertEquals(1, check.path("failedRequests").size(), check.toString());
    assertEquals(500, check.at("/failedRequests/0/status").asInt());
    edit("api/books.js", "missing || ", "");
    assertHealed("missing is not defined");
    assertEquals(200, status("api", "/api/books"));
    assertClean();
  }

  @Test
  void errorsInTheBrowser_areReported_untilAnEditHealsThem() throws Exception {
    try (Chrome browser = Chrome.start(folder.resolve("profile"))) {
      browser.open(proxied("web") + "/");
      browser.awaitTrue("document.querySelector('#total')?.textContent === '5'");
      assertClean();

      edit("src/App.jsx", "total(items)", "total(undefined)");
      assertProblem("errors", "TypeError", "src/cart.js:2:");
      edit("src/App.jsx", "total(undefined)", "total(items)");
      assertHealed("TypeError");
      browser.awaitTrue("document.querySelector('#total')?.textContent === '5'");
      assertClean();
    }
  }

  @Test
  void editDuringARebuild_andSeveralProcessesAtOnce() throws Exception {
    edit("src/App.jsx", "./cart.js", "./cartt.js");
    edit("api/books.js", "return [", "return [[");
    edit("shared/price.js", "0.19", "0.20");
    JsonNode check = check(1);
    assertEquals(2, check.path("errors").size(), check.toString());
    assertEquals(1, check.path("failedTests").size(), check.toString());

    edit("src/App.jsx", "./cartt.js", "./cart.js");
    edit("api/books.js", "return [[", "return [");
    edit("shared/price.js", "0.20", "0.21");
    edit("shared/price.js", "0.21", "0.19");
    JsonNode healed = check(0);
    assertEquals(3, healed.path("healed").size(), healed.toString());
    assertClean();
  }

  @Test
  void loopOfAnAgent_costsFewTokens() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      edit("src/App.jsx", "./cart.js", "./cartt.js");
      answers.add(agent.tool("check", "{}"));
      assertTrue(answers.getLast().startsWith("PROBLEMS"), answers.getLast());
      edit("src/App.jsx", "./cartt.js", "./cart.js");
      answers.add(agent.tool("check", "{}"));
      assertTrue(answers.getLast().startsWith("CLEAN"), answers.getLast());
    }
    int tokens = answers.stream().mapToInt(ResultText::tokens).sum() / 2;
    assertTrue(tokens < LOOP_TOKENS, tokens + " tokens: " + answers);
  }

  /// Waits for a line that may have been printed already.
  private void awaitLine(String process, String part) throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      if (verb(0, "logs", process, "-n", "200").contains(part)) {
        return;
      }
    }
    throw new AssertionError("no " + part + " in " + verb(0, "logs", process));
  }

  private void edit(String file, String from, String to) throws Exception {
    Path path = project.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(from), text);
    Files.writeString(path, text.replace(from, to));
  }

  private void assertClean() throws Exception {
    JsonNode check = check(0);
    assertEquals("clean", check.path("verdict").asText());
    assertEquals(0, check.path("healed").size(), check.toString());
  }

  /// Checks that exactly one fact of a kind is new.
  private JsonNode assertProblem(String kind, String... parts) throws Exception {
    JsonNode check = check(1);
    assertEquals("problems", check.path("verdict").asText());
    for (String list : List.of("errors", "failedTests", "healed")) {
      assertEquals(list.equals(kind) ? 1 : 0, check.path(list).size(), check.toString());
    }
    for (String part : parts) {
      assertTrue(check.path(kind).toString().contains(part), check.toString());
      assertTrue(answer.contains(part), answer);
    }
    return check;
  }

  private void assertHealed(String part) throws Exception {
    JsonNode check = check(0);
    assertEquals("clean", check.path("verdict").asText());
    assertEquals(1, check.path("healed").size(), check.toString());
    assertTrue(check.at("/healed/0").toString().contains(part), check.toString());
    assertTrue(answer.contains("healed: "), answer);
  }

  /// Asks through both doors; the agent first, in time.
  private JsonNode check(int exitCode) throws Exception {
    long asked = System.currentTimeMillis();
    answer = agent.tool("check", "{}");
    long answered = System.currentTimeMillis();
    assertTrue(answer.startsWith(exitCode == 0 ? "CLEAN" : "PROBLEMS"), answer);
    long last = Math.max(asked, lastOutput(answered));
    assertTrue(answered - last <= ANSWER_MILLIS, (answered - last) + " ms: " + answer);
    JsonNode check = JSON.readTree(verb(exitCode, "check", "--json"));
    assertFalse(check.path("cursor").asText().isEmpty());
    return check;
  }

  /// Time of the last line that a tool has printed up to a moment.
  private long lastOutput(long until) throws Exception {
    long last = 0;
    for (String line : verb(0, "logs", "--json", "-n", "200").lines().toList()) {
      JsonNode it = JSON.readTree(line);
      boolean tool = !it.path("source").asText().equals("brummer");
      if (tool && it.path("at").asLong() <= until) {
        last = Math.max(last, it.path("at").asLong());
      }
    }
    return last;
  }

  private String verb(int exitCode, String... arguments) throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, arguments);
    assertEquals(exitCode, result.code(), result.toString());
    return result.out();
  }

  private String proxied(String process) throws Exception {
    for (JsonNode it : JSON.readTree(verb(0, "ps", "--json")).findValues("processes").getFirst()) {
      if (it.path("name").asText().equals(process)) {
        return it.path("proxiedUrl").asText().replaceFirst("/$", "");
      }
    }
    throw new AssertionError("no process " + process);
  }

  private int status(String process, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(proxied(process) + path)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
