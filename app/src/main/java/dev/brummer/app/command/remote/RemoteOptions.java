package dev.brummer.app.command.remote;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.ControlJson;
import dev.brummer.app.control.JsonFields;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.program.Version;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Options that select a running brummer, and the call of one of its methods.
public final class RemoteOptions {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description =
          "directory to look for the running brummer from, upwards (default: current directory)")
  Path directory = Path.of("");

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "the running brummer with this pid, if several run")
  long pid;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  /// Calls a method of the selected brummer and prints its result.
  ///
  /// @param timeout time that the request itself may take
  /// @return the exit code
  public int run(String method, Map<String, ?> parameters, Duration timeout) {
    try (ControlClient client = ControlClient.connect(instance())) {
      return print(call(client, method, parameters, timeout));
    }
  }

  /// Like [#run(String, Map, Duration)], for a request that takes no time of its own.
  public int run(String method, Map<String, ?> parameters) {
    return run(method, parameters, Duration.ZERO);
  }

  /// Calls a method; see [dev.brummer.app.control.method] for its result.
  JsonFields call(
      ControlClient client, String method, Map<String, ?> parameters, Duration timeout) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("version", Version.NUMBER);
    all.put("format", json ? "json" : "text");
    if (!timeout.isZero()) {
      all.put("timeoutMillis", timeout.toMillis());
    }
    return client.call(method, all, _ -> {}, timeout.plus(ControlClient.RESPONSE_TIMEOUT));
  }

  /// Prints a result.
  ///
  /// @return the exit code
  int print(JsonFields reply) {
    if (!reply.text("note").isEmpty() && !json) {
      MessagePrinter.print(reply.text("note"));
    }
    if (json) {
      StandardStreams.out().printJson(ControlJson.text(reply.values().get("value")) + "\n");
    } else if (!reply.text("text").isEmpty()) {
      StandardStreams.out().println(reply.text("text"));
    }
    return (int) reply.number("exitCode");
  }

  /// The selected brummer.
  ///
  /// @throws UserException if none runs, or several run and none is selected
  ControlInstance instance() {
    List<ControlInstance> all = ControlInstances.all(System.getenv());
    List<ControlInstance> here = pid == 0 ? ControlInstances.inProject(directory, all) : List.of();
    if (here.size() > 1) {
      throw UserException.usage(
          "several brummers run in "
              + VisibleText.named(here.getFirst().project())
              + ": select one with "
              + here.stream().map(this::describe).collect(Collectors.joining(" or ")));
    }
    ControlInstance instance =
        here.isEmpty() ? ControlInstances.select(directory, pid, System.getenv()) : here.getFirst();
    reportProject(instance);
    return instance;
  }

  /// Says which project is meant if it is not the current directory.
  private void reportProject(ControlInstance instance) {
    Path start = directory.toAbsolutePath().normalize();
    if (pid == 0 && !json && !start.startsWith(instance.project())) {
      return; // reached by a symbolic link
    }
    if (pid == 0 && !json && !start.equals(instance.project())) {
      MessagePrinter.print("using the project " + VisibleText.named(instance.project()));
    }
  }

  private String describe(ControlInstance instance) {
    try (ControlClient client = ControlClient.connect(instance)) {
      Map<String, String> asJson = Map.of("format", "json");
      List<String> running =
          client.call("ps", asJson).object("value").objects("processes").stream()
              .filter(process -> process.bool("alive"))
              .map(process -> process.text("name"))
              .toList();
      String names = running.isEmpty() ? "no process" : Suggestions.list(running);
      return "--pid " + instance.pid() + " (" + names + ")";
    } catch (UserException ended) {
      return "--pid " + instance.pid();
    }
  }
}
