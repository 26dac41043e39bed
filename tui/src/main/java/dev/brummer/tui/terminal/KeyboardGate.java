package dev.brummer.tui.terminal;

import java.io.IOException;

/// Keeps the input thread of a terminal from reading while another program owns the keyboard.
///
/// The thread calls [#handOver] for each input and waits in [#pass] until it has been handled: the
/// key may be the one that gives the terminal to a shell, to which all further input belongs.
///
/// A read from a terminal cannot be interrupted, so [#release] makes the terminal answer a query,
/// which every terminal does, and waits until the thread has arrived in [#pass]. Any thread.
public final class KeyboardGate {
  /// Query that every terminal answers.
  private static final byte[] STATUS_REPORT = {0x1b, '[', '5', 'n'};

  private static final long PARK_TIMEOUT_NANOS = 500_000_000;

  private final Terminal terminal;
  private boolean released;
  private boolean parked;
  private boolean closed;

  /// Number of inputs that have been handed over and not been handled yet.
  private int unhandled;

  public KeyboardGate(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Stops the input thread, in the middle of a read if necessary. Waits at most half a second.
  public synchronized void release() throws IOException {
    released = true;
    if (unhandled == 0 && !parked) {
      terminal.write(STATUS_REPORT, STATUS_REPORT.length);
    }
    long deadline = System.nanoTime() + PARK_TIMEOUT_NANOS;
    try {
      while (!parked && !closed && System.nanoTime() < deadline) {
        wait(10);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets the input thread go on.
  public synchronized void reacquire() {
    released = false;
    notifyAll();
  }

  /// Notes that the input thread hands over input.
  public synchronized void handOver() {
    unhandled++;
  }

  /// Notes that input has been handled.
  public synchronized void handled() {
    unhandled--;
    notifyAll();
  }

  /// Ends the input thread: it must not read any more.
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Whether the input thread has to end.
  public synchronized boolean isClosed() {
    return closed;
  }

  /// Blocks the input thread while the keyboard is released or input is unhandled.
  ///
  /// @return whether the keyboard was released, so that what the thread has read belongs to no one
  public synchronized boolean pass() {
    boolean blocked = released && !closed;
    try {
      while ((released || unhandled > 0) && !closed) {
        parked = true;
        notifyAll();
        wait();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    parked = false;
    return blocked;
  }
}
