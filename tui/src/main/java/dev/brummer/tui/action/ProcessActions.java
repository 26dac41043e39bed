package dev.brummer.tui.action;

import dev.brummer.engine.process.ReplicaSize;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.engine.process.supervisor.ReplicaScaler;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/// Starts, stops and restarts processes. Every call returns at once; the outcome arrives as events.
/// Confined to the thread `tui`.
public final class ProcessActions {
  private final Model model;
  private final Processes processes;
  private final Runnable applyConfig;

  /// What can be done to a process, or to each process of a group.
  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  public enum Operation {
    START("starting", Processes::start, row -> !row.state().alive()),
    STOP("stopping", Processes::stop, ProcessActions::isActive),
    KILL("killing", Processes::kill, ProcessActions::isActive),
    RESTART("restarting", Processes::restart, ProcessActions::isActive);

    private final String participle;
    private final ObjIntConsumer<Processes> call;
    private final Predicate<ProcessRow> appliesTo;

    Operation(String participle, ObjIntConsumer<Processes> call, Predicate<ProcessRow> appliesTo) {
      this.participle = participle;
      this.call = call;
      this.appliesTo = appliesTo;
    }
  }

  /// @param applyConfig applies changed configuration files; must not block
  public ProcessActions(Model model, Processes processes, Runnable applyConfig) {
    this.applyConfig = applyConfig;
    this.model = model;
    this.processes = processes;
  }

  /// Whether a process runs or will be started by the supervisor.
  public static boolean isActive(ProcessRow row) {
    return row.state().alive() || row.state().pending();
  }

  /// Applies an operation to a process, or to those processes of a group that it applies to.
  public void apply(Operation operation, List<ProcessRow> targets) {
    List<ProcessRow> rows =
        targets.size() == 1 ? targets : targets.stream().filter(operation.appliesTo).toList();
    rows.forEach(row -> operation.call.accept(processes, row.id()));
    String what = rows.size() == 1 ? rows.getFirst().name() : rows.size() + " processes";
    model.toastDone(operation.participle + " " + what);
  }

  /// Applies the changed configuration files. The result is published as a notice.
  public void applyConfig() {
    applyConfig.run();
  }

  /// Ends what earlier runs have left. The result is published as a notice.
  public void endOrphans() {
    model.toastDone("stopping orphaned processes");
    processes.endOrphans();
  }

  /// Restarts every running process.
  public void restartAll() {
    int count = 0;
    for (ProcessRow row : model.processes()) {
      if (row.state().alive()) {
        processes.restart(row.id());
        count++;
      }
    }
    model.toastDone("restarting " + count);
  }

  /// Changes the number of replicas of a process.
  ///
  /// @param size such as `web=3`
  public void scale(String size) {
    try {
      ReplicaSize wanted = ReplicaSize.parse(size);
      new ReplicaScaler(processes).scale(Map.of(wanted.base(), wanted.count()), "");
      model.toastDone("scaling " + wanted.base() + " to " + wanted.count());
    } catch (IllegalArgumentException invalid) {
      model.toast("Cannot scale: " + invalid.getMessage() + ".", Toast.Severity.ERROR);
    }
  }

  public void stopAll() {
    processes.stopAll();
    model.toastDone("stopping all");
  }

  /// Switches restart on file changes for one process.
  public void toggleWatch(ProcessRow row) {
    boolean enable = !row.watched();
    processes.watchFiles(row.id(), enable);
    row.watched(processes.isWatchingFiles(row.id()));
    if (enable && !row.watched()) {
      model.toast("Cannot watch the files of " + row.name() + ".", Toast.Severity.ERROR);
    } else {
      String state = enable ? " restarts on file changes" : " no longer restarts on file changes";
      model.toastDone(row.name() + state);
    }
  }

  /// Starts the process with this name, or registers and starts a new one for a shell command.
  public void run(String line) {
    if (line.isEmpty()) {
      return;
    }
    List<ProcessRow> group = model.processes().groupOf(line);
    if (!group.isEmpty()) {
      model.processes().select(group.getFirst());
      apply(Operation.START, group.stream().filter(row -> !isActive(row)).toList());
      return;
    }
    ProcessRow existing = model.processes().byName(line);
    if (existing != null) {
      model.processes().select(existing);
      apply(Operation.START, List.of(existing));
      return;
    }
    int id = processes.register(AdHocProcess.of(line, model.processes().rows()));
    model.processes().selectWhenListed(id);
    processes.start(id);
    model.toastDone("starting " + line);
  }
}
