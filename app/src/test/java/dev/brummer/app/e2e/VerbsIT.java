package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The verbs of the built program, with brummers that run real processes.
@Timeout(180)
class VerbsIT {
  private static final String SERVER = "web: echo up; while sleep 0.1; do echo tick; done";

  /// Keeps a run alive, which ends with its last process.
  private static final String OTHER = "other: exec sleep 300";

  private static final String FAILING = "bad: echo 'TypeError: no' >&2; exit 3";

  /// Serves modules and prints errors as Vite does, but no updates. Notices an edit after the
  /// seconds of the first argument. As in Vite, the old module is served until then, and one that
  /// could not be compiled is read again. The second argument `maps` adds source maps.
  private static final String VITE =
      """
      import base64, http.server, json, os, sys, time

      class Handler(http.server.BaseHTTPRequestHandler):
          text = open("src/a.js").read()

          def log_message(self, *arguments):
              pass

          def do_GET(self):
              late = time.time() - os.stat("src/a.js").st_mtime >= float(sys.argv[1])
              if late or "const =" in Handler.text:
                  Handler.text = open("src/a.js").read()
              broken = "const =" in Handler.text
              if broken:
                  print("10:04:00 AM [vite] Internal server error: Transform failed with 1 error:\\n")
                  print("[PARSE_ERROR] Unexpected token")
                  print("     \u256d\u2500[ src/a.js:1:7 ]")
                  print("\\n  Plugin: vite:oxc\\n  File: " + os.getcwd() + "/src/a.js\\n", flush=True)
              self.send_response(500 if broken else 200)
              self.end_headers()
              if sys.argv[2] == "maps":
                  map = json.dumps({"sourcesContent": [Handler.text]}).encode()
                  prefix = b"var a;\\n//# sourceMappingURL=data:application/json;base64,"
                  self.wfile.write(prefix + base64.b64encode(map))

      sys.stdout.reconfigure(encoding="utf-8")
      server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
      print("  VITE v8.4.0  ready in 100 ms\\n")
      print("  \u279c  Local:   http://localhost:%d/" % server.server_port, flush=True)
      server.serve_forever()
      """;

  @TempDir Path directory;

