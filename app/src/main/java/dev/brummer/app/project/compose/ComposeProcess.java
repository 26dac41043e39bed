package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProcessDraft.DeclaredDependency;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.Replica;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One process of a process-compose file; with replicas, several. Confined to one thread.
final class ComposeProcess {
  private static final int MAX_REPLICAS = 1_000;
  private static final String DEFAULT_NAMESPACE = "default";

  private static final List<String> UNUSED =
      List.of(
          "log_location",
          "log_configuration",
          "is_elevated",
          "launch_timeout_seconds",
          "disable_ansi_colors",
          "monitor_for",
          "mcp",
          "mcp_server");

  private final String name;
  private final YamlPosition at;
  private final YamlSection section;
  private final ComposeSettings settings;
  private final ProblemLog problems;
  private final VariableTemplates templates;
  private final int replicas;
  private final boolean startsByItself;
  private final boolean hasReadiness;
  private final boolean hasLogLine;

  ComposeProcess(String name, YamlPosition at, YamlSection section, ComposeSettings settings) {
    this.name = name;
    this.at = at;
    this.section = section;
    this.settings = settings;
    this.problems = section.problems();
    this.templates = settings.templates().withDeclared(section.entries("vars"));
    this.replicas = Math.max(1, section.number("replicas", 0, MAX_REPLICAS, 1));
    this.startsByItself = startsByItself();
    this.hasReadiness = section.has("readiness_probe") || section.has("liveness_probe");
    this.hasLogLine = section.has("ready_log_line");
  }

  YamlPosition at() {
    return at;
  }

  private boolean startsByItself() {
    Boolean disabled = section.flag("is_disabled");
    boolean off = section.flag("disabled", false);
    boolean foreground = section.flag("is_foreground", false);
    return !(disabled == null ? off : disabled) && !foreground;
  }

  /// The processes to run, one per replica.
  ///
  /// @param all all processes of the project, by name
  List<ProcessDraft> drafts(SequencedMap<String, ComposeProcess> all) {
    List<ProcessDraft> drafts = new ArrayList<>();
    List<DeclaredDependency> dependencies = dependencies(all);
    for (int i = 0; i < replicas; i++) {
      ProcessDraft draft = draft(i, dependencies);
      if (draft == null) {
        break;
      }
      drafts.add(draft);
    }
    settings.unused().note(section, UNUSED);
    section.know(List.of("name"));
    section.reportUnknownKeys();
    return drafts;
  }

  private String nameOf(int replica) {
    return replicas == 1 ? name : new Replica(name, replica, replicas).name();
  }

  private @Nullable ProcessDraft draft(int index, List<DeclaredDependency> dependencies) {
    String own = nameOf(index);
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put(Replica.NAME_VARIABLE, own);
    identity.put(Replica.INDEX_VARIABLE, Integer.toString(index));
    VariableTemplates rendered = templates.withImplied(identity);
    ComposeEnvironment.Renderer renderer = text -> rendered.render(text, at, problems);
    List<String> command = command(renderer);
    if (command.isEmpty()) {
      return null;
    }
    Map<String, String> environment = settings.environment().of(section, renderer);
    environment.putAll(identity);
    Path directory = directory(renderer);
    ProcessSpecBuilder builder =
        ProcessSpec.builder(own, settings.environment().withCommandVariables(command), directory)
            .group(group())
            .environment(environment)
            .startsWithGroup(startsByItself)
            .replica(replicas == 1 ? null : new Replica(name, index, replicas));
    addProbes(builder, new ComposeProbes(section, settings.shell(), directory, renderer));
    new ComposeLifecycle(section, settings.shell(), renderer).addTo(builder, settings.context());
    return new ProcessDraft(
        builder.build(), at, startsByItself, description(command, renderer), dependencies);
  }

  private String group() {
    String namespace = section.text("namespace");
    return namespace == null || namespace.isBlank() || namespace.equals(DEFAULT_NAMESPACE)
        ? settings.group()
        : namespace;
  }

  private List<String> command(ComposeEnvironment.Renderer renderer) {
    String line = section.text("command");
    List<String> entrypoint = section.texts("entrypoint");
    if (line != null && !line.isBlank()) {
      if (!entrypoint.isEmpty()) {
        section.invalid("entrypoint", "is ignored, because command is set");
      }
      return settings.shell().command(renderer.render(line));
    }
    if (entrypoint.isEmpty() || entrypoint.getFirst().isBlank()) {
      problems.add(
          at, "process " + VisibleText.quoted(name) + " has no command: set command or entrypoint");
      return List.of();
    }
    return entrypoint.stream().map(renderer::render).toList();
  }

