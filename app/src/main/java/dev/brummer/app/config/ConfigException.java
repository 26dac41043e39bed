package dev.brummer.app.config;

/// Error in a configuration file. The message is one sentence that starts with `file:line:column`.
/// Has no stack trace.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigException(String sentence) {
    super(sentence, null, false, false);
  }
}
