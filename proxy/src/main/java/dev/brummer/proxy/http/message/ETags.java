package dev.brummer.proxy.http.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entity tags of modified documents. They differ from the server's by a suffix, so that a cached
/// copy without the script never validates one with it, nor the reverse.
final class ETags {
  private static final String SUFFIX = "-brummer\"";

  private ETags() {}

  static String mark(String etag) {
    return etag.endsWith("\"") && etag.length() > 1
        ? etag.substring(0, etag.length() - 1) + SUFFIX
        : etag;
  }

  /// Filters `If-None-Match` for the server: a navigation keeps the proxy's tags without their
  /// suffix, any other request keeps the server's own. Null if no tag remains.
  static @Nullable String forServer(String ifNoneMatch, boolean navigation) {
    List<String> tags = new ArrayList<>();
    for (String part : ifNoneMatch.split(",")) {
      String tag = part.strip();
      boolean hasSuffix = tag.endsWith(SUFFIX);
      if (hasSuffix && navigation) {
        tags.add(tag.substring(0, tag.length() - SUFFIX.length()) + "\"");
      } else if (!hasSuffix && !navigation) {
        tags.add(tag);
      }
    }
    return tags.isEmpty() ? null : String.join(", ", tags);
  }
}
