package dev.brummer.app;

import dev.brummer.app.plain.Outcome;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Walks the usual paths once while the build records what a start needs: parsing, discovery, a
/// child on a terminal and one on pipes, plain output.
@Command(name = "__train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Brummer.execute(Map.of(), "--version");
    Brummer.execute(Map.of(), "run", "--help");
    Path here = Path.of(System.getProperty("brummer.home", ".")).toAbsolutePath();
    Scripts.discover(here);
    for (boolean pty : new boolean[] {true, false}) {
      ProcessSpec hello =
          new ProcessSpec(
              "hello",
              "",
              List.of("/bin/sh", "-c", "echo hello; echo Local: http://localhost:9/"),
              here,
              Map.of(),
              pty,
              Duration.ofSeconds(1));
      RunPlan plan = new RunPlan(here, List.of(hello), Set.of("hello"), List.of());
      RunOptions options = new RunOptions();
      options.until = Outcome.Policy.ALL;
      try (Run run = new Run(plan, options, new Surface(Surface.Kind.PLAIN, ""))) {
        run.go(Map.of());
      }
    }
    return ExitCodes.OK;
  }
}
