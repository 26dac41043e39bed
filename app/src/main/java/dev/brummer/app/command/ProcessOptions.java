package dev.brummer.app.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for the started processes, shared by all commands that start processes.
final class ProcessOptions {
  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "time between SIGTERM and SIGKILL (default: as configured, else 10s)")
  @Nullable Duration grace;

  @Option(
      names = "--pty",
      negatable = true,
      description =
          "run processes on pseudo terminals or on pipes (default: as configured, else terminals"
              + " in the UI and pipes without it)")
  @Nullable Boolean pty;
}
