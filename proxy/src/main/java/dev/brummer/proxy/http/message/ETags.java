package dev.brummer.proxy.http.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entity tags of documents that carry our tag. They are not the server's documents any more, so
/// their tags differ by a suffix: a browser's cached copy without the script never answers for one
/// with it, nor the other way round.
final class ETags {
  private static final String SUFFIX = "-brummer\"";

  private ETags() {}

  static String mark(String etag) {
    return etag.endsWith("\"") && etag.length() > 1
        ? etag.substring(0, etag.length() - 1) + SUFFIX
        : etag;
  }

  /// What is left of an `If-None-Match` for the server: for a navigation the tags that are ours, in
  /// the server's words; for anything else those that are not ours. Null if nothing is.
  static @Nullable String forServer(String ifNoneMatch, boolean navigation) {
    List<String> kept = new ArrayList<>();
    for (String part : ifNoneMatch.split(",")) {
      String tag = part.strip();
      boolean ours = tag.endsWith(SUFFIX);
      if (ours && navigation) {
        kept.add(tag.substring(0, tag.length() - SUFFIX.length()) + "\"");
      } else if (!ours && !navigation) {
        kept.add(tag);
      }
    }
    return kept.isEmpty() ? null : String.join(", ", kept);
  }
}
