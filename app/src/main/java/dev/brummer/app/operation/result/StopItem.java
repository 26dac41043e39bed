package dev.brummer.app.operation.result;

/// One process that was to stop.
///
/// @param wasRunning false if there was nothing to stop
/// @param outcome `MET` once its whole tree has ended
/// @param millis time until its end
public record StopItem(ProcessItem process, boolean wasRunning, Outcome outcome, long millis) {}
