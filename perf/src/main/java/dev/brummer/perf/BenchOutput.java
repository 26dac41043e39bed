package dev.brummer.perf;

import dev.brummer.engine.text.TerminalOutput;
import java.nio.file.Path;

/// Output channels of a run.
///
/// @param out receives the report
/// @param err receives the progress
/// @param isTerminal whether `err` is a terminal
/// @param runsDirectory holds the default report directories and the history
public record BenchOutput(
    TerminalOutput out, TerminalOutput err, boolean isTerminal, Path runsDirectory) {}
