/// Key bindings and the command palette.
///
/// ```
/// *Keys ─▶ Bindings ─┬▶ KeyDispatcher: key ─▶ Binding.execute
///                    ├▶ footer, help, palette
///                    └▶ key tables of the guide
/// ```
///
/// A [dev.brummer.tui.binding.Binding] holds keys, footer label, help, disabled reason and command.
/// Each view declares its bindings in one `*Keys` class, together with their reasons and effects; a
/// new key is one entry there. The tables are immutable and built once.
///
/// ## Decisions
///
/// - Bindings are data with a function, not an enum of actions and a switch: the enum needed a
///   constant, a case, a reason and a row in four files per key.
/// - A disabled key shows its reason instead of being ignored, and the footer omits it.
/// - Help, palette and guide are generated from the bindings, so they cannot disagree with the
///   keys.
package dev.brummer.tui.binding;
