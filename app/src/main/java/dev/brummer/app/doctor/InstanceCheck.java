package dev.brummer.app.doctor;

import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.Version;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// The running brummers and their versions.
final class InstanceCheck implements HealthCheck {
  @Override
  public String topic() {
    return "running";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    List<ControlInstance> all = ControlInstances.all(context.environment());
    List<Finding> findings = new ArrayList<>();
    for (ControlInstance it : all) {
      String text =
          "brummer %s (pid %d) in %s"
              .formatted(
                  VisibleText.named(it.version()), it.pid(), VisibleText.named(it.project()));
      if (it.protocol() != ControlInstance.PROTOCOL) {
        findings.add(
            Finding.problem(
                topic(), text + " cannot be controlled by this version", "restart that brummer"));
      } else if (!it.version().equals(Version.NUMBER)) {
        findings.add(
            Finding.warning(
                topic(), text + " is not of this version, " + Version.NUMBER, "restart it"));
      } else {
        findings.add(Finding.ok(topic(), text));
      }
    }
    return findings.isEmpty() ? List.of(Finding.ok(topic(), "no brummer")) : findings;
  }
}
