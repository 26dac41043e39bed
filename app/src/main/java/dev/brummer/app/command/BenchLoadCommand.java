package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TerminationSignals;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.perf.load.LoadException;
import dev.brummer.perf.load.LoadResult;
import dev.brummer.perf.load.LoadRunner;
import dev.brummer.perf.load.LoadTestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer bench load`: runs the whole program under the load of a working day.
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Run the whole program under load and detect degradation.",
    footer = {
      "",
      "8 processes and, per second, 200 lines, 50 events, 80 status checks and 25 proxied pages.",
      "Exit code 1 if a metric degraded by more than 10 %% with a significance above 0.95, or"
          + " if the load was not achieved.",
      "Examples:",
      "  brummer bench load",
      "  brummer bench load --duration 20s --out reports"
    })
final class BenchLoadCommand implements Callable<Integer> {
  private static final String FILE = "load.json";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "5m",
      description = "duration of the load (default: ${DEFAULT-VALUE})")
  Duration duration = Duration.ZERO;

  @Option(
      names = "--window",
      paramLabel = "COUNT",
      converter = CountConverter.class,
      description = "samples in each of the two compared windows (default: ${DEFAULT-VALUE})")
  int window = LoadTestSettings.DEFAULT_WINDOW;

  @Mixin ReportOptions report = new ReportOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    String problem = LoadTestSettings.validationError(duration, window);
    if (problem != null) {
      throw UserException.usage(problem);
    }
    Path folder = report.prepareDirectory(FILE);
    Path shop = Files.createTempDirectory("brummer-shop");
    try {
      return measure(folder, shop);
    } finally {
      Files.deleteIfExists(shop);
    }
  }

  private int measure(@Nullable Path folder, Path shop) throws InterruptedException {
    List<String> web = new ArrayList<>(RelaunchCommandLine.command());
    web.addAll(List.of("__shop", "web", shop.toString()));
    LoadProgressPrinter progress =
        new LoadProgressPrinter(TtyFlags.detect().errorTerminal(), StandardStreams.err());
    LoadRunner runner = new LoadRunner(new LoadTestSettings(duration, window, web), progress);
    TerminationSignals terminationSignals =
        TerminationSignals.install(runner::interrupt, runner::interrupt);
    LoadResult result;
    try {
      result = runner.run();
    } catch (LoadException failed) {
      throw UserException.failure(String.valueOf(failed.getMessage()));
    } finally {
      progress.clear();
    }
    report.printAndWrite(folder, FILE, result.text(), result.json());
    saveSection(result, BenchCommand.runsDirectory());
    if (folder != null) {
      saveSection(result, folder);
    }
    return terminationSignals.exitCode(result.isSuccessful() ? ExitCodes.OK : ExitCodes.FAILURE);
  }

  /// Saves the result for the HTML report of `brummer bench`.
  private static void saveSection(LoadResult result, Path folder) {
    try {
      result.writeSection(folder);
    } catch (IOException unwritable) {
      MessagePrinter.print(
          "cannot save the result for the report of brummer bench: "
              + IoErrorMessage.of(unwritable));
    }
  }
}
