/// Discovers the scripts of a project without configuration. What the files of the JavaScript world
/// declare is read by [dev.brummer.engine.script.node]; [dev.brummer.engine.script.direct] starts
/// scripts of a `package.json` without their package manager.
///
///     package.json, turbo.json, nx.json  deno.json  Procfile  Makefile  justfile  pom.xml …
///           └──────────┴───┬─────┴─────────┴────────┘
///                     ScriptSource ──▶ DiscoveredScriptsBuilder ──▶ DiscoveredScripts
///                                      (names, warnings)
///
/// [ScriptDiscoverer] calls one [ScriptSource] per kind of file, in the order of its table. Each adds its
/// scripts, and warnings about unreadable parts, to the [DiscoveredScriptsBuilder], which makes names
/// unique. A discovery runs on the calling thread and shares no state.
///
/// ## Decisions
///
/// - A script that only runs others beside each other (`concurrently`, `run-p`, a persistent task of
///   turbo) is offered as a group of its parts with its name. The script itself stays, folded, so
///   that configurations which name it still work.
/// - Hooks and checks are folded, not left out: they stay startable by name.
/// - turbo runs what a persistent task depends on, once; the task itself is the package's own
///   script, so that each has its output, state and restart.
/// - Only scripts that are meant to run together or that run until they are stopped start with their
///   group ([LongRunningScripts]). Starting everything would run `clean` and `deploy`.
/// - Files are parsed as text and never executed: `make -pn` or `just --dump` would be more exact,
///   but listing must not run a project's code, and the tools need not be installed.
/// - The first source to use a name keeps it; later ones are qualified as `Procfile:web`.
///   Qualifying both would change a name that users type when a file is added.
package dev.brummer.engine.script;
