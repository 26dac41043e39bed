package dev.brummer.app.doctor;

import dev.brummer.app.control.ControlFiles;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// Directories, sockets and discovery files of the control channel.
final class ControlFileCheck implements HealthCheck {
  @Override
  public String topic() {
    return "control";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    List<Finding> findings = new ArrayList<>();
    int removed = 0;
    int left = 0;
    for (ControlFiles.Inspection it : ControlFiles.inspect(context.environment())) {
      String name = VisibleText.named(it.directory());
      if (!it.defect().isEmpty()) {
        findings.add(
            Finding.problem(
                topic(),
                name + " " + it.defect() + ": brummer ps and the other verbs do not work",
                "remove it, or set XDG_RUNTIME_DIR to a directory of your own"));
      }
      removed += it.removed();
      left += it.stale();
    }
    if (left > 0) {
      findings.add(
          Finding.warning(
              topic(), files(left) + " of ended brummers cannot be removed", "remove them"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              topic(),
              removed == 0
                  ? "no stale sockets"
                  : "removed " + files(removed) + " of ended brummers"));
    }
    return findings;
  }

  private static String files(int count) {
    return count == 1 ? "1 stale file" : count + " stale files";
  }
}
