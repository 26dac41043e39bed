package dev.brummer.tui.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The terminal of this process: a tty whose line discipline is read and set with [Stty].
///
/// The size comes from the line discipline too, because terminals may not respond to a query.
public final class TtyTerminal implements Terminal {
  /// Resets everything that the UI may have enabled.
  private static final byte[] RESET =
      ("\033[0m\033[0 q\033[?2026l\033[?2031l\033[?2004l\033[?1006l\033[?1003l\033[?1002l\033[?1000l"
              + "\033[?25h\033[?1049l")
          .getBytes(StandardCharsets.US_ASCII);

  private static final int DEFAULT_COLUMNS = 80;
  private static final int DEFAULT_ROWS = 24;

  private final EscapeTimeoutStream in;
  private final OutputStream out;
  private final Stty stty;
  private final EventDecoder decoder;
  private final InputBoundary boundary = new InputBoundary();
  private String savedSettings = "";

  /// Whether the size has been read since the terminal was entered last.
  private boolean sizeKnown;

  private volatile int columns = DEFAULT_COLUMNS;
  private volatile int rows = DEFAULT_ROWS;

  public TtyTerminal(InputStream in, OutputStream out, Stty stty) {
    this.in = new EscapeTimeoutStream(in);
    this.out = out;
    this.stty = stty;
    this.decoder = EventDecoder.of(this.in);
  }

  /// The terminal on standard input and output. Nothing is written yet.
  public static TtyTerminal ofProgram() {
    return new TtyTerminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        Stty.controlling());
  }

  /// Reads settings and size without changing anything. Any thread.
  public synchronized void readSettings() throws IOException {
    if (savedSettings.isEmpty()) {
      savedSettings = stty.settings().trim();
      parseSize(stty.size());
      sizeKnown = true;
    }
  }

  @Override
  public synchronized void enterRawMode() throws IOException {
    readSettings();
    if (!sizeKnown) {
      parseSize(stty.size());
    }
    sizeKnown = false;
    stty.enterRawMode(savedSettings);
  }

  @Override
  public synchronized void restoreSettings() throws IOException {
    if (!savedSettings.isEmpty()) {
      stty.restore(savedSettings);
    }
  }

  /// Restores screen and settings, whatever has been written to the terminal.
  public void reset() throws IOException {
    write(RESET, RESET.length);
    restoreSettings();
  }

  @Override
  public void refreshSize() throws IOException {
    parseSize(stty.size());
  }

  private void parseSize(String printed) {
    String[] numbers = printed.trim().split(" ");
    if (numbers.length == 2) {
      int height = Integer.parseInt(numbers[0]);
      int width = Integer.parseInt(numbers[1]);
      boolean known = height > 0 && width > 0;
      rows = known ? height : DEFAULT_ROWS;
      columns = known ? width : DEFAULT_COLUMNS;
    }
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public InputEvent readEvent() throws IOException {
    return decoder.read();
  }

  /// Blocks until there is input and reads one key, control sequence or paste undecoded, as far as
  /// it fits into the buffer. Not to be mixed with [#readEvent].
  ///
  /// @return number of bytes, -1 at the end of input
  public int read(byte[] buffer) throws IOException {
    int b = in.read();
    int count = 0;
    while (b >= 0) {
      buffer[count++] = (byte) b;
      if (boundary.add(b) || count == buffer.length) {
        return count;
      }
      if (in.available() == 0) {
        boundary.reset(); // a lone ESC
        return count;
      }
      b = in.read();
    }
    return count == 0 ? -1 : count;
  }

  @Override
  public void write(byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, count);
    out.flush();
  }

  /// Suspends the whole job as the terminal driver would: launcher, make and so on. Returns when it
  /// is continued, or at once if it is an orphaned process group, which the kernel does not stop.
  @Override
  public boolean suspend() throws IOException {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Override
  public void runProgram(List<String> command, Path directory)
      throws IOException, InterruptedException {
    new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start().waitFor();
  }

  @Override
  public boolean isJob() throws IOException {
    return JobControl.isForegroundJob();
  }

  /// Makes the shell take the terminal back, if one does job control.
  @Override
  public boolean detach() throws IOException {
    return JobControl.leaveForeground(stty);
  }

  @Override
  public boolean isRemote() {
    return false;
  }
}
