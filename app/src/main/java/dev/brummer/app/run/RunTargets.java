package dev.brummer.app.run;

import dev.brummer.app.config.Config;
import dev.brummer.app.config.ConfigException;
import dev.brummer.app.config.ConfigFile;
import dev.brummer.app.config.ConfigFile.ConfiguredProcess;
import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.config.ProcessConfig;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Script;
import dev.brummer.engine.script.ScriptDiscovery;
import dev.brummer.engine.script.Scripts;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All that can be run in a project: what is configured, in the order of its files, then what was
/// found. A configured process may take up a script that was found, by its name or by `script`.
public final class RunTargets {
  private final Map<String, String> environment;
  private final boolean pty;
  private final Map<String, String> variables;
  private final ScriptDiscovery discovery;
  private final Config config;
  private final SequencedMap<String, RunTarget> all = new LinkedHashMap<>();
  private final List<String> warnings;

  /// @param environment brummer's own
  /// @param pty on a terminal, where nothing is said
  /// @param variables set for all
  /// @throws UserException if a configuration file is wrong
  public RunTargets(
      Path project, Map<String, String> environment, boolean pty, Map<String, String> variables) {
    this.environment = environment;
    this.pty = pty;
    this.variables = variables;
    this.discovery = Scripts.discover(project);
    this.warnings = new ArrayList<>(discovery.warnings());
    this.config = loadConfig(project, environment);
    for (ConfigFile file : config.files()) {
      file.processes().forEach(process -> addConfigured(file, process));
    }
    discovery.scripts().forEach(this::addScript);
    config.files().forEach(this::checkDependencies);
  }

  public List<RunTarget> all() {
    return List.copyOf(all.values());
  }

  /// Sentences about what could not be read.
  public List<String> warnings() {
    return warnings;
  }

  /// What is configured for a project.
  ///
  /// @throws UserException if a configuration file is wrong
  public static Config loadConfig(Path project, Map<String, String> environment) {
    try {
      return Config.load(project, environment);
    } catch (ConfigException wrong) {
      throw UserException.usage(String.valueOf(wrong.getMessage()));
    }
  }

  /// The theme of the UI.
  Theme theme() {
    return theme(config);
  }

  public static Theme theme(Config config) {
    return config.theme().map(Theme::of).orElse(Theme.AUTO);
  }

  /// The settings that hold for whatever is run here.
  ProcessSpec applyDefaults(ProcessSpec spec) {
    ProcessSpec general = spec;
    for (ConfigFile file : config.files()) {
      general = applyConfig(general, file.defaults(), Optional.empty());
    }
    return general;
  }

  private void addScript(Script script) {
    if (!all.containsKey(script.name())) {
      all.put(script.name(), targetOf(script.name(), script));
    }
  }

  private RunTarget targetOf(String name, Script script) {
    ProcessSpec spec =
        applyDefaults(spec(name, script.group(), script.command(), script.directory()));
    return new RunTarget(spec, false, script.origin(), script.line(), script.description());
  }

  private ProcessSpec spec(String name, String group, List<String> command, Path directory) {
    return new ProcessSpec(
        name, group, command, directory, variables, pty, ProcessSpec.DEFAULT_GRACE);
  }

  private void addConfigured(ConfigFile file, ConfiguredProcess process) {
    String name = process.name();
    ProcessConfig settings = process.settings();
    RunTarget usual = resolveBase(file, process);
    ProcessSpec spec = applyConfig(usual.spec(), settings, Optional.of(process));
    boolean autostart = settings.autostart() == null ? usual.autostart() : settings.autostart();
    boolean command = settings.command() != null;
    String description = command ? process.commandLine() : usual.description();
    all.put(name, new RunTarget(spec, autostart, file.path(), process.line(), description));
  }

  private RunTarget resolveBase(ConfigFile file, ConfiguredProcess process) {
    String name = process.name();
    if (process.settings().command() != null && !all.containsKey(name)) {
      ProcessSpec spec =
          applyDefaults(spec(name, Config.FILE_NAME, List.of(), file.baseDirectory()));
      return new RunTarget(spec, false, file.path(), process.line(), "");
    }
    RunTarget earlier = all.get(name);
    if (earlier != null && process.script() == null) {
      return earlier;
    }
    String script = process.script() == null ? name : process.script();
    return discovery.scripts().stream()
        .filter(found -> found.name().equals(script))
        .findFirst()
        .map(found -> targetOf(name, found))
        .orElseThrow(() -> unknownScript(file, process, script));
  }

  private UserException unknownScript(ConfigFile file, ConfiguredProcess process, String script) {
    String place = location(file, process);
    if (process.script() == null) {
      return UserException.usage(
          place
              + "process \""
              + process.name()
              + "\" says not what to run: give it a command, or a script of those that are here");
    }
    return UserException.usage(
        place
            + "process \""
            + process.name()
            + "\" runs the script \""
            + script
            + "\", and there is none"
            + hint(script, discovery.scripts().stream().map(Script::name).toList()));
  }

  private static String location(ConfigFile file, ConfiguredProcess process) {
    return file.path() + ":" + process.line() + ": ";
  }

  private ProcessSpec applyConfig(
      ProcessSpec usual, ProcessConfig settings, Optional<ConfiguredProcess> who) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Path path : settings.environmentFiles()) {
      DotEnvFile.read(
          path,
          "env_file" + who.map(it -> " of " + it.name()).orElse(""),
          variables,
          warnings::add);
    }
    variables.keySet().removeAll(environment.keySet());
    return settings.applyTo(usual, variables);
  }

  /// That everybody waits for somebody that there is, and nobody for himself.
  private void checkDependencies(ConfigFile file) {
    for (ConfiguredProcess process : file.processes()) {
      List<ProcessConfig.DeclaredDependency> needed = process.settings().dependsOn();
      for (ProcessConfig.DeclaredDependency it :
          needed == null ? List.<ProcessConfig.DeclaredDependency>of() : needed) {
        String name = it.dependency().process();
        if (!all.containsKey(name)) {
          throw UserException.usage(
              it.location()
                  + process.name()
                  + " depends on \""
                  + name
                  + "\", and there is no such process"
                  + hint(name, new TreeSet<>(all.keySet())));
        }
        String circle = findCycle(process.name(), new ArrayList<>());
        if (circle != null) {
          throw UserException.usage(it.location() + "processes wait for each other: " + circle);
        }
      }
    }
  }

  private @Nullable String findCycle(String name, List<String> way) {
    if (!way.isEmpty() && way.getFirst().equals(name)) {
      return String.join(" → ", way) + " → " + name;
    }
    RunTarget runTarget = all.get(name);
    if (runTarget == null || way.contains(name)) {
      return null;
    }
    way.add(name);
    for (Dependency needed : runTarget.spec().dependsOn()) {
      String circle = findCycle(needed.process(), way);
      if (circle != null) {
        return circle;
      }
    }
    way.removeLast();
    return null;
  }

  private static String hint(String name, java.util.Collection<String> names) {
    List<String> near = Scripts.nearest(name, names);
    return near.isEmpty() ? "" : ": did you mean " + String.join(" or ", near) + "?";
  }
}
