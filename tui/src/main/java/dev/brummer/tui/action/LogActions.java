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
  private final LogSearch searching;
  private final LogExporter saver;
  private final Clipboard pasteboard;

  LogActions(Model model, LogSearch searching, LogExporter saver, Clipboard pasteboard) {
    this.model = model;
    this.searching = searching;
    this.saver = saver;
    this.pasteboard = pasteboard;
  }

  void perform(Action.Logs action) throws IOException {
    LogViewState log = model.log();
    switch (action) {
      case FOLLOW -> log.followNow();
      case PAUSE -> {
        if (log.follow()) {
          log.pause();
        } else {
          log.followNow();
        }
      }
      case WRAP -> {
        log.toggleWrap();
        model.done(log.wrap() ? "long lines wrap" : "long lines are cut");
      }
      case RAW -> {
        log.toggleRaw();
        model.done(log.raw() ? "lines as they were written" : "JSON and logfmt made readable");
      }
      case FOLD -> {
        log.nextFolding();
        model.done(words(log.scope().folding()));
      }
      case TIMES -> log.nextTimes();
      case LEVEL -> {
        log.nextLevel();
        searching.restart();
      }
      case SEARCH -> model.ask(Overlay.Prompt.Purpose.SEARCH, "");
      case FILTER -> model.ask(Overlay.Prompt.Purpose.FILTER, log.scope().filter());
      case NEXT_MATCH -> searching.next();
      case PREVIOUS_MATCH -> searching.previous();
      case NEXT_ERROR -> error(model.errors().after(log.follow() ? -1 : log.cursor()));
      case PREVIOUS_ERROR ->
          error(model.errors().before(log.follow() ? Long.MAX_VALUE : log.cursor()));
      case SELECT -> log.toggleMark();
      case BOOKMARK -> model.done(log.toggleBookmark() ? "marked; B comes back" : "not marked");
      case NEXT_BOOKMARK -> log.goTo(log.nextBookmark());
      case COPY -> pasteboard.copy(ClipboardText.lines(model));
      case COPY_ERROR ->
          pasteboard.copy(ClipboardText.error(model, model.errors().rows().getFirst()));
      case SAVE -> save();
      case CLEAR -> log.clearBefore(model.lines().end());
      case ALL -> showOnly(null);
    }
  }

  /// The lines in view are others now.
  void scopeChanged() {
    searching.restart();
  }

  void filter(String text) {
    model.log().filter(text);
    searching.restart();
    model.tab(Tab.LOGS);
  }

  /// @param row whose log alone to show; null for all
  void showOnly(@Nullable ProcessRow row) {
    model.log().showOnly(row == null ? 0 : row.id());
    searching.restart();
    model.tab(Tab.LOGS);
  }

  /// Shows a line, whatever could have hidden it.
  void show(long line) {
    widen();
    model.log().goTo(line);
    model.tab(Tab.LOGS);
  }

  private void widen() {
    LogViewState log = model.log();
    if (log.scope().only() != 0) {
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

  private void error(long line) {
    if (line < 0) {
      model.toast("No further error.", Toast.Mood.NOTICE);
    } else {
      show(line);
    }
  }

  private void save() {
    LogViewState log = model.log();
    Path file = ExportPath.named(model, ".log");
    Map<Integer, String> names = new HashMap<>();
    model.processes().forEach(row -> names.put(row.id(), row.name()));
    saver.save(
        file,
        log.query(model.processes()),
        log.scope().clearedBefore(),
        model.zone(),
        id -> names.getOrDefault(id, "brummer"));
    model.toast("saving in " + file, Toast.Mood.NOTICE);
  }

  private static String words(RepeatFolding folding) {
    return switch (folding) {
      case OFF -> "every line shown";
      case SAME -> "repeats folded";
      case SIMILAR -> "repeats folded, also those that differ in numbers";
    };
  }
}
