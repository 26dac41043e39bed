package dev.brummer.app.command.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a verb reports on: all processes or some, from the start of the run or from a cursor on.
final class Scope {
  @Parameters(
      paramLabel = "NAME",
      description = "only these processes: names, globs ('dev:*') or groups")
  List<String> names = List.of();

  @Option(
      names = "--since",
      paramLabel = "CURSOR",
      description = "only what came after the cursor of an earlier result (--json shows it)")
  String cursor = "";

  /// The parameters of a request, with those of the scope.
  Map<String, Object> with(Map<String, ?> parameters) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("names", names);
    all.put("cursor", cursor);
    return all;
  }
}
