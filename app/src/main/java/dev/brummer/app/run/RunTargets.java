package dev.brummer.app.run;

import dev.brummer.app.config.Config;
import dev.brummer.app.config.ConfigException;
import dev.brummer.app.config.ConfigFile;
import dev.brummer.app.config.ConfigFile.ConfiguredProcess;
import dev.brummer.app.config.ConfigFiles;
import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.config.GeneralConfig;
import dev.brummer.app.config.ProcessConfig;
import dev.brummer.app.config.key.Problem;
import dev.brummer.app.program.UserException;
import dev.brummer.app.project.ProjectFiles;
import dev.brummer.app.project.ProjectFiles.FoundFile;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFile.DeclaredProcess;
import dev.brummer.app.project.format.ProjectFormat.Precedence;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.DependencyProblem;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.DiscoveredScripts;
import dev.brummer.engine.script.Script;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that can run in a project: configured processes in file order, then those of the
/// files of other runners, then discovered scripts. A configured process can extend one of the
/// others, by its own name or by `script`. With `--file`, only what these files declare can run.
public final class RunTargets {
  private final Map<String, String> environment;
  private final boolean pty;
  private final Map<String, String> variables;
  private final ScriptEnvironment scriptEnvironment;
  private final OvermindSettings overmind;
  private final DiscoveredScripts discoveredScripts;
  private final Set<String> scriptNames = new HashSet<>();
  private final Config config;
  private final RequestedFiles requested;
  private final SequencedMap<String, RunTarget> declared = new LinkedHashMap<>();
  private final SequencedMap<String, RunTarget> all = new LinkedHashMap<>();
  private final Map<String, Integer> replicas = new HashMap<>();
  private final List<String> warnings;
  private final Set<Path> environmentFiles = new LinkedHashSet<>();

  /// Reads the configuration of a project.
  ///
  /// @param environment environment of brummer
  /// @param pty default for processes without a `pty` setting
  /// @param variables environment variables of all processes
  /// @throws UserException if a configuration file is invalid
  public RunTargets(
      ProjectDirectory project,
      Map<String, String> environment,
      boolean pty,
      Map<String, String> variables) {
    this.environment = environment;
    this.pty = pty;
    this.variables = variables;
    this.discoveredScripts = project.scripts();
    discoveredScripts.scripts().forEach(script -> scriptNames.add(script.name()));
    this.warnings = new ArrayList<>(discoveredScripts.warnings());
    this.overmind = OvermindSettings.read(project.path(), environment, warnings::add);
    this.scriptEnvironment =
        new ScriptEnvironment(discoveredScripts.scripts(), environment, variables, overmind);
    this.requested = project.files();
    this.config = loadConfig(project, environment);
    warnings.addAll(config.warnings());
    ProjectContext context = new ProjectContext(project.path(), environment, variables, pty);
    List<FoundFile> files = projectFiles(context);
    files.stream().filter(it -> it.precedence() != Precedence.LAST).forEach(this::addDeclared);
    List<ConfigFile> configurations = config.files().stream().filter(this::declares).toList();
    for (ConfigFile file : configurations) {
      file.processes().forEach(process -> addConfigured(file, process));
    }
    declared.forEach(all::putIfAbsent);
    discoveredScripts.scripts().forEach(this::addScript);
    files.stream().filter(it -> it.precedence() == Precedence.LAST).forEach(this::addDeclared);
    declared.forEach(all::putIfAbsent);
    expandReplicas();
    configurations.forEach(this::checkDependencies);
  }

  private List<FoundFile> projectFiles(ProjectContext context) {
    return requested.isEmpty()
        ? ProjectFiles.find(context)
        : ProjectFiles.read(requested.projects(), context).stream()
            .map(file -> new FoundFile(file, Precedence.FIRST))
            .toList();
  }

  /// Whether the processes of a configuration file count.
  private boolean declares(ConfigFile file) {
    return requested.isEmpty()
        || requested.configurations().stream()
            .anyMatch(it -> ConfigFiles.isPartOf(file.path(), it));
  }

  /// Adds the processes of a file of another runner. One whose name is taken by an earlier file
  /// becomes `file:name`; of some kinds also one whose name is that of a script.
  private void addDeclared(FoundFile found) {
    ProjectFile file = found.file();
    Set<String> taken = new HashSet<>(declared.keySet());
    if (found.precedence() != Precedence.FIRST) {
      taken.addAll(scriptNames);
    }
    warnings.addAll(file.problems());
    environmentFiles.addAll(file.environmentFiles());
    Map<String, String> renamed = new LinkedHashMap<>();
    for (DeclaredProcess process : file.processes()) {
      String name = process.spec().name();
      if (taken.contains(name)) {
        renamed.put(name, file.name() + ":" + name);
      }
    }
    for (DeclaredProcess process : file.processes()) {
      ProcessSpec spec = applyDefaults(rename(process.spec(), renamed));
      boolean autostart = process.autostart() && !requested.isEmpty();
      declared.put(
          spec.name(),
          new RunTarget(spec, autostart, process.origin(), process.line(), process.description()));
    }
  }

