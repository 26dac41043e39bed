/// The verbs: commands that act on a running brummer through its control channel.
///
///     arguments ─▶ picocli ─▶ …Command.call() ─▶ RemoteOptions ─▶ ControlClient ─▶ running brummer
///                                                     ▼
///                              text or JSON on standard output, exit code
///
/// A command validates its options and names the method and its parameters; the running brummer does
/// the work, renders the text and determines the exit code. Only `ps` lays out a table here, because
/// the terminal is here. All commands run on the main thread.
///
/// ## Decisions
///
/// - A verb loads neither the engine nor the scripts of the project: the project is the nearest parent
///   directory in which a brummer runs. So a verb costs little more than `brummer --version`.
/// - Verbs wait for what they ask for, with a timeout: a script needs no second command to know the
///   outcome.
@NullMarked
package dev.brummer.app.command.remote;

import org.jspecify.annotations.NullMarked;
