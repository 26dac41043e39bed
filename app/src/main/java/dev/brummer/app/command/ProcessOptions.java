package dev.brummer.app.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What children get that say nothing of it themselves: shared by all commands that start some.
final class ProcessOptions {
  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "how long a process has to stop before it is killed. Default: 10s")
  @Nullable Duration grace;

  @Option(
      names = "--pty",
      negatable = true,
      description =
          "children on a terminal of their own, or on pipes. Default: a terminal, but pipes for"
              + " run without its UI")
  @Nullable Boolean pty;
}
