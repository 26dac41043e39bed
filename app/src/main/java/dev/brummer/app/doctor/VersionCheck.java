package dev.brummer.app.doctor;

import dev.brummer.app.program.Version;
import java.util.List;

/// The version of brummer and of the system.
final class VersionCheck implements HealthCheck {
  @Override
  public String topic() {
    return "version";
  }

  private final String system;

  /// @param system name and architecture of the operating system
  VersionCheck(String system) {
    this.system = system;
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    String kernel = context.files().read("proc/sys/kernel/osrelease");
    String text =
        "brummer %s (%s), Java %s, %s %s"
            .formatted(Version.NUMBER, Version.COMMIT, Runtime.version().feature(), system, kernel);
    return List.of(
        system.startsWith("Linux")
            ? Finding.ok(topic(), text.strip())
            : Finding.problem(topic(), text.strip(), "brummer runs on Linux only"));
  }
}
