package dev.brummer.proxy.history;

/// The first bytes of a body as they were on the wire, packed or not.
///
/// @param bytes at most [#MAX_BYTES]; not changed by anyone
/// @param truncated whether there were more
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record BodyPrefix(byte[] bytes, boolean truncated) {
  /// A screen full; a thousand of them are two megabytes.
  public static final int MAX_BYTES = 2048;

  public static final BodyPrefix NONE = new BodyPrefix(new byte[0], false);

  /// Whether the beginning of such an answer is worth keeping: data and errors are looked at,
  /// pages, scripts and pictures are not.
  ///
  /// @param mediaType in lower case, without parameters
  public static boolean shouldKeep(int status, String mediaType) {
    return BodyPreview.isText(mediaType)
        && (status >= 400 || !mediaType.startsWith("text/") || mediaType.equals("text/plain"))
        && !mediaType.endsWith("javascript")
        && !mediaType.equals("application/manifest+json");
  }
}
