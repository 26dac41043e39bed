package dev.brummer.proxy.history;

/// First bytes of a body as transferred, possibly compressed.
///
/// @param bytes at most [#MAX_BYTES]; must not be modified
/// @param truncated whether the body is longer
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BodyPrefix(byte[] bytes, boolean truncated) {
  /// About a screenful; a thousand prefixes take two megabytes.
  public static final int MAX_BYTES = 2048;

  public static final BodyPrefix NONE = new BodyPrefix(new byte[0], false);

  /// Whether the prefix of such a response is kept: data and errors are, pages, scripts and images
  /// are not.
  ///
  /// @param mediaType in lower case, without parameters
  public static boolean shouldKeep(int status, String mediaType) {
    return BodyPreview.isText(mediaType)
        && (status >= 400 || !mediaType.startsWith("text/") || mediaType.equals("text/plain"))
        && !mediaType.endsWith("javascript")
        && !mediaType.equals("application/manifest+json");
  }
}
