package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.IntervalParser;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.Schedule;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads when a process restarts, stops and repeats: `availability`, `shutdown`, `schedule`,
/// `watch` and the flags.
record ComposeLifecycle(
    YamlSection section, ComposeShell shell, ComposeEnvironment.Renderer renderer) {
  private static final int MAX_SECONDS = 1_000_000;
  private static final int SIGTERM = 15;

  /// Delay before a change that process-compose waits for more changes.
  private static final Duration WATCH_DEBOUNCE = Duration.ofMillis(300);

  void addTo(ProcessSpecBuilder builder, ProjectContext context) {
    Boolean tty = section.flag("is_tty");
    Boolean interactive = section.flag("is_interactive");
    boolean terminal = Boolean.TRUE.equals(tty) || Boolean.TRUE.equals(interactive);
    builder
        .pty(terminal || (tty == null && context.pty()))
        .daemon(section.flag("is_daemon", false))
        .successCodes(successCodes())
        .stop(stop())
        .schedule(schedule())
        .watch(watch());
    addAvailability(builder);
  }

  private void addAvailability(ProcessSpecBuilder builder) {
    YamlSection availability = section.section("availability");
    if (availability == null) {
      return;
    }
    String word = availability.text("restart");
    String restart = word == null ? "no" : word.replace('-', '_');
    int backoff = availability.number("backoff_seconds", 0, MAX_SECONDS, 1);
    int max = availability.number("max_restarts", 0, MAX_SECONDS, 0);
    boolean onEnd = availability.flag("exit_on_end", false);
    boolean onSkipped = availability.flag("exit_on_skipped", false);
    RestartPolicy.When when = when(restart);
    if (when == null) {
      availability.invalid(
          "restart",
          "must be no, on_failure, exit_on_failure or always, not " + VisibleText.quoted(restart));
    } else if (when != RestartPolicy.When.NO) {
      builder.restart(
          RestartPolicy.constant(
              when,
              Duration.ofSeconds(Math.max(1, backoff)),
              max == 0 ? RestartPolicy.UNLIMITED : max));
    }
    builder.exit(new ExitPolicy(onEnd, restart.equals("exit_on_failure"), onSkipped));
    availability.reportUnknownKeys();
  }

  private static RestartPolicy.@Nullable When when(String word) {
    return switch (word) {
      case "", "no", "false", "exit_on_failure" -> RestartPolicy.When.NO;
      case "on_failure" -> RestartPolicy.When.ON_FAILURE;
      case "always", "unless_stopped" -> RestartPolicy.When.ALWAYS;
      default -> null;
    };
  }

  private StopPolicy stop() {
    YamlSection shutdown = section.section("shutdown");
    if (shutdown == null) {
      return StopPolicy.term(ProcessSpec.DEFAULT_GRACE);
    }
    String command = shutdown.text("command");
    int signal = signal(shutdown);
    int timeout = shutdown.number("timeout_seconds", 0, MAX_SECONDS, 0);
    boolean leaderOnly = shutdown.flag("parent_only", false);
    StringBuilder input = new StringBuilder();
    shutdown.texts("send_keys").forEach(keys -> input.append(KeyEscapes.decode(keys)));
    shutdown.reportUnknownKeys();
    return new StopPolicy(
        signal,
        command == null || command.isBlank() ? List.of() : shell.command(renderer.render(command)),
        timeout == 0 ? ProcessSpec.DEFAULT_GRACE : Duration.ofSeconds(timeout),
        input.toString(),
        leaderOnly);
  }

  /// The signal by number, or by name.
  private static int signal(YamlSection shutdown) {
    String word = shutdown.text("signal");
    Integer named = word == null || word.matches("[0-9]+") ? null : StopPolicy.signalNamed(word);
    if (named != null) {
      return named;
    }
    int number = shutdown.number("signal", 0, 31, SIGTERM);
    return number == 0 ? SIGTERM : number;
  }

  private @Nullable Schedule schedule() {
    YamlSection schedule = section.section("schedule");
    if (schedule == null) {
      return null;
    }
    Schedule.Trigger trigger = trigger(schedule);
    boolean onStart = schedule.flag("run_on_start", false);
    if (schedule.number("max_concurrent", 0, 1_000, 1) > 1) {
      schedule.invalid(
          "max_concurrent", "has no effect: a start that is due during a run is skipped");
    }
    schedule.reportUnknownKeys();
    return trigger == null ? null : new Schedule(trigger, onStart);
  }

  private Schedule.@Nullable Trigger trigger(YamlSection schedule) {
    String cron = schedule.text("cron");
    String interval = schedule.text("interval");
    ZoneId zone = zone(schedule);
    if (cron != null && !cron.isBlank()) {
      return cron(schedule, cron, zone);
    }
    if (interval == null) {
      return section.invalid("schedule", "is ignored: it needs cron or interval");
    }
    Duration every = duration(interval);
    return every == null || every.compareTo(Duration.ofMillis(1)) < 0
        ? schedule.invalid("interval", "must be a duration such as 30s or 1h30m")
        : new Schedule.Trigger.Every(every);
  }

  private static Schedule.@Nullable Trigger cron(
      YamlSection schedule, String expression, ZoneId zone) {
    try {
      return Schedule.Trigger.parse(expression, zone);
    } catch (IllegalArgumentException invalid) {
      return schedule.invalid("cron", "is invalid: " + invalid.getMessage());
    }
  }

  private static ZoneId zone(YamlSection schedule) {
    String zone = schedule.text("timezone");
    if (zone == null || zone.isBlank()) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      schedule.invalid(
          "timezone", "is ignored: unknown time zone " + VisibleText.quoted(String.valueOf(zone)));
      return ZoneId.systemDefault();
    }
  }

  private WatchPolicy watch() {
    YamlSection watch = section.section("watch");
    if (watch == null) {
      return WatchPolicy.OFF;
    }
    List<String> paths = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (YamlNode node : watch.listed("paths")) {
      switch (node) {
        case YamlNode.Scalar path -> paths.add(below(path.text(), "**"));
        case YamlNode.Entries root ->
            addRoot(new YamlSection(root, section.problems()), paths, ignored);
        case YamlNode.Items _ -> section.problems().add(node.at(), "must be a path");
      }
    }
    Duration debounce = debounce(watch);
    paths.removeIf(glob -> !isGlob(watch, glob));
    ignored.removeIf(glob -> !isGlob(watch, glob));
    watch.know(List.of("cascade", "max_entries", "buffer_size", "disable_default_excludes"));
    watch.reportUnknownKeys();
    return paths.isEmpty() ? WatchPolicy.OFF : new WatchPolicy(true, paths, ignored, debounce);
  }

  private static boolean isGlob(YamlSection watch, String text) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + text);
      return true;
    } catch (PatternSyntaxException | InvalidPathException invalid) {
      watch.invalid("paths", "contains an invalid pattern, " + VisibleText.quoted(text));
      return false;
    }
  }

  private static void addRoot(YamlSection root, List<String> paths, List<String> ignored) {
    String path = root.text("path");
    List<String> include = root.texts("include");
    String directory = path == null ? "." : path;
    if (include.isEmpty()) {
      paths.add(below(directory, "**"));
    }
    include.forEach(pattern -> addPattern(directory, pattern, paths));
    root.texts("exclude").forEach(pattern -> addPattern(directory, pattern, ignored));
    root.reportUnknownKeys();
  }

  /// A pattern with a slash is relative to the directory, another applies at any depth below it.
  private static void addPattern(String directory, String pattern, List<String> into) {
    into.add(below(directory, pattern));
    if (pattern.indexOf('/') < 0) {
      into.add(below(directory, "**/" + pattern));
    }
  }

  private static String below(String directory, String pattern) {
    String base = directory.replaceFirst("^\\./", "").replaceFirst("/+$", "");
    return base.isEmpty() || base.equals(".") ? pattern : base + "/" + pattern;
  }

  private static Duration debounce(YamlSection watch) {
    String text = watch.text("debounce");
    Duration debounce = text == null ? WATCH_DEBOUNCE : duration(text);
    if (debounce == null) {
      watch.invalid("debounce", "must be a duration such as 300ms");
    }
    return debounce == null ? WATCH_DEBOUNCE : debounce;
  }

  private static @Nullable Duration duration(String text) {
    try {
      return IntervalParser.parse(text.strip());
    } catch (IllegalArgumentException invalid) {
      return null;
    }
  }

  /// Exit codes that count as success.
  private Set<Integer> successCodes() {
    Set<Integer> codes = new LinkedHashSet<>(section.numbers("success_exit_codes", 0, 255));
    codes.add(0);
    return codes;
  }
}
