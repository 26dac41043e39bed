package dev.brummer.engine.script;

import dev.brummer.engine.script.Script.Requirement;
import dev.brummer.engine.script.node.NodePackage;
import dev.brummer.engine.script.node.NodeWorkspace;
import dev.brummer.engine.script.node.TurboFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lists the tasks of turbo. A persistent task is a group of its name: the package's own scripts,
/// which start once `turbo run` has completed what they depend on. Any other task is offered as
/// `turbo run` of it, also a persistent one like `db:reset`. Confined to the discovering thread.
final class TurboScripts {
  private static final String GROUP = "turbo.json";

  /// A script that does nothing but run one task of turbo. Options that change which packages run
  /// it are not accepted, but for the names of packages.
  private static final Pattern TURBO_LINE =
      Pattern.compile(
          "(?:(?:npx|bunx|pnpm(?: exec)?|yarn(?: run)?) )?turbo(?: run)? ([\\w:.-]+)((?: .*)?)");

  private static final Pattern OPTIONS =
      Pattern.compile(
          "(?:\\s+(?:--parallel|--continue|--no-cache|--no-daemon|--concurrency[= ]\\S+|--ui[= ]\\S+"
              + "|--log-order[= ]\\S+|--output-logs[= ]\\S+|--log-prefix[= ]\\S+|--env-mode[= ]\\S+"
              + "|--color|--no-update-notifier"
              + "|(?:--filter|-F)[= ]['\"]?(?<filter>[@\\w/*-]+)['\"]?))");

  private final TurboFile file;
  private final NodeWorkspace workspace;
  private final @Nullable PackageScripts root;
  private final List<PackageScripts> members;
  private final TurboDependencies dependencies;
  private final List<Script> tasks = new ArrayList<>();

  TurboScripts(
      TurboFile file,
      NodeWorkspace workspace,
      @Nullable PackageScripts root,
      List<PackageScripts> members) {
    this.file = file;
    this.workspace = workspace;
    this.root = root;
    this.members = members.isEmpty() && root != null ? List.of(root) : members;
    this.dependencies = new TurboDependencies(file, workspace, this.members);
  }

  /// The scripts that run turbo itself.
  List<Script> tasks() {
    return tasks;
  }

  /// Groups the scripts of persistent tasks, and collects the other tasks.
  void apply() {
    Map<String, Integer> names = new LinkedHashMap<>();
    file.tasks()
        .forEach((key, task) -> {
          int hash = key.indexOf('#');
          names.putIfAbsent(hash < 0 ? key : key.substring(hash + 1), task.line());
        });
    names.forEach((name, line) -> {
      List<PackageScripts> persistent = new ArrayList<>();
      boolean exists = false;
      for (PackageScripts member : members) {
        TurboFile.Task task = member.contains(name) ? task(member, name) : null;
        exists |= task != null;
        if (task != null && task.persistent() && !LongRunningScripts.isTask(name)) {
          persistent.add(member);
        }
      }
      if (!persistent.isEmpty()) {
        group(name, persistent, line);
      } else if (exists && file.tasks().containsKey(name) && !isRunByRoot(name)) {
        tasks.add(run(name, line));
      }
    });
  }

  private TurboFile.@Nullable Task task(PackageScripts member, String name) {
    return member == root ? file.tasks().get(name) : file.task(member.of(), name);
  }

  private boolean isRunByRoot(String task) {
    Script script = root == null ? null : root.get(task);
    return script != null && TURBO_LINE.matcher(script.description().strip()).matches();
  }

  private Script run(String task, int line) {
    List<String> command = new ArrayList<>(workspace.program("turbo"));
    command.add("run");
    command.add(task);
    return new Script(
        task,
        GROUP,
        command,
        workspace.directory(),
        file.file(),
        line,
        "turbo run " + task,
        /* startsWithGroup= */ false);
  }

  private void group(String task, List<PackageScripts> persistent, int line) {
    List<PackageScripts> grouped = groupedBy(task, persistent);
    List<String> command = dependencies.command(task, persistent);
    String before = "turbo:" + task + ":dependencies";
    if (!command.isEmpty()) {
      tasks.add(
          new Script(
                  before,
                  GROUP,
                  command,
                  workspace.directory(),
                  file.file(),
                  line,
                  "what " + task + " depends on: " + TurboDependencies.text(command),
                  /* startsWithGroup= */ false)
              .fold());
    }
    for (PackageScripts member : persistent) {
      Script script = member.get(task);
      if (script == null || script.folded()) {
        continue;
      }
      List<Requirement> requirements = new ArrayList<>();
      if (!command.isEmpty() && dependencies.exist(task, member)) {
        requirements.add(new Requirement(before, true));
      }
      requirements.addAll(beside(member, task));
      Script persistentScript =
          script
              .startingWithGroup(!NodeScripts.servesBuild(member.of(), task))
              .requiring(requirements);
      member.add(task, grouped.contains(member) ? persistentScript.partOf(task) : persistentScript);
    }
    if (!grouped.isEmpty() && root != null && !members.contains(root)) {
      Script whole = root.get(task);
      if (whole != null) {
        root.add(task, whole.fold());
      }
    }
  }

  /// The packages whose scripts form a group of the task's name: none if the root has another
  /// script of this name, or one with options that this class does not know.
  private List<PackageScripts> groupedBy(String task, List<PackageScripts> persistent) {
    if (root == null || members.contains(root)) {
      return List.of();
    }
    Script whole = root.get(task);
    if (whole == null) {
      return persistent;
    }
    Matcher line = TURBO_LINE.matcher(whole.description().strip());
    boolean hooked = root.contains("pre" + task) || root.contains("post" + task);
    if (hooked || !line.matches() || !line.group(1).equals(task)) {
      return List.of();
    }
    List<String> filters = new ArrayList<>();
    Matcher option = OPTIONS.matcher(line.group(2));
    int end = 0;
    while (option.find() && option.start() == end) {
      end = option.end();
      if (option.group("filter") != null) {
        filters.add(option.group("filter"));
      }
    }
    if (end < line.group(2).length()) {
      return List.of();
    }
    List<PackageScripts> kept = new ArrayList<>(persistent);
    kept.removeIf(
        member -> !filters.isEmpty() && filters.stream().noneMatch(it -> isNamed(member, it)));
    return kept;
  }

  private static boolean isNamed(PackageScripts member, String filter) {
    String regex = Pattern.quote(filter).replace("*", "\\E.*\\Q");
    return member.of().name().matches(regex);
  }

  /// The scripts that a task declares to run beside it.
  private List<Requirement> beside(PackageScripts member, String task) {
    TurboFile.Task settings = task(member, task);
    Set<Requirement> found = new LinkedHashSet<>();
    for (String key : settings == null ? List.<String>of() : settings.with()) {
      int hash = key.indexOf('#');
      String name = key.substring(hash + 1);
      for (PackageScripts other : members) {
        NodePackage of = other.of();
        boolean meant = hash < 0 ? other == member : of.name().equals(key.substring(0, hash));
        Script script = meant ? other.get(name) : null;
        if (script != null && !(other == member && name.equals(task))) {
          found.add(new Requirement(script.name(), false));
        }
      }
    }
    return List.copyOf(found);
  }
}
