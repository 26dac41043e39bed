package dev.brummer.engine.script;

import dev.brummer.engine.script.node.NodePackage;
import dev.brummer.engine.script.node.NodeWorkspace;
import dev.brummer.engine.script.node.NxWorkspace;
import dev.brummer.engine.script.node.PackageManifest.ScriptEntry;
import dev.brummer.engine.script.node.TurboFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists the scripts of the directory's own `package.json` and of the members of its workspace, as
/// `package:script`. Scripts that only run others beside each other are split ([ScriptSplitter]),
/// and persistent tasks of turbo get their dependencies ([TurboScripts]). Confined to the
/// discovering thread.
final class NodeScripts {
  private final Path directory;
  private final DiscoveredScriptsBuilder builder;
  private final NodeWorkspace workspace;
  private final List<PackageScripts> packages = new ArrayList<>();

  /// By name and text: packages of a workspace have mostly the same scripts.
  private final Map<String, Boolean> longRunning = new HashMap<>();

  private final @Nullable PackageScripts root;
  private final @Nullable TurboScripts turbo;

  NodeScripts(Path directory, DiscoveredScriptsBuilder builder) {
    this.directory = directory;
    this.builder = builder;
    this.workspace = NodeWorkspace.read(directory, builder);
    NodePackage rootPackage = workspace.root();
    this.root = rootPackage == null ? null : scripts(rootPackage, "", rootGroup(rootPackage));
    for (NodePackage member : workspace.members()) {
      packages.add(scripts(member, member.label() + ":", member.name()));
    }
    TurboFile file = TurboFile.read(directory, builder);
    this.turbo = file == null ? null : new TurboScripts(file, workspace, root, packages);
    if (turbo != null) {
      turbo.apply();
    }
  }

  private static String rootGroup(NodePackage rootPackage) {
    return rootPackage.name().isEmpty() ? "package.json" : rootPackage.name();
  }

  private PackageScripts scripts(NodePackage of, String prefix, String group) {
    PackageScripts scripts = new PackageScripts(of, prefix);
    for (ScriptEntry entry : of.manifest().scripts()) {
      scripts.add(
          entry.name(),
          new Script(
                  prefix + entry.name(),
                  group,
                  Script.command(entry.name(), of.runCommand()),
                  of.directory(),
                  of.manifest().file(),
                  entry.line(),
                  entry.text(),
                  startsWithGroup(of, entry))
              .local(entry.name()));
    }
    ScriptSplitter.split(scripts, directory);
    return scripts;
  }

  /// A `start` or `preview` beside a `dev` serves the same application from its build.
  private boolean startsWithGroup(NodePackage of, ScriptEntry entry) {
    return (entry.service() || isLongRunning(entry)) && !servesBuild(of, entry.name());
  }

  private boolean isLongRunning(ScriptEntry entry) {
    return longRunning.computeIfAbsent(
        entry.name() + '\n' + entry.text(),
        _ -> LongRunningScripts.matches(entry.name(), entry.text()));
  }

  static boolean servesBuild(NodePackage of, String name) {
    return (name.equals("start") || name.equals("preview")) && of.manifest().script("dev") != null;
  }

  /// Adds the scripts of the directory's own package.
  void addRoot() {
    if (root != null) {
      builder.add("package.json", root.all());
    }
  }

  /// Adds the scripts of the members, those that nx knows as its targets, then the tasks of turbo.
  void addMembers() {
    NxWorkspace nx = NxWorkspace.read(workspace, builder);
    for (PackageScripts member : packages) {
      List<Script> own = new ArrayList<>(member.all());
      if (nx != null) {
        own.removeIf(script -> nx.runs(member.home(), script.localName()));
      }
      builder.add(directory.relativize(member.home()).toString(), own);
    }
    if (nx != null) {
      NxScripts.of(workspace, nx).forEach(project -> builder.add("nx", project));
    }
    if (turbo != null) {
      builder.add("turbo", turbo.tasks());
    }
  }
}
