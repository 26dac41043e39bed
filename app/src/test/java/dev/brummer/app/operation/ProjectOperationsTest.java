package dev.brummer.app.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.operation.request.CheckRequest;
import dev.brummer.app.operation.request.LogRequest;
import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.CheckResult.Verdict;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.ProcessItem;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.ScriptItem;
import dev.brummer.app.operation.result.StartItem;
import dev.brummer.app.operation.result.StartResult;
import dev.brummer.app.operation.result.WaitResult;
import dev.brummer.app.operation.result.WhyResult;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Replica;
import dev.brummer.engine.process.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The operations on a real engine with real processes.
@Timeout(120)
class ProjectOperationsTest {
  private static final Caller AGENT = new Caller("claude-code", "2.1", Caller.Door.MCP_STDIO, true);
  private static final Duration LONG = Duration.ofSeconds(30);

  /// Behaves like nodemon: runs app.sh again whenever it has changed.
  private static final String WATCHER =
      """
      run() { echo "[nodemon] starting \\`sh app.sh\\`"; sh app.sh || \
      echo "[nodemon] app crashed - waiting for file changes before starting..."; }
      last=$(cat app.sh); run
      while :; do
        now=$(cat app.sh)
        if [ "$now" != "$last" ]; then
          last=$now; echo "[nodemon] restarting due to changes..."; run
        fi
        sleep 0.05
      done
      """;

  @TempDir private Path directory;

  private final Engine engine = new Engine(EngineSettings.inMemory());
  private final List<String> control = new ArrayList<>();
  private final UnregisteredScripts unregistered = new UnregisteredScripts(List.of());
  private ProjectOperations operations;

  private void open(ProcessSpec... specs) {
    for (ProcessSpec spec : specs) {
      engine.processes().register(spec);
    }
    RunControl runControl =
        new RunControl() {
          @Override
          public boolean openInBrowser(String url) {
            control.add("open " + url);
            return true;
          }

          @Override
          public void shutDown(String by) {
            control.add("shut down by " + by);
          }
        };
    List<ScriptOrigin> origins =
        List.of(new ScriptOrigin("web", directory.resolve("package.json"), 5, "vite", true));
    operations = new ProjectOperations(engine, null, directory, origins, unregistered, runControl);
  }

  @AfterEach
  void close() {
    operations.close();
    engine.close();
  }

  @Test
  void scriptOfTheProject_isStartedAlthoughTheRunWasNotGivenIt_withWhatItNeeds() throws Exception {
    ProcessSpec worker =
        shell("worker", "sleep 60").toBuilder()
            .dependsOn(List.of(new Dependency("queue", Dependency.Condition.STARTED)))
            .build();
    unregistered.replace(List.of(shell("queue", "sleep 60"), worker, shell("lint", "true")));
    open(shell("web", "sleep 60"));

    assertEquals(
        List.of("web", "queue", "worker", "lint"),
        operations.scripts(AGENT, "", 10).scripts().stream().map(ScriptItem::name).toList());
    StartItem started = start("worker", StartRequest.Until.NONE).processes().getFirst();

    assertEquals("worker", started.process().name());
    assertEquals(Outcome.MET, started.outcome());
    assertEquals(
        List.of("web", "worker", "queue"),
        engine.processes().snapshot().stream().map(ProcessInfo::name).toList());
    OperationException unknown =
        assertThrows(OperationException.class, () -> start("lnit", StartRequest.Until.NONE));
    assertEquals("did you mean lint?", unknown.hint());
  }

  private ProcessSpec shell(String name, String command) {
    return new ProcessSpec(
        name,
        "scripts",
        List.of("sh", "-c", command),
        directory,
        Map.of(),
        false,
        Duration.ofSeconds(2));
  }

  private StartResult start(String name, StartRequest.Until until) throws Exception {
    return operations.start(AGENT, new StartRequest(List.of(name), until, LONG));
  }

  @Test
  void start_ofAJob_waitsForItsEnd_andAgainStartsItAgain() throws Exception {
    open(shell("job", "echo done"));
    StartItem first = start("job", StartRequest.Until.READY).processes().getFirst();
    assertEquals(Outcome.MET, first.outcome());
    assertTrue(first.started());
    assertEquals("done", first.process().state());
    StartItem second = start("job", StartRequest.Until.EXIT).processes().getFirst();
    assertEquals(2, second.process().runNumber());
  }

