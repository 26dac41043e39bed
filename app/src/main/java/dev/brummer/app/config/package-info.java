/// Configuration files: `brummer.toml`, its override, the user's `config.toml`, the file of the
/// first brummer, and `.env` files.
///
/// ```
///   ConfigFiles (which) ─▶ ConfigDocument (TOML) ─▶ key.ConfigKeys (check: all problems)
///                                                        │ none
///   Config ◀─ ConfigFile ◀─ ProcessConfigReader ◀────────┘
///     ├─▶ ProcessConfig.applyTo(ProcessSpec)
///     └─▶ EffectiveConfig (each value with its source)
/// ```
///
/// The main thread reads all files at start; after a change, the thread that notices it or the one
/// that applies it reads them again. Nothing here knows which scripts a project has.
///
/// ## Decisions
///
/// - Precedence: the nearest file wins; the command line overrides all files. `restart` and `stop`
///   and `env` are merged key by key, other tables of a process are replaced as a whole.
/// - An unknown key is an error, because a misspelt key would otherwise be ignored silently. In the
///   file of the first brummer it is a warning: that program accepted any.
/// - A file is checked as a whole before it is read, so that all its problems are reported at once.
/// - `false` as the value of a variable is the text `false`; `unset_env` removes variables.
/// - At most 1 MB: the parser needs ten seconds for four.
/// - `.env` files are read and expanded as by the npm packages dotenv 17 and dotenv-expand 12,
///   which most tools use, except that single quotes prevent expansion.
@NullMarked
package dev.brummer.app.config;

import org.jspecify.annotations.NullMarked;
