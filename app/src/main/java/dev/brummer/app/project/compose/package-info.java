/// The format of process-compose: `process-compose.yaml`, with `processes:` at the top.
///
///     ProcessComposeFormat ─▶ ComposeFileLoader (text, VariableExpansion, YAML, extends)
///                                  ▼ YamlMerge: several files become one tree
///                             ComposeProject ─▶ ComposeProcess ─▶ ProcessDraft
///                                                   └ ComposeProbes, ComposeEnvironment, VariableTemplates
///
/// Called by the thread that reads the configuration.
///
/// ## Decisions
///
/// - Variables are expanded in the text before it is parsed, as there: a variable can hold any part
///   of the file. Lines and columns are those of the text after the expansion.
/// - `env_cmds` are executed with each start of a process, not when the file is read: to list what
///   can run must not run anything.
@NullMarked
package dev.brummer.app.project.compose;

import org.jspecify.annotations.NullMarked;