  @Test
  void start_ofARunningProcess_returnsIt() throws Exception {
    open(shell("server", "echo up; sleep 600"));
    start("server", StartRequest.Until.NONE);
    engineAwait("server", "running");
    StartItem again = start("server", StartRequest.Until.NONE).processes().getFirst();
    assertFalse(again.started());
    assertEquals(1, again.process().runNumber());
  }

  @Test
  void start_thatFails_answersErrorsAndLastLines() throws Exception {
    open(shell("bad", "echo 'Error: no database' >&2; exit 3"));
    StartItem item = start("bad", StartRequest.Until.READY).processes().getFirst();
    assertEquals(Outcome.NOT_MET, item.outcome());
    assertEquals(Integer.valueOf(3), item.process().exitCode());
    assertTrue(
        item.lastLines().stream().anyMatch(line -> line.text().contains("no database")),
        item.toString());
  }

  @Test
  void timeout_isAResult() throws Exception {
    open(shell("slow", "sleep 600"));
    StartRequest request =
        new StartRequest(List.of("slow"), StartRequest.Until.EXIT, Duration.ofMillis(300));
    assertEquals(Outcome.TIMED_OUT, operations.start(AGENT, request).outcome());
  }

  @Test
  void stop_namesTheClient() throws Exception {
    open(shell("server", "sleep 600"));
    start("server", StartRequest.Until.NONE);
    engineAwait("server", "running");
    var stopped = operations.stop(AGENT, List.of("server"), LONG);
    assertEquals(Outcome.MET, stopped.outcome());
    assertEquals("stopped by claude-code", stopped.processes().getFirst().process().reason());
    assertFalse(
        operations.stop(AGENT, List.of("server"), LONG).processes().getFirst().wasRunning());
  }

  @Test
  void restart_comparesErrors() throws Exception {
    Path app = write("app.sh", error("TypeError: first problem") + "; echo ready; exec sleep 600");
    open(shell("server", "sh " + app));
    start("server", StartRequest.Until.NONE);
    waitFor("log:ready", "server");
    waitForErrors(1);
    Files.writeString(app, error("RangeError: second problem") + "; exit 1");
    RestartResult result = operations.restart(AGENT, List.of("server"), LONG);
    assertEquals(Outcome.NOT_MET, result.outcome());
    assertTrue(result.processes().getFirst().newErrors() >= 1, result.toString());
    assertEquals(1, result.processes().getFirst().goneErrors(), result.toString());
  }

  @Test
  void unknownName_isRefusedWithTheNearest() {
    open(shell("server", "sleep 600"));
    OperationException thrown =
        assertThrows(OperationException.class, () -> start("servr", StartRequest.Until.NONE));
    assertEquals(OperationException.Kind.UNKNOWN_NAME, thrown.kind());
    assertTrue(thrown.hint().contains("did you mean server?"), thrown.text());
  }

  @Test
  void readOnlyClient_mayReadButNotAct() throws Exception {
    open(shell("server", "sleep 600"));
    engine.agentAccess().readOnly("claude-code", true);
    OperationException thrown =
        assertThrows(OperationException.class, () -> start("server", StartRequest.Until.NONE));
    assertEquals(OperationException.Kind.READ_ONLY, thrown.kind());
    assertEquals(1, operations.status(AGENT, List.of("server"), null).processes().size());
    Caller reader = new Caller("x", "", Caller.Door.CLI, false);
    assertThrows(OperationException.class, () -> operations.shutDown(reader));
  }

