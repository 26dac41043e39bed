package dev.brummer.app.run;

import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;

/// Something that can be run here, and who says so.
///
/// @param autostart starts where nothing is named
/// @param origin the file that names it
/// @param line its line in that file, from 1, or 0 where it has none
/// @param description what a person would call it: usually the command as it is written
public record RunTarget(
    ProcessSpec spec, boolean autostart, Path origin, int line, String description) {
  public String name() {
    return spec.name();
  }

  RunTarget withSpec(ProcessSpec changed) {
    return new RunTarget(changed, autostart, origin, line, description);
  }
}
