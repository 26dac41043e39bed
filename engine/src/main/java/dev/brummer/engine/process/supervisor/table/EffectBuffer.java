package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessEnd;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one step of the [ProcessTable] in order. Confined to the thread
/// `processes`.
final class EffectBuffer {
  private List<ProcessEffect> effects = new ArrayList<>();
  private long now;

  /// Starts a step at wall-clock time `millis`.
  void beginStep(long millis) {
    now = millis;
    effects = new ArrayList<>();
  }

  List<ProcessEffect> drain() {
    return effects;
  }

  long now() {
    return now;
  }

  /// Changes the state of a process and publishes the transition with its cause.
  void transition(ProcessEntry e, ProcessState next, String cause) {
    String from = e.state.label();
    e.state = next;
    e.stateVersion++;
    e.sinceMillis = now;
    publish(new Event.ProcessChanged(e.id, e.spec.name(), from, next.label(), cause, now));
  }

  /// Changes the state of a process to one without a child.
  void transitionToInactive(ProcessEntry e, ProcessState end, String cause) {
    e.stopProgress = null;
    e.ports = List.of();
    e.resources = ProcessInfo.Resources.NONE;
    endRunIfDemanded(e, end, cause);
    transition(e, end, cause);
  }

  /// Publishes the end of the run before the end of the process: whoever computes an exit code
  /// learns first which one counts.
  private void endRunIfDemanded(ProcessEntry e, ProcessState state, String cause) {
    ProcessEnd end = ProcessEnd.of(state);
    if (end != null && e.spec.exit().appliesTo(end)) {
      String reason = e.spec.name() + " ends the run: " + cause;
      appendNote(e, "ends the run: " + cause);
      publish(new Event.RunEnded(e.id, e.spec.name(), end.code(), reason, now));
    }
  }

  /// Releases an exited child and publishes its exit.
  void completeExit(ProcessEntry e, ProcessCommand.Exited exit) {
    add(new ProcessEffect.Reap(e.id, exit.runNumber()));
    e.reapedRun = exit.runNumber();
    if (e.outputEnded) {
      e.outputEnded = false;
      add(new ProcessEffect.CloseStreams(e.id, exit.runNumber()));
    }
    publish(
        new Event.ProcessExited(
            e.id,
            e.spec.name(),
            exit.runNumber(),
            exit.code(),
            exit.signal(),
            e.exitState instanceof ProcessState.Failed failed ? failed.reason() : "",
            now));
  }

  static String describe(ProcessCommand.Exited exit) {
    return exit.signal() == 0
        ? "exited with code " + exit.code()
        : "terminated by " + LinuxSignals.name(exit.signal());
  }

  /// Starts a timer that has no effect after the next transition.
  void startTimer(ProcessEntry e, ProcessCommand.TimerPurpose purpose, long millis) {
    add(new ProcessEffect.StartTimer(e.id, e.stateVersion, purpose, millis));
  }

  /// Appends a line to the log of the process.
  void appendNote(ProcessEntry e, String text) {
    add(new ProcessEffect.AppendNote(e.id, text));
  }

  /// Appends a line to the log of the process and shows it as a notice.
  void publishNotice(ProcessEntry e, String text) {
    appendNote(e, text);
    publish(new Event.Notice(e.spec.name() + ": " + text, now));
  }

  void publish(Event event) {
    add(new ProcessEffect.Publish(event));
  }

  void add(ProcessEffect effect) {
    effects.add(effect);
  }
}
