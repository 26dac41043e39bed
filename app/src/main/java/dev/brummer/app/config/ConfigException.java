package dev.brummer.app.config;

/// A configuration file is wrong: the message is one sentence that begins with the place,
/// `file:line:column`. Has no stack trace.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigException(String sentence) {
    super(sentence, null, false, false);
  }
}
