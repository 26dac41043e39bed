package dev.brummer.app.project.mprocs;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProcessDraft.DeclaredDependency;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.UnusedKeys;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the processes of one mprocs file. Confined to one thread.
final class MprocsReader {
  private static final int MAX_PROCESSES = 5_000;
  private static final String CONFIG_DIRECTORY = "<CONFIG_DIR>";
  private static final List<String> UNUSED = List.of("log", "mouse_scroll_speed", "scrollback");

  /// A process that ends within this time is not restarted.
  private static final Duration MIN_UPTIME = Duration.ofSeconds(1);

  private final String group;
  private final Path file;
  private final ProjectContext context;
  private final ProblemLog problems;
  private final UnusedKeys unused;

  /// @param first names the group
  /// @param file the file that is read
  MprocsReader(
      Path first, Path file, ProjectContext context, YamlSection section, UnusedKeys unused) {
    this.group = ProjectFile.unusable(first, List.of()).name();
    this.file = file;
    this.context = context;
    this.problems = section.problems();
    this.unused = unused;
  }

  /// Adds the processes; null removes one.
  void read(SequencedMap<String, YamlNode.Entry> procs, SequencedMap<String, ProcessDraft> drafts) {
    procs.forEach((name, entry) -> {
      if (name.isBlank()) {
        problems.add(entry.keyAt(), "ignored: a process needs a name");
      } else if (drafts.size() == MAX_PROCESSES) {
        problems.add(entry.keyAt(), "ignored: more than " + MAX_PROCESSES + " processes");
      } else if (entry.value() instanceof YamlNode.Scalar word && word.isNull()) {
        drafts.remove(name);
      } else {
        ProcessDraft draft = draft(name, entry);
        if (draft != null) {
          drafts.put(name, draft);
        }
      }
    });
  }

  private @Nullable ProcessDraft draft(String name, YamlNode.Entry entry) {
    return switch (entry.value()) {
      case YamlNode.Scalar line ->
          line.text().isBlank()
              ? invalid(entry.keyAt(), name, "has no command")
              : simple(name, entry.keyAt(), shell(line.text()), line.text());
      case YamlNode.Items items -> {
        List<String> command = words(items);
        yield command.isEmpty()
            ? invalid(entry.keyAt(), name, "has no command")
            : simple(name, entry.keyAt(), command, String.join(" ", command));
      }
      case YamlNode.Entries settings ->
          full(name, entry.keyAt(), new YamlSection(settings, problems));
    };
  }

  private ProcessDraft simple(
      String name, YamlPosition at, List<String> command, String description) {
    return new ProcessDraft(
        builder(name, command, context.directory()).build(), at, true, description, List.of());
  }

  private @Nullable ProcessDraft full(String name, YamlPosition at, YamlSection section) {
    List<String> command = command(name, at, section);
    if (command.isEmpty()) {
      return null;
    }
    ProcessDraft draft = full(name, at, section, command);
    unused.note(section, UNUSED);
    section.reportUnknownKeys();
    return draft;
  }

  private ProcessDraft full(
      String name, YamlPosition at, YamlSection section, List<String> command) {
    boolean autostart = section.flag("autostart", true);
    Environment environment = environment(section);
    ProcessSpec spec =
        builder(name, command, directory(section))
            .environment(environment.set)
            .unset(environment.unset)
            .stop(new StopReader(section).read())
            .restart(section.flag("autorestart", false) ? onFailure() : RestartPolicy.NO)
            .startsWithGroup(autostart)
            .build();
    String shell = section.text("shell");
    return new ProcessDraft(
        spec,
        at,
        autostart,
        shell == null ? String.join(" ", command) : shell,
        dependencies(section));
  }

  private ProcessSpecBuilder builder(String name, List<String> command, Path directory) {
    return ProcessSpec.builder(name, command, directory)
        .group(group)
        .environment(context.variables())
        .pty(context.pty());
  }

  /// mprocs restarts a process that fails, not one that exits with 0.
  private static RestartPolicy onFailure() {
    return RestartPolicy.constant(
            RestartPolicy.When.ON_FAILURE, Duration.ZERO, RestartPolicy.UNLIMITED)
        .withMinUptime(MIN_UPTIME);
  }

  private List<String> command(String name, YamlPosition at, YamlSection section) {
    String shell = section.text("shell");
    YamlNode cmd = section.node("cmd");
    if (shell != null && cmd != null) {
      section.invalid("cmd", "is ignored, because shell is set");
    }
    if (shell != null && !shell.isBlank()) {
      return shell(shell);
    }
    List<String> words =
        switch (cmd) {
          case null -> List.of();
          case YamlNode.Items items -> words(items);
          case YamlNode.Scalar line -> shell(line.text());
          case YamlNode.Entries _ -> List.of();
        };
    if (words.isEmpty()) {
      invalid(at, name, "has no command: set shell or cmd");
    }
    return words;
  }

