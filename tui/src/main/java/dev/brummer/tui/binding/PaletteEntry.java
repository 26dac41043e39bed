package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import org.jspecify.annotations.Nullable;

/// A row of the help or the palette.
///
/// @param context where it holds; it is gone to first
/// @param completion what Tab puts into the input line, or empty
/// @param binding the binding whose reason says whether it can act, if it is one
public record PaletteEntry(
    String text,
    String keys,
    KeyContext context,
    Action action,
    String completion,
    @Nullable Binding<Model> binding) {}
