package dev.brummer.app.run;

import dev.brummer.app.command.RunOptions;
import java.util.Map;

/// A run as a whole: started, watched for signals, closed, and its exit code.
public final class Running {
  private Running() {}

  public static int run(
      RunPlan plan, RunOptions options, OutputMode surface, Map<String, String> environment)
      throws Exception {
    try (RunSession run = new RunSession(plan, options, surface)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "shutdown"));
      if (surface.kind() == OutputMode.Kind.TUI) {
        return run.go(environment);
      }
      RunSignals ends = RunSignals.of(run);
      return ends.code(run.go(environment));
    }
  }
}
