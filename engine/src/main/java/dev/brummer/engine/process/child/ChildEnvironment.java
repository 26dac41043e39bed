package dev.brummer.engine.process.child;

import dev.brummer.engine.process.ProcessSpec;
import java.util.Map;
import java.util.TreeMap;

/// The environment of a child: brummer's own, the mark by which its tree is found again, and hints
/// that make tools behave under a runner. What the user has set wins over every hint.
///
/// [#PROCESS] is a chain: a brummer that runs inside another one appends its mark to the outer
/// one's, so both find the same processes.
public final class ChildEnvironment {
  static final String RUN_ID = "BRUMMER_RUN_ID";
  static final String PROCESS = "BRUMMER_PROCESS";

  private ChildEnvironment() {}

  public static Map<String, String> of(
      Map<String, String> own, ProcessSpec spec, String runId, int process) {
    Map<String, String> all = new TreeMap<>(own);
    if (spec.pty()) {
      all.remove("COLUMNS");
      all.remove("LINES");
    }
    all.putAll(spec.environment());
    all.putIfAbsent("PYTHONUNBUFFERED", "1");
    all.putIfAbsent("BROWSER", "none");
    if (spec.pty()) {
      addTerminalHints(all);
    }
    all.put(RUN_ID, runId);
    all.merge(PROCESS, mark(runId, process), (outer, inner) -> outer + ":" + inner);
    return all;
  }

  /// What the environment of every process of this child's tree contains.
  static String mark(String runId, int process) {
    return runId + "/" + process;
  }

  private static void addTerminalHints(Map<String, String> all) {
    all.putIfAbsent("TERM", "xterm-256color");
    if (all.getOrDefault("NO_COLOR", "").isEmpty()) {
      all.putIfAbsent("COLORTERM", "truecolor");
      all.putIfAbsent("FORCE_COLOR", "3");
    }
  }
}
