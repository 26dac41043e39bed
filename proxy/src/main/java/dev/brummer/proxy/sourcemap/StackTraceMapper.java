package dev.brummer.proxy.sourcemap;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Maps the frames of a browser's stack trace to source files. Thread-safe; blocks.
public final class StackTraceMapper {
  private static final int MAX_FRAMES = 20;

  /// `http://localhost:20888/src/a.js?t=1:4:30`, in the formats of all browsers.
  private static final Pattern FRAME =
      Pattern.compile("(https?://[^\\s/()@]+)(/[^\\s()]*?):(\\d{1,9}):(\\d{1,9})(?=[\\s)]|$)");

  private final SourceMapCache sourceMapCache;
  private final String root;

  /// @param project directory to which files are relative; empty for none
  public StackTraceMapper(SourceMapCache sourceMapCache, String project) {
    this.sourceMapCache = sourceMapCache;
    this.root = project.isEmpty() || project.endsWith("/") ? project : project + "/";
  }

  /// A stack trace with original positions.
  ///
  /// @param text the trace with every mappable position replaced
  /// @param location the first position outside libraries, as `src/a.ts:4:30`
  public record MappedStack(String text, String location) {}

  /// Null if no position could be mapped.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  /// @param serverOrigin origin of the server that serves the scripts
  public @Nullable MappedStack map(String stack, String pageOrigin, String serverOrigin) {
    Matcher frames = FRAME.matcher(stack);
    StringBuilder text = new StringBuilder();
    String first = "";
    String firstOutsideLibraries = "";
    for (int i = 0; i < MAX_FRAMES && frames.find(); i++) {
      String location = frames.group(1).equals(pageOrigin) ? location(frames, serverOrigin) : null;
      if (location != null) {
        first = first.isEmpty() ? location : first;
        firstOutsideLibraries =
            firstOutsideLibraries.isEmpty() && !location.contains("node_modules/")
                ? location
                : firstOutsideLibraries;
      }
      String replacement = location == null ? frames.group() : location;
      frames.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    frames.appendTail(text);
    return first.isEmpty()
        ? null
        : new MappedStack(
            text.toString(), firstOutsideLibraries.isEmpty() ? first : firstOutsideLibraries);
  }

  private @Nullable String location(Matcher frame, String serverOrigin) {
    SourceMapCache.FetchedMap fetched = sourceMapCache.find(serverOrigin + frame.group(2));
    if (fetched == null) {
      return null;
    }
    SourceMap.OriginalPosition position =
        fetched.map().find(Integer.parseInt(frame.group(3)), Integer.parseInt(frame.group(4)));
    if (position == null) {
      return null;
    }
    String file = file(position.source(), fetched.base());
    boolean inside = !root.isEmpty() && file.startsWith(root);
    String shown = inside ? file.substring(root.length()) : file;
    return shown + ":" + position.line() + ":" + position.column();
  }

  /// The path of a source within its project, as far as its name reveals it.
  static String file(String source, URI base) {
    String path = source;
    if (!source.contains("://") && !source.startsWith("/")) {
      try {
        path = base.resolve(source).getPath();
      } catch (IllegalArgumentException unresolvable) {
        return source;
      }
    } else if (source.startsWith("webpack")) {
      // webpack://name/./src/a.js, webpack:///./src/a.js, webpack-internal:///./src/a.js
      path = source.substring(source.indexOf('/', source.indexOf("://") + 3) + 1);
    } else if (source.contains("://")) {
      path = source.substring(source.indexOf("://") + 3);
    }
    int project = path.indexOf("[project]/");
    path = project < 0 ? path : path.substring(project + "[project]/".length());
    path = path.startsWith("./") ? path.substring(2) : path;
    return path.startsWith("/")
            && base.getPath() != null
            && !source.startsWith("file:")
            && !source.startsWith("/")
        ? path.substring(1)
        : path;
  }
}
