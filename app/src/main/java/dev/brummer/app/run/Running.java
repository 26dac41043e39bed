package dev.brummer.app.run;

import dev.brummer.app.command.RunOptions;
import java.util.Map;

/// A run as a whole: started, watched for signals, closed, and its exit code.
public final class Running {
  private Running() {}

  public static int run(
      RunPlan plan, RunOptions options, OutputMode outputMode, Map<String, String> environment)
      throws Exception {
    try (RunSession run = new RunSession(plan, options, outputMode)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "shutdown"));
      if (outputMode.kind() == OutputMode.Kind.TUI) {
        return run.run(environment);
      }
      RunSignals runSignals = RunSignals.install(run);
      return runSignals.exitCode(run.run(environment));
    }
  }
}
