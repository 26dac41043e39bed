/// Keys and the contexts in which they are bound. A leaf: values only, used by the terminal's
/// decoder, the model and the bindings.
///
/// ## Decisions
///
/// - [dev.brummer.tui.key.Key] is the only representation of a key, from the decoder to the
///   binding; labels such as `Ctrl-P` are parsed once, when the bindings are built.
package dev.brummer.tui.key;