  @Test
  void logs_areReadByTailAndCursor_andSearchedWithContext() throws Exception {
    open(shell("job", "for i in 1 2 3 4 5 6 7 8 9; do echo line $i; done; echo end; echo end"));
    start("job", StartRequest.Until.EXIT);
    LogResult tail = operations.logs(AGENT, LogRequest.tail(List.of("job"), 3));
    assertEquals(3, tail.lines().size());
    assertTrue(tail.omitted() >= 7, tail.toString());
    LogResult found =
        operations.logs(
            AGENT, new LogRequest(List.of(), null, "", "LINE [35]", true, 1, 10, true, LONG));
    assertEquals(List.of(), found.lines());
    found =
        operations.logs(
            AGENT, new LogRequest(List.of(), null, "", "line [36]", true, 1, 10, true, LONG));
    assertEquals(
        List.of("line 5", "line 6", "line 7", "line 2", "line 3", "line 4"),
        found.lines().stream().map(LogItem::text).toList());
    LogItem repeated =
        operations.logs(AGENT, LogRequest.search(List.of(), "end", false, 5)).lines().getFirst();
    assertEquals(1, repeated.repeats());
    start("job", StartRequest.Until.EXIT);
    LogResult fresh = operations.logs(AGENT, LogRequest.after(List.of("job"), tail.cursor(), 4));
    assertEquals(4, fresh.lines().size());
    LogResult rest = operations.logs(AGENT, LogRequest.after(List.of("job"), fresh.cursor(), 500));
    assertTrue(
        rest.lines().getFirst().number() > fresh.lines().getLast().number(), rest.toString());
    assertEquals(0, rest.omitted());
  }