  private final InheritedMarker mark = InheritedMarker.create();
  private final List<Process> brummers = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process brummer : brummers) {
      brummer.destroy();
      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
    mark.assertNoneLeft();
  }

  @Test
  void processes_areListedStoppedStartedAndExplained() throws Exception {
    Path project = project("shop", SERVER, FAILING, OTHER);
    start(project, "web", "bad", "other");
    assertVerb(0, "bad exit 3", project, "wait", "bad", "--for", "exit");

    String table = assertVerb(0, "NAME", project, "ps").out();
    assertTrue(
        table.contains("web") && table.contains("failed") && table.contains("exit 3"), table);
    String json = assertVerb(0, "[{\"pid\":", project, "ps", "--json").out();
    assertEquals(1, json.lines().count());
    assertTrue(json.contains("\"exitCode\":3"), json);
    assertVerb(0, "\"outcome\":\"met\"", project, "stop", "web", "--json");
    assertVerb(1, "stopped", project, "why", "web");
    assertVerb(0, "web", project, "start", "web", "--for", "none");
    assertVerb(0, "tick", project, "wait", "web", "--for", "log:tick");
    assertVerb(124, "restarted web", project, "restart", "web", "--timeout", "1s");
    assertVerb(1, "exit 3", project, "why", "bad");
    assertVerb(0, "web", project, "kill", "w*");
    assertVerb(0, "0 requests", project, "requests");
  }

  @Test
  void errorsOfARunWithoutUiAndProxy_areFoundWhenTheyAreAskedFor() throws Exception {
    Path project =
        project("shop", "api: echo 'TypeError: no such cart'; echo done; exec sleep 300");
    start(project, "api");
    assertVerb(0, "done", project, "wait", "api", "--for", "log:done");
    assertVerb(1, "TypeError", project, "errors");
    assertVerb(1, "\"message\":\"no such cart\"", project, "errors", "--json");
  }

  @Test
  void scriptThatARunWithoutUiWasNotGiven_isStarted() throws Exception {
    Path project = project("shop", SERVER, OTHER);
    start(project, "web");
    String mistyped = assertVerb(2, "", project, "start", "othre").err();
    assertTrue(mistyped.contains("did you mean other?"), mistyped);
    assertVerb(0, "other", project, "start", "other", "--for", "none");
    assertVerb(0, "other", project, "ps");
    assertVerb(0, "other", project, "stop", "other");
  }

  /// Vite announces no update of some modules that it compiles again.
  @Test
  void error_isHealedByTheModuleThatCompilesAgain() throws Exception {
    Path project = startVite("0 bare");
    Path module = project.resolve("src/a.js");

    Files.writeString(module, "const = 1;\n");
    assertVerb(1, "Unexpected token, src/a.js:1:7", project, "check");
    Files.writeString(module, "const a = 2;\n");
    assertVerb(0, "healed: ", project, "check");
    assertVerb(0, "0 errors", project, "errors");
  }

  @Test
  void check_waitsForAServerThatNoticesAnEditLate() throws Exception {
    Path project = startVite("3 maps");
    Path module = project.resolve("src/a.js");

    Files.writeString(module, "const = 1;\n");
    assertVerb(1, "Unexpected token, src/a.js:1:7", project, "check");
    Files.writeString(module, "const a = 2;\n");
    assertVerb(0, "healed: ", project, "check");
  }

  /// Starts [#VITE] with these arguments, and checks that it is clean.
  private Path startVite(String arguments) throws Exception {
    Path project = project("vite", "web: exec python3 server.py " + arguments);
    Files.createDirectory(project.resolve("src"));
    Files.writeString(project.resolve("src/a.js"), "const a = 1;\n");
    Files.writeString(project.resolve("server.py"), VITE);
    start(project, "web");
    assertVerb(0, "Local", project, "wait", "web", "--for", "log:Local");
    assertVerb(0, "clean", project, "check");
    return project;
  }

  @Test
  void conditionThatIsNotMet_hasItsExitCode() throws Exception {
    Path project = project("shop", SERVER, FAILING);
    start(project, "web", "bad");
    assertVerb(124, "", project, "wait", "web", "--for", "log:never", "--timeout", "200ms");
    assertVerb(1, "", project, "wait", "bad", "--for", "ready", "--timeout", "20s");
    assertVerb(1, "", project, "check", "--timeout", "20s");
  }

  @Test
  void lastProcess_isStopped_andTheAnswerArrivesBeforeTheRunEnds() throws Exception {
    for (String verb : List.of("stop", "kill")) {
      Path project = project(verb, SERVER);
      Process brummer = start(project, "web");
      assertVerb(0, "\"outcome\":\"met\"", project, verb, "web", "--json");
      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
  }

  /// The process ends when the wait has connected, however long that takes.
  @Test
  void lastProcess_isWaitedFor_andTheAnswerArrivesBeforeTheRunEnds() throws Exception {
    Path project = project("wait", "web: until [ -e go ]; do sleep 0.05; done; sleep 1; exit 4");
    Process brummer = start(project, "web");
    Process wait = BuiltImage.start(project, Map.of(), "wait", "web", "--for", "exit");
    awaitControlConnection();
    Files.createFile(project.resolve("go"));
    BuiltImage.Result result = BuiltImage.awaitExit(wait);
    assertEquals(0, result.code(), result.toString());
    assertTrue(result.out().contains("exit 4"), result.toString());
    assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
  }

  @Test
  void backgroundRun_outlivesItsLastProcess() throws Exception {
    Path project = project("shop", SERVER);
    Process run = BuiltImage.start(project, mark.environment(), "run", "-D", "web");
    assertEquals(0, BuiltImage.awaitExit(run).code());
    try {
      assertVerb(0, "web stopped", project, "stop", "web");
      assertVerb(0, "web started", project, "start", "web", "--for", "none");
      assertVerb(0, "tick", project, "wait", "web", "--for", "log:tick");
    } finally {
      assertVerb(0, "brummer ends", project, "shutdown");
    }
  }

  @Test
  void badInput_isOneSentence() throws Exception {
    Path project = project("shop", SERVER);
    assertError(3, "no brummer runs in", project, "ps");
    assertError(2, "no such directory", project, "stop", "web", "-d", "nowhere");
    start(project, "web");
    assertError(2, "did you mean web?", project, "stop", "wep");
    assertError(2, "missing required parameter: 'NAME'", project, "start");
    assertError(2, "regular expression", project, "wait", "web", "--for", "log:(");
    assertError(3, "no brummer has the pid 1", project, "ps", "--pid", "1");
    assertError(2, "unknown option", project, "why", "web", "--nonsense");
  }

  @Test
  void twoProjects_andACheckoutInsideAnother_areApart() throws Exception {
    Path shop = project("shop", SERVER);
    Path other = project("other", "db: echo up; exec sleep 300");
    Path checkout = project("shop/worktrees/fix", SERVER, OTHER);
    Files.createDirectory(checkout.resolve(".git"));
    start(shop, "web");
    start(other, "db");
    assertError(3, "no brummer runs in", checkout, "stop", "web");
    start(checkout, "web", "other");

    assertVerb(0, "web", checkout, "stop", "web");
    assertVerb(0, "\"alive\":true", shop, "ps", "--json");
    assertVerb(0, "\"alive\":false", checkout, "ps", "--json");
    assertVerb(0, "db", other, "ps");
    Path below = Files.createDirectories(shop.resolve("src/deep"));
    assertTrue(assertVerb(0, "web", below, "ps").err().contains("using the project"));
    String all = assertVerb(0, "db", shop, "ps", "--all").out();
    assertTrue(all.contains(shop.toString()) && all.contains(checkout.toString()), all);
  }

  @Test
  void severalInOneProject_areNamed_andSelectedByPid() throws Exception {
    Path project = project("shop", SERVER, "db: echo up; exec sleep 300");
    Process web = start(project, "web");
    Process db = start(project, "db");
    assertError(2, "--pid " + db.pid() + " (db)", project, "stop", "all");
    assertVerb(0, "web", project, "stop", "web", "--pid", Long.toString(web.pid()));
    assertTrue(web.waitFor(10, TimeUnit.SECONDS));
    assertVerb(0, "db", project, "ps");
  }

  @Test
  void killedBrummer_confusesNothing() throws Exception {
    Path project = project("shop", SERVER);
    Process first = start(project, "web");
    first.destroyForcibly().waitFor();
    assertError(3, "no brummer runs in", project, "ps");
    start(project, "web");
    assertVerb(0, "web", project, "ps");
  }

  @Test
  void secondRun_isToldAboutTheFirst() throws Exception {
    Path project = project("shop", SERVER);
    start(project, "web");
    assertError(1, "brummer attach shows it", project, "run", "web", "--ui", "plain");
  }

  @Test
  void shutdown_endsBrummerAndItsProcesses() throws Exception {
    Path project = project("shop", SERVER);
    Process brummer = start(project, "web");
    assertVerb(0, "", project, "shutdown");
    assertTrue(brummer.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, brummer.exitValue());
    assertError(3, "no brummer runs in", project, "ps");
  }

  @Test
  void followedLog_arrivesWithoutPolling_andEndsWithTheRun() throws Exception {
    Path project = project("shop", "web: echo up; until [ -e go ]; do sleep 0.05; done; echo gone");
    Process brummer = start(project, "web");
    Process follower = BuiltImage.start(project, Map.of(), "logs", "-f", "--grep", "^(up|gone)$");
    try (BufferedReader lines = reader(follower)) {
      assertEquals("web | up", lines.readLine());
      Files.createFile(project.resolve("go"));
      assertEquals("web | gone", lines.readLine());
    }
    assertTrue(follower.waitFor(30, TimeUnit.SECONDS));
    assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
  }

  /// Waits until a client is connected to a control socket below the state directory.
  private static void awaitControlConnection() throws Exception {
    String connected = ".* 03 +\\d+ " + BuiltImage.stateDirectory() + "/.*";
    while (Files.readAllLines(Path.of("/proc/net/unix")).stream()
        .noneMatch(line -> line.matches(connected))) {
      Thread.onSpinWait();
    }
  }

  private Path project(String name, String... lines) throws Exception {
    Path project = Files.createDirectories(directory.resolve(name));
    Files.write(project.resolve("Procfile"), List.of(lines));
    return project;
  }

  /// Starts a brummer and waits until its verbs respond.
  private Process start(Path project, String... names) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "--ui", "plain"));
    words.addAll(List.of(names));
    Process brummer = BuiltImage.start(project, mark.environment(), words.toArray(String[]::new));
    brummers.add(brummer);
    Thread.ofVirtual().start(() -> reader(brummer).lines().forEach(_ -> {}));
    String pid = Long.toString(brummer.pid());
    int code = 3;
    for (int attempt = 0; attempt < 50 && code == 3; attempt++) {
      code = BuiltImage.run(project, "ps", "--pid", pid).code();
    }
    assertEquals(0, code);
    return brummer;
  }

  private static BuiltImage.Result assertVerb(
      int code, String part, Path project, String... arguments) throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, arguments);
    assertTrue(result.out().contains(part), result.toString());
    assertEquals(code, result.code(), result.toString());
    return result;
  }

  private static void assertError(int code, String part, Path project, String... arguments)
      throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, arguments);
    assertTrue(result.err().contains(part), result.toString());
    assertTrue(result.err().startsWith("brummer: "), result.toString());
    assertEquals(code, result.code(), result.toString());
    assertFalse(result.err().contains("Exception"), result.toString());
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void scaledProcess_hasReplicas_andAScheduledOneWaits() throws Exception {
    Path project = project("shop", OTHER);
    Files.writeString(
        project.resolve("brummer.toml"),
        """
        [process.web]
        command = 'echo "this is $PC_PROC_NAME on $PORT"; exec sleep 300'
        env = { PORT = 4100 }
        replicas = 2

        [process.backup]
        command = "echo saved"
        schedule = "0 3 1 1 *"
        """);
    start(project, "web-0", "backup", "other");

    assertVerb(0, "web-2", project, "scale", "web=3");
    assertVerb(0, "on 4102", project, "wait", "web-2", "--for", "log:this is web-2 on");
    assertVerb(0, "this is web-0 on 4100", project, "logs", "brummer.toml");
    String less = assertVerb(0, "web-0", project, "scale", "web=1").out();
    assertFalse(less.contains("web-1"), less);
    assertError(2, "did you mean web", project, "scale", "wep=2");
    assertError(2, "1 to 100", project, "scale", "web=0");

    assertVerb(0, "waits until", project, "ps", "backup");
    assertVerb(0, "last run: done", project, "start", "backup", "--for", "exit");
    assertVerb(0, "stopped", project, "stop", "backup");
  }
}
