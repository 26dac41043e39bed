package dev.brummer.tui.binding;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ProcessActions;
import dev.brummer.tui.action.ProcessActions.Operation;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Overlay.Prompt.Purpose;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that act on processes: those of every view and those of the process list.
final class ProcessKeys {
  private static final int MAX_TARGET_LENGTH = 14;
  private static final String NO_PROCESS = "No process is listed.";

  /// The keys that act on the selected process from every view.
  static final List<Binding> GLOBAL = global();

  private ProcessKeys() {}

  private static List<Binding> global() {
    return List.of(
        Binding.of(
            "s",
            model -> enterStarts(model) ? "" : "start" + target(model),
            "start the selected process or group",
            ProcessKeys::notStartable,
            ProcessKeys::start),
        Binding.of(
            "x",
            model -> "stop" + target(model),
            "stop the selected process or group",
            ProcessKeys::notActive,
            ui -> ui.processes().apply(Operation.STOP, ui.model().processes().targets())),
        Binding.of(
            "X",
            "",
            "kill the selected process or group",
            ProcessKeys::notActive,
            ui -> ui.processes().apply(Operation.KILL, ui.model().processes().targets())),
        Binding.of(
            "r",
            model -> hasRun(model) ? "restart" + target(model) : "",
            "restart the selected process or group",
            ProcessKeys::notRestartable,
            ui -> ui.processes().apply(Operation.RESTART, ui.model().processes().targets())),
        Binding.of(
            "R",
            "",
            "restart all running processes",
            ProcessKeys::noneAlive,
            ui -> ui.processes().restartAll()),
        Binding.of(
            "i",
            "",
            "type into its terminal; Ctrl-A returns",
            ProcessKeys::notInteractive,
            ProcessKeys::interact),
        Binding.of(
            "Ctrl-A",
            "",
            "return to the process and send Ctrl-A",
            ProcessKeys::noInteractive,
            ProcessKeys::resumeInteractive),
        Binding.of(
            "o",
            "browser",
            "open its URL in the browser",
            ProcessKeys::noUrl,
            ui -> ui.urls().openPreferred(selected(ui).id())));
  }

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            ProcessKeys::enterLabel,
            "start it or show its log; fold a group",
            ProcessKeys::emptyList,
            ProcessKeys::open));
    keys.add(
        Binding.of(
            "Space",
            "",
            "start or stop it; fold a group",
            ProcessKeys::emptyList,
            ProcessKeys::toggle));
    keys.add(
        Binding.of(
            "n",
            "",
            "run a new command or a script by name",
            ui -> ui.model().prompt(Purpose.RUN_COMMAND, "")));
    keys.add(
        Binding.of(
            "/",
            "filter",
            "filter processes by name",
            model -> model.processes().isEmpty() ? NO_PROCESS : null,
            ui -> ui.model().prompt(Purpose.FILTER_PROCESSES, ui.model().processes().filter())));
    keys.add(
        Binding.of(
            "a",
            model -> model.processes().showsAll() ? "fewer" : "all",
            "list or hide hooks and checks (lint, test)",
            model -> model.processes().hasFolded() ? null : "All processes are listed.",
            ui -> ui.model().processes().toggleShowAll()));
    keys.add(
        Binding.of(
            "m",
            "mute",
            "mute or unmute in the merged log",
            ProcessKeys::noProcess,
            ProcessKeys::mute));
    keys.add(
        Binding.of(
            "M",
            "",
            "solo in the merged log or unmute all",
            ProcessKeys::noProcess,
            ProcessKeys::solo));
    keys.add(
        Binding.of(
            "w",
            "watch",
            "toggle restart on file changes",
            ProcessKeys::noProcess,
            ui -> ui.processes().toggleWatch(selected(ui))));
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  /// The name of the selected process or group after a blank, shortened; empty without selection.
  private static String target(Model model) {
    ProcessRow row = model.processes().selected();
    ProcessList.Item.Heading heading = model.processes().heading();
    String name = row != null ? row.name() : heading != null ? heading.group() : "";
    int room = Math.min(name.length(), MAX_TARGET_LENGTH);
    int end = room > 0 && Character.isHighSurrogate(name.charAt(room - 1)) ? room - 1 : room;
    return (name.isEmpty() ? "" : " ") + name.substring(0, end) + (end < name.length() ? "…" : "");
  }

  private static String enterLabel(Model model) {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      return heading.folded() ? "unfold" : "fold";
    }
    ProcessRow row = model.processes().selected();
    return row != null && startsOnEnter(row) ? "start" : "log";
  }

  /// Whether the list has the focus and Enter starts the selected process, so that one of the two
  /// keys is enough in the footer.
  private static boolean enterStarts(Model model) {
    ProcessRow row = model.processes().selected();
    return model.processesFocused() && row != null && startsOnEnter(row);
  }

  /// Whether the selected process, or one of the selected group, has been started before.
  private static boolean hasRun(Model model) {
    ProcessRow row = model.processes().selected();
    return row == null || !startsOnEnter(row);
  }

  /// Whether a process has never run, so that it has no log to show.
  private static boolean startsOnEnter(ProcessRow row) {
    return row.info().runNumber() == 0 && !row.state().alive();
  }

  private static ProcessRow selected(Actions ui) {
    ProcessRow row = ui.model().processes().selected();
    if (row == null) {
      throw new IllegalStateException("no process is selected");
    }
    return row;
  }

  /// Starts the selected process. Starts the selected group whole if its members are to run
  /// together, else asks which of them.
  private static void start(Actions ui) {
    List<ProcessRow> targets = ui.model().processes().targets();
    ProcessList.Item.Heading heading = ui.model().processes().heading();
    List<ProcessRow> startable =
        targets.stream().filter(row -> !ProcessActions.isActive(row)).toList();
    if (heading == null
        || startable.stream().allMatch(row -> row.info().spec().startsWithGroup())) {
      ui.processes().apply(Operation.START, targets);
    } else {
      ui.model().dismissToast();
      ui.model().overlay(Overlay.StartGroup.of(heading.group(), startable));
    }
  }

  /// Folds or unfolds the selected group, or starts a process that has never run, or shows the log
  /// of one that has.
  private static void open(Actions ui) {
    if (toggleFold(ui)) {
      return;
    }
    ProcessRow row = selected(ui);
    if (startsOnEnter(row)) {
      ui.processes().apply(Operation.START, List.of(row));
    } else {
      ui.log().showOnly(row);
    }
  }

  private static void toggle(Actions ui) {
    if (toggleFold(ui)) {
      return;
    }
    ProcessRow row = selected(ui);
    Operation operation = row.state().alive() ? Operation.STOP : Operation.START;
    ui.processes().apply(operation, List.of(row));
  }

  /// @return whether a group is selected
  private static boolean toggleFold(Actions ui) {
    ProcessList.Item.Heading heading = ui.model().processes().heading();
    if (heading != null) {
      ui.model().processes().toggleFold(heading.group());
    }
    return heading != null;
  }

  private static void interact(Actions ui) {
    ProcessRow row = selected(ui);
    ui.log().showOnly(row);
    ui.interactive().start(row, ui.themes().background());
  }

  private static void resumeInteractive(Actions ui) {
    ProcessRow row = ui.model().lastInteractive();
    if (row != null) {
      ui.interactive().resume(row, ui.themes().background());
    }
  }

  private static void mute(Actions ui) {
    ProcessRow row = selected(ui);
    ui.model().toggleMute(row);
    ui.log().scopeChanged();
    String state = row.muted() ? " is muted in the merged log" : " is unmuted in the merged log";
    ui.model().toastDone(row.name() + state);
  }

  private static void solo(Actions ui) {
    ui.model().solo(selected(ui));
    ui.log().scopeChanged();
  }

  private static @Nullable String emptyList(Model model) {
    return model.processes().items().isEmpty() ? NO_PROCESS : null;
  }

  private static @Nullable String noProcess(Model model) {
    if (model.processes().selected() != null) {
      return null;
    }
    return model.processes().heading() != null
        ? "A group is selected; Enter folds it."
        : NO_PROCESS;
  }

  private static @Nullable String notStartable(Model model) {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      return heading.alive() == heading.size() ? "All processes of this group are running." : null;
    }
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return noProcess(model);
    }
    return row.state().alive() && !(row.state() instanceof ProcessState.Stopping)
        ? row.name() + " is already running; r restarts it."
        : null;
  }

  private static @Nullable String notActive(Model model) {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      return heading.alive() == 0 ? "No process of this group is running; s starts them." : null;
    }
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return noProcess(model);
    }
    return ProcessActions.isActive(row) ? null : row.name() + " is not running; s starts it.";
  }

  /// A process that never ran can be started; of a group, the running processes are restarted.
  private static @Nullable String notRestartable(Model model) {
    return model.processes().heading() == null ? noProcess(model) : notActive(model);
  }

  private static @Nullable String notInteractive(Model model) {
    return model.processes().heading() == null ? notActive(model) : noProcess(model);
  }

  private static @Nullable String noInteractive(Model model) {
    return model.lastInteractive() == null ? "No terminal to return to; i opens one." : null;
  }

  private static @Nullable String noneAlive(Model model) {
    return model.processes().aliveCount() == 0 ? "No process is running." : null;
  }

  private static @Nullable String noUrl(Model model) {
    ProcessRow row = model.processes().selected();
    if (row == null) {
      return noProcess(model);
    }
    return model.urls().preferredFor(row.id()) == null
        ? row.name() + " has printed no URL; 3 lists all URLs."
        : null;
  }
}
