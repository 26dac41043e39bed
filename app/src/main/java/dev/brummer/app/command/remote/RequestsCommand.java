package dev.brummer.app.command.remote;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer requests`: lists requests through the proxy.
@Command(
    name = "requests",
    mixinStandardHelpOptions = true,
    description = "List the requests through the proxy, newest first.",
    footer = {
      "",
      "A filter is that of the view Requests: text, !text, 404, 5xx, >200ms, >10k.",
      "Examples:",
      "  brummer requests web --filter '5xx'",
      "  brummer requests --id 42     one request with headers, timing and log lines"
    })
public final class RequestsCommand implements Callable<Integer> {
  @Mixin Scope scope = new Scope();

  @Option(
      names = "--filter",
      paramLabel = "EXPRESSION",
      description = "only requests that match, see below")
  String filter = "";

  @Option(names = "--id", paramLabel = "ID", description = "print one request in full")
  long id;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      defaultValue = "30",
      description = "maximum number of requests (default: ${DEFAULT-VALUE})")
  int limit;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    return remote.run("requests", scope.with(Map.of("filter", filter, "id", id, "limit", limit)));
  }
}
