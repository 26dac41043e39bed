package dev.brummer.app.config.key;

import static dev.brummer.app.config.key.ValueTypes.COMMAND;
import static dev.brummer.app.config.key.ValueTypes.DURATION;
import static dev.brummer.app.config.key.ValueTypes.FLAG;
import static dev.brummer.app.config.key.ValueTypes.NAME;
import static dev.brummer.app.config.key.ValueTypes.NAMES;
import static dev.brummer.app.config.key.ValueTypes.PORT;
import static dev.brummer.app.config.key.ValueTypes.TEXT;
import static dev.brummer.app.config.key.ValueTypes.TEXTS;
import static dev.brummer.app.config.key.ValueTypes.choice;
import static dev.brummer.app.config.key.ValueTypes.number;

import dev.brummer.app.config.key.TableRule.Exclude;
import dev.brummer.tui.paint.Theme;
import java.util.List;

/// The table of all keys of `brummer.toml` and of the user's `config.toml`. One table behind the
/// check of the files, their JSON Schema, the reference in the guide and completion.
public final class ConfigKeys {
  /// Settings for all processes.
  private static final List<ConfigKey> DEFAULTS =
      List.of(
          new ConfigKey(
              "env",
              new VariablesType(),
              "",
              "environment variables",
              "env = { PORT = 3000, DEBUG = \"app:*\" }"),
          new ConfigKey(
              "env_file",
              TEXTS,
              "",
              "files with environment variables; a later one sees the variables of those before it",
              "env_file = [\".env\", \".env.test\"]"),
          new ConfigKey(
              "unset_env",
              NAMES,
              "",
              "variables that the process does not inherit",
              "unset_env = [\"NODE_OPTIONS\"]"),
          new ConfigKey(
              "clear_env",
              FLAG,
              "false",
              "inherits no variables: it sees `env`, `env_file` and those that brummer sets",
              "clear_env = true"),
          new ConfigKey(
              "pty",
              FLAG,
              "true in the UI",
              "runs on a pseudo terminal, otherwise on pipes",
              "pty = false"),
          new ConfigKey("mask", FLAG, "true", "masks the secrets that it prints", "mask = false"),
          new ConfigKey(
              "script_runner",
              choice(List.of("direct", "manager")),
              "direct",
              "starts scripts of `package.json` without their package manager where the effect is"
                  + " the same, or always with it",
              "script_runner = \"manager\""));

  /// The settings of one process, `[process.NAME]`.
  public static final KeyTable PROCESS = processTable();

