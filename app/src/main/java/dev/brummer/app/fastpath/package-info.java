/// Parses the command lines of the commands that must start at once, without picocli.
///
///     Brummer ─▶ FastParser ─▶ FastCommand.set(OptionValue) ─▶ call()
///                    └─ any other command line ─▶ picocli
///
/// Leaf package: it knows no command. The main thread runs it.
///
/// ## Decisions
///
/// - picocli reads annotations and builds its model before it parses a word: 55 of 190 ms of CPU
///   time for `brummer list`. Filling the fields directly loads no class of its parser either, so
///   the AOT cache of these commands is smaller.
/// - The annotations stay the definition of all options. A command line that is not plainly valid
///   (unknown option, missing or invalid value, repeated option, `--help`, argument file, cluster of
///   short options) is left to picocli, so help and errors come from one place. A test parses
///   every option of these commands both ways and compares all fields.
@NullMarked
package dev.brummer.app.fastpath;

import org.jspecify.annotations.NullMarked;
