package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.util.ArrayList;
import java.util.List;

/// Gathers what one step of the [ProcessTable] wants done, in order. Owner: the thread `processes`.
final class EffectBuffer {
  private List<ProcessEffect> effects = new ArrayList<>();
  private long now;

  /// Begins a step at wall-clock time `millis`.
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

  /// Takes the process to its next state: every transition is an event with its cause.
  void transition(ProcessEntry e, ProcessState next, String cause) {
    String from = e.state.label();
    e.state = next;
    e.stateVersion++;
    e.sinceMillis = now;
    publish(new Event.ProcessChanged(e.id, e.spec.name(), from, next.label(), cause, now));
  }

  /// Takes it to a state without a child.
  void transitionToInactive(ProcessEntry e, ProcessState end, String cause) {
    e.stopProgress = null;
    e.ports = List.of();
    e.resources = ProcessInfo.Resources.NONE;
    transition(e, end, cause);
  }

  /// Elapses in this turn or not at all.
  void startTimer(ProcessEntry e, ProcessCommand.TimerPurpose purpose, long millis) {
    add(new ProcessEffect.StartTimer(e.id, e.stateVersion, purpose, millis));
  }

  /// A line of brummer's own in its log.
  void appendNote(ProcessEntry e, String text) {
    add(new ProcessEffect.AppendNote(e.id, text));
  }

  /// A note that is worth a look from anywhere.
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