  private static List<String> shell(String line) {
    return List.of("/bin/sh", "-c", line);
  }

  private List<String> words(YamlNode.Items items) {
    List<String> words = new ArrayList<>();
    for (YamlNode item : items.values()) {
      if (item instanceof YamlNode.Scalar word) {
        words.add(word.text());
      } else {
        problems.add(item.at(), "a command consists of words");
      }
    }
    return words;
  }

  private Path directory(YamlSection section) {
    String text = section.text("cwd");
    if (text == null) {
      return context.directory();
    }
    boolean ofConfig = text.startsWith(CONFIG_DIRECTORY);
    Path base = ofConfig ? configDirectory() : context.directory();
    String rest = ofConfig ? text.substring(CONFIG_DIRECTORY.length()) : text;
    try {
      return base.resolve(ofConfig ? rest.replaceFirst("^[/\\\\]+", "") : rest).normalize();
    } catch (InvalidPathException invalid) {
      section.invalid("cwd", "is not a path");
      return context.directory();
    }
  }

  private Path configDirectory() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? context.directory() : parent;
  }

  private record Environment(Map<String, String> set, Set<String> unset) {}

  private Environment environment(YamlSection section) {
    Map<String, String> set = new HashMap<>(context.variables());
    Set<String> unset = new HashSet<>();
    section
        .entries("env")
        .forEach((name, entry) -> {
          if (!(entry.value() instanceof YamlNode.Scalar value)) {
            problems.add(entry.keyAt(), VisibleText.named(name) + " must be text or null");
          } else if (value.isNull()) {
            unset.add(name);
            set.remove(name);
          } else {
            set.put(name, value.text());
          }
        });
    List<String> paths = section.texts("add_path");
    if (!paths.isEmpty()) {
      String base = set.getOrDefault("PATH", context.environment().getOrDefault("PATH", ""));
      String added = String.join(":", paths);
      set.put("PATH", base.isEmpty() ? added : base + ":" + added);
    }
    return new Environment(set, unset);
  }

  private static List<DeclaredDependency> dependencies(YamlSection section) {
    List<DeclaredDependency> all = new ArrayList<>();
    for (YamlNode node : section.listed("deps")) {
      if (node instanceof YamlNode.Scalar name) {
        Dependency dependency = new Dependency(name.text(), Dependency.Condition.STARTED);
        all.add(new DeclaredDependency(dependency, node.at()));
      } else {
        section.problems().add(node.at(), "deps must be names of processes");
      }
    }
    return all;
  }

  private @Nullable ProcessDraft invalid(YamlPosition at, String name, String problem) {
    problems.add(at, "process " + VisibleText.quoted(name) + " " + problem);
    return null;
  }

  /// Reads `stop`: the name of a signal, `hard-kill`, keys or a command.
  private record StopReader(YamlSection section) {
    private static final String KEY = "stop";
    private static final StopPolicy DEFAULT = StopPolicy.term(ProcessSpec.DEFAULT_GRACE);

    StopPolicy read() {
      return switch (section.node(KEY)) {
        case null -> DEFAULT;
        case YamlNode.Scalar word -> signal(word.text());
        case YamlNode.Entries entries -> entries(new YamlSection(entries, section.problems()));
        case YamlNode.Items _ -> unknown();
      };
    }

    private StopPolicy signal(String word) {
      Integer number =
          word.equals("hard-kill") ? StopPolicy.signalNamed("KILL") : StopPolicy.signalNamed(word);
      return number == null || !(word.startsWith("SIG") || word.equals("hard-kill"))
          ? unknown()
          : new StopPolicy(number, List.of(), ProcessSpec.DEFAULT_GRACE);
    }

    private StopPolicy entries(YamlSection stop) {
      String command = stop.text("cmd");
      StopPolicy policy =
          command == null
              ? DEFAULT.withInput(keys(stop))
              : new StopPolicy(DEFAULT.signal(), shell(command), ProcessSpec.DEFAULT_GRACE);
      stop.reportUnknownKeys();
      return policy;
    }

    private static String keys(YamlSection stop) {
      StringBuilder input = new StringBuilder();
      for (YamlNode node : stop.listed("send-keys")) {
        String key = node instanceof YamlNode.Scalar word ? KeyNotation.parse(word.text()) : null;
        if (key == null) {
          stop.problems().add(node.at(), "unknown key: write a character, <C-c> or <Enter>");
        } else {
          input.append(key);
        }
      }
      return input.toString();
    }

    private StopPolicy unknown() {
      section.invalid(
          KEY, "must be SIGINT, SIGTERM, SIGKILL, hard-kill, { send-keys: [<C-c>] } or { cmd: … }");
      return DEFAULT;
    }
  }
}
