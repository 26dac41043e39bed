package dev.brummer.app.command.remote;

import java.util.List;
import picocli.CommandLine.Parameters;

/// The processes that a verb acts on.
final class Targets {
  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "processes: names, globs ('dev:*'), groups, or all")
  List<String> names = List.of();
}
