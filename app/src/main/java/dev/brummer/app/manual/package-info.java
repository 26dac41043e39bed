/// The manual pages: `brummer.1`, one page a command, and `brummer.toml.5`.
///
///     picocli's model of a command ─▶ CommandPage ─┐
///                                                  ├─▶ RoffWriter ─▶ share/man of the image
///     text of this package ─▶ ProgramPage ─────────┤
///     table of configuration keys ─▶ ConfigurationPage ─┘
///
/// The build calls the hidden command `__share`, which writes the completion functions, too. Equal
/// input gives equal bytes: pages carry the version, but no date. All classes are pure but [ShareCommand].
///
/// ## Decisions
///
/// - The pages come from the model that parses the command line and prints the help, so they cannot
///   differ from it. The footer of a help text is divided by its lines: those about the exit code,
///   the examples, and lists with a heading.
/// - picocli's own generator writes AsciiDoc, which would need a second tool in the build.
@NullMarked
package dev.brummer.app.manual;

import org.jspecify.annotations.NullMarked;
