/// Project files of the JavaScript world: packages, workspaces and task runners. Knows what a file
/// declares, not what is offered of it. A leaf but for JSON and the access to files.
///
///     package.json, pnpm-workspace.yaml, lerna.json, rush.json ─▶ NodeWorkspace ─▶ NodePackage
///     turbo.json of the root and of packages ─▶ TurboFile
///     a script's text ─▶ RunnerLine: the parts of concurrently, run-p, npm-run-all
///     deno.json, deno.jsonc ─▶ DenoFile        nx.json, project.json ─▶ NxWorkspace
///
/// [ManifestBatch] reads the members of a large workspace with two threads; everything else is
/// confined to the discovering thread.
///
/// ## Decisions
///
/// - Workspace globs are expanded part by part, so that `packages/*` reads one directory and not
///   the whole repository.
/// - `pnpm-workspace.yaml` is read by a few lines of its own: its list of globs needs no parser for
///   YAML, whose classes would be loaded in every pnpm project.
package dev.brummer.engine.script.node;
