package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;

/// What a step of the [ProcessTable] wants done outside, in this order, by the thread `processes`.
public sealed interface ProcessEffect {
  /// Done when no command is waiting, in this order.
  sealed interface PutOff extends ProcessEffect {}

  /// Wants to know who belongs to whom.
  sealed interface NeedsTrees extends PutOff {}

  /// Answered by `Spawned` or `SpawnFailed` before anything else happens.
  record Spawn(int id, int runNumber, ProcessSpec spec) implements ProcessEffect {}

  /// Begin to read what the child prints.
  record StartReading(int id, int runNumber) implements ProcessEffect {}

  /// Send a signal to everything that belongs to the process.
  record Signal(int id, int signal) implements NeedsTrees {}

  /// Look who belongs to the process and lives. Answered by `TreeFound`, which repeats the rest.
  record FindTree(int id, int stateVersion, int signal, boolean restart) implements NeedsTrees {}

  /// Give the pid of an ended child back to the system. As long as it has it, whoever is in its
  /// session is known to be of its tree: the last moment to learn whom it leaves behind.
  record Reap(int id, int runNumber) implements NeedsTrees {}

  /// Close the terminal or the pipes.
  record CloseStreams(int id, int runNumber) implements PutOff {}

  /// Answered by `Elapsed` after `millis`.
  record StartTimer(int id, int stateVersion, ProcessCommand.TimerPurpose purpose, long millis)
      implements ProcessEffect {}

  /// Run its stop command. Answered by `StopCommandEnded`, which repeats the turn.
  record RunStop(int id, int runNumber, int stateVersion) implements ProcessEffect {}

  /// Try until it is ready or has ended. Answered by `StartupFormats`.
  record RunProbe(int id, int runNumber, ReadinessProbe ready) implements ProcessEffect {}

  /// Try whether somebody listens where this URL points to. Answered by `StartupFormats`.
  record ProbeUrl(int id, int runNumber, String url) implements ProcessEffect {}

  /// Find out why it may have failed. Answered by `FailureDiagnosed` if something is known.
  record DiagnoseFailure(int id, int runNumber) implements ProcessEffect {}

  record WriteInput(int id, byte[] bytes) implements ProcessEffect {}

  record ResizeTerminals(int columns, int rows) implements ProcessEffect {}

  record AttachTap(int id, OutputTap tap, int columns, int rows) implements ProcessEffect {}

  record DetachTap(int id) implements ProcessEffect {}

  record Publish(Event event) implements ProcessEffect {}

  /// A line of brummer's own in the log of the process.
  record AppendNote(int id, String text) implements ProcessEffect {}
}
