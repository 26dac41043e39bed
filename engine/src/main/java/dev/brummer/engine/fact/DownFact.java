package dev.brummer.engine.fact;

/// A process that went down: it failed, or serves no longer.
///
/// @param state its state, such as "exit 1" or "down"
public record DownFact(int process, String name, String state, String cause, long atMillis) {}
