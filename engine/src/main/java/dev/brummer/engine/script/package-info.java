/// Discovers the scripts of a project without configuration. A leaf: depends on no other package of
/// brummer.
///
///     package.json  Procfile  Makefile  justfile  pom.xml …
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
/// - Only scripts that are meant to run together or that run until they are stopped start with their
///   group ([LongRunningScripts]). Starting everything would run `clean` and `deploy`.
/// - Files are parsed as text and never executed: `make -pn` or `just --dump` would be more exact,
///   but listing must not run a project's code, and the tools need not be installed.
/// - The first source to use a name keeps it; later ones are qualified as `Procfile:web`.
///   Qualifying both would change a name that users type when a file is added.
package dev.brummer.engine.script;
