package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.process.supervisor.OrphanedProcesses;
import dev.brummer.engine.process.supervisor.OrphanedProcesses.Orphan;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer reap`: stops orphaned processes of earlier runs.
@Command(
    name = "reap",
    mixinStandardHelpOptions = true,
    description = {
      "Stop orphaned processes of earlier brummer runs.",
      "Only processes that brummer demonstrably started are stopped; running sessions are skipped."
    },
    footer = {
      "",
      "Exit code 1 if a process survives.",
      "Examples:",
      "  brummer reap --dry-run         only list them"
    })
public final class ReapCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "only list the processes")
  boolean dryRun;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "2s",
      description = "time between SIGTERM and SIGKILL (default: ${DEFAULT-VALUE})")
  Duration grace = Duration.ZERO;

  @Override
  public Integer call() throws IOException {
    Path state = SupervisorSettings.defaults().state();
    List<Orphan> found = state == null ? List.of() : OrphanedProcesses.find(state);
    if (state == null || found.isEmpty()) {
      StandardStreams.out().println("No orphaned processes.");
      return ExitCodes.OK;
    }
    List<Orphan> survivors = dryRun ? found : OrphanedProcesses.terminate(state, grace);
    for (Orphan orphan : found) {
      String result =
          dryRun ? "orphaned: " : survivors.contains(orphan) ? "could not stop " : "stopped ";
      StandardStreams.out().println(VisibleText.line(result + orphan));
    }
    return dryRun || survivors.isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE;
  }
}
