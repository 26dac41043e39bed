package dev.brummer.app.completion;

import java.util.List;

/// A command line up to the cursor, without quotes.
///
/// @param complete words before the current one, without the name of the program
/// @param current the word at the cursor, up to it; may be empty
record CommandWords(List<String> complete, String current) {
  CommandWords {
    complete = List.copyOf(complete);
  }

  /// From words as zsh and fish pass them: the program first, the current one last.
  static CommandWords of(List<String> words, String home) {
    if (words.size() < 2) {
      return new CommandWords(List.of(), "");
    }
    List<String> expanded =
        words.subList(1, words.size() - 1).stream().map(word -> expandHome(word, home)).toList();
    return new CommandWords(expanded, words.getLast());
  }

  private static String expandHome(String word, String home) {
    return word.equals("~") || word.startsWith("~/") ? home + word.substring(1) : word;
  }
}
