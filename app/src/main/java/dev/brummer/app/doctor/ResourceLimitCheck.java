package dev.brummer.app.doctor;

import java.util.ArrayList;
import java.util.List;

/// Limits of open files and of processes, of this user and of the control groups.
final class ResourceLimitCheck implements HealthCheck {
  private static final String TOPIC = "limits";
  private static final long MIN_FILES = 256;
  private static final long GOOD_FILES = 1_024;
  private static final long MIN_FREE_PROCESSES = 100;
  private static final long UNLIMITED = Long.MAX_VALUE;

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    SystemFiles files = context.files();
    List<Finding> findings = new ArrayList<>();
    String limits = files.read("proc/self/limits");
    long openFiles = limit(limits, "Max open files");
    if (openFiles < GOOD_FILES) {
      String text = "only " + openFiles + " open files for a process";
      String advice = "raise the limit: ulimit -n 4096";
      findings.add(
          openFiles < MIN_FILES
              ? Finding.problem(TOPIC, text, advice)
              : Finding.warning(TOPIC, text, advice));
    }
    long processes = limit(limits, "Max processes");
    long used = processes == UNLIMITED ? 0 : threads(files);
    judge(findings, used, processes, "ulimit -u", "raise the limit, or end other processes");
    groups(files, findings);
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                TOPIC,
                text(openFiles)
                    + " open files, "
                    + (processes == UNLIMITED ? "" : used + " of ")
                    + text(processes)
                    + " processes"))
        : findings;
  }

  /// The limits of the group of this process and of those above it.
  private static void groups(SystemFiles files, List<Finding> findings) {
    String group = ControlGroupCheck.directory(files);
    while (group.startsWith(ControlGroupCheck.ROOT)) {
      long max = files.number(group + "/pids.max", UNLIMITED);
      long used = files.number(group + "/pids.current", 0);
      judge(findings, used, max, "/" + group + "/pids.max", "end other processes");
      group = group.substring(0, Math.max(0, group.lastIndexOf('/')));
    }
  }

  private static void judge(
      List<Finding> findings, long used, long max, String where, String advice) {
    if (max - used < MIN_FREE_PROCESSES) {
      findings.add(
          Finding.problem(
              TOPIC,
              used + " of " + max + " processes and threads are in use (" + where + ")",
              advice));
    }
  }

  private static String text(long limit) {
    return limit == UNLIMITED ? "unlimited" : Long.toString(limit);
  }

  /// The soft limit of a row of `/proc/self/limits`.
  private static long limit(String limits, String row) {
    return limits
        .lines()
        .filter(line -> line.startsWith(row))
        .map(line -> line.substring(row.length()).strip().split("\\s+")[0])
        .filter(value -> value.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(UNLIMITED);
  }

  /// Threads of this user's processes.
  private static long threads(SystemFiles files) {
    String uid = status(files.read("proc/self/status"), "Uid:");
    long threads = 0;
    for (String pid : files.list("proc")) {
      if (Character.isDigit(pid.charAt(0))) {
        String status = files.read("proc/" + pid + "/status");
        String count = status(status, "Threads:");
        if (status(status, "Uid:").equals(uid) && count.matches("\\d{1,9}")) {
          threads += Long.parseLong(count);
        }
      }
    }
    return threads;
  }

  private static String status(String text, String field) {
    return text.lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip().split("\\s+")[0])
        .findFirst()
        .orElse("");
  }
}
