package dev.brummer.tui.model;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.list.ProcessList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The criteria for shown log lines and the query built from them. Changed through [LogViewState],
/// which then follows the newest lines.
public final class LogScope {
  private static final LogLevel[] LEVELS = {
    LogLevel.NONE, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR
  };

  private final BitSet muted = new BitSet();
  private LogLevel minimum = LogLevel.NONE;
  private int onlyProcess;
  private RepeatFoldingMode folding = RepeatFoldingMode.OFF;
  private String filter = "";
  private @Nullable String filterProblem;
  private long clearedBefore;
  private @Nullable LogQuery query;

  public LogLevel minimum() {
    return minimum;
  }

  /// The id of the only process shown, 0 for all.
  public int onlyProcess() {
    return onlyProcess;
  }

  public String filter() {
    return filter;
  }

  /// The syntax error of the filter in a few words, or null; valid after [#query].
  public @Nullable String filterProblem() {
    return filterProblem;
  }

  public RepeatFoldingMode folding() {
    return folding;
  }

  /// Lines before this number are hidden.
  public long clearedBefore() {
    return clearedBefore;
  }

  boolean isMuted(int process) {
    return muted.get(process);
  }

  /// The query for the shown lines, cached until a criterion changes.
  ///
  /// @param processes all processes
  LogQuery query(ProcessList processes) {
    LogQuery cached = query;
    if (cached == null) {
      LogFilter rules = LogFilter.of(filter, processes::ids);
      filterProblem = rules.problem();
      BitSet selected = selectedProcesses(processes.size(), rules.processes());
      cached = new LogQuery(selected, minimum, null, rules.rules()).with(folding);
      query = cached;
    }
    return cached;
  }

  private @Nullable BitSet selectedProcesses(int processes, @Nullable BitSet filtered) {
    if (onlyProcess == 0 && muted.isEmpty()) {
      return filtered;
    }
    BitSet selected = new BitSet();
    if (onlyProcess != 0) {
      selected.set(onlyProcess);
    } else {
      selected.set(0, processes + 1);
      selected.andNot(muted);
    }
    if (filtered != null) {
      selected.and(filtered);
    }
    return selected;
  }

  /// Discards the cached query after processes have been added.
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
    folding =
        RepeatFoldingMode.values()[(folding.ordinal() + 1) % RepeatFoldingMode.values().length];
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

  /// Mutes all other processes, or unmutes all if they are muted already.
  void solo(int process, int processes) {
    BitSet others = new BitSet();
    others.set(1, processes + 1);
    others.clear(process);
    boolean solo = muted.equals(others);
    muted.clear();
    if (!solo) {
      muted.or(others);
    }
    invalidate();
  }
}
