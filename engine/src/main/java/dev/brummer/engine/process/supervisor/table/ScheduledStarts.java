package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Schedule;
import java.util.Objects;

/// Decides on the starts of processes with a schedule. Part of the [ProcessTable] and confined to
/// its thread.
///
/// The first start of a process arms its schedule; a stop disarms it. While it is armed, the
/// process is in state `Scheduled` between its runs, and every further start runs it at once.
final class ScheduledStarts {
  private final EffectBuffer out;

  ScheduledStarts(EffectBuffer out) {
    this.out = out;
  }

  /// Arms the schedule of a process unless it is armed.
  ///
  /// @return true if the process must not start now, but at its first time
  boolean arm(ProcessEntry e) {
    Schedule schedule = e.spec.schedule();
    if (schedule == null || e.scheduleTimer.isArmed()) {
      return false;
    }
    e.scheduleTimer.arm(schedule, out.now());
    await(e);
    return !schedule.runOnStart();
  }

  void disarm(ProcessEntry e) {
    if (e.scheduleTimer.isArmed()) {
      e.scheduleTimer.disarm();
    }
  }

  /// @return true if the process must be started
  boolean onDue(ProcessEntry e, ProcessCommand.ScheduleDue it) {
    if (!e.scheduleTimer.isArmed() || it.version() != e.scheduleTimer.version()) {
      return false;
    }
    boolean due = e.scheduleTimer.isDue(out.now());
    await(e);
    if (!due || e.state instanceof ProcessState.Scheduled) {
      return due;
    }
    noteSkipped(e);
    return false;
  }

  /// Written once for each run.
  private void noteSkipped(ProcessEntry e) {
    if (e.skippedRunNumber != e.runNumber) {
      e.skippedRunNumber = e.runNumber;
      String why =
          e.startPending
              ? "the previous start still waits"
              : "run " + e.runNumber + " is still in progress";
      out.appendNote(e, "scheduled start skipped: " + why);
    }
  }

  private void await(ProcessEntry e) {
    out.add(
        new ProcessEffect.AwaitSchedule(
            e.id, e.scheduleTimer.version(), e.scheduleTimer.waitMillis(out.now())));
  }

  /// Follows a changed definition, and lets a process that has ended wait for its next time.
  void settle(ProcessEntry e) {
    if (e.forgotten) {
      return;
    }
    ScheduleTimer timer = e.scheduleTimer;
    Schedule schedule = e.spec.schedule();
    if (timer.isArmed() && !Objects.equals(timer.schedule(), schedule)) {
      timer.disarm();
      if (schedule != null) {
        timer.arm(schedule, out.now());
        await(e);
      }
    }
    if (e.state instanceof ProcessState.Scheduled scheduled && !timer.isArmed()) {
      out.transition(e, scheduled.last(), "no schedule");
    } else if (timer.isArmed() && e.stopProgress == null && !e.startPending) {
      settleArmed(e, timer.atMillis());
    }
  }

  private void settleArmed(ProcessEntry e, long atMillis) {
    switch (e.state) {
      case ProcessState.Scheduled scheduled -> {
        if (scheduled.atMillis() != atMillis) {
          out.transition(
              e, new ProcessState.Scheduled(atMillis, scheduled.last()), "next time changed");
        }
      }
      case ProcessState.Idle _,
          ProcessState.Done _,
          ProcessState.Failed _,
          ProcessState.Stopped _ ->
          out.transitionToInactive(
              e, new ProcessState.Scheduled(atMillis, e.state), e.state.label());
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _,
          ProcessState.BackingOff _ -> {
        // It waits once it has ended.
      }
    }
  }
}
