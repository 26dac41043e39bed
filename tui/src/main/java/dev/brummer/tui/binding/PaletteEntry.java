package dev.brummer.tui.binding;

import dev.brummer.tui.key.KeyContext;

/// A row of the help or the palette.
///
/// @param keys labels of the keys, or the term that the text explains
/// @param context the context of the binding, focused before it is executed
/// @param completion the text that Tab puts into the input line, or empty
/// @param needsArgument whether Enter does the same as Tab: the command cannot run without more
public record PaletteEntry(
    String keys, Binding binding, KeyContext context, String completion, boolean needsArgument) {
  PaletteEntry(Binding binding, KeyContext context, String completion) {
    this(binding.keyLabels(), binding, context, completion, false);
  }

  /// A term with its explanation.
  static PaletteEntry term(String term, String explanation, KeyContext context) {
    return new PaletteEntry(term, Binding.of(explanation, _ -> {}), context, "", false);
  }

  public String text() {
    return binding.help();
  }
}
