package dev.brummer.engine.process;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares patterns by their text and flags: [Pattern] compares by identity, and two readings of
/// the same configuration must be equal.
final class LinePatterns {
  private LinePatterns() {}

  static boolean equal(@Nullable Pattern a, @Nullable Pattern b) {
    return a == null || b == null
        ? a == b
        : a.pattern().equals(b.pattern()) && a.flags() == b.flags();
  }

  static int hash(@Nullable Pattern pattern) {
    return pattern == null ? 0 : Objects.hash(pattern.pattern(), pattern.flags());
  }
}
