package dev.brummer.tui.model;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A location in a source file.
///
/// @param line from 1, 0 if unknown
/// @param column from 1, 0 if unknown
public record SourceLocation(Path file, int line, int column) {
  private static final Pattern PATTERN =
      Pattern.compile("(?:file://|webpack:///|\\./)?(.+?)(?::(\\d{1,7}))?(?::(\\d{1,7}))?");

  /// Parses `file:line:column` as printed by a process.
  ///
  /// @param directory working directory of the process
  /// @return null if the text names no file
  public static @Nullable SourceLocation of(Path directory, String location) {
    Matcher form = PATTERN.matcher(location.strip());
    if (!form.matches()) {
      return null;
    }
    try {
      Path file = directory.resolve(form.group(1)).normalize();
      return new SourceLocation(file, number(form.group(2)), number(form.group(3)));
    } catch (InvalidPathException invalid) {
      return null;
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