  private static ProcessSpec rename(ProcessSpec spec, Map<String, String> renamed) {
    if (renamed.isEmpty()) {
      return spec;
    }
    List<Dependency> dependencies =
        spec.dependsOn().stream()
            .map(it ->
                new Dependency(
                    renamed.getOrDefault(it.process(), it.process()), it.until(), it.log()))
            .toList();
    return spec.toBuilder()
        .name(renamed.getOrDefault(spec.name(), spec.name()))
        .dependsOn(dependencies)
        .build();
  }

  private void expandReplicas() {
    if (!replicas.isEmpty()) {
      SequencedMap<String, RunTarget> expanded = new ReplicaExpansion(replicas).expand(all);
      all.clear();
      all.putAll(expanded);
    }
  }

  public List<RunTarget> all() {
    return List.copyOf(all.values());
  }

  /// One sentence per file that could not be read.
  public List<String> warnings() {
    return warnings;
  }

  /// Env files named in the configuration.
  List<Path> environmentFiles() {
    return List.copyOf(environmentFiles);
  }

  /// Names of the processes whose text is not masked: the last file that sets `mask` for the
  /// process counts, else the last one that sets it for all.
  Set<String> unmasked() {
    Map<String, Boolean> masked = new LinkedHashMap<>();
    for (ConfigFile file : config.files()) {
      Boolean ofAll = file.defaults().mask();
      if (ofAll != null) {
        all.keySet().forEach(name -> masked.put(name, ofAll));
      }
    }
    for (ConfigFile file : config.files()) {
      for (ConfiguredProcess process : file.processes()) {
        Boolean own = process.settings().mask();
        if (own != null) {
          new ReplicaExpansion(replicas)
              .names(process.name())
              .forEach(name -> masked.put(name, own));
        }
      }
    }
    masked.values().removeIf(own -> own);
    return Set.copyOf(masked.keySet());
  }

  /// Reads the configuration of a project.
  ///
  /// @throws UserException if a configuration file is invalid
  public static Config loadConfig(Path project, Map<String, String> environment) {
    try {
      return Config.load(project, environment);
    } catch (ConfigException invalid) {
      throw refused(invalid);
    }
  }

  private static Config loadConfig(ProjectDirectory project, Map<String, String> environment) {
    Config found = loadConfig(project.path(), environment);
    try {
      return found.with(project.files().configurations());
    } catch (ConfigException invalid) {
      throw refused(invalid);
    }
  }

  private static UserException refused(ConfigException invalid) {
    return UserException.usage(invalid.problems().stream().map(Problem::sentence).toList());
  }

  /// Settings of the whole program.
  GeneralConfig general() {
    return config.general();
  }

  /// The configured UI theme.
  Theme theme() {
    return theme(config);
  }

  public static Theme theme(Config config) {
    String theme = config.general().theme();
    return theme == null ? Theme.AUTO : Theme.of(theme);
  }

  /// The same process without a browser that its tool would open, see [ScriptEnvironment].
  ProcessSpec withoutBrowser(ProcessSpec spec) {
    return scriptEnvironment.withoutBrowser(spec);
  }

  /// Applies the settings for all processes.
  ProcessSpec applyDefaults(ProcessSpec spec) {
    ProcessSpec result = spec;
    for (ConfigFile file : config.files()) {
      result = applyConfig(result, file.defaults(), Optional.empty());
    }
    return result;
  }

  /// Adds a script. One whose name is that of a process of another file becomes `file:name`.
  private void addScript(Script script) {
    String name = script.name();
    if (declared.containsKey(name)) {
      name = script.origin().getFileName() + ":" + name;
    }
    if (!all.containsKey(name)) {
      all.put(name, targetOf(name, script));
    }
  }

  private RunTarget targetOf(String name, Script script) {
    ProcessSpec spec =
        applyDefaults(
                new ProcessSpec(
                    name,
                    script.group(),
                    script.command(),
                    script.directory(),
                    scriptEnvironment.of(script),
                    pty,
                    ProcessSpec.DEFAULT_GRACE))
            .toBuilder()
            .startsWithGroup(script.startsWithGroup())
            .owner(script.owner())
            .folded(script.folded())
            .dependsOn(dependencies(script))
            .build();
    if (ScriptEnvironment.isProcfile(script)) {
      spec = overmind.applyTo(spec);
      int count = overmind.formation(name);
      if (count > 1) {
        replicas.putIfAbsent(name, count);
      }
    }
    return new RunTarget(
        spec, !requested.isEmpty(), script.origin(), script.line(), script.description());
  }

