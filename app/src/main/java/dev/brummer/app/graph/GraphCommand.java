package dev.brummer.app.graph;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.ControlJson;
import dev.brummer.app.control.JsonFields;
import dev.brummer.app.operation.result.GraphResult.GraphEdge;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.FileOption;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProcessNameResolver;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTarget;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessGroups;
import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer graph`: who waits for whom, and how long each took.
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = {
      "Draw which process waits for which, and how long each took to start.",
      "Times are those of the brummer that runs in the project; without one, there are none."
    },
    footer = {
      "",
      "WAITED is the time before the start, TOOK that from the start until it was ready or ended.",
      "The processes marked * determined when the last one was up.",
      "Exit code 1 if a process waits for an unknown one or for itself.",
      "Examples:",
      "  brummer graph",
      "  brummer graph api            only api and what it waits for",
      "  brummer graph --format mermaid > graph.mmd"
    })
public final class GraphCommand implements Callable<Integer> {
  /// Width of the drawing, on every terminal and in every file.
  private static final int COLUMNS = 80;

  /// Kinds of output.
  enum Format {
    TEXT,
    MERMAID,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "NAME",
      description = "only these processes and what they wait for: names, globs ('dev:*') or groups")
  List<String> names = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, mermaid or json (default: ${DEFAULT-VALUE})")
  Format format = Format.TEXT;

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Mixin FileOption files = new FileOption();

  @Override
  public Integer call() {
    ProjectDirectory project = ProjectDirectory.find(directory.path(), files.paths());
    MessagePrinter.print(project.notice());
    ProcessGraph graph = graph(project);
    ProcessGraph shown = names.isEmpty() ? graph : graph.only(selected(graph));
    switch (format) {
      case TEXT -> StandardStreams.out().print(text(GraphText.of(shown, COLUMNS)));
      case MERMAID -> StandardStreams.out().print(text(GraphMermaid.of(shown)));
      case JSON ->
          StandardStreams.out()
              .printJson(ControlJson.text(GraphJson.of(shown, project.path().toString())) + "\n");
    }
    List<String> problems = shown.problems();
    MessagePrinter.print(problems);
    return problems.isEmpty() ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /// The graph of the running brummer, and of the processes that it does not know.
  private ProcessGraph graph(ProjectDirectory project) {
    Map<String, GraphNode> nodes = new LinkedHashMap<>();
    Optional<ControlInstance> running = ControlInstances.find(directory.path(), System.getenv());
    RunTargets targets = new RunTargets(project, System.getenv(), true, Map.of());
    MessagePrinter.print(targets.warnings());
    for (RunTarget target : targets.all()) {
      nodes.put(target.name(), node(target));
    }
    if (running.isPresent()) {
      ask(running.get()).forEach(node -> nodes.put(node.name(), node));
    }
    if (nodes.isEmpty()) {
      throw ProcessNameResolver.nothingToRun(project, targets.warnings());
    }
    return ProcessGraph.of(new ArrayList<>(nodes.values()), running.isPresent());
  }

  private static List<GraphNode> ask(ControlInstance instance) {
    try (ControlClient client = ControlClient.connect(instance)) {
      return client
          .call("graph", Map.of("format", "json"))
          .object("value")
          .objects("processes")
          .stream()
          .map(GraphCommand::node)
          .toList();
    } catch (UserException failed) {
      MessagePrinter.print("no times: " + failed.text());
      return List.of();
    }
  }

  private static GraphNode node(JsonFields fields) {
    return new GraphNode(
        fields.text("name"),
        fields.text("group"),
        fields.text("state"),
        fields.objects("dependsOn").stream()
            .map(it ->
                new GraphNode.Condition(
                    it.text("process"), it.text("condition"), it.text("pattern")))
            .toList(),
        fields.number("startedMillis"),
        fields.number("waitedMillis"),
        fields.number("readyMillis"),
        fields.number("endedMillis"));
  }

  private static GraphNode node(RunTarget target) {
    return new GraphNode(
        target.name(),
        target.spec().group(),
        "",
        target.spec().dependsOn().stream().map(GraphCommand::condition).toList(),
        0,
        0,
        0,
        0);
  }

  private static GraphNode.Condition condition(Dependency dependency) {
    GraphEdge edge = GraphEdge.of(dependency);
    return new GraphNode.Condition(edge.process(), edge.condition(), edge.pattern());
  }

  private Set<String> selected(ProcessGraph graph) {
    Set<String> selected = new HashSet<>();
    for (String pattern : names) {
      List<String> matching = new ArrayList<>(NameGlob.matching(pattern, graph.nodes().keySet()));
      ProcessGroups.members(graph.nodes().values(), GraphNode::group, pattern)
          .forEach(node -> matching.add(node.name()));
      if (matching.isEmpty()) {
        throw UserException.usage(
            "no process "
                + VisibleText.quoted(pattern)
                + ": "
                + Suggestions.hint(pattern, graph.nodes().keySet()));
      }
      selected.addAll(matching);
    }
    return selected;
  }
}
