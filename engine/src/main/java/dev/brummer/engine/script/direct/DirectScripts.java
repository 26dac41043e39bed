package dev.brummer.engine.script.direct;

import dev.brummer.engine.script.direct.ScriptCall.Manager;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts scripts of a `package.json` without their package manager, with the same effect. Reads a
/// few small files and starts no process: some milliseconds. Thread-safe.
///
/// What cannot be followed is left to the manager, with the reason.
public final class DirectScripts {
  private DirectScripts() {}

  /// Decides how a command is started; null if it does not run a script.
  ///
  /// @param directory working directory
  /// @param environment of the command
  /// @param terminal whether its standard output is a terminal
  public static @Nullable ScriptStart find(
      List<String> command, Path directory, Map<String, String> environment, boolean terminal) {
    try {
      ScriptCall call = ScriptCall.parse(command);
      return call == null ? null : start(call, directory, environment, terminal);
    } catch (ManagerNeededException needed) {
      return new ScriptStart.ByManager(needed.reason());
    } catch (InvalidPathException invalid) {
      return new ScriptStart.ByManager("a setting is no path");
    }
  }

  private static ScriptStart start(
      ScriptCall call, Path directory, Map<String, String> environment, boolean terminal)
      throws ManagerNeededException {
    if (call.manager() == Manager.YARN || call.manager() == Manager.BUN) {
      throw new ManagerNeededException(call.manager().program() + " prepares more than variables");
    }
    Path home = RealPath.of(directory);
    PackageFile manifest = PackageFile.read(home);
    requireOrdinary(environment);
    InstalledManager manager = InstalledManager.find(call.manager(), environment);
    NodeProgram node = NodeProgram.find(environment);
    ScriptContext context =
        new ScriptContext(call, home, manifest, environment, manager, node, terminal);
    context.script();
    requireInstalled(context);
    return requirePassable(
        call.manager() == Manager.NPM ? NpmScripts.start(context) : PnpmScripts.start(context));
  }

  /// What a manager cannot pass to a program either.
  private static ScriptStart requirePassable(ScriptStart.Direct start)
      throws ManagerNeededException {
    boolean passable = start.command().stream().noneMatch(word -> word.indexOf('\0') >= 0);
    for (Map.Entry<String, String> entry : start.environment().entrySet()) {
      String name = entry.getKey();
      passable &= name.indexOf('\0') < 0 && name.indexOf('=') < 0;
      passable &= entry.getValue().indexOf('\0') < 0;
    }
    if (!passable) {
      throw new ManagerNeededException("package.json has a text that is no variable");
    }
    return start;
  }

  /// A variable like `Path` is a search path for npm, too.
  private static void requireOrdinary(Map<String, String> environment)
      throws ManagerNeededException {
    for (String name : environment.keySet()) {
      if (name.equalsIgnoreCase("PATH") && !name.equals("PATH")) {
        throw new ManagerNeededException("the variable " + name + " is set");
      }
    }
  }

  /// Whether dependencies are installed where programs look for them.
  private static void requireInstalled(ScriptContext context) throws ManagerNeededException {
    boolean installed = !context.manifest().hasDependencies();
    for (Path at : context.upwards()) {
      for (String file : List.of(".pnp.cjs", ".pnp.js")) {
        if (Files.exists(at.resolve(file))) {
          throw new ManagerNeededException("Yarn Plug'n'Play");
        }
      }
      installed |= Files.isDirectory(at.resolve("node_modules"));
    }
    if (!installed) {
      throw new ManagerNeededException("its dependencies are not installed");
    }
  }
}
