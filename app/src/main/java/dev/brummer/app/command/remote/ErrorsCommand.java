package dev.brummer.app.command.remote;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer errors`: lists the errors of a running brummer.
@Command(
    name = "errors",
    mixinStandardHelpOptions = true,
    description =
        "List the distinct errors of the processes and their browser pages, newest first.",
    footer = {
      "",
      "Exit code 0 without errors, else 1.",
      "Examples:",
      "  brummer errors web --kind browser",
      "  brummer errors --id 3f2a     one error with its stack trace, request and log lines"
    })
public final class ErrorsCommand implements Callable<Integer> {
  @Mixin Scope scope = new Scope();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "only errors of this kind: error, browser, test or build")
  String kind = "";

  @Option(names = "--id", paramLabel = "ID", description = "print one error in full")
  String id = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "maximum number of errors (default: ${DEFAULT-VALUE})")
  int limit;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("errors", scope.with(Map.of("kind", kind, "id", id, "limit", limit)));
  }

  /// Values of `--kind`, for completion.
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("error", "browser", "test", "build").iterator();
    }
  }
}
