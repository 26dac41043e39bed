package dev.brummer.app.doctor;

import java.util.List;

/// Whether brummer can put processes into control groups, which no process can leave.
final class ControlGroupCheck implements HealthCheck {
  static final String ROOT = "sys/fs/cgroup";
  private static final String VARIABLE = "BRUMMER_CGROUP";
  private static final String CONSEQUENCE = ": processes are tracked by their environment instead";

  @Override
  public String topic() {
    return "control groups";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    SystemFiles files = context.files();
    if (context.variable(VARIABLE).equals("off")) {
      return List.of(
          Finding.warning(
              topic(), "disabled by " + VARIABLE + "=off" + CONSEQUENCE, "unset " + VARIABLE));
    }
    String directory = directory(files);
    if (directory.isEmpty()) {
      return List.of(
          Finding.warning(topic(), "the system has no cgroup version 2" + CONSEQUENCE, ""));
    }
    return List.of(
        files.isWritable(directory) && files.isWritable(directory + "/cgroup.procs")
            ? Finding.ok(topic(), "processes get groups below /" + directory)
            : Finding.warning(
                topic(),
                "/" + directory + " may not be divided by this user" + CONSEQUENCE,
                "start brummer in a user session of systemd, or with systemd-run --user --scope"));
  }

  /// Directory of the group of this process without its first slash, empty without version 2.
  static String directory(SystemFiles files) {
    if (files.read(ROOT + "/cgroup.controllers").isEmpty()
        && files.list(ROOT).stream().noneMatch("cgroup.procs"::equals)) {
      return "";
    }
    return files
        .read("proc/self/cgroup")
        .lines()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> ROOT + line.substring(3).replaceFirst("/$", ""))
        .findFirst()
        .orElse("");
  }
}
