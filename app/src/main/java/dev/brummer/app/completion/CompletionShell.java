package dev.brummer.app.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Shells with a completion function.
public enum CompletionShell {
  BASH,
  ZSH,
  FISH;

  private static final String LAUNCHER = "@LAUNCHER@";

  /// The text of the function.
  ///
  /// @param launcher program to call if no `brummer` is on the `PATH`
  public String script(String launcher) {
    String name = name().toLowerCase(Locale.ROOT);
    try (InputStream in = CompletionShell.class.getResourceAsStream("brummer." + name)) {
      if (in == null) {
        throw new IllegalStateException("no completion script for " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace(LAUNCHER, quoted(launcher));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// In single quotes. Fish reads a backslash in them as an escape, too.
  private String quoted(String path) {
    String escaped =
        this == FISH ? path.replace("\\", "\\\\").replace("'", "\\'") : path.replace("'", "'\\''");
    return "'" + escaped + "'";
  }
}
