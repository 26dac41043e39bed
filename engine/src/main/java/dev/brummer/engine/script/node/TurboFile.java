package dev.brummer.engine.script.node;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of `turbo.json` of a workspace, and those that its packages override in their own.
public final class TurboFile {
  static final String ROOT = "//";
  private static final List<String> FILES = List.of("turbo.json", "turbo.jsonc");
  private static final Set<String> FIELDS = Set.of("tasks", "pipeline", "extends");

  /// A task.
  ///
  /// @param dependsOn tasks that complete first: `build`, `^build` of the dependencies, `ui#build`
  /// @param with tasks that run beside it: `dev` of the same package, or `api#dev`
  public record Task(
      Path file, int line, boolean persistent, List<String> dependsOn, List<String> with) {}

  private final Path file;
  private final Map<String, Task> tasks;
  private final Map<Path, Map<String, Task>> ofPackages = new HashMap<>();
  private final JsonProblems problems;

  private TurboFile(Path file, Map<String, Task> tasks, JsonProblems problems) {
    this.file = file;
    this.tasks = tasks;
    this.problems = problems;
  }

  /// Reads the file of a directory; null if there is none.
  public static @Nullable TurboFile read(Path directory, JsonProblems problems) {
    for (String name : FILES) {
      Path file = directory.resolve(name);
      JsonObject json = JsonFile.read(file, JsonFile.Dialect.COMMENTS, FIELDS, problems);
      if (json != null) {
        return new TurboFile(file, tasks(json, Map.of()), problems);
      }
    }
    return null;
  }

  static boolean existsIn(Path directory) {
    return FILES.stream().anyMatch(name -> ProjectTextFile.exists(directory.resolve(name)));
  }

  public Path file() {
    return file;
  }

  /// The tasks of the root file by key, in file order.
  public Map<String, Task> tasks() {
    return tasks;
  }

  /// The definition of a task for a package: `ui#build` over the package's own file over `build`;
  /// null if there is none.
  ///
  /// @param member null for the root of the workspace
  public @Nullable Task task(@Nullable NodePackage member, String task) {
    Task specific = tasks.get((member == null ? ROOT : member.name()) + "#" + task);
    if (specific != null || member == null) {
      return specific;
    }
    Task own = ofPackage(member).get(task);
    return own == null ? tasks.get(task) : own;
  }

  private Map<String, Task> ofPackage(NodePackage member) {
    return ofPackages.computeIfAbsent(
        member.directory(),
        directory -> {
          for (String name : FILES) {
            Path own = directory.resolve(name);
            JsonObject json =
                own.equals(file)
                    ? null
                    : JsonFile.read(own, JsonFile.Dialect.COMMENTS, FIELDS, problems);
            if (json != null) {
              return tasks(json, tasks);
            }
          }
          return Map.of();
        });
  }

  /// @param inherited definitions that those of the file extend
  private static Map<String, Task> tasks(JsonObject json, Map<String, Task> inherited) {
    JsonObject declared = json.object(json.has("tasks") ? "tasks" : "pipeline");
    Map<String, Task> tasks = new LinkedHashMap<>();
    if (declared != null) {
      declared.reportDuplicates("task ");
      for (JsonMember member : declared.members()) {
        if (member.value() instanceof JsonObject settings) {
          tasks.put(member.name(), task(member, settings, inherited.get(member.name())));
        } else {
          declared.report(
              member.value(),
              "task " + VisibleText.quoted(member.name()) + " skipped: expected an object");
        }
      }
    }
    return tasks;
  }

  private static Task task(JsonMember member, JsonObject settings, @Nullable Task base) {
    Boolean persistent = settings.flag("persistent");
    List<String> dependsOn = texts(settings, "dependsOn");
    return new Task(
        settings.file(),
        member.line(),
        persistent == null ? base != null && base.persistent() : persistent,
        base != null && !settings.has("dependsOn") ? base.dependsOn() : dependsOn,
        base != null && !settings.has("with") ? base.with() : texts(settings, "with"));
  }

  private static List<String> texts(JsonObject settings, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue.Text text : settings.texts(name)) {
      if (!text.value().startsWith("$")) { // an environment variable, as turbo 1 allowed
        texts.add(text.value());
      }
    }
    return texts;
  }
}
