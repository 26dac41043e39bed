package dev.brummer.engine.process.supervisor.table;

/// The processes that a daemon's command has left running.
///
/// @param exit exit of the command, not yet reaped: its session identifies its tree
/// @param phase what was found so far
record DaemonRecord(ProcessCommand.Exited exit, Phase phase) {
  DaemonRecord withPhase(Phase next) {
    return new DaemonRecord(exit, next);
  }

  enum Phase {
    /// The command has exited; its tree has not been searched yet.
    SEARCHED,
    /// The tree has members.
    IN_TREE,
    /// The tree is empty, but a probe decides: another program supervises the server.
    OUTSIDE
  }
}
