package dev.brummer.perf.gate;

/// A file of gates that makes no sense; the message says where.
public final class GateFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GateFileException(String message) {
    super(message);
  }
}