  @Test
  void follow_passesOldAndNewLines_untilItIsInterrupted() throws Exception {
    open(shell("job", "echo one; echo two"));
    start("job", StartRequest.Until.EXIT);
    CountDownLatch seen = new CountDownLatch(6);
    LogFollower follower =
        (lines, cursor) -> {
          lines.stream()
              .filter(line -> line.source().equals("out"))
              .forEach(line -> seen.countDown());
          return true;
        };
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                operations.follow(AGENT, LogRequest.tail(List.of("job"), 50), follower);
              } catch (OperationException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    start("job", StartRequest.Until.EXIT);
    start("job", StartRequest.Until.EXIT);
    assertTrue(seen.await(20, TimeUnit.SECONDS));
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(20)));
  }

  @Test
  void wait_forALine_countsWhatWasPrintedSinceTheLastStart() throws Exception {
    open(shell("job", "echo hello"), shell("other", "echo good day"));
    start("job", StartRequest.Until.EXIT);
    WaitResult met = waitFor("log:hel+o", "job");
    assertEquals(Outcome.MET, met.outcome());
    assertEquals("hello", met.lines().getFirst().text());
    assertEquals(
        Outcome.MET,
        operations
            .waitFor(
                AGENT, new WaitRequest(List.of(), WaitCondition.parse("log:hello"), LONG, null))
            .outcome());
    assertEquals(Outcome.NOT_MET, waitFor("log:hello", "other").outcome());
  }

  @Test
  void wait_forALine_ignoresEarlierRunsOfTheProcess() throws Exception {
    open(
        shell("job", "test -e first && exec sleep 600; touch first; echo hello"),
        shell("older", "exec sleep 600"));
    start("older", StartRequest.Until.NONE);
    start("job", StartRequest.Until.EXIT);
    start("job", StartRequest.Until.NONE);
    WaitResult late =
        operations.waitFor(
            AGENT,
            new WaitRequest(
                List.of("job", "older"),
                WaitCondition.parse("log:hello"),
                Duration.ofMillis(100),
                null));
    assertEquals(Outcome.TIMED_OUT, late.outcome());
  }

  @Test
  void wait_forALine_withACursor_ignoresWhatWasBefore() throws Exception {
    open(shell("job", "echo hello"));
    start("job", StartRequest.Until.EXIT);
    String cursor = operations.cursor();
    for (String since : List.of(cursor, "now")) {
      assertEquals(Outcome.NOT_MET, waitSince(since, "log:hello", "job").outcome());
    }
    start("job", StartRequest.Until.EXIT);
    assertEquals(Outcome.MET, waitSince(cursor, "log:hello", "job").outcome());
  }

  private WaitResult waitSince(String cursor, String condition, String name) throws Exception {
    return operations.waitFor(
        AGENT, new WaitRequest(List.of(name), WaitCondition.parse(condition), LONG, cursor));
  }

  @Test
  void why_namesTheDependencyThatIsMissing() throws Exception {
    ProcessSpec web =
        shell("web", "sleep 600").toBuilder()
            .dependsOn(List.of(new Dependency("db", Dependency.Condition.READY)))
            .build();
    open(shell("db", "sleep 600"), web);
    start("web", StartRequest.Until.NONE);
    engineAwait("web", "wait db");
    WhyResult why = operations.why(AGENT, "web");
    assertFalse(why.up());
    assertEquals("web waits for db", why.reasons().getFirst());
    assertTrue(why.reasons().get(1).startsWith("depends on db (ready)"), why.toString());
  }

  @Test
  void scripts_sayWhereTheyAreDefined() throws Exception {
    open(shell("web", "sleep 600"), shell("job", "true"));
    assertEquals(
        "package.json:5", operations.scripts(AGENT, "vite", 50).scripts().getFirst().origin());
    assertEquals(1, operations.scripts(AGENT, "", 1).omitted());
  }

  @Test
  void open_withoutAUrl_saysWhatToDo() {
    open(shell("web", "sleep 600"));
    OperationException thrown =
        assertThrows(OperationException.class, () -> operations.open(AGENT, "web"));
    assertEquals(OperationException.Kind.NOTHING_MATCHES, thrown.kind());
  }

  @Test
  void shutDown_asksTheRun() throws Exception {
    open(shell("web", "sleep 600"));
    operations.shutDown(AGENT);
    assertEquals(List.of("shut down by claude-code"), control);
  }

  @Test
  void closed_endsWaitingCalls() throws Exception {
    open(shell("web", "sleep 600"));
    start("web", StartRequest.Until.NONE);
    Thread.ofVirtual().start(operations::close);
    OperationException thrown =
        assertThrows(OperationException.class, () -> waitFor("exit", "web"));
    assertEquals(OperationException.Kind.CLOSED, thrown.kind());
  }

  @Test
  void check_reportsExactlyWhatAnEditBreaksAndHeals() throws Exception {
    write("app.sh", "echo listening");
    open(shell("api", WATCHER));
    start("api", StartRequest.Until.NONE);
    waitFor("log:listening", "api");
    CheckResult clean = operations.check(AGENT, CheckRequest.since(null));
    assertEquals(Verdict.CLEAN, clean.verdict(), clean.toString());

    String before = operations.cursor();
    write("app.sh", error("TypeError: x is not a function") + "; exit 1");
    CheckResult broken = operations.check(AGENT, CheckRequest.since(before));
    assertEquals(Verdict.PROBLEMS, broken.verdict(), broken.toString());
    assertTrue(broken.rebuilt());
    assertEquals(1, broken.errors().size(), broken.toString());
    assertTrue(broken.waitedMillis() < 3_500, broken.toString());

    write("app.sh", "echo listening again");
    CheckResult healed = operations.check(AGENT, CheckRequest.since(broken.cursor()));
    assertEquals(Verdict.CLEAN, healed.verdict(), healed.toString());
    assertEquals(1, healed.healed().size(), healed.toString());

    CheckResult nothing = operations.check(AGENT, CheckRequest.since(null));
    assertEquals(Verdict.CLEAN, nothing.verdict());
    assertFalse(nothing.rebuilt(), nothing.toString());
    assertTrue(nothing.waitedMillis() >= 1_400, nothing.toString());
  }

  @Test
  void check_ofABuildThatNeverEnds_saysWhatItWaitsFor() throws Exception {
    open(shell("tsc", "echo 'Starting compilation in watch mode...'; sleep 600"));
    start("tsc", StartRequest.Until.NONE);
    waitFor("log:Starting", "tsc");
    CheckRequest request =
        new CheckRequest(List.of(), null, Duration.ZERO, Duration.ofMillis(2_500));
    CheckResult result = operations.check(AGENT, request);
    assertEquals(Verdict.UNSETTLED, result.verdict(), result.toString());
    assertTrue(result.waitingFor().startsWith("tsc ("), result.toString());
  }

  /// A shell command that prints an error of JavaScript.
  private static String error(String message) {
    return "echo '" + message + "'; echo '    at run (/a.js:3:5)'";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private WaitResult waitFor(String condition, String name) throws Exception {
    String start = condition.startsWith("log:") && name.equals("job") ? null : "0-0-0-0";
    return operations.waitFor(
        AGENT, new WaitRequest(List.of(name), WaitCondition.parse(condition), LONG, start));
  }

  /// Waits until a process has a state, by its label.
  private void engineAwait(String name, String label) throws InterruptedException {
    while (engine.processes().snapshot().stream()
        .noneMatch(it -> it.name().equals(name) && it.state().label().equals(label))) {
      engine.facts().awaitChange(engine.facts().changes(), 20);
    }
  }

  private void waitForErrors(int count) throws InterruptedException {
    while (engine.facts().errors().size() < count) {
      engine.facts().awaitChange(engine.facts().changes(), 20);
    }
  }

  private List<String> scale(String... sizes) throws Exception {
    return operations.scale(AGENT, List.of(sizes), LONG).processes().stream()
        .map(ProcessItem::name)
        .toList();
  }

  private List<String> listed() {
    return engine.processes().snapshot().stream().map(ProcessInfo::name).toList();
  }

  @Test
  void scale_startsMissingReplicas_andRemovesSurplusOnes() throws Exception {
    ProcessSpec web =
        shell("web", "echo \"$PC_PROC_NAME $PC_REPLICA_NUM on $PORT\"; exec sleep 300").toBuilder()
            .environment(Map.of("PORT", "3000"))
            .build();
    open(web, shell("api", "exec sleep 300"));
    start("web", StartRequest.Until.NONE);

    assertEquals(List.of("web", "web-1", "web-2"), scale("web=3"));
    WaitRequest printed =
        new WaitRequest(List.of("web-2"), WaitCondition.parse("log:web-2 2 on 3002"), LONG, null);
    assertEquals(Outcome.MET, operations.waitFor(AGENT, printed).outcome());

    assertEquals(List.of("web", "web-1"), scale("web=2"));
    assertEquals(List.of("web", "api", "web-1"), listed());
    assertEquals(List.of("web"), scale("web=1"));
    assertEquals(List.of("web", "web-1"), scale("web=2"));
  }

  @Test
  void scale_ofReplicas_keepsTheFirst() throws Exception {
    ProcessSpec web = shell("web", "exec sleep 300");
    open(new Replica("web", 0, 2).of(web), new Replica("web", 1, 2).of(web));

    assertEquals(List.of("web-0", "web-1", "web-2"), scale("web=3"));
    assertEquals(List.of("web-0"), scale("web=1"));
  }

  @Test
  void scale_thatIsWrong_isRefused_andChangesNothing() {
    open(shell("web", "exec sleep 300"), shell("api", "x"), shell("api-1", "y"));

    for (String size :
        List.of("web", "web=", "=3", "web=x", "web=0", "web=101", "wep=2", "api=2")) {
      OperationException refused =
          assertThrows(OperationException.class, () -> scale("web=2", size), size);
      assertFalse(refused.text().isBlank(), size);
    }
    assertEquals(List.of("web", "api", "api-1"), listed());
  }

  @Test
  void nameOfAProcessAndAGroup_isTheProcess_andSaysSo() throws Exception {
    ProcessSpec api = shell("api", "exec sleep 300");
    open(
        api.toBuilder().group("front").build(),
        shell("one", "exec sleep 300").toBuilder().group("api").build(),
        shell("two", "exec sleep 300").toBuilder().group("api").build());

    assertEquals(
        List.of("api"),
        start("api", StartRequest.Until.NONE).processes().stream()
            .map(it -> it.process().name())
            .toList());
    assertEquals(
        List.of("one", "two"),
        start("@api", StartRequest.Until.NONE).processes().stream()
            .map(it -> it.process().name())
            .toList());
    assertEquals(
        "api means the process; for the group of this name write @api",
        operations.describeAmbiguity(List.of("api", "one", "front")));
  }

  @Test
  void scheduledProcess_waits_runsWhenStarted_andStops() throws Exception {
    open(
        shell("job", "echo ran").toBuilder()
            .schedule(new Schedule(new Schedule.Trigger.Every(Duration.ofHours(5)), false))
            .build());

    StartItem waiting = start("job", StartRequest.Until.READY).processes().getFirst();
    assertEquals("scheduled", waiting.process().state());
    assertTrue(waiting.process().reason().startsWith("waits until "), waiting.process().reason());

    StartItem ran = start("job", StartRequest.Until.EXIT).processes().getFirst();
    assertEquals(1, ran.process().runNumber());
    WhyResult why = operations.why(AGENT, "job");
    assertTrue(why.toString().contains("last run: done"), why::toString);

    operations.stop(AGENT, List.of("job"), LONG);
    assertEquals("stopped", engine.processes().info(1).state().label());
  }
}
