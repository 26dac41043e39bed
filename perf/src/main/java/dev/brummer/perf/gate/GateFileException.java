package dev.brummer.perf.gate;

/// An invalid gate file; the message contains file and line.
public final class GateFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GateFileException(String message) {
    super(message);
  }
}
