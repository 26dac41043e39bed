package dev.brummer.app.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a program in place of the JVM that prints its arguments. Standard output is a
/// pipe.
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("src/image/brummer");
  private static final String C1_ONLY = "-XX:TieredStopAtLevel=1";
  private static final String BACKGROUND = "--background-child=1";

  @TempDir Path home;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("runtime/bin"));
    Files.writeString(home.resolve("release"), "1.0 unknown\n");
    String script = Files.readString(LAUNCHER).replace("@LOADER@", "/bin/sh");
    Files.writeString(home.resolve("bin/brummer"), script);
    Path java = home.resolve("runtime/bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> jvmArguments(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", home.resolve("bin/brummer").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
    return lines;
  }

  private boolean isC1Only(String... arguments) throws IOException, InterruptedException {
    return jvmArguments(Map.of(), arguments).contains(C1_ONLY);
  }

  @Test
  void runWithoutProxy_hasTheFastCompilerOnly() throws Exception {
    assertTrue(isC1Only("run", "web"));
    assertTrue(isC1Only("run", "web", "--no-proxy"));
    assertTrue(isC1Only("run", "--", "server", "--proxy-port", "1"));
    assertTrue(isC1Only("run", BACKGROUND, "--no-proxy"));
  }

  @Test
  void proxy_hasBothCompilers() throws Exception {
    assertFalse(isC1Only("run", "web", "--proxy-port", "1"));
    assertFalse(isC1Only("run", "web", "--proxy-port=1"));
    assertFalse(isC1Only("run", "--forward-proxy", "1"));
    assertFalse(isC1Only("run", "--keep-ports", "web"));
    assertFalse(isC1Only("run", BACKGROUND));
    assertFalse(jvmArguments(Map.of("BRUMMER_PROXY_PORT", "1"), "run").contains(C1_ONLY));
  }

  @Test
  void arguments_reachTheProgramAsTheyAre() throws Exception {
    List<String> all = jvmArguments(Map.of(), "run", "a b", "", "--", "-x", "*");
    List<String> own = all.subList(all.indexOf("dev.brummer.app.Brummer") + 1, all.size());
    assertEquals(List.of("run", "a b", "", "--", "-x", "*"), own);
  }

  @Test
  void program_isDefinedByTheBootstrapLoader_exceptForBenchmarks() throws Exception {
    String boot = "-Xbootclasspath/a:@PROGRAM@";
    for (List<String> words :
        List.of(List.of("run"), List.of("run", "bench"), List.of("up"), List.of("help", "bench"))) {
      List<String> arguments = jvmArguments(Map.of(), words.toArray(String[]::new));
      assertTrue(arguments.contains(boot), words::toString);
      assertEquals("@CLASSPATH@", arguments.get(arguments.indexOf("-cp") + 1), words::toString);
    }
    List<String> bench = jvmArguments(Map.of(), "bench", "--list");
    assertFalse(bench.contains(boot));
    assertTrue(bench.contains("-XX:AOTMode=off"));
    assertEquals("@PROGRAM@:@CLASSPATH@:@BENCH_CLASSPATH@", bench.get(bench.indexOf("-cp") + 1));
  }
}
