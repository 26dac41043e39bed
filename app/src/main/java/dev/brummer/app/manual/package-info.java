/// The manual pages: `brummer.1`, one page a command, and the pages of the guide.
///
///     picocli's model of a command ─▶ CommandPage ──────────────────────┐
///                        and ─▶ ProgramPage                             ├─▶ RoffWriter ─▶ share/man
///     app/src/docs ─▶ Guide ─▶ MarkdownParser ─▶ GuidePage ─────────────┘
///
/// The build calls the hidden command `__share`, which writes the completion functions and the guide
/// itself, too. Equal input gives equal bytes: pages carry the version, but no date. All classes are
/// pure but [ShareCommand] and [Guide].
///
/// ## Decisions
///
/// - The pages of commands come from the model that parses the command line and prints the help, so
///   they cannot differ from it. The footer of a help text is divided by its lines: those about the
///   exit code, the examples, and lists with a heading.
/// - Prose is written once, in the guide: README links to it, the manual quotes it. Tables of keys,
///   options and settings in the guide are generated, and a test keeps them current.
/// - The pages of the guide are resources: packing the program needs no source tree.
/// - picocli's own generator writes AsciiDoc, which would need a second tool in the build. A Markdown
///   library would be in the program for its build alone, and would accept what a manual page cannot
///   show.
@NullMarked
package dev.brummer.app.manual;

import org.jspecify.annotations.NullMarked;
