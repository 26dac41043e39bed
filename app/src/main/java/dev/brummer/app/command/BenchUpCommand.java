package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TerminationSignals;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProcessSelection;
import dev.brummer.app.run.RunPlan;
import dev.brummer.perf.startup.StartupPlan;
import dev.brummer.perf.startup.StartupResult;
import dev.brummer.perf.startup.StartupRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `brummer bench up`: how long the project takes until it is there.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the project again and again, and say how long each process takes.",
    footer = {
      "",
      "The first round is the cold one. Exit code 1 if a process failed or was not ready in time.",
      "Examples:",
      "  brummer bench up",
      "  brummer bench up web api -n 10",
      "  brummer bench up --json -- npm run dev"
    })
final class BenchUpCommand implements Callable<Integer> {
  private static final String FILE = "up.json";

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      description = "what to start, as for brummer run; after --, a command of your own")
  List<String> words = List.of();

  @Option(
      names = {"-n", "--rounds"},
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "how often. Default: 5")
  int rounds = 5;

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "what a round waits for who is not ready. Default: 60s")
  Duration limit = Duration.ofSeconds(60);

  @Mixin ProcessOptions children = new ProcessOptions();

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin ProjectOptions project = new ProjectOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (limit.isZero()) {
      throw UserException.usage("--limit 0: nobody is ready at once; wait a second at least");
    }
    RunPlan run = plan();
    Path folder = report.prepareDirectory(FILE);
    StartupPlan plan =
        new StartupPlan(run.project(), run.processes(), run.started(), rounds, limit);
    StartupRunner runner =
        new StartupRunner(
            plan,
            new StartupProgressPrinter(
                StandardStreams.detect().errorTerminal(), rounds, System.err));
    TerminationSignals terminationSignals = TerminationSignals.install(runner::interrupt);
    StartupResult result = runner.run();
    report.printAndWrite(folder, FILE, result.text(), result.json());
    return terminationSignals.exitCode(result.isSuccessful() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  private RunPlan plan() {
    RunArguments split =
        RunArguments.split(words, spec.commandLine().getParseResult().originalArgs());
    RunPlan plan = project.plan(true, children.pty, children.grace, split);
    plan.warnings().forEach(warning -> System.err.println("brummer: " + warning));
    if (plan.started().isEmpty()) {
      throw ProcessSelection.noNames(plan.processes(), "brummer bench up");
    }
    return plan.onlyStarted();
  }
}
