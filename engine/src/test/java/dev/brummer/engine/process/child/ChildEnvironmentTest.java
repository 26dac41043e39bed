package dev.brummer.engine.process.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChildEnvironmentTest {
  private static Map<String, String> child(
      Map<String, String> own, boolean pty, Map<String, String> variables) {
    ProcessSpec spec =
        new ProcessSpec(
            "x", "", List.of("x"), Path.of("/"), variables, pty, ProcessSpec.DEFAULT_GRACE);
    return ChildEnvironment.of(own, spec, "run", 3);
  }

  @Test
  void terminal_getsColours() {
    Map<String, String> child = child(Map.of("COLUMNS", "80"), true, Map.of());
    assertEquals("xterm-256color", child.get("TERM"));
    assertEquals("truecolor", child.get("COLORTERM"));
    assertNull(child.get("COLUMNS"));
  }

  @Test
  void forceColor_isOnlyTheUsers() {
    assertNull(child(Map.of(), true, Map.of()).get("FORCE_COLOR"));
    assertEquals("1", child(Map.of("FORCE_COLOR", "1"), true, Map.of()).get("FORCE_COLOR"));
    assertEquals("2", child(Map.of(), true, Map.of("FORCE_COLOR", "2")).get("FORCE_COLOR"));
  }

  @Test
  void browser_isNoneOnlyForToolsThatOpenOne() {
    assertNull(child(Map.of(), true, Map.of()).get("BROWSER"));
    assertEquals("none", browser("npx", "vite"));
    assertEquals("none", browser("sh", "-c", "cd web && ./node_modules/.bin/react-scripts start"));
    assertNull(browser("python3", "-c", "import webbrowser"));
    assertNull(browser("node", "vite.config.js"));
  }

  private static @Nullable String browser(String... command) {
    ProcessSpec spec =
        new ProcessSpec(
            "x", "", List.of(command), Path.of("/"), Map.of(), true, ProcessSpec.DEFAULT_GRACE);
    return ChildEnvironment.of(Map.of(), spec, "run", 3).get("BROWSER");
  }

  @Test
  void pipes_getNoColours() {
    assertNull(child(Map.of(), false, Map.of()).get("FORCE_COLOR"));
    assertEquals("1", child(Map.of("FORCE_COLOR", "1"), false, Map.of()).get("FORCE_COLOR"));
  }

  @Test
  void users_ownValues_win() {
    assertEquals("screen", child(Map.of("TERM", "screen"), true, Map.of()).get("TERM"));
    assertNull(child(Map.of("NO_COLOR", "1"), true, Map.of()).get("COLORTERM"));
    assertNull(child(Map.of(), true, Map.of("NO_COLOR", "1")).get("COLORTERM"));
    assertEquals("firefox", child(Map.of("BROWSER", "firefox"), true, Map.of()).get("BROWSER"));
    assertEquals("b", child(Map.of("A", "a"), true, Map.of("A", "b")).get("A"));
  }

  @Test
  void brummerInBrummer_carriesBothMarks() {
    Map<String, String> child = child(Map.of("BRUMMER_PROCESS", "outer/1"), true, Map.of());
    assertEquals("outer/1:run/3", child.get("BRUMMER_PROCESS"));
    assertEquals("run", child.get("BRUMMER_RUN_ID"));
  }

  private static Map<String, String> child(ProcessSpec spec) {
    Map<String, String> own =
        Map.of("PATH", "/bin", "TOKEN", "t", "HOME", "/h", "BRUMMER_PROCESS", "outer/1");
    return ChildEnvironment.of(own, spec, "run", 3);
  }

  private static ProcessSpecBuilder spec() {
    return ProcessSpec.builder("x", List.of("x"), Path.of("/"));
  }

  @Test
  void unset_removesInheritedVariablesAndDefaults_butNotThoseOfTheProcess() {
    Map<String, String> child =
        child(
            spec()
                .unset(Set.of("TOKEN", "PYTHONUNBUFFERED", "HOME", "BRUMMER_PROCESS"))
                .environment(Map.of("HOME", "/else"))
                .build());
    assertEquals(
        Set.of(),
        Set.copyOf(
            List.of("TOKEN", "PYTHONUNBUFFERED").stream().filter(child::containsKey).toList()));
    assertEquals("/else", child.get("HOME"));
    assertEquals("/bin", child.get("PATH"));
    assertEquals("outer/1:run/3", child.get("BRUMMER_PROCESS"));
  }

  @Test
  void clearedEnvironment_hasOnlyItsOwnVariables_andThoseOfBrummer() {
    ProcessSpec spec =
        spec().clearEnvironment(true).environment(Map.of("A", "1")).pty(false).build();
    assertEquals(
        Map.of(
            "A", "1",
            "PYTHONUNBUFFERED", "1",
            "BRUMMER_RUN_ID", "run",
            "BRUMMER_PROCESS", "outer/1:run/3"),
        child(spec));
  }
}
