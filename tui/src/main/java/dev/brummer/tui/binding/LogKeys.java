package dev.brummer.tui.binding;

import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay.Prompt.Purpose;
import dev.brummer.tui.model.Toast;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the log view.
final class LogKeys {
  private LogKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>(search());
    keys.addAll(display());
    keys.addAll(lines());
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static List<Binding> search() {
    return List.of(
        Binding.of(
            "/", "search", "search the log", ui -> ui.model().prompt(Purpose.SEARCH_LOG, "")),
        Binding.of("n", "", "next match", LogKeys::noSearch, ui -> ui.search().next()),
        Binding.of("N", "", "previous match", LogKeys::noSearch, ui -> ui.search().previous()),
        Binding.of(
            "F",
            "follow",
            "follow the newest lines",
            model -> model.log().isFollowing() ? "Already following the newest lines." : null,
            ui -> ui.model().log().follow()),
        Binding.of(
            "f",
            "filter",
            "filter: text, !text, /regex/, @process, >=warn",
            ui -> ui.model().prompt(Purpose.FILTER_LOG, ui.model().log().scope().filter())),
        Binding.of(
            "l", "level", "cycle the minimum level: all, info, warn, error", LogKeys::nextLevel),
        Binding.of("e", "", "next error", LogKeys::noErrors, LogKeys::nextError),
        Binding.of("E", "", "previous error", LogKeys::noErrors, LogKeys::previousError));
  }

  private static List<Binding> display() {
    return List.of(
        Binding.of("p Space", "", "pause or follow", LogKeys::togglePause),
        Binding.of("w", "wrap", "wrap or cut long lines", LogKeys::toggleWrap),
        Binding.of("J", "", "show JSON and logfmt lines formatted or raw", LogKeys::toggleRaw),
        Binding.of("d", "", "fold repeats (×3): off, identical, similar", LogKeys::nextFolding),
        Binding.of(
            "t",
            "",
            "cycle the time column: time of day, age, none",
            ui -> ui.model().log().nextTimeColumn()),
        Binding.of(
            "a",
            "",
            "show the log of all processes",
            model -> model.log().scope().onlyProcess() == 0 ? "All processes are shown." : null,
            ui -> ui.log().showAll()));
  }

  private static List<Binding> lines() {
    return List.of(
        Binding.of(
            "v", "", "start or drop a selection of lines", ui -> ui.model().log().toggleMark()),
        Binding.of(
            "y Enter",
            "copy",
            "copy the selected lines",
            model ->
                model.log().isFollowing() ? "No line is selected; k or a click selects one." : null,
            ui -> ui.clipboard().copy(ClipboardText.lines(ui.model()))),
        Binding.of("b", "", "set or remove a bookmark", LogKeys::toggleBookmark),
        Binding.of(
            "B",
            "",
            "go to the next bookmark",
            model -> model.log().nextBookmark() < 0 ? "No bookmark; press b to set one." : null,
            ui -> ui.model().log().goTo(ui.model().log().nextBookmark())),
        Binding.of("S", "", "save the shown lines to a file", ui -> ui.log().save()),
        Binding.of("c", "", "copy the newest error", LogKeys::noErrors, LogKeys::copyNewestError),
        Binding.of("L", "", "clear the view (nothing is deleted)", ui -> ui.log().clear()));
  }

  private static @Nullable String noSearch(Model model) {
    return model.search() == null ? "No active search; press / to search." : null;
  }

  private static @Nullable String noErrors(Model model) {
    return model.errors().size() == 0 ? "No errors so far." : null;
  }

  private static void nextLevel(Actions ui) {
    ui.model().log().nextLevel();
    ui.log().scopeChanged();
  }

  private static void nextError(Actions ui) {
    LogViewState log = ui.model().log();
    showError(ui, ui.model().errors().after(log.isFollowing() ? -1 : log.cursor()));
  }

  private static void previousError(Actions ui) {
    LogViewState log = ui.model().log();
    showError(ui, ui.model().errors().before(log.isFollowing() ? Long.MAX_VALUE : log.cursor()));
  }

  private static void showError(Actions ui, long line) {
    if (line < 0) {
      ui.model().toast("No more errors.", Toast.Severity.INFO);
    } else {
      ui.log().showLine(line);
    }
  }

  private static void togglePause(Actions ui) {
    LogViewState log = ui.model().log();
    if (log.isFollowing()) {
      log.pause();
    } else {
      log.follow();
    }
  }

  private static void toggleWrap(Actions ui) {
    LogViewState log = ui.model().log();
    log.toggleWrap();
    ui.model().toastDone(log.isWrapped() ? "long lines are wrapped" : "long lines are cut");
  }

  private static void toggleRaw(Actions ui) {
    LogViewState log = ui.model().log();
    log.toggleRaw();
    ui.model().toastDone(log.isRaw() ? "raw lines" : "JSON and logfmt lines are formatted");
  }

  private static void nextFolding(Actions ui) {
    LogViewState log = ui.model().log();
    log.nextFolding();
    ui.model().toastDone(describe(log.scope().folding()));
  }

  private static String describe(RepeatFoldingMode folding) {
    return switch (folding) {
      case OFF -> "repeats are not folded";
      case SAME -> "identical repeats are folded";
      case SIMILAR -> "repeats that differ in numbers only are folded";
    };
  }

  private static void toggleBookmark(Actions ui) {
    boolean marked = ui.model().log().toggleBookmark();
    ui.model().toastDone(marked ? "bookmark set; B returns to it" : "bookmark removed");
  }

  private static void copyNewestError(Actions ui) throws IOException {
    Model model = ui.model();
    ui.clipboard().copy(ClipboardText.error(model, model.errors().rows().getFirst()));
  }
}
