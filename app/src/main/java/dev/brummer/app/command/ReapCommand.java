package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.engine.process.supervisor.OrphanedProcesses;
import dev.brummer.engine.process.supervisor.OrphanedProcesses.Orphan;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer reap`: ends what runs that are gone have left behind.
@Command(
    name = "reap",
    mixinStandardHelpOptions = true,
    description = {
      "End processes that an earlier brummer started and could not end.",
      "Only what brummer can be shown to have started is touched; runs that live are left alone."
    })
public final class ReapCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "only show them")
  boolean dryRun;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "from SIGTERM to SIGKILL; default: 2s")
  Duration grace = Duration.ofSeconds(2);

  @Override
  public Integer call() throws IOException {
    Path state = SupervisorSettings.defaults().state();
    List<Orphan> found = state == null ? List.of() : OrphanedProcesses.find(state);
    if (state == null || found.isEmpty()) {
      System.out.println("Nothing is left of earlier runs.");
      return ExitCodes.OK;
    }
    List<Orphan> survivors = dryRun ? found : OrphanedProcesses.terminate(state, grace);
    for (Orphan left : found) {
      String what =
          dryRun ? "left: " : survivors.contains(left) ? "could not be ended: " : "ended ";
      System.out.println(what + left);
    }
    return dryRun || survivors.isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE;
  }
}
