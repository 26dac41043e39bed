package dev.brummer.app.doctor;

import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTarget;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runtimes and managers with their versions. One that is missing is a problem if a script of the
/// project is run by it.
final class ToolCheck implements HealthCheck {
  /// Programs and the argument that prints their version.
  private static final Map<String, String> TOOLS =
      Map.ofEntries(
          Map.entry("node", "--version"),
          Map.entry("npm", "--version"),
          Map.entry("pnpm", "--version"),
          Map.entry("yarn", "--version"),
          Map.entry("bun", "--version"),
          Map.entry("deno", "--version"),
          Map.entry("python3", "--version"),
          Map.entry("uv", "--version"),
          Map.entry("poetry", "--version"),
          Map.entry("ruby", "--version"),
          Map.entry("bundle", "--version"),
          Map.entry("php", "--version"),
          Map.entry("composer", "--version"),
          Map.entry("go", "version"),
          Map.entry("cargo", "--version"),
          Map.entry("java", "-version"),
          Map.entry("mvn", "--version"),
          Map.entry("gradle", "--version"),
          Map.entry("dotnet", "--version"),
          Map.entry("docker", "--version"),
          Map.entry("make", "--version"),
          Map.entry("just", "--version"),
          Map.entry("task", "--version"),
          Map.entry("mise", "--version"),
          Map.entry("git", "--version"));

  private static final Pattern VERSION =
      Pattern.compile("\\d+(\\.\\d+)+[\\w.+-]*|\\d{2,}[\\w.+-]*");
  private static final int SHOWN_NAMES = 3;

  @Override
  public String topic() {
    return "tools";
  }

  @Override
  public List<Finding> run(DoctorContext context) throws InterruptedException {
    SequencedMap<String, List<String>> needed = needed(context);
    SequencedMap<String, FutureTask<ToolRunner.Result>> versions = new TreeMap<>();
    TOOLS.forEach((tool, argument) -> {
      if (context.tools().find(tool) != null) {
        var version = new FutureTask<>(() -> context.tools().run(tool, argument));
        Thread.ofVirtual().name("doctor-" + tool).start(version);
        versions.put(tool, version);
      }
    });
    List<Finding> findings = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, FutureTask<ToolRunner.Result>> it : versions.entrySet()) {
      String version = version(it.getValue());
      if (version.isEmpty()) {
        findings.add(silent(it.getKey(), needed.getOrDefault(it.getKey(), List.of())));
      } else {
        found.add(it.getKey() + " " + version);
      }
    }
    findings.addFirst(
        Finding.ok(topic(), found.isEmpty() ? "none found" : String.join(", ", found)));
    needed.forEach((tool, users) -> {
      if (context.tools().find(tool) == null) {
        findings.add(missing(tool, users));
      }
    });
    return findings;
  }

  private Finding silent(String tool, List<String> users) {
    String text = tool + " does not tell its version";
    return users.isEmpty()
        ? Finding.warning(topic(), text, "")
        : Finding.problem(
            topic(), text + ", and " + users(users) + " it", "run " + tool + " to see why");
  }

  private Finding missing(String tool, List<String> users) {
    return Finding.problem(
        topic(),
        tool + " is not on the PATH, and " + users(users) + " it",
        "install " + tool + ", or add its directory to PATH");
  }

  private static String users(List<String> names) {
    List<String> shown = names.subList(0, Math.min(SHOWN_NAMES, names.size()));
    return names.size() == 1
        ? names.getFirst() + " needs"
        : (names.size() > SHOWN_NAMES
                ? String.join(", ", shown) + " and " + (names.size() - SHOWN_NAMES) + " more"
                : Suggestions.list(shown))
            + " need";
  }

  private static String version(FutureTask<ToolRunner.Result> task) throws InterruptedException {
    try {
      ToolRunner.Result result = task.get();
      Matcher version = VERSION.matcher(result.output());
      return result.code() == 0 && version.find() ? version.group() : "";
    } catch (ExecutionException failed) {
      return "";
    }
  }

  /// Programs of the project's scripts that are run by name, and the scripts.
  private static SequencedMap<String, List<String>> needed(DoctorContext context) {
    SequencedMap<String, List<String>> needed = new TreeMap<>();
    try {
      ProjectDirectory project = ProjectDirectory.find(context.directory(), context.requested());
      var targets = new RunTargets(project, context.environment(), true, Map.of());
      for (RunTarget target : targets.all()) {
        List<String> command = target.spec().command();
        String program = command.isEmpty() ? "" : command.getFirst();
        if (TOOLS.containsKey(program)) {
          needed.computeIfAbsent(program, _ -> new ArrayList<>()).add(target.name());
        }
      }
    } catch (UserException invalid) {
      return needed; // reported by the check of the project
    }
    return needed;
  }
}
