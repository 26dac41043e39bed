package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.DependencyResolver;
import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.UnusedKeys;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Reads the merged tree of a process-compose project. Confined to one thread.
final class ComposeProject {
  private static final int MAX_PROCESSES = 5_000;

  /// Keys without an effect that are not worth a word.
  private static final List<String> SILENT =
      List.of("version", "name", "extends", "disable_env_expansion", "$schema");

  private static final List<String> UNUSED =
      List.of(
          "log_location",
          "log_level",
          "log_length",
          "log_configuration",
          "log_format",
          "is_tui_disabled",
          "ordered_shutdown",
          "mcp",
          "mcp_server",
          "mcp_servers",
          "mcp_ctl");

  private final Path file;
  private final YamlSection section;
  private final ProblemLog problems;
  private final ComposeSettings settings;

  ComposeProject(Path file, ProjectContext context, YamlSection section) {
    this.file = file;
    this.section = section;
    this.problems = section.problems();
    this.settings =
        new ComposeSettings(
            context,
            String.valueOf(file.getFileName()),
            ComposeShell.of(section, context),
            VariableTemplates.of(section.entries("vars")),
            new ComposeEnvironment(context, problems, section),
            new UnusedKeys());
  }

  ProjectFile read() {
    boolean strict = section.flag("is_strict", false);
    SequencedMap<String, YamlNode.Entry> processes = section.entries("processes");
    SequencedMap<String, ComposeProcess> read = new LinkedHashMap<>();
    processes.forEach((name, entry) -> read(name, entry, read));
    List<ProcessDraft> drafts = drafts(read);
    section.know(SILENT);
    settings.unused().note(section, UNUSED);
    section.reportUnknownKeys();
    settings.unused().report(problems);
    if (strict && problems.hasUnknownKey()) {
      problems.add(section.at("is_strict"), "nothing runs: is_strict refuses unknown keys");
      return ProjectFile.unusable(file, problems.sentences());
    }
    return new ProjectFile(
        file,
        DependencyResolver.resolve(drafts, problems),
        settings.environment().files(),
        problems.sentences());
  }

  private void read(
      String name, YamlNode.Entry entry, SequencedMap<String, ComposeProcess> processes) {
    if (name.isBlank()) {
      problems.add(entry.keyAt(), "ignored: a process needs a name");
    } else if (entry.value() instanceof YamlNode.Entries definition) {
      YamlSection inner = new YamlSection(definition, problems);
      processes.put(name, new ComposeProcess(name, entry.keyAt(), inner, settings));
    } else {
      problems.add(entry.keyAt(), "process " + VisibleText.quoted(name) + " must be a mapping");
    }
  }

  private List<ProcessDraft> drafts(SequencedMap<String, ComposeProcess> processes) {
    List<ProcessDraft> all = new ArrayList<>();
    for (Map.Entry<String, ComposeProcess> each : processes.entrySet()) {
      List<ProcessDraft> replicas = each.getValue().drafts(processes);
      if (all.size() + replicas.size() > MAX_PROCESSES) {
        problems.add(each.getValue().at(), "ignored: more than " + MAX_PROCESSES + " processes");
        break;
      }
      all.addAll(replicas);
    }
    return all;
  }
}
