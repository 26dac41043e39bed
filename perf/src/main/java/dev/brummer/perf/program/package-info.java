/// Runs whole programs on pseudo-terminals and pipes, sends keys, reads screens, times output and
/// accounts for resources.
///
///     ComparedProgram.start…(SampleProject) ──▶ PtyHost ──▶ `script` ──▶ the program
///        │                                  │      └── reader thread ──▶ JLine's ScreenTerminal
///        │                                  └─▶ PipedProgram ──▶ `sh` ──▶ the program
///        └── InstalledPrograms                     └── reader thread
///
///     PtyHost, PipedProgram ──▶ ProgramTree ──▶ ProcessFiles (/proc) ──▶ ProgramUsage
///
/// Depends on `result` only. The measuring thread starts programs and waits; a reader thread per
/// program times its output.
///
/// ## Decisions
///
/// - `script`, part of every Linux, provides the pseudo-terminal. It forwards output immediately
///   and costs all programs the same.
/// - JLine's emulator interprets the output instead of the product's own, so that the UI is not
///   checked against itself.
/// - A shell prints a marker directly before it becomes the program: the time between the two is
///   that of one `exec`, and the start of a process by the JVM is not measured.
/// - Own processes are found by a mark in the environment and by descent, and read from `/proc`: a
///   control group would be exact, but needs rights that a container does not have.
/// - Other programs are found in `PATH` and in given directories, and never installed.
package dev.brummer.perf.program;
