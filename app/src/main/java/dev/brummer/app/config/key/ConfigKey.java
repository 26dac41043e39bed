package dev.brummer.app.config.key;

/// A key of a configuration file.
///
/// @param defaultText what applies where the key is not set, in words or as a value; empty if
///   nothing does
/// @param description one sentence without a final full stop
/// @param example a line of TOML that sets the key
/// @param former true for an earlier name, which is accepted but not documented
public record ConfigKey(
    String name,
    KeyType type,
    String defaultText,
    String description,
    String example,
    boolean former) {
  ConfigKey(String name, KeyType type, String defaultText, String description, String example) {
    this(name, type, defaultText, description, example, false);
  }
}
