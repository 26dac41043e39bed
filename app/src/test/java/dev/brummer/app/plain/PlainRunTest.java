package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.ProcessSpec;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Plain output with real processes.
@Timeout(120)
class PlainRunTest {
  private static final int CHILDREN = 5;
  private static final int LINES = 300_000;
  private static final String LINE = "x".repeat(99);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void readerThatIsSlow_holdsTheChildrenBack_andLosesNothing() throws Exception {
    try (Engine engine = new Engine(EngineSettings.inMemory())) {
      for (int i = 0; i < CHILDREN; i++) {
        String command = "yes " + LINE + " | head -n " + LINES;
        engine.processes().register(spec("p" + i, command));
      }
      LineCountingOutput out = new LineCountingOutput(engine);
      int code;
      try (PlainRun run = new PlainRun(engine, settings(), out, err)) {
        run.start();
        code = run.await();
      }
      assertEquals(0, code);
      Map<String, Integer> all = new HashMap<>();
      for (int i = 0; i < CHILDREN; i++) {
        all.put("p" + i, LINES);
      }
      assertEquals(all, out.lines, err.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void exitPolicyOfADependency_endsTheRun_withItsCode() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Engine engine = new Engine(EngineSettings.inMemory())) {
      engine
          .processes()
          .register(
              spec("p1", "echo one; exit 6").toBuilder()
                  .exit(new ExitPolicy(true, false, false))
                  .build());
      ProcessSpec waiting = spec("p0", "exec sleep 300");
      engine
          .processes()
          .register(
              waiting.toBuilder()
                  .dependsOn(List.of(new Dependency("p1", Dependency.Condition.EXITED)))
                  .build());
      PlainSettings settings =
          new PlainSettings(
              PrefixTemplate.defaultTemplate(false),
              false,
              false,
              new CompletionTracker.Policy("all", "last", false),
              Set.of("p0"));
      int code;
      try (PlainRun run = new PlainRun(engine, settings, out, err)) {
        run.start();
        code = run.await();
      }
      assertEquals(6, code);
      String messages = err.toString(StandardCharsets.UTF_8);
      assertTrue(messages.contains("ends the run: exit 6"), messages);
    }
  }

  private static PlainSettings settings() {
    return new PlainSettings(
        PrefixTemplate.defaultTemplate(false),
        false,
        false,
        new CompletionTracker.Policy("all", "all", false),
        IntStream.range(0, CHILDREN).mapToObj(i -> "p" + i).collect(Collectors.toSet()));
  }

  private static ProcessSpec spec(String name, String command) {
    return new ProcessSpec(
        name,
        "",
        List.of("/bin/sh", "-c", command),
        Path.of("").toAbsolutePath(),
        Map.of(),
        false,
        Duration.ofSeconds(5));
  }

  /// Counts whole lines by process name. Blocks its first write until back-pressure has stopped the
  /// processes, that is until the store has stopped growing.
  private static final class LineCountingOutput extends OutputStream {
    private static final int STABLE_SAMPLES = 100;

    final Map<String, Integer> lines = new HashMap<>();
    private final Engine engine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean started;

    LineCountingOutput(Engine engine) {
      this.engine = engine;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      if (!started) {
        started = true;
        awaitBackPressure();
      }
      for (int i = from; i < from + count; i++) {
        if (bytes[i] == '\n') {
          count(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(bytes[i]);
        }
      }
    }

    private void count(String text) {
      String[] parts = text.split(" \\| ", 2);
      assertEquals(LINE, parts[1]);
      lines.merge(parts[0], 1, Integer::sum);
    }

    private void awaitBackPressure() {
      long end = -1;
      for (int same = 0; same < STABLE_SAMPLES; same = engine.logs().end() == end ? same + 1 : 0) {
        end = engine.logs().end();
        LockSupport.parkNanos(2_000_000);
      }
    }
  }
}
