package dev.brummer.tui.action;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.model.list.ProcessRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Creates the process specification for a shell command typed by the user.
final class AdHocProcess {
  private AdHocProcess() {}

  static ProcessSpec of(String line, List<ProcessRow> others) {
    String name = ProcessSpec.adHocName(line, other -> isTaken(other, others));
    Path directory =
        others.isEmpty()
            ? Path.of("").toAbsolutePath()
            : others.getFirst().info().spec().directory();
    return new ProcessSpec(
        name,
        "",
        List.of("/bin/sh", "-c", line),
        directory,
        Map.of(),
        true,
        ProcessSpec.DEFAULT_GRACE);
  }

  private static boolean isTaken(String name, List<ProcessRow> others) {
    return others.stream().anyMatch(row -> row.name().equals(name));
  }
}
