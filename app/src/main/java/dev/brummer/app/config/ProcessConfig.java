package dev.brummer.app.config;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.process.WebPolicy;
import dev.brummer.engine.text.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Settings of one process, or of all processes, in one file. Null or empty where not set.
///
/// @param dependsOn dependencies with the place of each in the file
/// @param mask whether secrets in the text of the process are masked
public record ProcessConfig(
    @Nullable List<String> command,
    @Nullable Path directory,
    @Nullable String group,
    Map<String, String> environment,
    List<Path> environmentFiles,
    @Nullable Boolean pty,
    @Nullable Boolean autostart,
    @Nullable List<DeclaredDependency> dependsOn,
    @Nullable ReadinessProbe ready,
    @Nullable RestartPolicy restart,
    StopConfig stop,
    @Nullable Set<Integer> success,
    @Nullable WatchPolicy watch,
    @Nullable URI url,
    @Nullable Boolean proxy,
    @Nullable Boolean mask) {
  private static final int MAX_PORT = 65_535;
  private static final List<String> RESTARTS = List.of("no", "on-failure", "always");
  private static final List<String> CONDITIONS = List.of("started", "ready", "completed");

  /// Dependency with its place in the file.
  ///
  /// @param location `file:line:column: `
  public record DeclaredDependency(Dependency dependency, String location) {}

  /// Stop settings.
  ///
  /// @param signal signal number
  public record StopConfig(
      @Nullable Integer signal, @Nullable List<String> command, @Nullable Duration grace) {
    StopPolicy applyTo(StopPolicy base) {
      return new StopPolicy(
          signal == null ? base.signal() : signal,
          command == null ? base.command() : command,
          grace == null ? base.grace() : grace,
          base.input(),
          base.leaderOnly());
    }
  }

  /// Reads the settings that are allowed for all processes.
  static ProcessConfig ofDefaults(TomlSection section, Path base) {
    return new ProcessConfig(
        null,
        null,
        null,
        section.variables("env"),
        files(section, base),
        section.flag("pty"),
        null,
        null,
        null,
        null,
        new StopConfig(null, null, section.duration("grace")),
        null,
        null,
        null,
        null,
        section.flag("mask"));
  }

  /// Reads the settings of one process.
  static ProcessConfig of(TomlSection section, Path base) {
    String cwd = section.text("cwd");
    List<Integer> success = section.numbers("success", 0, 255);
    return new ProcessConfig(
        section.command("command"),
        cwd == null ? null : base.resolve(cwd).normalize(),
        section.text("group"),
        section.variables("env"),
        files(section, base),
        section.flag("pty"),
        section.flag("autostart"),
        dependsOn(section),
        ready(section),
        restart(section),
        stop(section),
        success == null ? null : Set.copyOf(success),
        watch(section),
        url(section),
        section.flag("proxy"),
        section.flag("mask"));
  }

  private static List<Path> files(TomlSection section, Path base) {
    List<String> files = section.texts("env_file");
    return files == null ? List.of() : files.stream().map(base::resolve).toList();
  }

  private static @Nullable List<DeclaredDependency> dependsOn(TomlSection section) {
    String key = "depends_on";
    if (!section.has(key)) {
      return null;
    }
    List<DeclaredDependency> all = new ArrayList<>();
    TomlSection table = section.isTable(key) ? section.section(key) : null;
    if (table != null) {
      for (String name : table.keys()) {
        String until = String.valueOf(table.choice(name, CONDITIONS));
        Condition condition = Condition.valueOf(until.toUpperCase(Locale.ROOT));
        all.add(new DeclaredDependency(new Dependency(name, condition), table.location(name)));
      }
      return all;
    }
    List<String> names = section.texts(key);
    for (String name : names == null ? List.<String>of() : names) {
      all.add(new DeclaredDependency(new Dependency(name, Condition.READY), section.location(key)));
    }
    return all;
  }

  private static @Nullable ReadinessProbe ready(TomlSection section) {
    TomlSection ready = section.section("ready");
    if (ready == null) {
      return null;
    }
    List<ReadinessProbe> all = new ArrayList<>();
    Integer port = ready.number("port", 1, 65_535);
    if (port != null) {
      all.add(new ReadinessProbe.Port(port));
    }
    if (ready.has("http")) {
      all.add(new ReadinessProbe.Http(probeUrl(ready)));
    }
    if (ready.has("log")) {
      all.add(new ReadinessProbe.Log(pattern(ready)));
    }
    List<String> command = ready.command("exec");
    if (command != null) {
      all.add(new ReadinessProbe.Exec(command));
    }
    ready.rejectUnknownKeys();
    if (all.size() != 1) {
      throw section.invalid(
          "ready", "must be one of port, http, log, exec, for example { port = 5432 }");
    }
    return all.getFirst();
  }

  private static URI probeUrl(TomlSection ready) {
    String text = String.valueOf(ready.text("http"));
    try {
      URI url = new URI(text);
      if ("http".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException invalid) {
      // Reported below.
    }
    throw ready.invalid("http", "must be an http URL, not " + VisibleText.quoted(text));
  }

  /// Reads the URL of the process.
  private static @Nullable URI url(TomlSection section) {
    String text = section.text("url");
    if (text == null) {
      return null;
    }
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (web && url.getHost() != null && url.getPort() != 0 && url.getPort() <= MAX_PORT) {
        return url;
      }
    } catch (URISyntaxException invalid) {
      // Reported below.
    }
    throw section.invalid(
        "url",
        "must be an http or https URL such as \"http://localhost:3000\", not "
            + VisibleText.quoted(text));
  }

  private static Pattern pattern(TomlSection ready) {
    try {
      return Pattern.compile(String.valueOf(ready.text("log")));
    } catch (PatternSyntaxException invalid) {
      throw ready.invalid("log", "is not a valid regular expression: " + invalid.getDescription());
    }
  }

  private static @Nullable RestartPolicy restart(TomlSection section) {
    if (!section.has("restart")) {
      return null;
    }
    if (section.isText("restart")) {
      return RestartPolicy.of(when(section.choice("restart", RESTARTS)));
    }
    TomlSection table = section.section("restart");
    if (table == null) {
      return null;
    }
    RestartPolicy defaults = RestartPolicy.of(when(table.choice("when", RESTARTS)));
    Duration first = orElse(table.duration("backoff"), defaults.initialDelay());
    Duration max = orElse(table.duration("backoff_max"), defaults.maxDelay());
    Duration reset = orElse(table.duration("reset"), defaults.resetAfter());
    int attempts = orElse(table.number("attempts", 1, 1_000_000), defaults.maxAttempts());
    table.rejectUnknownKeys();
    if (max.compareTo(first) < 0) {
      throw table.has("backoff_max")
          ? table.invalid("backoff_max", "must not be shorter than backoff")
          : table.invalid("backoff", "must not be longer than backoff_max");
    }
    return new RestartPolicy(defaults.when(), first, max, reset, attempts);
  }

  private static RestartPolicy.When when(@Nullable String word) {
    return switch (word) {
      case "always" -> RestartPolicy.When.ALWAYS;
      case "no" -> RestartPolicy.When.NO;
      case null, default -> RestartPolicy.When.ON_FAILURE;
    };
  }

  private static StopConfig stop(TomlSection section) {
    TomlSection stop = section.section("stop");
    if (stop == null) {
      return new StopConfig(null, null, null);
    }
    Integer signal = null;
    String name = stop.text("signal");
    if (name != null) {
      signal = StopPolicy.signalNamed(name);
      if (signal == null) {
        throw stop.invalid(
            "signal", "must be a signal name such as \"SIGINT\", not " + VisibleText.quoted(name));
      }
    }
    StopConfig read = new StopConfig(signal, stop.command("command"), stop.duration("grace"));
    stop.rejectUnknownKeys();
    return read;
  }

  /// Reads a flag, globs, or a table of `paths`, `ignore` and `debounce`.
  private static @Nullable WatchPolicy watch(TomlSection section) {
    String key = "watch";
    if (!section.has(key)) {
      return null;
    }
    if (section.isFlag(key)) {
      boolean on = Boolean.TRUE.equals(section.flag(key));
      return new WatchPolicy(on, List.of(), List.of(), WatchPolicy.DEFAULT_DEBOUNCE_DELAY);
    }
    TomlSection table = section.isTable(key) ? section.section(key) : null;
    if (table == null) {
      return new WatchPolicy(
          true, globs(section, key), List.of(), WatchPolicy.DEFAULT_DEBOUNCE_DELAY);
    }
    WatchPolicy policy =
        new WatchPolicy(
            true,
            globs(table, "paths"),
            globs(table, "ignore"),
            orElse(table.duration("debounce"), WatchPolicy.DEFAULT_DEBOUNCE_DELAY));
    table.rejectUnknownKeys();
    return policy;
  }

  private static List<String> globs(TomlSection section, String key) {
    List<String> globs = section.texts(key);
    for (String glob : globs == null ? List.<String>of() : globs) {
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException invalid) {
        throw section.invalid(key, "contains an invalid glob, " + VisibleText.quoted(glob));
      }
    }
    return globs == null ? List.of() : globs;
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  /// A definition with these settings applied.
  ///
  /// @param base definition that applies where a setting is not set
  /// @param variables content of the files in [#environmentFiles]
  public ProcessSpec applyTo(ProcessSpec base, Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(base.environment());
    all.putAll(variables);
    all.putAll(environment);
    WebPolicy web =
        new WebPolicy(url == null ? base.web().url() : url, orElse(proxy, base.web().proxied()));
    ProcessSpecBuilder merged =
        base.toBuilder()
            .group(orElse(group, base.group()))
            .command(orElse(command, base.command()))
            .directory(orElse(directory, base.directory()))
            .environment(all)
            .pty(orElse(pty, base.pty()))
            .stop(stop.applyTo(base.stop()))
            .restart(orElse(restart, base.restart()))
            .readiness(orElse(ready, base.readiness()))
            .successCodes(orElse(success, base.successCodes()))
            .watch(orElse(watch, base.watch()))
            .web(web);
    if (dependsOn != null) {
      merged.dependsOn(dependsOn.stream().map(DeclaredDependency::dependency).toList());
    }
    return merged.build();
  }
}
