package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessInfoTest {
  private static String describe(ProcessState state, long seconds) {
    ProcessSpec spec =
        new ProcessSpec("web", "", List.of("x"), Path.of("/"), Map.of(), true, Duration.ZERO);
    long since = 5_000;
    return new ProcessInfo(1, spec, state, 1, 9, since, since, ProcessInfo.Resources.NONE)
        .describeState(since + seconds * 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "12, 12 s",
    "119, 119 s",
    "120, 2 min",
    "7199, 119 min",
    "7200, 2 h",
    "-3, 0 s"
  })
  void down_saysWhyAndSinceWhen(long seconds, String duration) {
    assertEquals(
        "down: nothing listens on :3000 since " + duration,
        describe(new ProcessState.Down("nothing listens on :3000"), seconds));
  }

  @ParameterizedTest
  @CsvSource({"0", "90"})
  void anyOtherState_isItsLabel(long seconds) {
    assertEquals("ready", describe(new ProcessState.Ready("listens on :3000"), seconds));
    assertEquals("exit 1", describe(new ProcessState.Failed("exit 1", 1, 0), seconds));
  }
}
