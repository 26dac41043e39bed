package dev.brummer.app.completion;

import java.util.List;

/// Names that depend on the project and on what runs. Reads files and asks a running brummer.
interface NameSource {
  /// What can run in the project.
  List<Candidate> targets();

  /// Processes of the running brummer, with their states.
  List<Candidate> processes(ProcessGroup group);

  /// Running brummers, by pid.
  List<Candidate> instances();

  /// Recorded sessions of the project.
  List<Candidate> sessions();

  /// Which processes an operation is for.
  enum ProcessGroup {
    ALL,
    STARTED,
    ALIVE,
    NOT_ALIVE,
    WITH_URL
  }
}
