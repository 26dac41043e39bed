package dev.brummer.tui.binding;

import dev.brummer.tui.key.KeyContext;

/// A row of the help or the palette.
///
/// @param context the context of the binding, focused before it is executed
/// @param completion the text that Tab puts into the input line, or empty
public record PaletteEntry(Binding binding, KeyContext context, String completion) {
  public String text() {
    return binding.help();
  }

  public String keys() {
    return binding.keyLabels();
  }
}
