package dev.brummer.app.doctor;

import dev.brummer.engine.process.supervisor.OrphanedProcesses;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.util.List;

/// Processes that outlived their run.
final class OrphanCheck implements HealthCheck {
  @Override
  public String topic() {
    return "orphans";
  }

  @Override
  public List<Finding> run(DoctorContext context) throws IOException {
    List<Finding> findings =
        OrphanedProcesses.find(context.state()).stream()
            .map(orphan ->
                Finding.problem(
                    topic(),
                    VisibleText.named(orphan) + " outlived its run",
                    "brummer reap stops it"))
            .toList();
    return findings.isEmpty() ? List.of(Finding.ok(topic(), "none")) : findings;
  }
}
