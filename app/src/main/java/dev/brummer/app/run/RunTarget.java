package dev.brummer.app.run;

import dev.brummer.app.operation.ScriptOrigin;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;

/// A process that can run in a project, with the place that defines it.
///
/// @param autostart started by `brummer run` without names
/// @param origin file that defines it
/// @param line line in that file, from 1; 0 if unknown
/// @param description text for lists, usually the command as written in the file
public record RunTarget(
    ProcessSpec spec, boolean autostart, Path origin, int line, String description) {
  public String name() {
    return spec.name();
  }

  /// A copy with another definition.
  RunTarget withSpec(ProcessSpec other) {
    return new RunTarget(other, autostart, origin, line, description);
  }

  /// Whether lists show it only on request.
  public boolean folded() {
    return spec.folded();
  }

  /// Where it is defined.
  ScriptOrigin scriptOrigin() {
    return new ScriptOrigin(name(), origin, line, description, autostart);
  }
}
