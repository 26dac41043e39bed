package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the start of the built program must not do, because it would cost time.
@Timeout(120)
class StartIT {
  @TempDir Path project;

  /// A form that the image lacks is generated in each start; the list of forms is in the program
  /// that builds the image.
  @Test
  void run_generatesNoFormOfMethodHandlesThatTheImageCouldHave() throws Exception {
    BuiltImage.Result result = run("-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true");

    List<String> forms =
        result.out().lines().filter(line -> line.startsWith("[LF_RESOLVE]")).toList();
    assertTrue(result.out().contains("one | started\n"), result.out());
    assertTrue(forms.stream().anyMatch(form -> form.endsWith("(success)")), "forms are printed");
    assertEquals(List.of(), forms.stream().filter(form -> form.endsWith("(fail)")).toList());
  }

  /// A class that is not in the AOT cache is read from its jar, parsed and linked while the run
  /// waits.
  @Test
  void run_readsNoClassFromAJar() throws Exception {
    BuiltImage.Result result = run("-Xlog:class+load:file=classes.log");

    List<String> classes = Files.readAllLines(project.resolve("classes.log"));
    assertTrue(result.out().contains("one | started\n"), result.out());
    assertTrue(classes.stream().anyMatch(line -> line.contains("dev.brummer.app.Brummer ")));
    assertEquals(
        List.of(), classes.stream().filter(line -> line.matches(".* source: .*\\.jar")).toList());
  }

  /// Runs a process that ends at once.
  private BuiltImage.Result run(String jvmOption) throws Exception {
    Files.writeString(project.resolve("Procfile"), "one: echo started\n");
    ProcessBuilder builder =
        new ProcessBuilder(BuiltImage.launcher().toString(), "run", "one")
            .directory(project.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", jvmOption);
    return BuiltImage.awaitExit(builder.start());
  }
}
