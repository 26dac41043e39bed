/// What can be run in a project, found without configuration. A leaf: depends on nothing of ours.
///
/// [Scripts] asks one [ScriptSource] a kind of file, in the order of its table; each writes what it
/// finds, and what it cannot read, into [DiscoveryBuilder], which gives every script a name of its
/// own.
///
/// # Decisions
///
/// - Files are read as text, never executed: `make -pn` or `just --dump` would know more, but
///   listing must not run a project's code, and the tools need not be installed.
/// - The first source to use a name keeps it, later ones get `Procfile:web`. Qualifying both would
///   change a name the user types because somebody added a file.
package dev.brummer.engine.script;
