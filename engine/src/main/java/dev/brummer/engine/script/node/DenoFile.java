package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of a `deno.json` or `deno.jsonc`, and the members of the workspace that it declares.
///
/// @param name empty if absent
/// @param members directories
public record DenoFile(
    Path file, Path directory, String name, List<DenoTask> tasks, List<Path> members) {
  private static final List<String> FILES = List.of("deno.json", "deno.jsonc");
  private static final Set<String> FIELDS = Set.of("name", "tasks", "workspace", "workspaces");

  /// A task.
  ///
  /// @param command the shell line; empty if it only has dependencies
  /// @param description empty if absent
  public record DenoTask(String name, String command, String description, int line) {}

  /// Reads the file of a directory; null if there is none.
  public static @Nullable DenoFile read(Path directory, JsonProblems problems) {
    for (String name : FILES) {
      Path file = directory.resolve(name);
      JsonObject json = JsonFile.read(file, JsonFile.Dialect.COMMENTS, FIELDS, problems);
      if (json != null) {
        return new DenoFile(
            file,
            directory,
            json.textOrEmpty("name"),
            tasks(json),
            List.copyOf(WorkspaceGlobs.expand(directory, file, workspace(json), problems)));
      }
    }
    return null;
  }

  private static List<JsonValue.Text> workspace(JsonObject json) {
    String field = json.has("workspace") ? "workspace" : "workspaces";
    return json.value(field) instanceof JsonObject object
        ? object.texts("members")
        : json.texts(field);
  }

  private static List<DenoTask> tasks(JsonObject json) {
    JsonObject declared = json.object("tasks");
    List<DenoTask> tasks = new ArrayList<>();
    if (declared != null) {
      declared.reportDuplicates("task ");
      for (JsonMember member : declared.members()) {
        DenoTask task = task(declared, member);
        if (task != null) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }

  private static @Nullable DenoTask task(JsonObject declared, JsonMember member) {
    String name = member.name();
    return switch (member.value()) {
      case JsonValue.Text text -> new DenoTask(name, text.value(), "", member.line());
      case JsonObject settings
          when settings.value("command") != null || settings.value("dependencies") != null ->
          new DenoTask(
              name,
              settings.textOrEmpty("command"),
              settings.textOrEmpty("description"),
              member.line());
      case JsonValue other -> {
        declared.report(other, "task " + VisibleText.quoted(name) + " skipped: expected a command");
        yield null;
      }
    };
  }
}
