package dev.brummer.engine.script;

import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Discovers the scripts of a project without configuration.
public final class ScriptDiscoverer {
  private ScriptDiscoverer() {}

  /// Scripts of `directory` and of the workspaces declared in it. Reads files and executes nothing;
  /// thread-safe. Empty for a directory without project files.
  public static DiscoveredScripts discover(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    DiscoveredScriptsBuilder builder = new DiscoveredScriptsBuilder(root);
    discover(root, builder);
    return builder.build();
  }

  /// Adds the scripts of the directories below if those of `directory` itself have nothing that
  /// runs until it is stopped: a project may consist of `frontend` and `backend` without declaring
  /// a workspace. Thread-safe.
  ///
  /// @param own what [#discover] found in the directory
  public static DiscoveredScripts withParts(Path directory, DiscoveredScripts own) {
    Path root = directory.toAbsolutePath().normalize();
    if (!ProjectParts.areWanted(root, own)) {
      return own;
    }
    DiscoveredScriptsBuilder builder = new DiscoveredScriptsBuilder(root, own);
    ProjectParts.find(root, own, builder);
    return builder.build();
  }

  /// Adds the scripts of an absolute directory.
  static void discover(Path directory, DiscoveredScriptsBuilder builder) {
    for (ScriptSource source : sources(new NodeScripts(directory, builder))) {
      try {
        source.find(directory, builder);
      } catch (IOException unreadable) {
        builder.warnUnreadable(directory, unreadable);
      }
    }
  }

  /// The processes of Procfiles that have any names. Each runs in the directory of its file.
  public static DiscoveredScripts ofProcfiles(List<Path> files) {
    DiscoveredScriptsBuilder builder = new DiscoveredScriptsBuilder(Path.of("").toAbsolutePath());
    for (Path file : files) {
      Path absolute = file.toAbsolutePath().normalize();
      try {
        new ProcfileScripts(String.valueOf(absolute.getFileName()))
            .find(absolute.resolveSibling("").normalize(), builder);
      } catch (IOException unreadable) {
        builder.warnUnreadable(absolute, unreadable);
      }
    }
    return builder.build();
  }

  /// In order of precedence: the first source to use a name keeps it.
  private static List<ScriptSource> sources(NodeScripts node) {
    return List.of(
        (_, _) -> node.addRoot(),
        new DenoScripts(),
        new ProcfileScripts("Procfile.dev"),
        new ProcfileScripts("Procfile"),
        new MakefileScripts(),
        new JustfileScripts(),
        new MiseScripts(),
        (_, _) -> node.addMembers(),
        new PythonScripts(),
        new RubyScripts(),
        new PhpScripts(),
        new ElixirScripts(),
        new DotNetScripts(),
        new BuildToolScripts(),
        new GoScripts());
  }

  /// Guesses from its name and command whether a script runs until it is stopped, as a development
  /// server does.
  public static boolean runsUntilStopped(String name, String command) {
    return LongRunningScripts.matches(name, command);
  }

  /// See [Suggestions#nearest].
  public static List<String> nearest(String wrong, Collection<String> names) {
    return Suggestions.nearest(wrong, names);
  }

  /// See [NameGlob#matching].
  public static List<String> matching(String pattern, Collection<String> names) {
    return NameGlob.matching(pattern, names);
  }
}
