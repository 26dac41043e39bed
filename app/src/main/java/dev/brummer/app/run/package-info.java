/// One run: what can run in a project, what is started, and the components that do it.
///
///     current directory ─▶ ProjectDirectory (searches upwards)
///                                  ▼
///     scripts, brummer.toml ─▶ RunTargets ─▶ RunPlanner ─▶ RunPlan ─┐
///     names on the command line ─▶ ProcessNameResolver ───▲            ▼
///     env files, environment ─▶ ProjectSecrets (part of the plan) ─────┤
///     options ─▶ RunSettings, OutputMode ───────────────────▶ RunSession ─▶ exit code
///                                                    Engine ◀──┤
///                                         ProxyServer ◀────────┤
///                                         Tui or PlainRun ◀────┤
///                  operations, control socket, MCP ◀── RemoteAccess
///
///     a changed file ─▶ ConfigWatcher ─▶ ConfigReload (plans again) ─▶ Event.ConfigChanged
///     y in the UI, brummer config apply ─▶ ConfigReload.apply ─▶ Processes.define, remove
///
/// Everything but [RunSession] and [ConfigReload] is plain data for the main thread. The session
/// creates the components on the main thread and closes them in reverse order; the JVM's shutdown
/// hook may close it as well.
///
/// ## Decisions
///
/// - The project is the nearest directory with something to run, not the nearest project file: a
///   `package.json` with only `"type": "module"` marks a source directory.
/// - A second run is refused only if it starts a process that already runs: running the tests beside
///   a server is common.
/// - In a UI run, the processes start as soon as the size of the terminal is known and while the
///   first frame is painted. The proxy subscribes before them, so it misses no URL, and opens once
///   they have been started: loading its classes would take a core from both. Until there is a
///   URL, it waits a second more, as MCP over HTTP does.
/// - [StartupPreload] links the C functions while the main thread reads the project. The first
///   process waits for whichever takes longer, not for both.
/// - Remote access and the search for orphans come after the start of the processes, which need
///   neither. No effect on the time to the first line was measured: 211 ms before, 220 ms after
///   (medians of ten pairs, quartiles 12 and 8 ms apart).
/// - A changed configuration is never applied unasked: it may restart what the user works with.
///   Processes that are gone are stopped, because nothing says any more how to restart them.
/// - Without a UI the proxy is off unless a port is given: URLs in the output stay the original ones.
@NullMarked
package dev.brummer.app.run;

import org.jspecify.annotations.NullMarked;
