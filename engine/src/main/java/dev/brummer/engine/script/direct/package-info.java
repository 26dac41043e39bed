/// Starts scripts of a `package.json` as their package manager does, without starting the manager.
///
///     command, directory, environment ─▶ DirectScripts ─▶ ScriptCall          what is called
///                                            ├─ InstalledManager, NodeProgram   which versions
///                                            ├─ PackageFile, NpmrcFile          what they read
///                                            └─ NpmScripts …  ─▶ ScriptStages ─▶ ScriptStart
///
/// Runs on the thread that starts the process, reads a few small files and keeps no state.
///
/// ## Decisions
///
/// - A manager takes 165 ms of CPU time and 40 to 60 MB as long as its script runs. What it does for
///   the script is to set variables and to start a shell.
/// - What is not certain is left to the manager ([ManagerNeededException], with the reason for the
///   user). A setting, layout or version is followed only if its effect is known; there is no
///   guess.
/// - The version of node comes from the headers of its installation. Starting it would cost what is
///   to be saved, and a cache could be stale. Without headers the manager runs the script.
/// - Small differences between versions of npm are read from its sources (`set-envs.js`,
///   `definitions.js`), not from a table of versions.
/// - yarn and bun run their scripts themselves. yarn writes wrappers of node and yarn for each run
///   and probes where it may install; bun starts in milliseconds, and its user agent names a version
///   of node that only the program knows.
/// - No format: its first use takes milliseconds, on the way to the first line of a run.
/// - The update notice and the banner of a manager are left out.
package dev.brummer.engine.script.direct;
