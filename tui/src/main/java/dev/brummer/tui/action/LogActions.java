package dev.brummer.tui.action;

import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Commands of the log that several views use. Confined to the thread `tui`.
public final class LogActions {
  private final Model model;
  private final LogSearch search;
  private final LogExporter exporter;

  public LogActions(Model model, LogSearch search, LogExporter exporter) {
    this.model = model;
    this.search = search;
    this.exporter = exporter;
  }

  /// Repeats the active search after the set of shown lines has changed.
  public void scopeChanged() {
    search.restart();
  }

  /// Shows the log view with this filter.
  public void filter(String text) {
    model.log().filter(text);
    search.restart();
    model.tab(Tab.LOGS);
  }

  /// Shows the log of one process.
  public void showOnly(ProcessRow row) {
    showOnly(row.id());
  }

  /// Shows the merged log of all processes.
  public void showAll() {
    showOnly(0);
  }

  private void showOnly(int process) {
    model.log().showOnly(process);
    search.restart();
    model.tab(Tab.LOGS);
  }

  /// Shows a line in the log view and clears every filter, since any of them could hide it.
  public void showLine(long line) {
    clearFilters();
    model.log().goTo(line);
    model.tab(Tab.LOGS);
  }

  /// Shows the log lines related to a request or page event.
  public void show(RelatedLogLines related) {
    showLine(related.lines().isEmpty() ? related.line() : related.lines().getFirst().number());
    model.toast(related.describe(), Toast.Severity.INFO);
  }

  private void clearFilters() {
    LogViewState log = model.log();
    if (log.scope().onlyProcess() != 0) {
      log.showOnly(0);
    }
    if (!log.scope().filter().isEmpty()) {
      log.filter("");
    }
    while (log.scope().folding() != RepeatFoldingMode.OFF) {
      log.nextFolding();
    }
    while (log.scope().minimum() != LogLevel.NONE) {
      log.nextLevel();
    }
    log.clearBefore(0);
  }

  /// Hides the lines stored so far; nothing is deleted.
  public void clear() {
    model.log().clearBefore(model.lines().end());
  }

  /// Exports the shown lines to a file in the working directory.
  public void save() {
    LogViewState log = model.log();
    Path file = ExportPath.of(model, ".log");
    Map<Integer, String> names = new HashMap<>();
    model.processes().forEach(row -> names.put(row.id(), row.name()));
    exporter.export(
        file,
        log.query(model.processes()),
        log.scope().clearedBefore(),
        model.zone(),
        id -> names.getOrDefault(id, "brummer"));
    model.toast("saving to " + file, Toast.Severity.INFO);
  }
}
