package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OvermindSettingsTest {
  @TempDir private Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private OvermindSettings read(String... lines) throws IOException {
    environment.put("HOME", directory.resolve("home").toString());
    Files.write(directory.resolve(OvermindSettings.FILE_NAME), List.of(lines));
    OvermindSettings settings = OvermindSettings.read(directory, environment, warnings::add);
    assertEquals(List.of(), warnings);
    return settings;
  }

  private ProcessSpec apply(OvermindSettings settings, String name) {
    return settings.applyTo(
        new ProcessSpec(
            name, "Procfile", List.of("x"), directory, Map.of("A", "own"), true, Duration.ZERO));
  }

  @Test
  void ports_andTheirStep() throws IOException {
    OvermindSettings settings = read("OVERMIND_PORT=3000", "OVERMIND_PORT_STEP=10");
    assertEquals(3000, settings.firstPort(5000));
    assertEquals(10, settings.portStep(100));
    assertTrue(settings.setsPorts());
    assertEquals(5000, OvermindSettings.NONE.firstPort(5000));
    assertFalse(read("OVERMIND_NO_PORT=1").setsPorts());
  }

  @Test
  void environment_winsOverTheFileOfTheProject_andThatOverTheUsers() throws IOException {
    Files.createDirectories(directory.resolve("home"));
    Files.writeString(
        directory.resolve("home/.overmind.env"), "OVERMIND_PORT=1\nOVERMIND_PORT_STEP=2\nU=1\n");
    environment.put("OVERMIND_PORT", "4");
    OvermindSettings settings = read("OVERMIND_PORT=3", "OVERMIND_PORT_STEP=5", "A=file", "B=file");
    assertEquals(4, settings.firstPort(0));
    assertEquals(5, settings.portStep(0));
    assertEquals(Map.of("A", "own", "B", "file", "U", "1"), apply(settings, "web").environment());
  }

  @Test
  void formationAndSelection_decideWhatStarts() throws IOException {
    OvermindSettings settings =
        read("OVERMIND_FORMATION=web=2,all=0", "OVERMIND_IGNORED_PROCESSES=css");
    assertEquals(2, settings.formation("web"));
    assertTrue(apply(settings, "web").startsWithGroup());
    assertFalse(apply(settings, "worker").startsWithGroup());
    OvermindSettings selected = read("OVERMIND_PROCESSES=web,css");
    assertTrue(apply(selected, "css").startsWithGroup());
    assertFalse(apply(selected, "worker").startsWithGroup());
  }

  @Test
  void restarts_signals_andTime() throws IOException {
    OvermindSettings settings =
        read(
            "OVERMIND_AUTO_RESTART=worker-*",
            "OVERMIND_STOP_SIGNALS=web=QUIT,all=INT",
            "OVERMIND_TIMEOUT=7");
    assertEquals(RestartPolicy.When.ALWAYS, apply(settings, "worker-1").restart().when());
    assertEquals(RestartPolicy.NO, apply(settings, "web").restart());
    assertEquals(
        StopPolicy.signalNamed("QUIT"), Integer.valueOf(apply(settings, "web").stop().signal()));
    assertEquals(
        StopPolicy.signalNamed("INT"), Integer.valueOf(apply(settings, "css").stop().signal()));
    assertEquals(Duration.ofSeconds(7), apply(settings, "css").grace());
  }

  @Test
  void processesThatMayNotEnd_endTheRun() throws IOException {
    OvermindSettings settings = read("OVERMIND_CAN_DIE=css, assets");
    assertTrue(apply(settings, "web").exit().endsRun());
    assertFalse(apply(settings, "css").exit().endsRun());
    assertFalse(apply(OvermindSettings.NONE, "web").exit().endsRun());
  }
}
