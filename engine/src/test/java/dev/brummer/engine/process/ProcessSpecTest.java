package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessSpecTest {
  @ParameterizedTest
  @CsvSource({
    "npm run dev, npm",
    "'  ./bin/server --port 1', server",
    "python3 -m http.server, python3-3",
    "/, command"
  })
  void adHocName_isTheProgram_numberedWhereItIsTaken(String line, String name) {
    Set<String> taken = Set.of("python3", "python3-2");
    assertEquals(name, ProcessSpec.adHocName(line, taken::contains));
  }

  @Test
  void commandLine_isTheLineOfAShell_orTheWords() {
    assertEquals("a 'b c' | d", commandLine("sh", "-c", "a 'b c' | d"));
    assertEquals("exec x", commandLine("/bin/bash", "-c", "exec x"));
    assertEquals("npm run dev", commandLine("npm", "run", "dev"));
    assertEquals("sh -c echo $0 name", commandLine("sh", "-c", "echo $0", "name"));
    assertEquals("python3 -c print(1)", commandLine("python3", "-c", "print(1)"));
    assertEquals("sh", commandLine("sh"));
  }

  private static String commandLine(String... command) {
    return ProcessSpec.builder("web", List.of(command), Path.of("/")).build().commandLine();
  }

  @Test
  void builder_changesWhatItIsGiven_andKeepsTheRest() {
    ProcessSpec spec =
        new ProcessSpec(
            "web", "apps", List.of("x"), Path.of("/"), Map.of("A", "1"), true, Duration.ZERO);
    ProcessSpec changed = spec.toBuilder().pty(false).successCodes(Set.of(0, 130)).build();
    assertFalse(changed.pty());
    assertEquals(Set.of(0, 130), changed.successCodes());
    assertEquals(spec, changed.toBuilder().pty(true).successCodes(Set.of(0)).build());
    assertEquals(spec, spec.toBuilder().build());
    assertFalse(spec.toBuilder().startsWithGroup(false).build().startsWithGroup());
  }

  @ParameterizedTest
  @CsvSource({
    "@acme/lib, lib:test:unit, @acme/lib:test:unit",
    "@acme/lib, @acme/lib:test, @acme/lib:test",
    "@acme/lib, dev, @acme/lib:dev",
    "shop, dev, shop:dev",
    "lib, lib:test, lib:test",
    "Makefile, Makefile:web, Makefile:web",
    "'', web, web"
  })
  void qualifiedName_hasTheWholeGroupOnce(String group, String name, String qualified) {
    assertEquals(qualified, ProcessSpec.qualifiedName(group, name));
  }
}
