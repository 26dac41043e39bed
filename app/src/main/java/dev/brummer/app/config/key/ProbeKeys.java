package dev.brummer.app.config.key;

import static dev.brummer.app.config.key.ValueTypes.DURATION;
import static dev.brummer.app.config.key.ValueTypes.INTERVAL;
import static dev.brummer.app.config.key.ValueTypes.number;

import dev.brummer.app.config.key.TableRule.Needs;
import dev.brummer.app.config.key.TableRule.OneOf;
import java.util.ArrayList;
import java.util.List;

/// Keys of `ready` and `liveness`.
final class ProbeKeys {
  private static final int MAX_COUNT = 1000;

  private static final ConfigKey PORT =
      new ConfigKey(
          "port",
          ValueTypes.PORT,
          "",
          "the process listens on this TCP port",
          "ready = { port = 5432 }");

  private static final ConfigKey TCP =
      new ConfigKey(
          "tcp",
          ValueTypes.HOST_AND_PORT,
          "",
          "something accepts connections at this address, such as a container",
          "ready = { tcp = \"localhost:5432\" }");

  private static final ConfigKey HTTP =
      new ConfigKey(
          "http",
          ValueTypes.WEB_URL,
          "",
          "a GET request returns a status below 400",
          "ready = { http = \"http://localhost:3000/health\" }");

  private static final ConfigKey EXEC =
      new ConfigKey(
          "exec",
          ValueTypes.COMMAND,
          "",
          "a command exits with 0",
          "ready = { exec = \"pg_isready\" }");

  private static final ConfigKey LOG =
      new ConfigKey(
          "log",
          ValueTypes.REGEX,
          "",
          "a line of its output matches a regular expression",
          "ready = { log = \"listening on\" }");

  private static final List<String> ACTIVE = List.of("tcp", "http", "exec");

  private static final List<TableRule> NEEDS =
      List.of(
          new Needs("headers", "http"),
          new Needs("status", "http"),
          new Needs("initial_delay", ACTIVE),
          new Needs("period", ACTIVE),
          new Needs("timeout", ACTIVE),
          new Needs("success", ACTIVE),
          new Needs("failures", ACTIVE));

  static final KeyTable READY =
      new KeyTable(
          ConfigKeys.join(List.of(PORT, TCP, HTTP, LOG, EXEC), details("250ms, 10s when ready")),
          rules(new OneOf(List.of("port", "tcp", "http", "log", "exec"), "{ port = 5432 }")));

  static final KeyTable LIVENESS =
      new KeyTable(
          ConfigKeys.join(List.of(TCP, HTTP, EXEC), details("10s")),
          rules(new OneOf(ACTIVE, "{ tcp = \"localhost:5432\" }")));

  private ProbeKeys() {}

  /// @param period default of `period`, in words
  private static List<ConfigKey> details(String period) {
    return List.of(
        new ConfigKey(
            "headers",
            new VariablesType(),
            "",
            "headers of the `http` request",
            "ready = { http = \"http://localhost:3000\", headers = { Authorization = \"Bearer x\" } }"),
        new ConfigKey(
            "status",
            number(100, 599),
            "any below 400",
            "status that the `http` request must return",
            "ready = { http = \"http://localhost:3000\", status = 204 }"),
        new ConfigKey(
            "initial_delay",
            DURATION,
            "0s",
            "time before the first probe",
            "liveness = { tcp = \"localhost:80\", initial_delay = \"5s\" }"),
        new ConfigKey(
            "period",
            INTERVAL,
            period,
            "time between two probes",
            "liveness = { tcp = \"localhost:80\", period = \"5s\" }"),
        new ConfigKey(
            "timeout",
            INTERVAL,
            "2s",
            "time after which a probe has failed",
            "liveness = { tcp = \"localhost:80\", timeout = \"1s\" }"),
        new ConfigKey(
            "success",
            number(1, MAX_COUNT),
            "1",
            "successes in a row that are needed",
            "ready = { tcp = \"localhost:80\", success = 2 }"),
        new ConfigKey(
            "failures",
            number(1, MAX_COUNT),
            "3",
            "failures in a row that count",
            "liveness = { tcp = \"localhost:80\", failures = 5 }"));
  }

  private static List<TableRule> rules(TableRule kind) {
    List<TableRule> all = new ArrayList<>(NEEDS);
    all.addFirst(kind);
    return all;
  }
}
