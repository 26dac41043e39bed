package dev.brummer.app.program;

import dev.brummer.engine.text.TerminalGate;
import dev.brummer.engine.text.TerminalOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard output and standard error behind the gate. Apart from the painter of the UI, no other
/// class opens them.
public final class StandardStreams {
  private static final FileOutputStream OUT_FILE = new FileOutputStream(FileDescriptor.out);
  private static final FileOutputStream ERR_FILE = new FileOutputStream(FileDescriptor.err);
  private static final TerminalOutput OUT = new TerminalOutput(OUT_FILE);
  private static final TerminalOutput ERR = new TerminalOutput(ERR_FILE);

  private StandardStreams() {}

  public static TerminalOutput out() {
    return OUT;
  }

  public static TerminalOutput err() {
    return ERR;
  }

  /// Puts the streams of [System] behind the gate, too: libraries and the JVM print to them, for
  /// example the stack trace of an uncaught exception.
  public static void install() {
    System.setOut(printStream(OUT_FILE));
    System.setErr(printStream(ERR_FILE));
  }

  private static PrintStream printStream(FileOutputStream file) {
    TerminalGate gate = new TerminalGate(file, TerminalGate.Content.TEXT);
    return new PrintStream(gate, true, StandardCharsets.UTF_8);
  }
}
