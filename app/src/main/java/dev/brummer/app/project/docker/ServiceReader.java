package dev.brummer.app.project.docker;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProcessDraft.DeclaredDependency;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.IntervalParser;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.process.WebPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the services of one compose file. Confined to one thread.
final class ServiceReader {
  /// Ports in containers that usually serve web pages.
  private static final Set<Integer> WEB_PORTS =
      Set.of(80, 3000, 3001, 4200, 4321, 5000, 5173, 8000, 8080, 8888, 9000);

  /// Time that Docker gets beyond the one it gives the container.
  private static final Duration EXTRA_GRACE = Duration.ofSeconds(5);

  private static final Duration MAX_GRACE = Duration.ofDays(1);

  private final Path file;
  private final ProjectContext context;
  private final ProblemLog problems;
  private final List<String> options;
  private final Set<String> profiles;

  /// @param options words that name the files to Docker
  ServiceReader(Path file, ProjectContext context, ProblemLog problems, List<String> options) {
    this.file = file;
    this.context = context;
    this.problems = problems;
    this.options = options;
    this.profiles =
        Set.of(
            context.referencedVariables().getOrDefault("COMPOSE_PROFILES", "").split("\\s*,\\s*"));
  }

  /// Adds the process of a service; one of an earlier file keeps what this one does not say.
  void read(String name, YamlNode.Entry entry, SequencedMap<String, ProcessDraft> drafts) {
    if (!(entry.value() instanceof YamlNode.Entries values)) {
      problems.add(entry.keyAt(), "the service must be a mapping");
      return;
    }
    YamlSection section = new YamlSection(values, problems);
    ProcessDraft earlier = drafts.get(name);
    List<PublishedPort> ports = PublishedPort.read(section, context.referencedVariables());
    List<String> needed = section.texts("profiles");
    boolean autostart =
        earlier != null && needed.isEmpty()
            ? earlier.autostart()
            : needed.isEmpty() || needed.stream().anyMatch(profiles::contains);
    ProcessSpec spec =
        ProcessSpec.builder(name, command("up", name), context.directory())
            .group(String.valueOf(file.getFileName()))
            .environment(variables())
            .pty(false)
            .stop(
                new StopPolicy(
                    StopPolicy.term(Duration.ZERO).signal(), command("stop", name), grace(section)))
            .readiness(readiness(name, section, ports, earlier))
            .web(web(ports, earlier))
            .startsWithGroup(autostart)
            .build();
    List<DeclaredDependency> dependencies = new ArrayList<>(dependencies(section));
    if (earlier != null) {
      dependencies.addAll(earlier.dependencies());
    }
    drafts.put(
        name,
        new ProcessDraft(
            spec,
            earlier == null ? entry.keyAt() : earlier.at(),
            autostart,
            description(section, ports, earlier),
            dependencies));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(context.variables());
    variables.put("COMPOSE_MENU", "false");
    return variables;
  }

  private List<String> command(String verb, String service) {
    List<String> command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(options);
    command.add(verb);
    if (verb.equals("up")) {
      command.addAll(List.of("--no-deps", "--no-log-prefix", "--attach", service));
    }
    command.add(service);
    return command;
  }

  private static Duration grace(YamlSection section) {
    String text = section.text("stop_grace_period");
    Duration grace = ProcessSpec.DEFAULT_GRACE;
    try {
      grace = text == null || text.isEmpty() ? grace : IntervalParser.parse(text.strip());
    } catch (IllegalArgumentException invalid) {
      section.invalid("stop_grace_period", "must be a duration such as 30s or 1m30s");
    }
    return grace.compareTo(MAX_GRACE) > 0 ? MAX_GRACE : grace.plus(EXTRA_GRACE);
  }

  /// The state of a declared health check, else a connection to the first published port, else the
  /// command itself.
  private ReadinessProbe readiness(
      String name, YamlSection section, List<PublishedPort> ports, @Nullable ProcessDraft earlier) {
    YamlSection health = section.section("healthcheck");
    if (health != null && !health.flag("disable", false) && health.has("test")) {
      String ids = String.join(" ", quoted(command("ps", name))).replace(" ps ", " ps -q ");
      return new ReadinessProbe.Exec(
          List.of(
              "sh",
              "-c",
              "test \"$(docker inspect -f '{{.State.Health.Status}}' $(" + ids + "))\" = healthy"));
    }
    return ports.stream()
        .findFirst()
        .<ReadinessProbe>map(port -> new ReadinessProbe.Tcp(port.host(), port.published()))
        .orElse(earlier == null ? ReadinessProbe.INFERRED : earlier.spec().readiness());
  }

  private static List<String> quoted(List<String> words) {
    return words.stream()
        .map(word -> word.matches("[\\w./:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .toList();
  }

  private static WebPolicy web(List<PublishedPort> ports, @Nullable ProcessDraft earlier) {
    for (PublishedPort port : ports) {
      if (WEB_PORTS.contains(port.target())) {
        return new WebPolicy(URI.create("http://localhost:" + port.published()), true);
      }
    }
    return earlier == null ? WebPolicy.DETECTED : earlier.spec().web();
  }

  /// The image or build directory, and the ports.
  private String description(
      YamlSection section, List<PublishedPort> ports, @Nullable ProcessDraft earlier) {
    StringBuilder text = new StringBuilder();
    if (section.has("build")) {
      String directory =
          section.node("build") instanceof YamlNode.Scalar path
              ? path.text()
              : buildContext(section);
      text.append("builds ").append(directory);
    } else if (section.has("image")) {
      text.append(section.text("image"));
    } else {
      text.append(earlier == null ? "docker compose service" : earlier.description());
    }
    for (PublishedPort port : ports) {
      text.append(" :").append(port.published());
    }
    return text.toString();
  }

  private static String buildContext(YamlSection section) {
    YamlSection build = section.section("build");
    String directory = build == null ? null : build.text("context");
    return directory == null ? "." : directory;
  }

  private List<DeclaredDependency> dependencies(YamlSection section) {
    List<DeclaredDependency> all = new ArrayList<>();
    switch (section.node("depends_on")) {
      case null -> {}
      case YamlNode.Entries _ ->
          section.entries("depends_on").forEach((name, entry) -> all.add(dependency(name, entry)));
      case YamlNode.Items _, YamlNode.Scalar _ -> {
        for (YamlNode name : section.listed("depends_on")) {
          if (name instanceof YamlNode.Scalar text) {
            all.add(
                new DeclaredDependency(new Dependency(text.text(), Condition.STARTED), text.at()));
          } else {
            problems.add(name.at(), "depends_on must name services");
          }
        }
      }
    }
    return all;
  }

  private DeclaredDependency dependency(String name, YamlNode.Entry entry) {
    String condition = "service_started";
    if (entry.value() instanceof YamlNode.Entries values) {
      String declared = new YamlSection(values, problems).text("condition");
      condition = declared == null ? condition : declared;
    }
    Condition until =
        switch (condition) {
          case "service_started" -> Condition.STARTED;
          case "service_healthy" -> Condition.READY;
          case "service_completed_successfully" -> Condition.COMPLETED;
          default -> {
            problems.add(
                entry.keyAt(),
                "unknown condition: use service_started, service_healthy or"
                    + " service_completed_successfully");
            yield Condition.STARTED;
          }
        };
    return new DeclaredDependency(new Dependency(name, until), entry.keyAt());
  }
}
