package dev.brummer.engine.fact;

/// What a process did after an edit, as of one moment.
///
/// @param reacted whether it has built, restarted, tested or updated, or does so now
/// @param settled whether it has finished, and been quiet long enough for its consequences to show
/// @param activity the newest thing it did, empty if it has not reacted
/// @param startedMillis start of the newest reaction; -1 without one
/// @param endedMillis end of the newest reaction; -1 while it goes on
public record Reaction(
    boolean reacted, boolean settled, String activity, long startedMillis, long endedMillis) {}
