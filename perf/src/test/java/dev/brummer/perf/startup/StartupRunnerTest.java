package dev.brummer.perf.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rounds with real child processes.
@Timeout(60)
final class StartupRunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> sentences = new ArrayList<>();

  private static ProcessSpec sh(String name, String script) {
    return new ProcessSpec(
        name,
        "",
        List.of("/bin/sh", "-c", script),
        Path.of("").toAbsolutePath(),
        Map.of(),
        true,
        ProcessSpec.DEFAULT_GRACE);
  }

  private static ProcessSpec serving(String name) {
    return sh(name, "echo up; exec cat").toBuilder()
        .readiness(new ReadinessProbe.Log(Pattern.compile("^up$")))
        .build();
  }

  private static ProcessSpec after(ProcessSpec spec, String other, Dependency.Condition until) {
    return spec.toBuilder().dependsOn(List.of(new Dependency(other, until))).build();
  }

  private static StartupPlan plan(int rounds, Duration limit, ProcessSpec... specs) {
    Set<String> names = List.of(specs).stream().map(ProcessSpec::name).collect(Collectors.toSet());
    return new StartupPlan(Path.of("/project"), List.of(specs), names, rounds, limit);
  }

  private StartupRunner up(StartupPlan plan, Runnable whileWaiting) {
    return new StartupRunner(
        plan,
        new StartupRunner.ProgressListener() {
          @Override
          public void onWaiting(int round, List<ProcessInfo> processes, Duration since) {
            whileWaiting.run();
          }

          @Override
          public void onRoundDone(String sentence) {
            sentences.add(sentence);
          }
        });
  }

  @Test
  void rounds_areTimedAndStopped_inTheOrderOfWhatIsNeeded() throws Exception {
    StartupPlan plan =
        plan(
            2,
            LIMIT,
            serving("db"),
            after(sh("migrate", "true"), "db", Dependency.Condition.READY),
            after(serving("api"), "migrate", Dependency.Condition.COMPLETED));
    StartupResult result = up(plan, () -> {}).run();
    assertTrue(result.isSuccessful(), result.text());
    assertEquals(2, result.rounds().size());
    for (RoundResult round : result.rounds()) {
      assertEquals(List.of("db", "migrate", "api"), round.criticalPath().names());
      assertEquals(round.upAt(), round.criticalPath().seconds(), 1e-6);
      assertEquals(List.of(), round.survivors());
      ProcessStartupTimes api = round.startups().get(2);
      assertTrue(api.started() >= round.startups().get(1).ended(), round::toString);
      assertTrue(api.stopSeconds() >= 0, round::toString);
      // the kernel counts the memory of a process that has just started with a delay
      assertTrue(round.startups().getFirst().peakBytes() > 0, round::toString);
    }
    assertEquals(2, sentences.size());
  }

  @Test
  void failing_isNamedWithItsLastLines_andTheOthersAreMeasured() throws Exception {
    StartupPlan plan =
        plan(2, LIMIT, serving("web"), sh("bad", "echo no such table >&2; sleep 0.2; exit 3"));
    StartupResult result = up(plan, () -> {}).run();
    assertFalse(result.isSuccessful());
    ProcessStartupTimes bad = result.rounds().getLast().startups().get(1);
    assertEquals(new StartupOutcome.Failed("exit 3"), bad.outcome());
    assertEquals(List.of("no such table"), bad.lastLines());
    assertTrue(result.text().contains("bad: failed: exit 3"), result.text());
    assertEquals(new StartupOutcome.Failed("exit 3"), result.startups("bad").getFirst().outcome());
    assertEquals(2, result.startups("web").stream().filter(a -> a.outcome().isUp()).count());
  }

  @Test
  void neverReady_isWaitedForOnce_andSaidByName() throws Exception {
    ProcessSpec slow =
        sh("slow", "echo connecting; exec cat").toBuilder()
            .readiness(new ReadinessProbe.Log(Pattern.compile("up")))
            .build();
    StartupPlan plan = plan(2, Duration.ofMillis(700), slow, serving("web"));
    StartupResult result = up(plan, () -> {}).run();
    assertFalse(result.isSuccessful());
    assertEquals(
        new StartupOutcome.TimedOut("running"), result.startups("slow").getFirst().outcome());
    assertEquals(List.of("connecting"), result.startups("slow").getFirst().lastLines());
    assertTrue(result.text().contains("slow: not ready after 700 ms"), result.text());
  }

  @Test
  void interrupted_keepsWhatThereIs() throws Exception {
    ProcessSpec slow =
        sh("slow", "exec cat").toBuilder()
            .readiness(new ReadinessProbe.Log(Pattern.compile("up")))
            .build();
    StartupPlan plan = plan(3, LIMIT, serving("web"), slow);
    StartupRunner[] up = new StartupRunner[1];
    up[0] = up(plan, () -> up[0].interrupt());
    StartupResult result = up[0].run();
    assertEquals(1, result.rounds().size());
    assertFalse(result.rounds().getFirst().finished());
    assertTrue(result.startups("slow").getFirst().outcome() instanceof StartupOutcome.Interrupted);
    assertTrue(result.text().contains("slow: interrupted"), result.text());
  }

  @Test
  void json_isForPrograms() throws Exception {
    StartupResult result = up(plan(1, LIMIT, serving("web")), () -> {}).run();
    JsonNode json = new ObjectMapper().readTree(result.json());
    assertTrue(json.path("good").asBoolean());
    JsonNode web = json.path("rounds").path(0).path("processes").path(0);
    assertEquals("ready", web.path("outcome").asText());
    assertTrue(web.path("readySeconds").asDouble() > 0, json::toPrettyString);
    assertTrue(web.path("endedSeconds").isNull(), json::toPrettyString);
    assertTrue(json.path("processes").path(0).path("warmP50Seconds").isNull());
  }
}
