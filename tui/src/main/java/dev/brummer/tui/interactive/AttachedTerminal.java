package dev.brummer.tui.interactive;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.emulator.TerminalEmulator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The terminal of a process that a person types to.
///
/// The reader of the process feeds it, the thread `tui` takes pictures; one lock around both, held
/// by the reader for one chunk (64 kB, less than a millisecond) and by `tui` for one copy of the
/// cells (some 20 microseconds). Two machines, or cells that can be read while they are written,
/// would cost more than this waiting.
final class AttachedTerminal implements OutputTap {
  /// A program that does not end its update is not waited for any longer.
  private static final long PATIENCE_NANOS = 150_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final TerminalEmulator emulator;
  private final Runnable changed;

  /// Guarded by `lock`.
  private boolean begun;

  /// How far somebody looks back, and how many rows had gone then. Owner: `tui`.
  private int back;

  private long gone;
  private long update;
  private long updateSince;

  /// @param ground what programs are told of the colour behind everything, see
  ///   [TerminalEmulator#ground]
  /// @param answers takes what the terminal answers; called on the reader's thread
  /// @param changed told that there is something new to see, on the reader's thread
  AttachedTerminal(int columns, int rows, int ground, Consumer<byte[]> answers, Runnable changed) {
    this.emulator = new TerminalEmulator(columns, rows, answers);
    this.emulator.ground(ground);
    this.changed = changed;
  }

  @Override
  public void started(boolean fresh) {
    locked(() -> {
      if (begun) {
        emulator.startAnew();
      }
      begun = true;
    });
  }

  @Override
  public void resized(int columns, int rows) {
    locked(() -> emulator.resize(columns, rows));
  }

  @Override
  public void replayed(byte[] bytes, int from, int to) {
    locked(() -> {
      emulator.playing(true);
      emulator.feed(bytes, from, to);
      emulator.playing(false);
    });
  }

  @Override
  public void printed(byte[] bytes, int from, int to, boolean bareNewLines) {
    locked(() -> {
      emulator.bareNewLines(bareNewLines);
      emulator.feed(bytes, from, to);
    });
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
    changed.run();
  }

  /// Looks further back, or less far if negative.
  void look(int rows) {
    lock.lock();
    try {
      stay();
      back = Math.clamp((long) back + rows, 0, emulator.history());
    } finally {
      lock.unlock();
    }
  }

  /// Who looks back sees the same rows, however many have come since.
  private void stay() {
    if (back > 0) {
      back = (int) Math.min(emulator.history(), back + emulator.gone() - gone);
    }
    gone = emulator.gone();
  }

  void lookAtNow() {
    back = 0;
  }

  /// Takes a picture, unless the program is in the middle of an update.
  void copy(ScreenSnapshot into, long now) {
    lock.lock();
    try {
      if (emulator.updating() && emulator.updates() != update) {
        update = emulator.updates();
        updateSince = now;
      }
      if (emulator.updating() && now - updateSince < PATIENCE_NANOS) {
        return;
      }
      stay();
      emulator.copy(into, back);
    } finally {
      lock.unlock();
    }
  }
}
