package dev.brummer.tui.interactive;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.emulator.TerminalEmulator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Terminal emulator of the attached process.
///
/// The process's reader thread feeds it, the thread `tui` copies its screen. One lock guards both:
/// the reader holds it for one chunk (64 kB, less than 1 ms), `tui` for one copy of the cells
/// (about 20 µs). Two emulators, or cells readable during writes, would cost more than this
/// contention.
final class AttachedTerminal implements OutputTap {
  /// A synchronized update that takes longer is painted unfinished.
  private static final long UPDATE_TIMEOUT_NANOS = 150_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final TerminalEmulator emulator;
  private final Runnable onChange;

  /// Guarded by `lock`.
  private boolean started;

  /// Rows scrolled back, and the emulator's count of dropped rows at that time. Owner: `tui`.
  private int scrollOffset;

  private long droppedRows;
  private long lastUpdate;
  private long updateSeenNanos;

  /// @param background colour reported to programs, see [TerminalEmulator#background]
  /// @param replies receives the emulator's replies, on the reader thread
  /// @param onChange runs after each change of the screen, on the reader thread
  AttachedTerminal(
      int columns, int rows, int background, Consumer<byte[]> replies, Runnable onChange) {
    this.emulator = new TerminalEmulator(columns, rows, replies);
    this.emulator.background(background);
    this.onChange = onChange;
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

  /// Scrolls back by `rows`, or forward if negative.
  void scroll(int rows) {
    lock.lock();
    try {
      anchorScroll();
      scrollOffset = Math.clamp((long) scrollOffset + rows, 0, emulator.scrollbackSize());
    } finally {
      lock.unlock();
    }
  }

  /// Keeps the rows in view while new rows arrive below.
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

  /// Copies the screen, unless the program is inside a synchronized update.
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
