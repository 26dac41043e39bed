package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The projects of an nx workspace: those with a `project.json`, those of an old `workspace.json`,
/// and the packages of the workspace, whose scripts nx offers as targets.
public final class NxWorkspace {
  private static final Set<String> DEFAULTS = Set.of("targetDefaults");
  private static final Set<String> FIELDS = Set.of("name", "targets", "architect");

  /// A target of a project.
  ///
  /// @param text the command that it runs, or the name of its executor
  /// @param continuous whether it runs until it is stopped
  public record Target(
      String project,
      String name,
      String text,
      Path directory,
      Path file,
      int line,
      boolean continuous) {}

  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<Path, String> names = new HashMap<>();
  private final JsonObject defaults;
  private final JsonProblems problems;

  private NxWorkspace(JsonObject defaults, JsonProblems problems) {
    this.defaults = defaults;
    this.problems = problems;
  }

  /// Reads the projects of a directory; null if it has no `nx.json`.
  public static @Nullable NxWorkspace read(NodeWorkspace workspace, JsonProblems problems) {
    Path directory = workspace.directory();
    JsonObject nx =
        JsonFile.read(directory.resolve("nx.json"), JsonFile.Dialect.COMMENTS, DEFAULTS, problems);
    if (nx == null) {
      return null;
    }
    NxWorkspace read = new NxWorkspace(nx.objectOrEmpty("targetDefaults"), problems);
    read.workspaceFile(directory);
    for (Path project : WorkspaceGlobs.findOutermost(directory, "project.json", problems)) {
      read.projectFile(project, workspace);
    }
    workspace.members().forEach(read::inferred);
    return read;
  }

  /// All targets, by project.
  public List<Target> targets() {
    return List.copyOf(targets.values());
  }

  /// Whether a script of a package is a target of its project.
  public boolean runs(Path directory, String script) {
    String project = names.get(directory);
    return project != null && targets.containsKey(project + ":" + script);
  }

  private void workspaceFile(Path directory) {
    JsonObject old =
        JsonFile.read(
            directory.resolve("workspace.json"),
            JsonFile.Dialect.COMMENTS,
            Set.of("projects"),
            problems);
    if (old == null) {
      return;
    }
    for (JsonMember member : old.objectOrEmpty("projects").members()) {
      if (member.value() instanceof JsonObject project) {
        targets(member.name(), project, root(project, directory));
      }
    }
  }

  private static Path root(JsonObject project, Path directory) {
    try {
      return directory.resolve(project.textOrEmpty("root")).normalize();
    } catch (InvalidPathException notAPath) {
      return directory;
    }
  }

  private void projectFile(Path directory, NodeWorkspace workspace) {
    JsonObject project =
        JsonFile.read(
            directory.resolve("project.json"), JsonFile.Dialect.COMMENTS, FIELDS, problems);
    if (project != null) {
      String name = project.textOrEmpty("name");
      targets(name.isEmpty() ? nameOf(directory, workspace) : name, project, directory);
    }
  }

  private static String nameOf(Path directory, NodeWorkspace workspace) {
    for (NodePackage member : workspace.members()) {
      if (member.directory().equals(directory)) {
        return member.name();
      }
    }
    return String.valueOf(directory.getFileName());
  }

  private void targets(String project, JsonObject json, Path directory) {
    names.putIfAbsent(directory, project);
    JsonObject declared = json.object(json.has("targets") ? "targets" : "architect");
    if (declared == null) {
      return;
    }
    declared.reportDuplicates("target ");
    for (JsonMember member : declared.members()) {
      if (member.value() instanceof JsonObject target) {
        add(target(project, member, target, directory));
      } else {
        declared.report(
            member.value(),
            "target " + VisibleText.quoted(member.name()) + " skipped: expected an object");
      }
    }
  }

  private void add(Target target) {
    targets.putIfAbsent(target.project() + ":" + target.name(), target);
  }

  private Target target(String project, JsonMember member, JsonObject target, Path directory) {
    JsonObject options = target.objectOrEmpty("options");
    String command = target.has("command") ? target.textOrEmpty("command") : text(options);
    String executor = target.textOrEmpty(target.has("executor") ? "executor" : "builder");
    Boolean continuous = target.flag("continuous");
    boolean server = executor.endsWith("-server") || executor.endsWith(":serve");
    return new Target(
        project,
        member.name(),
        command.isEmpty() ? executor : command,
        directory,
        target.file(),
        member.line(),
        continuous == null ? server || isContinuous(member.name(), executor) : continuous);
  }

  private static String text(JsonObject options) {
    return options.value("command") instanceof JsonValue.Text text ? text.value() : "";
  }

  private boolean isContinuous(String target, String executor) {
    return (defaults.value(target) instanceof JsonObject of && of.isTrue("continuous"))
        || (defaults.value(executor) instanceof JsonObject by && by.isTrue("continuous"));
  }

  /// The scripts of a package that nx offers: all, or those that `nx.includedScripts` names.
  private void inferred(NodePackage member) {
    JsonObject nx = member.manifest().nx();
    String named = nx.textOrEmpty("name");
    String project = named.isEmpty() ? projectOf(member) : named;
    targets(project, nx, member.directory());
    List<String> included = new ArrayList<>();
    nx.texts("includedScripts").forEach(text -> included.add(text.value()));
    for (PackageManifest.ScriptEntry entry : member.manifest().scripts()) {
      if (!nx.has("includedScripts") || included.contains(entry.name())) {
        add(
            new Target(
                project,
                entry.name(),
                entry.text(),
                member.directory(),
                member.manifest().file(),
                entry.line(),
                isContinuous(entry.name(), "nx:run-script")));
      }
    }
  }

  /// The name in the project's own file, else that of the package.
  private String projectOf(NodePackage member) {
    return names.getOrDefault(member.directory(), member.name());
  }
}
