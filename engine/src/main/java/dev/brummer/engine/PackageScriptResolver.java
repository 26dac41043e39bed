package dev.brummer.engine;

import dev.brummer.engine.process.CommandResolver;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.StartMethod;
import dev.brummer.engine.process.StartMethod.ScriptRunner;
import dev.brummer.engine.script.direct.DirectScripts;
import dev.brummer.engine.script.direct.ScriptStart;
import java.util.Map;

/// Starts scripts of a `package.json` without their package manager where that is certain and the
/// process does not ask for the manager. Thread-safe.
final class PackageScriptResolver implements CommandResolver {
  @Override
  public Resolved resolve(ProcessSpec spec, Map<String, String> environment) {
    ScriptStart start =
        DirectScripts.find(spec.command(), spec.directory(), environment, spec.pty());
    if (start == null) {
      return Resolved.unchanged(spec, environment, null);
    }
    if (start instanceof ScriptStart.ByManager needed) {
      return byManager(spec, environment, needed.reason());
    }
    if (spec.scriptRunner() == ScriptRunner.MANAGER) {
      return byManager(spec, environment, "configured");
    }
    ScriptStart.Direct direct = (ScriptStart.Direct) start;
    return new Resolved(
        direct.command(), direct.environment(), new StartMethod(ScriptRunner.DIRECT, ""));
  }

  private static Resolved byManager(
      ProcessSpec spec, Map<String, String> environment, String reason) {
    return Resolved.unchanged(spec, environment, new StartMethod(ScriptRunner.MANAGER, reason));
  }
}
