/// Configuration files: `brummer.toml`, the user's `config.toml` and `.env` files.
///
///     Config.load ─▶ ConfigFile ─▶ ProcessConfig ─▶ applyTo(ProcessSpec)
///                        └ TomlSection (typed access, errors with file, line and column)
///
/// The main thread reads all files once, at start. Nothing here knows which scripts a project has.
///
/// ## Decisions
///
/// - Precedence: the nearest file wins; the command line overrides all files.
/// - An unknown key is an error, because a misspelt key would otherwise be ignored silently.
/// - `.env` files are read and expanded as by the npm packages dotenv 17 and dotenv-expand 12, which
///   most tools use, except that single quotes prevent expansion.
@NullMarked
package dev.brummer.app.config;

import org.jspecify.annotations.NullMarked;
