package dev.brummer.engine.script;

import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Finds what can be run in a project, without configuration.
public final class Scripts {
  /// Asked in this order; the first to use a name keeps it.
  private static final List<ScriptSource> SOURCES =
      List.of(
          new PackageJson(),
          new Procfile("Procfile.dev"),
          new Procfile("Procfile"),
          new Makefile(),
          new Justfile(),
          new Workspaces(),
          new BuildToolScripts());

  private Scripts() {}

  /// What `directory` itself offers, and the workspaces declared in it. Reads files, executes
  /// nothing; any thread. A directory without project files gives an empty discovery.
  public static ScriptDiscovery discover(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    DiscoveryBuilder discoveryBuilder = new DiscoveryBuilder(root);
    for (ScriptSource source : SOURCES) {
      try {
        source.find(root, discoveryBuilder);
      } catch (AccessDeniedException denied) {
        discoveryBuilder.warn(Path.of(denied.getFile()), 0, 0, "cannot be read, permission denied");
      } catch (IOException unreadable) {
        discoveryBuilder.warn(root, 0, 0, "cannot be read, " + unreadable.getMessage());
      }
    }
    return discoveryBuilder.build();
  }

  /// Up to three of `names` that somebody who typed `wrong` may have meant, nearest first.
  public static List<String> nearest(String wrong, Collection<String> names) {
    return Suggestions.nearest(wrong, names);
  }

  /// The names that `pattern` means, in the order given: the name itself, or all that match a glob.
  /// `*` stands for anything within a part (`dev:*` is `dev:css`, not `dev:css:min`), `**` for
  /// anything, `?` for one character.
  public static List<String> matching(String pattern, Collection<String> names) {
    return NameGlob.matching(pattern, names);
  }
}
