package dev.brummer.tui.model;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.RepeatFolding;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.list.ProcessList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which lines of the log are shown: everything that has to hold for a line, and the query made of
/// it. Changed through [LogViewState], which then follows.
public final class LogScope {
  private static final LogLevel[] LEVELS = {
    LogLevel.NONE, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR
  };

  private final BitSet muted = new BitSet();
  private LogLevel minimum = LogLevel.NONE;
  private int onlyProcess;
  private RepeatFolding folding = RepeatFolding.OFF;
  private String filter = "";
  private @Nullable String filterProblem;
  private long clearedBefore;
  private @Nullable LogQuery query;

  public LogLevel minimum() {
    return minimum;
  }

  /// The process whose log alone is shown, 0 for all.
  public int onlyProcess() {
    return onlyProcess;
  }

  public String filter() {
    return filter;
  }

  /// What is wrong with the filter in a few words, or null; known after [#query].
  public @Nullable String filterProblem() {
    return filterProblem;
  }

  public RepeatFolding folding() {
    return folding;
  }

  /// Lines before this one are not shown.
  public long clearedBefore() {
    return clearedBefore;
  }

  boolean isMuted(int process) {
    return muted.get(process);
  }

  /// What the shown lines have in common.
  ///
  /// @param processes all that there are
  LogQuery query(ProcessList processes) {
    LogQuery made = query;
    if (made == null) {
      LogFilter rules = LogFilter.of(filter, processes::ids);
      filterProblem = rules.problem();
      BitSet wanted = selectedProcesses(processes.size(), rules.processes());
      made = new LogQuery(wanted, minimum, null, rules.rules()).with(folding);
      query = made;
    }
    return made;
  }

  private @Nullable BitSet selectedProcesses(int processes, @Nullable BitSet filtered) {
    if (onlyProcess == 0 && muted.isEmpty()) {
      return filtered;
    }
    BitSet wanted = new BitSet();
    if (onlyProcess != 0) {
      wanted.set(onlyProcess);
    } else {
      wanted.set(0, processes + 1);
      wanted.andNot(muted);
    }
    if (filtered != null) {
      wanted.and(filtered);
    }
    return wanted;
  }

  /// The processes have changed: a query made before may miss one.
  void invalidate() {
    query = null;
  }

  void onlyProcess(int process) {
    onlyProcess = process;
    invalidate();
  }

  void filter(String text) {
    filter = text;
    invalidate();
  }

  void clearBefore(long line) {
    clearedBefore = line;
  }

  void nextFolding() {
    folding = RepeatFolding.values()[(folding.ordinal() + 1) % RepeatFolding.values().length];
    invalidate();
  }

  void nextLevel() {
    int at = 0;
    while (LEVELS[at] != minimum) {
      at++;
    }
    minimum = LEVELS[(at + 1) % LEVELS.length];
    invalidate();
  }

  void toggleMuted(int process) {
    muted.flip(process);
    invalidate();
  }

  /// Mutes all others, or nobody if that is so already.
  void solo(int process, int processes) {
    BitSet others = new BitSet();
    others.set(1, processes + 1);
    others.clear(process);
    boolean already = muted.equals(others);
    muted.clear();
    if (!already) {
      muted.or(others);
    }
    invalidate();
  }
}
