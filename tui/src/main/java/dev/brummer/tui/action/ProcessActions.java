package dev.brummer.tui.action;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessRow;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/// What can be done to processes, mostly to the selected one.
public final class ProcessActions {
  private final Model model;
  private final Processes processes;
  private final LogActions log;
  private final UrlActions urls;
  private final InteractiveSession interactiveSession;

  ProcessActions(
      Model model,
      Processes processes,
      LogActions log,
      UrlActions urls,
      InteractiveSession interactiveSession) {
    this.model = model;
    this.processes = processes;
    this.log = log;
    this.urls = urls;
    this.interactiveSession = interactiveSession;
  }

  void perform(Action.Processes action) {
    switch (action) {
      case OPEN -> {
        if (!toggleFold()) {
          open(selected());
        }
      }
      case START -> forSelected("starting", processes::start, row -> !row.state().alive());
      case STOP -> forSelected("stopping", processes::stop, ProcessActions::isActive);
      case KILL -> forSelected("killing", processes::kill, ProcessActions::isActive);
      case RESTART -> forSelected("restarting", processes::restart, ProcessActions::isActive);
      case TOGGLE -> {
        if (!toggleFold()) {
          toggle(selected());
        }
      }
      case RESTART_ALL -> restartAll();
      case STOP_ALL -> stopAll();
      case INTERACT -> interact(selected());
      case RETYPE -> resumeInteractive();
      case NEW -> model.prompt(Overlay.Prompt.Purpose.RUN, "");
      case FIND -> model.prompt(Overlay.Prompt.Purpose.FIND, model.processes().filter());
      case MUTE -> mute(selected());
      case SOLO -> {
        model.solo(selected());
        log.scopeChanged();
      }
      case WATCH -> watch(selected());
      case OPEN_URL -> urls.openBestOf(selected().id());
    }
  }

  private ProcessRow selected() {
    ProcessRow row = model.processes().selected();
    if (row == null) {
      throw new IllegalStateException("no process is selected");
    }
    return row;
  }

  /// Does it to the selected process, or to those of the selected group that it is for.
  private void forSelected(String doing, IntConsumer action, Predicate<ProcessRow> wanted) {
    List<ProcessRow> chosen = model.processes().targets();
    List<ProcessRow> all = chosen.size() == 1 ? chosen : chosen.stream().filter(wanted).toList();
    all.forEach(row -> action.accept(row.id()));
    model.toastDone(
        doing + " " + (all.size() == 1 ? all.getFirst().name() : all.size() + " processes"));
  }

  private static boolean isActive(ProcessRow row) {
    return row.state().alive()
        || row.state() instanceof ProcessState.Waiting
        || row.state() instanceof ProcessState.BackingOff;
  }

  /// Folds the group under the cursor, if it is one.
  private boolean toggleFold() {
    ProcessList.Item.Heading heading = model.processes().heading();
    if (heading != null) {
      model.processes().toggleFold(heading.group());
    }
    return heading != null;
  }

  /// What has never run is started, else its log is shown.
  private void open(ProcessRow row) {
    if (row.info().runNumber() == 0 && !row.state().alive()) {
      start(row);
    } else {
      log.showOnly(row);
    }
  }

  void start(ProcessRow row) {
    processes.start(row.id());
    model.toastDone("starting " + row.name());
  }

  void stop(ProcessRow row) {
    processes.stop(row.id());
    model.toastDone("stopping " + row.name());
  }

  void restart(ProcessRow row) {
    processes.restart(row.id());
    model.toastDone("restarting " + row.name());
  }

  private void toggle(ProcessRow row) {
    if (row.state().alive()) {
      stop(row);
    } else {
      start(row);
    }
  }

  void restartAll() {
    int count = 0;
    for (ProcessRow row : model.processes()) {
      if (row.state().alive()) {
        processes.restart(row.id());
        count++;
      }
    }
    model.toastDone("restarting " + count);
  }

  void stopAll() {
    processes.stopAll();
    model.toastDone("stopping all");
  }

  private void interact(ProcessRow row) {
    log.showOnly(row);
    interactiveSession.start(row);
  }

  private void resumeInteractive() {
    ProcessRow row = model.lastInteractive();
    if (row != null) {
      interactiveSession.resume(row);
    }
  }

  private void watch(ProcessRow row) {
    boolean wanted = !row.watched();
    processes.watchFiles(row.id(), wanted);
    row.watched(processes.isWatchingFiles(row.id()));
    if (wanted && !row.watched()) {
      model.toast("The files of " + row.name() + " cannot be watched.", Toast.Severity.ERROR);
    } else {
      String what = wanted ? " starts again when its files change" : " is not watched any more";
      model.toastDone(row.name() + what);
    }
  }

  private void mute(ProcessRow row) {
    model.toggleMute(row);
    log.scopeChanged();
    model.toastDone(
        row.name() + (row.muted() ? " is left out of the merged log" : " is in the merged log"));
  }

  /// Starts the process of that name, or makes one of a command.
  public void run(String line) {
    if (line.isEmpty()) {
      return;
    }
    ProcessRow named = model.processes().byName(line);
    if (named != null) {
      start(named);
      return;
    }
    int id = processes.register(AdHocProcess.of(line, model.processes().rows()));
    processes.start(id);
    model.toastDone("starting " + line);
  }
}
