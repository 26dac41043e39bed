package dev.brummer.app.doctor;

/// Result of one check.
///
/// @param topic what was checked, one or two words
/// @param text what was found
/// @param advice what to do; empty if nothing has to be done
record Finding(Level level, String topic, String text, String advice) {
  /// Severity of a finding.
  enum Level {
    OK,
    /// Something is worse than it could be.
    WARNING,
    /// Something does not work.
    PROBLEM
  }

  static Finding ok(String topic, String text) {
    return new Finding(Level.OK, topic, text, "");
  }

  static Finding warning(String topic, String text, String advice) {
    return new Finding(Level.WARNING, topic, text, advice);
  }

  static Finding problem(String topic, String text, String advice) {
    return new Finding(Level.PROBLEM, topic, text, advice);
  }
}
