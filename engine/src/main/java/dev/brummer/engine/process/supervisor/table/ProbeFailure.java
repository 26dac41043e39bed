package dev.brummer.engine.process.supervisor.table;

/// Result of a probe because of which a process is stopped.
///
/// @param label state of the process: `not alive`, `not ready`
/// @param reason what the last attempt has observed
record ProbeFailure(String label, String reason) {
  static final ProbeFailure NONE = new ProbeFailure("", "");

  String sentence() {
    return label + ": " + reason;
  }
}
