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
  private static final long UPDATE_TIMEOUT_NANOS = 150_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final TerminalEmulator emulator;
  private final Runnable onChange;

  /// Guarded by `lock`.
  private boolean started;

  /// How far somebody looks back, and how many rows had gone then. Owner: `tui`.
  private int scrollOffset;

  private long droppedRows;
  private long lastUpdate;
  private long updateSeenNanos;

  /// @param ground what programs are told of the colour behind everything, see
  ///   [TerminalEmulator#background]
  /// @param answers takes what the terminal answers; called on the reader's thread
  /// @param changed told that there is something new to see, on the reader's thread
  AttachedTerminal(int columns, int rows, int ground, Consumer<byte[]> answers, Runnable changed) {
    this.emulator = new TerminalEmulator(columns, rows, answers);
    this.emulator.background(ground);
    this.onChange = changed;
  }

  @Override
  public void started(boolean fresh) {
    withLock(() -> {
      if (started) {
        emulator.resetForNewProgram();
      }
      started = true;
    });
  }

  @Override
  public void resized(int columns, int rows) {
    withLock(() -> emulator.resize(columns, rows));
  }

  @Override
  public void replayed(byte[] bytes, int from, int to) {
    withLock(() -> {
      emulator.replaying(true);
      emulator.feed(bytes, from, to);
      emulator.replaying(false);
    });
  }

  @Override
  public void printed(byte[] bytes, int from, int to, boolean bareNewLines) {
    withLock(() -> {
      emulator.impliedCarriageReturn(bareNewLines);
      emulator.feed(bytes, from, to);
    });
  }

  private void withLock(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
    onChange.run();
  }

  /// Looks further back, or less far if negative.
  void scroll(int rows) {
    lock.lock();
    try {
      anchorScroll();
      scrollOffset = Math.clamp((long) scrollOffset + rows, 0, emulator.scrollbackSize());
    } finally {
      lock.unlock();
    }
  }

  /// Who looks back sees the same rows, however many have come since.
  private void anchorScroll() {
    if (scrollOffset > 0) {
      scrollOffset =
          (int)
              Math.min(
                  emulator.scrollbackSize(),
                  scrollOffset + emulator.totalScrolledRows() - droppedRows);
    }
    droppedRows = emulator.totalScrolledRows();
  }

  void scrollToEnd() {
    scrollOffset = 0;
  }

  /// Takes a picture, unless the program is in the middle of an update.
  void snapshot(ScreenSnapshot into, long now) {
    lock.lock();
    try {
      if (emulator.isUpdating() && emulator.updateCount() != lastUpdate) {
        lastUpdate = emulator.updateCount();
        updateSeenNanos = now;
      }
      if (emulator.isUpdating() && now - updateSeenNanos < UPDATE_TIMEOUT_NANOS) {
        return;
      }
      anchorScroll();
      emulator.copyTo(into, scrollOffset);
    } finally {
      lock.unlock();
    }
  }
}
