package dev.brummer.tui.action;

import dev.brummer.engine.log.RepeatFolding;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of the log is shown and how, jumps in it, copies of it.
final class LogActions {
  private final Model model;
  private final LogSearch logSearch;
  private final LogExporter logExporter;
  private final Clipboard clipboard;

  LogActions(Model model, LogSearch logSearch, LogExporter logExporter, Clipboard clipboard) {
    this.model = model;
    this.logSearch = logSearch;
    this.logExporter = logExporter;
    this.clipboard = clipboard;
  }

  void perform(Action.Logs action) throws IOException {
    LogViewState log = model.log();
    switch (action) {
      case FOLLOW -> log.follow();
      case PAUSE -> {
        if (log.isFollowing()) {
          log.pause();
        } else {
          log.follow();
        }
      }
      case WRAP -> {
        log.toggleWrap();
        model.toastDone(log.isWrapped() ? "long lines wrap" : "long lines are cut");
      }
      case RAW -> {
        log.toggleRaw();
        model.toastDone(
            log.isRaw() ? "lines as they were written" : "JSON and logfmt made readable");
      }
      case FOLD -> {
        log.nextFolding();
        model.toastDone(describe(log.scope().folding()));
      }
      case TIMES -> log.nextTimeColumn();
      case LEVEL -> {
        log.nextLevel();
        logSearch.restart();
      }
      case SEARCH -> model.prompt(Overlay.Prompt.Purpose.SEARCH, "");
      case FILTER -> model.prompt(Overlay.Prompt.Purpose.FILTER, log.scope().filter());
      case NEXT_MATCH -> logSearch.next();
      case PREVIOUS_MATCH -> logSearch.previous();
      case NEXT_ERROR -> goToError(model.errors().after(log.isFollowing() ? -1 : log.cursor()));
      case PREVIOUS_ERROR ->
          goToError(model.errors().before(log.isFollowing() ? Long.MAX_VALUE : log.cursor()));
      case SELECT -> log.toggleMark();
      case BOOKMARK ->
          model.toastDone(log.toggleBookmark() ? "marked; B comes back" : "not marked");
      case NEXT_BOOKMARK -> log.goTo(log.nextBookmark());
      case COPY -> clipboard.copy(ClipboardText.lines(model));
      case COPY_ERROR ->
          clipboard.copy(ClipboardText.error(model, model.errors().rows().getFirst()));
      case SAVE -> save();
      case CLEAR -> log.clearBefore(model.lines().end());
      case ALL -> showOnly(null);
    }
  }

  /// The lines in view are others now.
  void scopeChanged() {
    logSearch.restart();
  }

  void filter(String text) {
    model.log().filter(text);
    logSearch.restart();
    model.tab(Tab.LOGS);
  }

  /// @param row whose log alone to show; null for all
  void showOnly(@Nullable ProcessRow row) {
    model.log().showOnly(row == null ? 0 : row.id());
    logSearch.restart();
    model.tab(Tab.LOGS);
  }

  /// Shows a line, whatever could have hidden it.
  void showLine(long line) {
    clearFilters();
    model.log().goTo(line);
    model.tab(Tab.LOGS);
  }

  private void clearFilters() {
    LogViewState log = model.log();
    if (log.scope().onlyProcess() != 0) {
      log.showOnly(0);
    }
    if (!log.scope().filter().isEmpty()) {
      log.filter("");
    }
    while (log.scope().folding() != RepeatFolding.OFF) {
      log.nextFolding();
    }
    while (log.scope().minimum() != LogLevel.NONE) {
      log.nextLevel();
    }
    log.clearBefore(0);
  }

  private void goToError(long line) {
    if (line < 0) {
      model.toast("No further error.", Toast.Severity.INFO);
    } else {
      showLine(line);
    }
  }

  private void save() {
    LogViewState log = model.log();
    Path file = ExportPath.of(model, ".log");
    Map<Integer, String> names = new HashMap<>();
    model.processes().forEach(row -> names.put(row.id(), row.name()));
    logExporter.export(
        file,
        log.query(model.processes()),
        log.scope().clearedBefore(),
        model.zone(),
        id -> names.getOrDefault(id, "brummer"));
    model.toast("saving in " + file, Toast.Severity.INFO);
  }

  private static String describe(RepeatFolding folding) {
    return switch (folding) {
      case OFF -> "every line shown";
      case SAME -> "repeats folded";
      case SIMILAR -> "repeats folded, also those that differ in numbers";
    };
  }
}
