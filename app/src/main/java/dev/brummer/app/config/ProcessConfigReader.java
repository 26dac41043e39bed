package dev.brummer.app.config;

import dev.brummer.app.config.ProcessConfig.DeclaredDependency;
import dev.brummer.app.config.ProcessConfig.EnvironmentConfig;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.Schedule;
import dev.brummer.engine.process.StartMethod.ScriptRunner;
import dev.brummer.engine.process.WatchPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/// Reads the settings of processes from a file that has passed the check.
///
/// @param file for the places of dependencies
/// @param base directory that relative paths refer to
record ProcessConfigReader(Path file, Path base) {
  /// Reads the settings for all processes, which are keys of the file itself.
  ProcessConfig defaults(TomlSection section) {
    return new ProcessConfig(
        null,
        null,
        null,
        environment(section),
        section.flag("pty"),
        null,
        null,
        null,
        null,
        RestartConfig.NONE,
        StopConfig.ofGrace(section.duration("grace")),
        null,
        null,
        null,
        null,
        section.flag("mask"),
        null,
        null,
        null,
        null,
        scriptRunner(section));
  }

  /// Reads the settings of one process.
  ProcessConfig process(TomlSection section) {
    String cwd = section.text("cwd");
    String url = section.text("url");
    List<Integer> success = section.numbers("success");
    return new ProcessConfig(
        section.command("command"),
        cwd == null ? null : base.resolve(cwd).normalize(),
        section.text("group"),
        environment(section),
        section.flag("pty"),
        section.flag("autostart"),
        dependencies(section),
        ProbeConfig.read(section.section("ready")),
        ProbeConfig.read(section.section("liveness")),
        RestartConfig.read(section),
        StopConfig.read(section.section("stop")),
        success == null ? null : Set.copyOf(success),
        watch(section),
        url == null ? null : URI.create(url),
        section.flag("proxy"),
        section.flag("mask"),
        section.flag("daemon"),
        section.number("replicas"),
        schedule(section),
        exit(section),
        scriptRunner(section));
  }

  private static @Nullable ScriptRunner scriptRunner(TomlSection section) {
    String word = section.text("script_runner");
    return word == null ? null : ScriptRunner.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private EnvironmentConfig environment(TomlSection section) {
    return new EnvironmentConfig(
        section.variables("env"),
        texts(section, "env_file").stream().map(base::resolve).toList(),
        texts(section, "unset_env"),
        section.flag("clear_env"));
  }

  private @Nullable List<DeclaredDependency> dependencies(TomlSection section) {
    String key = "depends_on";
    if (!section.has(key)) {
      return null;
    }
    List<DeclaredDependency> all = new ArrayList<>();
    TomlSection table = section.section(key);
    if (table == null) {
      String location = location(section.position(key));
      for (String name : texts(section, key)) {
        all.add(new DeclaredDependency(new Dependency(name, Condition.READY), location));
      }
      return all;
    }
    for (String name : table.keys()) {
      all.add(new DeclaredDependency(dependency(table, name), location(table.position(name))));
    }
    return all;
  }

  private static Dependency dependency(TomlSection table, String name) {
    TomlSection details = table.section(name);
    if (details != null) {
      Pattern log = Pattern.compile(String.valueOf(details.text("log")));
      return Dependency.onLogLine(name, log);
    }
    String until = String.valueOf(table.text(name));
    return new Dependency(name, Condition.valueOf(until.toUpperCase(Locale.ROOT)));
  }

  /// The place of a key as `file:line:column: `.
  private String location(@Nullable TomlPosition position) {
    return position == null
        ? file + ": "
        : file + ":" + position.line() + ":" + position.column() + ": ";
  }

  /// Reads a flag, globs, or a table of `paths`, `ignore` and `debounce`.
  private static @Nullable WatchPolicy watch(TomlSection section) {
    String key = "watch";
    TomlSection table = section.section(key);
    if (table != null) {
      return new WatchPolicy(
          true,
          texts(table, "paths"),
          texts(table, "ignore"),
          ProcessConfig.orElse(table.duration("debounce"), WatchPolicy.DEFAULT_DEBOUNCE_DELAY));
    }
    if (!section.has(key)) {
      return null;
    }
    boolean enabled = !Boolean.FALSE.equals(section.value(key));
    return new WatchPolicy(
        enabled, texts(section, key), List.of(), WatchPolicy.DEFAULT_DEBOUNCE_DELAY);
  }

  private static @Nullable Schedule schedule(TomlSection section) {
    TomlSection table = section.section("schedule");
    if (table == null) {
      String cron = section.text("schedule");
      return cron == null
          ? null
          : new Schedule(Schedule.Trigger.parse(cron, ZoneId.systemDefault()), false);
    }
    return new Schedule(trigger(table), Boolean.TRUE.equals(table.flag("on_start")));
  }

  private static Schedule.Trigger trigger(TomlSection table) {
    String cron = table.text("cron");
    if (cron == null) {
      return new Schedule.Trigger.Every(Objects.requireNonNull(table.duration("every")));
    }
    String zone = table.text("zone");
    return Schedule.Trigger.parse(cron, zone == null ? ZoneId.systemDefault() : ZoneId.of(zone));
  }

  private static @Nullable ExitPolicy exit(TomlSection section) {
    if (!section.has("ends_run")) {
      return null;
    }
    List<String> when = texts(section, "ends_run");
    return new ExitPolicy(
        when.contains("always"), when.contains("failure"), when.contains("skipped"));
  }

  private static List<String> texts(TomlSection section, String key) {
    List<String> texts = section.texts(key);
    return texts == null ? List.of() : texts;
  }
}