  private String description(List<String> command, ComposeEnvironment.Renderer renderer) {
    String own = section.text("description");
    String line = section.text("command");
    if (own != null && !own.isBlank()) {
      return renderer.render(own);
    }
    return line == null || line.isBlank() ? String.join(" ", command) : command.getLast();
  }

  private Path directory(ComposeEnvironment.Renderer renderer) {
    Path base = settings.context().directory();
    String text = section.text("working_dir");
    try {
      return text == null ? base : base.resolve(renderer.render(text)).normalize();
    } catch (InvalidPathException invalid) {
      section.invalid("working_dir", "is not a path");
      return base;
    }
  }

  private static void addProbes(ProcessSpecBuilder builder, ComposeProbes probes) {
    ComposeProbes.Timed readiness = probes.readiness();
    builder
        .readiness(readiness == null ? ReadinessProbe.INFERRED : readiness.probe())
        .probeTiming(readiness == null ? ProbeTiming.DEFAULT : readiness.timing())
        .stopsUnready(readiness != null && !(readiness.probe() instanceof ReadinessProbe.Log))
        .liveness(probes.liveness());
  }

  private List<DeclaredDependency> dependencies(SequencedMap<String, ComposeProcess> all) {
    if (section.node("depends_on") instanceof YamlNode.Items names) {
      List<DeclaredDependency> started = new ArrayList<>();
      for (YamlNode each : names.values()) {
        if (each instanceof YamlNode.Scalar other) {
          started.addAll(dependency(other.text(), Condition.STARTED, each.at(), all));
        } else {
          problems.add(each.at(), "depends_on must be a mapping of processes to conditions");
        }
      }
      return started;
    }
    List<DeclaredDependency> declared = new ArrayList<>();
    section
        .entries("depends_on")
        .forEach((other, entry) -> {
          Condition condition = condition(entry);
          if (condition != null) {
            declared.addAll(dependency(other, condition, entry.keyAt(), all));
          }
        });
    return declared;
  }

  private @Nullable Condition condition(YamlNode.Entry entry) {
    return switch (entry.value()) {
      case YamlNode.Scalar word -> condition(word.isNull() ? "" : word.text(), entry.keyAt());
      case YamlNode.Entries inner -> {
        YamlSection dependency = new YamlSection(inner, problems);
        String word = dependency.text("condition");
        dependency.reportUnknownKeys();
        yield condition(word == null ? "" : word, dependency.at("condition"));
      }
      case YamlNode.Items items -> condition("[]", items.at());
    };
  }

  /// LOG_LINE stands for the log line of the other process.
  private @Nullable Condition condition(String word, YamlPosition place) {
    return switch (word) {
      case "", "process_started" -> Condition.STARTED;
      case "process_healthy" -> Condition.READY;
      case "process_completed" -> Condition.EXITED;
      case "process_completed_successfully" -> Condition.COMPLETED;
      case "process_log_ready" -> Condition.LOG_LINE;
      default -> {
        problems.add(
            place,
            "condition must be process_started, process_healthy, process_log_ready,"
                + " process_completed or process_completed_successfully, not "
                + VisibleText.quoted(word));
        yield null;
      }
    };
  }

  private List<DeclaredDependency> dependency(
      String other,
      Condition condition,
      YamlPosition place,
      SequencedMap<String, ComposeProcess> all) {
    ComposeProcess target = all.get(other);
    if (target == null) {
      return List.of(new DeclaredDependency(new Dependency(other, met(condition)), place));
    }
    Condition met = target.canMeet(condition, other, place, problems);
    List<DeclaredDependency> each = new ArrayList<>();
    for (int i = 0; i < target.replicas; i++) {
      each.add(new DeclaredDependency(new Dependency(target.nameOf(i), met), place));
    }
    return each;
  }

  /// Readiness of a process with a log line is the line.
  private static Condition met(Condition condition) {
    return condition == Condition.LOG_LINE ? Condition.READY : condition;
  }

  /// The condition that this process can meet.
  private Condition canMeet(Condition condition, String other, YamlPosition place, ProblemLog log) {
    boolean missing =
        (condition == Condition.READY && !hasReadiness && !hasLogLine)
            || (condition == Condition.LOG_LINE && !hasLogLine);
    if (missing) {
      String key = condition == Condition.READY ? "readiness_probe" : "ready_log_line";
      log.add(place, VisibleText.named(other) + " has no " + key + ": waits until it has started");
      return Condition.STARTED;
    }
    return met(condition);
  }
}
