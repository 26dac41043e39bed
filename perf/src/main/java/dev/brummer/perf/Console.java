package dev.brummer.perf;

import java.io.PrintStream;
import java.nio.file.Path;

/// Where a run says what.
///
/// @param out gets the report
/// @param err gets the progress
/// @param isTerminal whether `err` is a terminal
/// @param runsDirectory directory in which runs without a folder of their own are kept, and the
///   history
public record Console(PrintStream out, PrintStream err, boolean isTerminal, Path runsDirectory) {}
