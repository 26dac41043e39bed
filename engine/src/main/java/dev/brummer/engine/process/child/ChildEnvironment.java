package dev.brummer.engine.process.child;

import dev.brummer.engine.process.BrowserOpeners;
import dev.brummer.engine.process.ProcessSpec;
import java.util.Map;
import java.util.TreeMap;

/// Builds the environment of a child: brummer's own, the variables of the process, the mark that
/// identifies its tree, and defaults for tools. Variables set by the user override the defaults.
///
/// `FORCE_COLOR` is never set: a terminal is detected by each tool, and the variable would bring
/// colours into the files and pipes of the process. The user's own value is inherited.
///
/// A cleared environment has neither brummer's own variables nor, with them, a `PATH`; the marks
/// and the defaults remain.
///
/// [#PROCESS] is a list: a brummer inside another brummer appends its mark to the outer one, so
/// both find the same processes.
public final class ChildEnvironment {
  static final String RUN_ID = "BRUMMER_RUN_ID";
  static final String PROCESS = "BRUMMER_PROCESS";

  private ChildEnvironment() {}

  /// @param own brummer's own environment
  public static Map<String, String> of(
      Map<String, String> own, ProcessSpec spec, String runId, int process) {
    Map<String, String> all = spec.clearEnvironment() ? new TreeMap<>() : new TreeMap<>(own);
    if (spec.pty()) {
      all.remove("COLUMNS");
      all.remove("LINES");
    }
    all.keySet().removeAll(spec.unset());
    all.putAll(spec.environment());
    addDefaults(all, spec);
    all.put(RUN_ID, runId);
    String outer = own.get(PROCESS);
    String mark = mark(runId, process);
    all.put(PROCESS, outer == null ? mark : outer + ":" + mark);
    return all;
  }

  /// Adds the defaults for tools, except for variables that the process wants unset.
  private static void addDefaults(Map<String, String> all, ProcessSpec spec) {
    all.putIfAbsent("PYTHONUNBUFFERED", "1");
    if (BrowserOpeners.isRunBy(spec.command())) {
      all.putIfAbsent("BROWSER", "none");
    }
    if (spec.pty()) {
      addTerminalHints(all);
    }
    spec.unset().stream()
        .filter(name -> !spec.environment().containsKey(name))
        .forEach(all::remove);
  }

  /// Text that the environment of every process of this child's tree contains.
  private static String mark(String runId, int process) {
    return runId + "/" + process;
  }

  private static void addTerminalHints(Map<String, String> all) {
    all.putIfAbsent("TERM", "xterm-256color");
    if (all.getOrDefault("NO_COLOR", "").isEmpty()) {
      all.putIfAbsent("COLORTERM", "truecolor");
    }
  }
}
