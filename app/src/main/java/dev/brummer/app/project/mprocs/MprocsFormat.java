package dev.brummer.app.project.mprocs;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.format.TopLevelKeys;
import dev.brummer.app.project.format.UnusedKeys;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.ProjectText;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlReader;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `mprocs.yaml`: the processes of `procs`. Of several files, each replaces the processes of the
/// same name in those before it.
public final class MprocsFormat implements ProjectFormat {
  private static final String PROCS = "procs";
  private static final List<String> NAMES = List.of("mprocs.yaml", "mprocs.yml", "mprocs.json");

  /// Settings of the screen and of log files.
  private static final List<String> UNUSED =
      List.of(
          "server",
          "hide_keymap_window",
          "mouse_scroll_speed",
          "scrollback",
          "proc_list_width",
          "proc_list_title",
          "keymap_procs",
          "keymap_term",
          "keymap_copy",
          "on_init",
          "on_all_finished",
          "proc_log",
          "log_dir");

  @Override
  public List<Path> find(Path directory) {
    return NAMES.stream().map(directory::resolve).filter(ProjectTextFile::exists).limit(1).toList();
  }

  @Override
  public boolean accepts(Path file, String text) {
    return NAMES.contains(String.valueOf(file.getFileName())) || TopLevelKeys.has(text, PROCS);
  }

  @Override
  public ProjectFile read(List<Path> files, ProjectContext context) {
    ProblemLog problems = new ProblemLog(files.getFirst());
    UnusedKeys unused = new UnusedKeys();
    SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
    for (Path file : files) {
      YamlSection section = parse(file, problems);
      if (section != null) {
        MprocsReader reader = new MprocsReader(files.getFirst(), file, context, section, unused);
        reader.read(section.entries(PROCS), drafts);
        unused.note(section, UNUSED);
        section.reportUnknownKeys();
      }
    }
    unused.report(problems);
    return ProjectFile.of(files.getFirst(), drafts, problems);
  }

  private static @Nullable YamlSection parse(Path file, ProblemLog problems) {
    String text = ProjectText.read(file, problems);
    if (text == null) {
      return null;
    }
    YamlNode root = YamlReader.read(file, text, problems);
    YamlNode resolved = root == null ? null : new SelectResolver(problems).resolve(root);
    return YamlSection.ofRoot(file, resolved, PROCS, problems);
  }
}
