package dev.brummer.app.command;

import dev.brummer.app.fastpath.OptionValue;
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

  /// @return false if no option of this group has this name
  boolean set(OptionValue option) {
    switch (option.name()) {
      case "--grace" -> grace = option.convert(new DurationConverter());
      case "--pty" -> pty = option.flag();
      case "--no-pty" -> pty = option.negatedFlag();
      default -> {
        return false;
      }
    }
    return true;
  }
}
