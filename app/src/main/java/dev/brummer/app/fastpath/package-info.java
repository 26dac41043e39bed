/// Parses the command lines of the commands that must start at once, without picocli.
///
///     Brummer ─▶ FastParser ─▶ FastCommand.set(OptionValue) ─▶ call()
///                    └─ any other command line ─▶ picocli
///
/// Leaf package: it knows no command. The main thread runs it.
///
/// ## Decisions
///
/// - picocli reads annotations and builds its model before it parses a word: 90 ms of CPU time for
///   `run`, more than all the rest before the first process starts. A programmatic model saves the
///   annotations only; the parser itself costs another 25 ms.
/// - The annotations stay the definition of all options. A command line that is not plainly valid
///   (unknown option, missing or invalid value, repeated option, `--help`, argument file, cluster of
///   short options) is left to picocli, so help and errors come from one place. A test parses
///   every option of these commands both ways and compares all fields.
@NullMarked
package dev.brummer.app.fastpath;

import org.jspecify.annotations.NullMarked;
