package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.child.ChildEnvironment;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs commands on behalf of a process: probes and stop commands. They run in its directory and
/// environment, without a shell, and carry its mark: what they leave behind belongs to its tree.
/// Blocks; called by virtual threads.
final class HelperCommand {
  /// Exit code of a command that was killed.
  static final int TIMED_OUT = -1;

  private final SupervisorSettings settings;

  HelperCommand(SupervisorSettings settings) {
    this.settings = settings;
  }

  /// Runs a command. Kills it after `timeout` or when interrupted.
  ///
  /// @param log file for its output, null to discard it
  /// @return its exit code, or [#TIMED_OUT]
  int run(int id, ProcessSpec spec, List<String> command, Duration timeout, @Nullable File log)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(spec.directory().toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(ChildEnvironment.of(settings.environment(), spec, settings.runId(), id));
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(
        log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(log));
    Process process = builder.start();
    try {
      return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)
          ? process.exitValue()
          : TIMED_OUT;
    } finally {
      process.destroyForcibly();
    }
  }

  /// One attempt of an `Exec` probe.
  ProbeAttempt attempt(int id, ProcessSpec spec, List<String> command) {
    String program = command.getFirst();
    return timeout -> {
      int code = run(id, spec, command, timeout, null);
      return code == 0
          ? new ProbeAttempt.Observation(true, program + " succeeded")
          : new ProbeAttempt.Observation(
              false, program + (code == TIMED_OUT ? " timed out" : " exited with code " + code));
    };
  }
}
