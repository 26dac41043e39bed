package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigDifferenceTest {
  private static ProcessSpec spec(String name, String command) {
    return ProcessSpec.builder(name, List.of("sh", "-c", command), Path.of("/p")).build();
  }

  @Test
  void sameDefinitions_areNoDifference_evenWithPatterns() {
    assertTrue(
        ConfigDifference.between(List.of(matching("ready")), List.of(matching("ready"))).isEmpty());
    assertEquals(
        1,
        ConfigDifference.between(List.of(matching("ready")), List.of(matching("open")))
            .replaced()
            .size());
  }

  private static ProcessSpec matching(String pattern) {
    return spec("db", "x").toBuilder()
        .readiness(new ReadinessProbe.Log(Pattern.compile(pattern)))
        .build();
  }

  @Test
  void event_tellsWhatRunsFromWhatDoesNot() {
    List<ProcessSpec> before = List.of(spec("web", "a"), spec("api", "a"), spec("old", "a"));
    List<ProcessSpec> after = List.of(spec("web", "b"), spec("api", "b"), spec("new", "a"));
    ProcessInfo running =
        new ProcessInfo(
            1,
            before.getFirst(),
            new ProcessState.Running(),
            1,
            7,
            0,
            0,
            ProcessInfo.Resources.NONE);

    List<String> lines =
        ConfigDifference.between(before, after)
            .event(List.of(running, ProcessInfo.idle(2, before.get(1), 0)), 0)
            .lines();

    assertEquals(List.of("restart web", "change api", "add new", "stop and remove old"), lines);
  }
}
