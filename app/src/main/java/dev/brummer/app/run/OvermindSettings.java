package dev.brummer.app.run;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.text.NameGlob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Settings of Overmind for the processes of a Procfile: the `OVERMIND_…` variables of the
/// environment, of `.overmind.env` and of the user's file of that name. Immutable.
///
/// @param settings values by the rest of their names; empty without any
/// @param variables all variables of the files, which the processes get too
record OvermindSettings(Map<String, String> settings, Map<String, String> variables) {
  static final String FILE_NAME = ".overmind.env";
  private static final String PREFIX = "OVERMIND_";
  private static final String ALL = "all";
  private static final ExitPolicy ENDS_RUN = new ExitPolicy(true, true, false);

  /// Without any settings.
  static final OvermindSettings NONE = new OvermindSettings(Map.of(), Map.of());

  OvermindSettings {
    settings = Map.copyOf(settings);
    variables = Map.copyOf(variables);
  }

  /// Reads the settings of a project. The environment wins over the project's file, and that over
  /// the user's.
  static OvermindSettings read(
      Path project, Map<String, String> environment, Consumer<String> warnings) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Path file : files(project, environment)) {
      if (ProjectTextFile.exists(file)) {
        DotEnvFile.read(file, FILE_NAME, environment, variables, warnings);
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    variables.forEach((name, value) -> put(settings, name, value));
    environment.forEach((name, value) -> put(settings, name, value));
    variables.keySet().removeAll(environment.keySet());
    variables.keySet().removeIf(name -> name.startsWith(PREFIX));
    return new OvermindSettings(settings, variables);
  }

  /// The places of the files, whether they exist or not; the later one counts.
  static List<Path> files(Path project, Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    return List.of(home.resolve(FILE_NAME), project.resolve(FILE_NAME));
  }

  private static void put(Map<String, String> settings, String name, String value) {
    if (name.startsWith(PREFIX)) {
      settings.put(name.substring(PREFIX.length()), value.strip());
    }
  }

  /// The port of the first process; `fallback` if none is set.
  int firstPort(int fallback) {
    return number("PORT", fallback);
  }

  /// The distance between the ports of two lines; `fallback` if none is set.
  int portStep(int fallback) {
    return number("PORT_STEP", fallback);
  }

  boolean setsPorts() {
    return !isTrue("NO_PORT");
  }

  private int number(String name, int fallback) {
    String text = settings.getOrDefault(name, "");
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : fallback;
  }

  private boolean isTrue(String name) {
    String text = settings.getOrDefault(name, "");
    return text.equals("1") || text.equalsIgnoreCase("true");
  }

  /// The definition of a process of a Procfile with these settings.
  ProcessSpec applyTo(ProcessSpec spec) {
    if (settings.isEmpty() && variables.isEmpty()) {
      return spec;
    }
    Map<String, String> environment = new LinkedHashMap<>(variables);
    environment.putAll(spec.environment());
    boolean restarts = names("AUTO_RESTART", spec.name());
    boolean mayEnd = isTrue("ANY_CAN_DIE") || names("CAN_DIE", spec.name());
    return spec.toBuilder()
        .environment(environment)
        .startsWithGroup(isStarted(spec.name()))
        .restart(restarts ? RestartPolicy.of(RestartPolicy.When.ALWAYS) : spec.restart())
        .stop(stop(spec))
        .exit(endsRun() && !mayEnd && !restarts ? ENDS_RUN : spec.exit())
        .build();
  }

  /// Whether a process that ends by itself ends all others, as Overmind does. brummer shows what
  /// has ended and lets the others run, unless the project says which may end.
  private boolean endsRun() {
    return settings.containsKey("CAN_DIE");
  }

  private boolean isStarted(String name) {
    Set<String> wanted = listed("PROCESSES");
    return (wanted.isEmpty() || wanted.contains(name))
        && !listed("IGNORED_PROCESSES").contains(name)
        && formation(name) > 0;
  }

  /// How many instances of a process run.
  int formation(String name) {
    Map<String, String> counts = pairs("FORMATION");
    String count = counts.getOrDefault(name, counts.getOrDefault(ALL, "1"));
    return count.matches("\\d{1,3}") ? Integer.parseInt(count) : 1;
  }

  private StopPolicy stop(ProcessSpec spec) {
    Map<String, String> signals = pairs("STOP_SIGNALS");
    String name = signals.getOrDefault(spec.name(), signals.getOrDefault(ALL, ""));
    Integer signal = name.isEmpty() ? null : StopPolicy.signalNamed(name);
    int timeout = number("TIMEOUT", 0);
    StopPolicy stop = spec.stop();
    return new StopPolicy(
        signal == null ? stop.signal() : signal,
        stop.command(),
        timeout > 0 ? Duration.ofSeconds(timeout) : stop.grace(),
        stop.input(),
        stop.leaderOnly());
  }

  private boolean names(String setting, String process) {
    return listed(setting).stream()
        .anyMatch(name -> name.equals(ALL) || !NameGlob.matching(name, List.of(process)).isEmpty());
  }

  private Set<String> listed(String setting) {
    return Arrays.stream(settings.getOrDefault(setting, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /// A setting of the form `web=2,all=1`.
  private Map<String, String> pairs(String setting) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : listed(setting)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return pairs;
  }
}
