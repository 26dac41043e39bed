package dev.brummer.app.doctor;

import java.util.ArrayList;
import java.util.List;

/// The limits of inotify, which file watching needs, against what this user's processes use.
final class WatchLimitCheck implements HealthCheck {
  private static final String DIRECTORY = "proc/sys/fs/inotify/";
  private static final String DESCRIPTOR = "anon_inode:inotify";

  /// Below it dev servers of larger projects run out of watches.
  private static final long MIN_WATCHES = 16_384;

  private static final double NEARLY_ALL = 0.9;

  @Override
  public String topic() {
    return "file watches";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    SystemFiles files = context.files();
    long maxWatches = files.number(DIRECTORY + "max_user_watches", -1);
    long maxInstances = files.number(DIRECTORY + "max_user_instances", -1);
    if (maxWatches < 0 || maxInstances < 0) {
      return List.of(
          Finding.problem(
              topic(), "inotify is not available", "watch in brummer.toml has no effect here"));
    }
    long[] used = used(files);
    List<Finding> findings = new ArrayList<>();
    judge(findings, "instances", used[0], maxInstances, "max_user_instances");
    judge(findings, "watches", used[1], maxWatches, "max_user_watches");
    if (findings.isEmpty() && maxWatches < MIN_WATCHES) {
      findings.add(
          Finding.warning(
              topic(),
              "only " + maxWatches + " inotify watches for all programs",
              raise("max_user_watches")));
    }
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                topic(),
                used[1]
                    + " of "
                    + maxWatches
                    + " watches and "
                    + used[0]
                    + " of "
                    + maxInstances
                    + " instances are in use"))
        : findings;
  }

  private void judge(List<Finding> findings, String what, long used, long max, String setting) {
    String text = used + " of " + max + " inotify " + what + " are in use";
    if (used >= max) {
      findings.add(Finding.problem(topic(), text, raise(setting)));
    } else if (used > max * NEARLY_ALL) {
      findings.add(Finding.warning(topic(), text, raise(setting)));
    }
  }

  private static String raise(String setting) {
    return "raise the limit: sudo sysctl fs.inotify." + setting + "=524288";
  }

  /// Instances and watches of the processes this user may look into.
  private static long[] used(SystemFiles files) {
    long instances = 0;
    long watches = 0;
    for (String pid : files.list("proc")) {
      if (!Character.isDigit(pid.charAt(0))) {
        continue;
      }
      String process = "proc/" + pid;
      for (String descriptor : files.list(process + "/fd")) {
        if (files.link(process + "/fd/" + descriptor).equals(DESCRIPTOR)) {
          instances++;
          watches +=
              files
                  .read(process + "/fdinfo/" + descriptor)
                  .lines()
                  .filter(line -> line.startsWith("inotify "))
                  .count();
        }
      }
    }
    return new long[] {instances, watches};
  }
}
