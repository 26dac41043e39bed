/// What Vite's development server does not say: whether it has compiled an edited module.
///
/// ```
/// edited files ─▶ HotUpdateRequest ─▶ server ─▶ Answer
///                       │ RequestedModules: each module once
///                       └ ModuleSource: which text was compiled
/// ```
///
/// Vite compiles a module when it is requested, prints errors but no successes, and serves the
/// module it has compiled before until it has noticed the edit. So a check requests edited modules,
/// and asks again until the inline source map names the text that the file has now.
///
/// [HotUpdateRequest] and [ModuleSource] are functions; [RequestedModules] is shared by all
/// clients.
@NullMarked
package dev.brummer.app.operation.vite;

import org.jspecify.annotations.NullMarked;
