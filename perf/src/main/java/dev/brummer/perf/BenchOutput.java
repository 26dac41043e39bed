package dev.brummer.perf;

import java.io.PrintStream;
import java.nio.file.Path;

/// Output channels of a run.
///
/// @param out receives the report
/// @param err receives the progress
/// @param isTerminal whether `err` is a terminal
/// @param runsDirectory holds the default report directories and the history
public record BenchOutput(
    PrintStream out, PrintStream err, boolean isTerminal, Path runsDirectory) {}
