package dev.brummer.app.project.moon;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.ScriptDiscoverer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of one project: its own, and those that all projects inherit. Confined to one thread.
///
/// @param id name of the project
/// @param inherited the file that declares tasks for all projects; null without one
/// @param own `moon.yml` of the project; null without one
/// @param root the workspace, in which moon runs
/// @param program moon
record MoonTasks(
    String id,
    @Nullable YamlSection inherited,
    @Nullable YamlSection own,
    Path root,
    String program,
    ProjectContext context) {
  private static final String TASKS = "tasks";

  /// Presets whose tasks run until they are stopped.
  private static final Set<String> SERVERS = Set.of("server", "watcher");

  /// The tasks by `project:task`: own ones first.
  SequencedMap<String, ProcessDraft> drafts() {
    String declared = own == null ? null : own.text("id");
    String project = declared == null || declared.isBlank() ? id : declared;
    SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
    if (own != null) {
      ProblemLog problems = own.problems();
      own.entries(TASKS)
          .forEach((name, entry) -> add(project + ":" + name, name, entry, problems, drafts));
    }
    if (inherited != null) {
      ProblemLog problems = inherited.problems();
      Set<String> before = Set.copyOf(drafts.keySet());
      accepted(inherited)
          .forEach((name, entry) -> add(project + ":" + name, name, entry, problems, drafts));
      drafts.replaceAll(
          (name, draft) -> before.contains(name) ? draft : foldedUnlessRunning(draft));
    }
    return drafts;
  }

  /// Tasks that all projects have are listed on request, unless they run until they are stopped.
  private static ProcessDraft foldedUnlessRunning(ProcessDraft draft) {
    ProcessSpec spec = draft.spec();
    return new ProcessDraft(
        spec.toBuilder().folded(!spec.startsWithGroup()).build(),
        draft.at(),
        draft.autostart(),
        draft.description(),
        draft.dependencies());
  }

  /// The inherited tasks that the project accepts, by the names that it gives them.
  private Map<String, YamlNode.Entry> accepted(YamlSection all) {
    YamlSection workspace = own == null ? null : own.section("workspace");
    YamlSection rules = workspace == null ? null : workspace.section("inheritedTasks");
    SequencedMap<String, YamlNode.Entry> accepted = new LinkedHashMap<>();
    all.entries(TASKS)
        .forEach((name, entry) -> {
          if (rules == null) {
            accepted.put(name, entry);
          } else if ((!rules.has("include") || rules.texts("include").contains(name))
              && !rules.texts("exclude").contains(name)) {
            accepted.put(rules.variables("rename").getOrDefault(name, name), entry);
          }
        });
    return accepted;
  }

  private void add(
      String target,
      String name,
      YamlNode.Entry entry,
      ProblemLog problems,
      SequencedMap<String, ProcessDraft> drafts) {
    if (!(entry.value() instanceof YamlNode.Entries values)) {
      return;
    }
    YamlSection task = new YamlSection(values, problems);
    YamlSection options = task.section("options");
    if (drafts.containsKey(target) || (options != null && options.flag("internal", false))) {
      return;
    }
    String command = command(task);
    boolean runs = runsUntilStopped(name, command, task, options);
    ProcessSpec spec =
        ProcessSpec.builder(target, List.of(program, "run", target), root)
            .group(target.substring(0, target.length() - name.length() - 1))
            .environment(context.variables())
            .pty(context.pty())
            .startsWithGroup(runs)
            .build();
    String description = task.text("description");
    String text = description == null || description.isBlank() ? command : description.strip();
    drafts.put(
        target,
        new ProcessDraft(
            spec, entry.keyAt(), false, text.isEmpty() ? "moon run " + target : text, List.of()));
  }

  private static boolean runsUntilStopped(
      String name, String command, YamlSection task, @Nullable YamlSection options) {
    String preset = task.text("preset");
    return task.flag("local", false)
        || (preset != null && SERVERS.contains(preset))
        || (options != null && options.flag("persistent", false))
        || ScriptDiscoverer.runsUntilStopped(name, command);
  }

  private static String command(YamlSection task) {
    String script = task.has("script") ? task.text("script") : null;
    return script != null
        ? script.strip()
        : String.join(" ", task.texts("command"))
            + (task.has("args") ? " " + String.join(" ", task.texts("args")) : "");
  }
}
