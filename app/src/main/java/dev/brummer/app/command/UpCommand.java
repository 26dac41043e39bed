package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TerminationSignals;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProcessNameResolver;
import dev.brummer.app.run.RunPlan;
import dev.brummer.engine.mask.Masking;
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

/// `brummer up`, also `brummer bench up`: measures the time until all processes of a project are
/// ready.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start the project repeatedly and measure the startup time of each process.",
    footer = {
      "",
      "The first round is the cold start. Exit code 1 if a process failed or was not ready in time.",
      "Examples:",
      "  brummer up",
      "  brummer up web api -n 10",
      "  brummer up --json -- npm run dev"
    })
public final class UpCommand implements Callable<Integer> {
  private static final String FILE = "up.json";

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      description = "scripts, globs or groups to start; after --, any command")
  List<String> words = List.of();

  @Option(
      names = {"-n", "--rounds"},
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "number of rounds (default: ${DEFAULT-VALUE})")
  int rounds = 5;

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "maximum time to wait per round (default: ${DEFAULT-VALUE})")
  Duration limit = Duration.ZERO;

  @Mixin ProcessOptions processOptions = new ProcessOptions();

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin ProjectOptions project = new ProjectOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (limit.isZero()) {
      throw UserException.usage(
          "invalid value for --limit: 0 (processes need time to become ready; use 1s or more)");
    }
    RunPlan run = plan();
    Path folder = report.prepareDirectory(FILE);
    StartupPlan plan =
        new StartupPlan(run.project(), run.processes(), run.started(), rounds, limit);
    StartupRunner runner =
        new StartupRunner(
            plan,
            new StartupProgressPrinter(
                TtyFlags.detect().errorTerminal(), rounds, StandardStreams.err()));
    TerminationSignals terminationSignals =
        TerminationSignals.install(runner::interrupt, runner::interrupt);
    StartupResult result = runner.run();
    Masking masking = new Masking();
    masking.learn(run.secrets().read());
    report.printAndWrite(folder, FILE, masking.text(result.text()), masking.text(result.json()));
    return terminationSignals.exitCode(result.isSuccessful() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  private RunPlan plan() {
    RunArguments arguments =
        RunArguments.split(words, spec.commandLine().getParseResult().originalArgs());
    RunPlan plan = project.plan(true, processOptions.pty, processOptions.grace, arguments);
    MessagePrinter.print(plan.warnings());
    if (plan.started().isEmpty()) {
      throw ProcessNameResolver.noNames(plan.processes(), spec.qualifiedName());
    }
    return plan.onlyStarted();
  }
}
