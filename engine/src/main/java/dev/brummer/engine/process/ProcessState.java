package dev.brummer.engine.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Lifecycle state of a process.
public sealed interface ProcessState {
  /// Display text of one or two lower-case words: "ready", "exit 1", "stopping".
  String label();

  /// True while a child may exist.
  default boolean alive() {
    return switch (this) {
      case Starting _, Running _, Ready _, Down _, Stopping _, Paused _ -> true;
      case Idle _, Waiting _, BackingOff _, Scheduled _, Done _, Failed _, Stopped _ -> false;
    };
  }

  /// True while there is no child and the supervisor will start one by itself.
  default boolean pending() {
    return switch (this) {
      case Waiting _, BackingOff _, Scheduled _ -> true;
      case Starting _, Running _, Ready _, Down _, Stopping _, Paused _ -> false;
      case Idle _, Done _, Failed _, Stopped _ -> false;
    };
  }

  /// Never started in this session.
  record Idle() implements ProcessState {
    @Override
    public String label() {
      return "idle";
    }
  }

  /// Starts when its dependencies are met.
  ///
  /// @param dependencies names of the unmet dependencies
  record Waiting(String dependencies) implements ProcessState {
    @Override
    public String label() {
      return "wait " + dependencies;
    }
  }

  /// The spawn is in progress.
  record Starting() implements ProcessState {
    @Override
    public String label() {
      return "starting";
    }
  }

  /// Has a pid; readiness is not yet established.
  record Running() implements ProcessState {
    @Override
    public String label() {
      return "running";
    }
  }

  /// The readiness probe has succeeded.
  ///
  /// @param evidence the observation, such as "listens on :3000"
  record Ready(String evidence) implements ProcessState {
    @Override
    public String label() {
      return "ready";
    }
  }

  /// Was ready and serves no longer, though the process runs: a supervisor such as nodemon waits
  /// for a change of the code. Becomes ready again by itself.
  ///
  /// @param reason the observation, such as "nothing listens on :3000"
  record Down(String reason) implements ProcessState {
    @Override
    public String label() {
      return "down";
    }
  }

  /// The stop is in progress.
  ///
  /// @param signal name of the signal, or the stop command
  /// @param deadlineMillis wall-clock time of the next escalation
  record Stopping(String signal, long deadlineMillis) implements ProcessState {
    @Override
    public String label() {
      return "stopping";
    }
  }

  /// Suspended by job control (SIGSTOP, SIGTSTP).
  record Paused() implements ProcessState {
    @Override
    public String label() {
      return "paused";
    }
  }

  /// Exited unrequested with a success code.
  record Done(int code) implements ProcessState {
    @Override
    public String label() {
      return code == 0 ? "done" : "done " + code;
    }
  }

  /// Exited after a stop request; not a failure, whatever the exit code.
  record Stopped(int code, int signal) implements ProcessState {
    @Override
    public String label() {
      return "stopped";
    }
  }

  /// Could not be spawned, exited with a failure code, or was terminated by an external signal.
  ///
  /// @param skipped never spawned, because a dependency can never be met
  record Failed(String reason, int code, int signal, boolean skipped) implements ProcessState {
    /// A process that was not skipped.
    public Failed(String reason, int code, int signal) {
      this(reason, code, signal, false);
    }

    /// A copy with another reason.
    public Failed withReason(String other) {
      return new Failed(other, code, signal, skipped);
    }

    @Override
    public String label() {
      return reason;
    }
  }

  /// Waits for its next restart.
  ///
  /// @param attempt consecutive restart, from 1
  /// @param atMillis wall-clock time of the restart
  record BackingOff(int attempt, long atMillis) implements ProcessState {
    @Override
    public String label() {
      return "restarting";
    }
  }

  /// Waits for the next time of its schedule.
  ///
  /// @param atMillis wall-clock time of the next start
  /// @param last end of the last run; `Idle` before the first one
  record Scheduled(long atMillis, ProcessState last) implements ProcessState {
    private static final int DAYS_OF_WEEK = 7;

    @Override
    public String label() {
      return "scheduled";
    }

    /// Description such as "waits until 14:30" or "waits until Mon 14:30, last run: exit 1".
    public String describe(long nowMillis, ZoneId zone) {
      String time = "waits until " + timeText(nowMillis, zone);
      return last instanceof Idle ? time : time + ", last run: " + last.label();
    }

    /// The time of the next start, as short as it is clear: "14:30", "Mon 14:30" or "2026-12-24
    /// 14:30".
    public String timeText(long nowMillis, ZoneId zone) {
      ZonedDateTime at = Instant.ofEpochMilli(atMillis).atZone(zone);
      LocalDate today = Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate();
      String time = at.getSecond() == 0 ? "HH:mm" : "HH:mm:ss";
      String pattern =
          at.toLocalDate().equals(today)
              ? time
              : at.toLocalDate().isBefore(today.plusDays(DAYS_OF_WEEK))
                  ? "EEE " + time
                  : "yyyy-MM-dd " + time;
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at);
    }
  }
}