  /// `[proxy]`.
  public static final KeyTable PROXY =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "enabled", FLAG, "true", "proxies the URLs of the processes", "enabled = false"),
              new ConfigKey(
                  "port", PORT, "20888", "first port that the proxy tries", "port = 9000")),
          List.of());

  /// `[mcp]`.
  public static final KeyTable MCP =
      new KeyTable(
          List.of(
              new ConfigKey("enabled", FLAG, "true", "lets agents in", "enabled = false"),
              new ConfigKey(
                  "port", PORT, "7777", "first port that MCP over HTTP tries", "port = 7800"),
              new ConfigKey(
                  "request_replay",
                  FLAG,
                  "false",
                  "lets agents send recorded requests again",
                  "request_replay = true")),
          List.of());

  /// The file itself.
  public static final KeyTable FILE = fileTable();

  private ConfigKeys() {}

  private static KeyTable fileTable() {
    List<ConfigKey> own =
        List.of(
            new ConfigKey(
                "theme",
                choice(Theme.optionNames()),
                "auto",
                "theme of the UI",
                "theme = \"honey\""),
            new ConfigKey(
                "on_hangup",
                choice(List.of("stop", "detach")),
                "stop",
                "what a run does when the terminal of its UI closes",
                "on_hangup = \"detach\""),
            new ConfigKey(
                "grace",
                DURATION,
                "10s",
                "time between the stop signal and SIGKILL, for all processes",
                "grace = \"30s\""));
    List<ConfigKey> tables =
        List.of(
            new ConfigKey("proxy", new TableType(PROXY), "", "settings of the proxy", "[proxy]"),
            new ConfigKey("mcp", new TableType(MCP), "", "settings for agents", "[mcp]"),
            new ConfigKey(
                "process",
                new NamedTablesType(
                    "table of processes",
                    new TableType(PROCESS),
                    "must be a table, for example [process.web]"),
                "",
                "processes by name",
                "[process.web]"));
    return new KeyTable(join(join(own, DEFAULTS), tables), List.of());
  }

  private static KeyTable processTable() {
    List<ConfigKey> start =
        List.of(
            new ConfigKey(
                "command",
                COMMAND,
                "the script of the same name",
                "a shell command, or a program and its arguments",
                "command = \"vite --host\""),
            new ConfigKey(
                "script",
                NAME,
                "the name of the process",
                "name of the discovered script that it runs",
                "script = \"dev:api\""),
            new ConfigKey(
                "cwd",
                TEXT,
                "directory of the file",
                "working directory",
                "cwd = \"packages/api\""),
            new ConfigKey("group", TEXT, "brummer.toml", "heading in lists", "group = \"backend\""),
            new ConfigKey(
                "autostart",
                FLAG,
                "false",
                "started by `brummer run` without names",
                "autostart = true"),
            new ConfigKey(
                "depends_on",
                DependencyKeys.TYPE,
                "",
                "processes that it waits for: names, or a table of conditions",
                "depends_on = { db = \"ready\", migrate = \"completed\" }"),
            new ConfigKey(
                "replicas",
                number(1, 100),
                "1",
                "number of copies, named `web-0`, `web-1` and so on",
                "replicas = 3"),
            new ConfigKey(
                "schedule",
                ScheduleKeys.TYPE,
                "",
                "starts it again and again: a cron expression, or a table",
                "schedule = { every = \"10m\" }"));
    List<ConfigKey> life =
        List.of(
            new ConfigKey(
                "ready",
                new TableType(ProbeKeys.READY),
                "once it listens",
                "condition under which it is ready",
                "ready = { http = \"http://localhost:3000/health\" }"),
            new ConfigKey(
                "liveness",
                new TableType(ProbeKeys.LIVENESS),
                "",
                "condition that must keep holding, otherwise the process is restarted",
                "liveness = { tcp = \"localhost:5432\", failures = 5 }"),
            new ConfigKey(
                "restart",
                RestartKeys.TYPE,
                "no",
                "restarts it after an exit: a word, or a table",
                "restart = \"on-failure\""),
            new ConfigKey(
                "stop",
                new TableType(StopKeys.TABLE),
                "SIGTERM, SIGKILL after 10s",
                "how it is stopped",
                "stop = { signal = \"SIGINT\", grace = \"30s\" }"),
            new ConfigKey(
                "success",
                ValueTypes.EXIT_CODES,
                "0",
                "exit codes that count as success",
                "success = [0, 130]"),
            new ConfigKey(
                "ends_run",
                ValueTypes.choices(List.of("always", "failure", "skipped")),
                "",
                "ends the whole run with its exit code: after any exit, after a failure, or if a"
                    + " dependency keeps it from starting",
                "ends_run = \"failure\""),
            new ConfigKey(
                "daemon",
                FLAG,
                "false",
                "the command leaves a process in the background and exits",
                "daemon = true"),
            new ConfigKey(
                "watch",
                WatchKeys.TYPE,
                "false",
                "restarts it when files change: `true`, globs, or a table",
                "watch = [\"src/**\", \"*.json\"]"),
            new ConfigKey(
                "url",
                ValueTypes.WEB_URL,
                "detected",
                "URL of a server that prints none; its ports are then not asked",
                "url = \"http://localhost:3000/admin\""),
            new ConfigKey(
                "proxy",
                FLAG,
                "true",
                "proxies its URLs; `false` also keeps brummer from asking its ports",
                "proxy = false"));
    return new KeyTable(
        join(join(start, life), DEFAULTS), List.of(new Exclude("script", "command")));
  }

  static List<ConfigKey> join(List<ConfigKey> first, List<ConfigKey> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }
}
