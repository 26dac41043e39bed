package dev.brummer.engine.process.os;

/// Result of a terminated child.
///
/// @param code exit code, or 128 + `signal`
/// @param signal number of the terminating signal, 0 after a normal exit
public record ExitStatus(int code, int signal) {}
