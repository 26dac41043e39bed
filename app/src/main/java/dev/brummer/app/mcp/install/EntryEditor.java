package dev.brummer.app.mcp.install;

/// Adds the entry of brummer's server to the text of a configuration file, and removes it. Pure:
/// text in, text out. What it does not touch stays as it is, character by character.
interface EntryEditor {
  /// Whether the text has the entry with all values that brummer sets.
  boolean isInstalled(String text) throws UneditableException;

  /// Whether the text has an entry of this name.
  boolean hasEntry(String text) throws UneditableException;

  /// The text with the entry; the same text if it is installed. Other keys of an entry that exists
  /// are kept.
  String put(String text) throws UneditableException;

  /// The text without the entry; the same text if there is none.
  String remove(String text) throws UneditableException;

  /// A whole file with nothing but the entry, to be copied by hand.
  String snippet();
}
