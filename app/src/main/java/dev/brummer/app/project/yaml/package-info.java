/// YAML with positions: a file becomes a tree whose values know their file, line and column.
///
///     ProjectText (bytes to text) ─▶ YamlReader ─▶ YamlNode ─▶ YamlSection (typed access)
///                                        └──────────┴──▶ ProblemLog (sentences with a place)
///
/// Everything runs on the thread that reads the configuration. The classes of the parser are loaded
/// by [YamlReader], so only for a project with a YAML file.
///
/// ## Decisions
///
/// - A wrong value is a problem and counts as absent; only text that is no YAML at all gives
///   nothing. One mistake must not hide the other processes of a file.
/// - The tree is built from parser events, not by the composer of the library: aliases stay shared,
///   and their number, the depth and the size are bounded before anything is expanded.
/// - A scalar keeps its text, and the reader of a key says what it must be. So `restart: no` is the
///   word, and `yes` is true where a flag is expected, as in the programs that define the files.
@NullMarked
package dev.brummer.app.project.yaml;

import org.jspecify.annotations.NullMarked;