  /// The requirements of a script that exist.
  private List<Dependency> dependencies(Script script) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Script.Requirement it : script.requirements()) {
      if (scriptNames.contains(it.script())) {
        Condition until = it.completes() ? Condition.COMPLETED : Condition.STARTED;
        dependencies.add(new Dependency(it.script(), until));
      }
    }
    return dependencies;
  }

  private void addConfigured(ConfigFile file, ConfiguredProcess process) {
    String name = process.name();
    ProcessConfig settings = process.settings();
    RunTarget base = resolveBase(file, process);
    ProcessSpec spec =
        applyConfig(base.spec(), settings, Optional.of(process)).toBuilder()
            .startsWithGroup(true)
            .folded(false)
            .build();
    boolean autostart = settings.autostart() == null ? base.autostart() : settings.autostart();
    if (settings.replicas() != null) {
      replicas.put(name, settings.replicas());
    }
    boolean hasCommand = settings.command() != null;
    String description = hasCommand ? process.commandLine() : base.description();
    all.put(name, new RunTarget(spec, autostart, file.path(), process.line(), description));
  }

  private RunTarget resolveBase(ConfigFile file, ConfiguredProcess process) {
    String name = process.name();
    if (process.settings().command() != null && !all.containsKey(name)) {
      ProcessSpec spec =
          applyDefaults(
              new ProcessSpec(
                  name,
                  Config.FILE_NAME,
                  List.of(),
                  file.baseDirectory(),
                  variables,
                  pty,
                  ProcessSpec.DEFAULT_GRACE));
      return new RunTarget(spec, false, file.path(), process.line(), "");
    }
    RunTarget earlier = all.get(name);
    if (earlier != null && process.script() == null) {
      return earlier;
    }
    String script = process.script() == null ? name : process.script();
    RunTarget ofFile = declared.get(script);
    if (ofFile != null) {
      return ofFile.withSpec(ofFile.spec().toBuilder().name(name).build());
    }
    return findScript(script)
        .map(found -> targetOf(name, found))
        .orElseThrow(() -> unknownScript(file, process, script));
  }

  /// The script of this name, or else of this name with its whole package.
  private Optional<Script> findScript(String name) {
    return discoveredScripts.scripts().stream()
        .filter(found -> found.name().equals(name))
        .findFirst()
        .or(() ->
            discoveredScripts.scripts().stream()
                .filter(
                    found -> ProcessSpec.qualifiedName(found.owner(), found.name()).equals(name))
                .findFirst());
  }

  private UserException unknownScript(ConfigFile file, ConfiguredProcess process, String script) {
    String place = location(file, process);
    if (process.script() == null) {
      return UserException.usage(
          place
              + "process "
              + VisibleText.quoted(process.name())
              + " has no command or script: set one of them");
    }
    return UserException.usage(
        place
            + "process "
            + VisibleText.quoted(process.name())
            + ": unknown script "
            + VisibleText.quoted(script)
            + ": "
            + Suggestions.hint(
                script,
                Stream.concat(
                        declared.keySet().stream(),
                        discoveredScripts.scripts().stream().map(Script::name))
                    .toList()));
  }

  private static String location(ConfigFile file, ConfiguredProcess process) {
    return file.path() + ":" + process.line() + ": ";
  }

  private ProcessSpec applyConfig(
      ProcessSpec base, ProcessConfig settings, Optional<ConfiguredProcess> process) {
    Map<String, String> variables = new LinkedHashMap<>(base.environment());
    for (Path path : settings.environment().files()) {
      environmentFiles.add(path);
      DotEnvFile.read(
          path,
          "env_file" + process.map(it -> " of " + it.name()).orElse(""),
          environment,
          variables,
          warnings::add);
    }
    variables.keySet().removeAll(environment.keySet());
    return settings.applyTo(base, variables);
  }

  /// Rejects dependencies on unknown processes and dependency cycles.
  private void checkDependencies(ConfigFile file) {
    for (ConfiguredProcess process : file.processes()) {
      RunTarget target = all.get(process.name());
      DependencyProblem problem =
          target == null ? null : DependencyProblem.find(target.spec(), this::specOf);
      switch (problem) {
        case null -> {}
        case DependencyProblem.UnknownName unknown when unknown.process().equals(process.name()) ->
            reject(
                process,
                unknown.dependency(),
                unknown.message()
                    + ": "
                    + Suggestions.hint(unknown.dependency(), new TreeSet<>(all.keySet())));
        case DependencyProblem.Cycle cycle when cycle.path().getFirst().equals(process.name()) ->
            reject(process, cycle.path().get(1), cycle.message());
        case DependencyProblem.UnknownName _, DependencyProblem.Cycle _ -> {
          // Reported for the process that declares the dependency.
        }
      }
    }
  }

  private @Nullable ProcessSpec specOf(String name) {
    RunTarget target = all.get(name);
    return target == null ? null : target.spec();
  }

  /// Throws with the place of a dependency, if this file declares it.
  private static void reject(ConfiguredProcess process, String dependency, String problem) {
    List<ProcessConfig.DeclaredDependency> declared = process.settings().dependsOn();
    if (declared == null) {
      return;
    }
    for (ProcessConfig.DeclaredDependency it : declared) {
      if (it.dependency().process().equals(dependency)) {
        throw UserException.usage(it.location() + problem);
      }
    }
  }
}
