package dev.brummer.app.doctor;

import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether the project can be read.
final class ProjectCheck implements HealthCheck {
  @Override
  public String topic() {
    return "project";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    List<Finding> findings = new ArrayList<>();
    try {
      ProjectDirectory project = ProjectDirectory.find(context.directory(), context.requested());
      RunTargets targets = new RunTargets(project, context.environment(), true, Map.of());
      for (String warning : targets.warnings()) {
        findings.add(Finding.problem(topic(), warning, "correct the file"));
      }
      int count = targets.all().size();
      if (count > 0 || findings.isEmpty()) {
        String what = count == 1 ? "1 script or process" : count + " scripts and processes";
        findings.addFirst(
            Finding.ok(
                topic(),
                count == 0
                    ? "none here: nothing to run in " + VisibleText.named(project.path())
                    : what + " in " + VisibleText.named(project.path())));
      }
    } catch (UserException invalid) {
      for (String sentence : invalid.sentences()) {
        findings.add(Finding.problem(topic(), sentence, "correct the file"));
      }
    }
    return findings;
  }
}
