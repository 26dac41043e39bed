package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Lists the commands of a Go module: the package of its root, and those in `cmd`, each by `go
/// run`. The only command of a module is taken for its server.
final class GoScripts implements ScriptSource {
  private static final String MODULE = "go.mod";
  private static final int MAX_COMMANDS = 50;

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Path module = directory.resolve(MODULE);
    if (ProjectFileReader.read(module) == null) {
      return;
    }
    List<Script> scripts = new ArrayList<>();
    if (ProjectTextFile.exists(directory.resolve("main.go"))) {
      scripts.add(script("run", List.of("go", "run", "."), directory, module, true));
    }
    List<String> commands = commands(directory.resolve("cmd"));
    for (String name : commands) {
      boolean only = scripts.isEmpty() && commands.size() == 1 && !LongRunningScripts.isTask(name);
      List<String> command = List.of("go", "run", "./cmd/" + name);
      boolean runs = only || LongRunningScripts.matches(name, "");
      Path main = directory.resolve("cmd").resolve(name).resolve("main.go");
      scripts.add(script("run:" + name, command, directory, main, runs));
    }
    scripts.add(script("test", List.of("go", "test", "./..."), directory, module, false));
    builder.addInOrder("go", scripts);
  }

  /// The directories in `cmd` with a `main.go`, sorted; none if there is no `cmd`.
  private static List<String> commands(Path directory) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (names.size() < MAX_COMMANDS && ProjectTextFile.exists(entry.resolve("main.go"))) {
          names.add(entry.getFileName().toString());
        }
      }
    }
    return List.copyOf(names);
  }

  private static Script script(
      String name, List<String> command, Path directory, Path origin, boolean runs) {
    return new Script(name, "go", command, directory, origin, 0, String.join(" ", command), runs);
  }
}
